"""Writing the index: documents in, documents out, or all of it anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import tantivy

from heeded.core.queries import Place
from heeded.engine.words import plain_words, stems_of
from heeded.library.models import Passage
from heeded.search._derived import Folder, write_place
from heeded.search.index import _schema

_LONGEST_WORD = 40
_MEGABYTES = 64  # of words held before a segment is written


class Row(NamedTuple):
    """A passage as the database holds it."""

    document: int
    passage: int
    text: str
    heading: str
    kind: str
    speaker: str


def passages_of(documents: Sequence[int]) -> Iterator[Row]:
    """The passages of these documents, document by document."""
    rows = Passage.objects.filter(document__in=documents).order_by("document", "order", "pk")
    names = ("document", "pk", "text", "heading", "kind", "speaker")
    yield from (Row(*row) for row in rows.values_list(*names).iterator(chunk_size=2000))


class Writer:
    """Puts documents in and takes them out; nothing is seen until `commit`. Use it under the folder's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        index = tantivy.Index.open(str(path)) if (path / "meta.json").exists() else None
        self._index = _schema.register(index or tantivy.Index(_schema.schema(), path=str(path)))
        self._writer = self._index.writer(heap_size=_MEGABYTES * 1_000_000, num_threads=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._writer.rollback()
        self._writer.wait_merging_threads()

    def remove(self, document: int) -> None:
        """Take a document's passages and words out of every answer."""
        self._writer.delete_documents_by_term("document", document)
        self._writer.delete_documents_by_term("owner", document)

    def add(self, rows: Iterable[Row]) -> int:
        """Add whole documents, their rows together. Says how many documents."""
        added = 0
        for document, passages in groupby(rows, key=attrgetter("document")):
            self._add_document(document, passages)
            added += 1
        return added

    def _add_document(self, document: int, rows: Iterable[Row]) -> None:
        used: dict[int, set[str]] = defaultdict(set)
        headings: dict[int, set[str]] = defaultdict(set)
        stemmed: dict[str, str] = {"": ""}
        for row in rows:
            words = plain_words(row.text)
            if row.heading not in stemmed:
                stemmed[row.heading] = " ".join(stems_of(plain_words(row.heading)))
            heading = stemmed[row.heading]
            place = _schema.place_of(document, row.kind)
            used[place].update(words)
            headings[place].add(heading)
            self._writer.add_document(_entry(row, place, " ".join(stems_of(words)), heading))
        for place, there in used.items():
            self._add_part(document, place, there, headings[place])
        self._add_vocabulary(document, set().union(*used.values()))

    def _add_part(self, document: int, place: int, words: set[str], headings: set[str]) -> None:
        part = tantivy.Document()
        part.add_text("part_words", " ".join(set(stems_of(list(words)))))
        part.add_text("part_headings", " ".join(headings))
        part.add_integer("part", place)
        part.add_integer("owner", document)
        self._writer.add_document(part)

    def _add_vocabulary(self, document: int, words: set[str]) -> None:
        vocabulary = tantivy.Document()
        vocabulary.add_text("words", " ".join([word for word in words if 1 < len(word) <= _LONGEST_WORD]))
        vocabulary.add_integer("owner", document)
        self._writer.add_document(vocabulary)

    def commit(self, place: Place) -> None:
        """Make it so, and say how far the index has come."""
        self._writer.commit()
        write_place(self.path, place)
        self._writer.garbage_collect_files()


def build_anew(
    target: Folder, batches: Iterable[Iterable[Row]], *, place: Place, progress: Callable[[int], None]
) -> int:
    """A new index from all rows, put in use when it is whole; how many documents. Of the old one no file remains."""
    made = target.new()
    done = 0
    with Writer(made) as writer:
        for rows in batches:
            done += writer.add(rows)
            progress(done)
        writer.commit(place)
    target.put_in_use(made)
    return done


def _entry(row: Row, place: int, stems: str, heading: str) -> tantivy.Document:
    """The entry of one passage."""
    entry = tantivy.Document()
    entry.add_text("text", stems)
    if heading:
        entry.add_text("heading", heading)
    entry.add_integer("passage", row.passage)
    entry.add_integer("document", row.document)
    entry.add_integer("kind", _schema.kind_of(row.kind))
    entry.add_integer("speaker", _schema.speaker_of(row.speaker))
    entry.add_integer("place", place)
    entry.add_integer("voice", _schema.voice_of(row.document, row.speaker))
    return entry
