"""Questions whose words differ from the passage that answers them, with the places that answer: gold/meaning.

Samples keep the sentence itself (they are our own fiction), inquiries character offsets in the page as heeded reads
it. `python -m benchmarks._meaning_gold` prints how many there are and how few content words question and answer share.
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import count, takewhile
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from heeded.engine.reading._docx import read_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._pdf import read_pdf
from heeded.engine.reading._plain import read_plain
from heeded.engine.words import stem, tokens
from heeded.engine.words._stop_words import STOP_WORDS

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "benchmarks" / "gold" / "meaning"
SHARED = Path(os.environ.get("HEEDED_SHARED", ROOT.parent / "shared"))
FOLDERS = {"samples": ROOT / "heeded" / "samples" / "built", "inquiries": SHARED / "data" / "inquiries"}
SOURCES = tuple(FOLDERS)
_READERS = {".pdf": read_pdf, ".docx": read_docx, ".html": read_html, ".txt": read_plain}
_ALIKE = 0.8  # of a sentence's letters that must stand on a scanned page, in order

PageText = Callable[
    [str, int], str
]  # file name and page (1 = first) -> text as heeded reads it; "" past the end


class Place(NamedTuple):
    """Where an answer stands: file name, page (1 = first of the file), characters of the page's raw text."""

    document: str
    page: int
    start: int
    end: int


class Asked(NamedTuple):
    """A question with every place that answers it; those set aside were never used to choose anything."""

    question: str
    answers: tuple[Place, ...]
    aside: bool
    source: str


def as_read(document: str, page: int) -> str:
    """The text of a page as read from the file; empty for a scan (a library's Page.text has what was recognised)."""
    pages = _pages(document)
    return pages[page - 1] if page <= len(pages) else ""


def pairs(*sources: str, page_text: PageText = as_read) -> list[Asked]:
    """Questions in everyday words of `sources` (samples, inquiries; both where none is named).

    Pages without text (a scan, unless `page_text` knows it) and reports that are not at hand are left out.

    Raises:
        LookupError: a sentence does not stand on its page.
    """
    return _asked("pair", sources or SOURCES, page_text)


def unseen(*sources: str, page_text: PageText = as_read) -> list[Asked]:
    """Questions like `pairs`, written last, on which nothing was ever tuned: every one of them is aside."""
    rows = _written("unseen")["pair"]
    return [
        one
        for source in sources or SOURCES
        for row in rows
        if (FOLDERS[source] / file_name(row["document"])).is_file()
        if (one := _one(row, source, page_text)).answers
    ]


def keywords(*sources: str, page_text: PageText = as_read) -> list[Asked]:
    """Queries in a report's own jargon, with the same rules as `pairs`."""
    return _asked("keyword", sources or SOURCES, page_text)


def found(answers: Sequence[Place], *, document: str, spans: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a passage, by its (page, start, end) spans, covers some of an answer."""
    return any(
        answer.document == document and answer.page == page and start < answer.end and answer.start < end
        for answer in answers
        for page, start, end in spans
    )


def located(sentence: str, text: str) -> tuple[int, int]:
    """Characters of `text` on which `sentence` stands; breaks, blanks and hyphens do not count.

    On a scan most of its letters in order are enough.

    Raises:
        LookupError: it does not stand there.
    """
    letters, at = _letters(text)
    wanted, _ = _letters(sentence)
    start = letters.find(wanted)
    if start >= 0:
        return at[start], at[start + len(wanted) - 1] + 1
    blocks = SequenceMatcher(None, letters, wanted, autojunk=False).get_matching_blocks()
    near = [block for block in blocks if block.size >= 3]
    if sum(block.size for block in near) < _ALIKE * len(wanted):
        raise LookupError(f"not on its page: {sentence}")
    return at[near[0].a], at[near[-1].a + near[-1].size - 1] + 1


def shared_words(question: str, answer: str) -> float:
    """The share of a question's content words (by stem) that also stand in the answer."""
    asked = _content(question)
    return len(asked & _content(answer)) / max(len(asked), 1)


def _asked(kind: str, sources: Sequence[str], page_text: PageText) -> list[Asked]:
    found_all = [_one(row, source, page_text) for source in sources for row in _rows(kind, source)]
    return [one for one in found_all if one.answers]


def _rows(kind: str, source: str) -> list[dict[str, Any]]:
    """The entries of one kind; every third keyword of the samples is aside by its mark, like the pairs."""
    if not FOLDERS[source].is_dir():
        return []
    return _written("keywords" if source == "samples" and kind == "keyword" else source).get(kind, [])


def _written(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))


def _one(row: Mapping[str, Any], source: str, page_text: PageText) -> Asked:
    first = {name: row[name] for name in ("document", "page", "sentence", "start", "end") if name in row}
    entries = [first, *({"document": row["document"], **other} for other in row.get("also", ()))]
    places = [_place(entry, page_text) for entry in entries]
    answers = tuple(place for place in places if place)
    return Asked(question=row["question"], answers=answers, aside=row.get("aside", False), source=source)


def _place(entry: Mapping[str, Any], page_text: PageText) -> Place | None:
    name = file_name(entry["document"])
    if "start" in entry:
        return Place(name, entry["page"], entry["start"], entry["end"])
    if not name.endswith(".pdf"):
        return _in_unpaged(name, entry["sentence"], page_text)
    text = page_text(name, entry["page"])
    if not text.strip():
        return None
    return Place(name, entry["page"], *located(entry["sentence"], text))


def _in_unpaged(name: str, sentence: str, page_text: PageText) -> Place:
    """A file without pages is given some when a library makes a PDF of it, and a sentence may run over two."""
    texts = list(enumerate(takewhile(bool, (page_text(name, page) for page in count(1))), start=1))
    middle = len(sentence) // 2
    for part in (sentence, sentence[:middle], sentence[middle:]):
        for page, text in texts:
            if _letters(part)[0] in _letters(text)[0]:
                return Place(name, page, *located(part, text))
    raise LookupError(f"not in {name}: {sentence}")


@cache
def file_name(stem_or_name: str) -> str:
    """A sample's file name by its stem; other names as they are."""
    return next(
        (path.name for path in FOLDERS["samples"].iterdir() if path.stem == stem_or_name), stem_or_name
    )


@cache
def _pages(document: str) -> tuple[str, ...]:
    path = next((folder / document for folder in FOLDERS.values() if (folder / document).is_file()), None)
    if path is None:
        raise LookupError(f"{document} is neither among the samples nor among the inquiries")
    return tuple(page.text for page in _READERS[path.suffix](path).pages)


def _letters(text: str) -> tuple[str, list[int]]:
    at = [index for index, one in enumerate(text) if one.isalnum()]
    return "".join(text[index].lower()[:1] for index in at), at


def _content(text: str) -> set[str]:
    return {stem(token.word) for token in tokens(text) if token.word not in STOP_WORDS}


def words_of(place: Place) -> str:
    """The words at a place, as the file is read."""
    return as_read(place.document, place.page)[place.start : place.end]


def table() -> str:
    """How many questions there are, how many aside, and how few words question and answer share."""
    rows = [
        "| gold | questions | aside | places | words shared, mean | none shared |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for name, load in (("in everyday words", pairs), ("in jargon", keywords), ("never seen", unseen)):
        for source in SOURCES:
            every = load(source)
            if every:
                rows.append(_row(f"{source}, {name}", every))
    return "\n".join(rows)


def _row(name: str, every: Sequence[Asked]) -> str:
    shared = [max(shared_words(one.question, words_of(place)) for place in one.answers) for one in every]
    return (
        f"| {name} | {len(every)} | {sum(one.aside for one in every)} | {sum(len(one.answers) for one in every)} "
        f"| {mean(shared):.2f} | {sum(share == 0 for share in shared)} |"
    )


if __name__ == "__main__":
    print(table())
