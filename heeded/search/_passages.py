"""The passages on the page, read from the database: text, marks and why. Only for those shown, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from heeded.engine.records import Piece, Span, spans_of
from heeded.engine.vocabulary import SectionKind
from heeded.engine.words import Question, Way, Wish, mark
from heeded.library.models import Page, Passage
from heeded.search._meaning import Meant
from heeded.search._ranking import Scored
from heeded.search.results import CLOSE, PassageHit

_KINDS = {str(kind): kind.label for kind in SectionKind}
_ROW = ("pk", "document", "page", "text", "pieces", "kind", "speaker", "heading", "ocr")
_SOURCE = tuple(f"document__{name}" for name in ("identifier", "name", "paged", "state", "work__fictional"))


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    document: int
    page: int
    text: str
    pieces: tuple[Piece, ...]
    kind: str
    speaker: str
    heading: str
    ocr: bool
    label: str  # printed on the page, "" where there is none


class Source(NamedTuple):
    """The document that a shown passage stands in."""

    pk: int
    identifier: str
    name: str
    paged: bool
    state: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Documents and passages to be shown, by key."""

    documents: Mapping[int, Source]
    rows: Mapping[int, _Row]

    def text_of(self, scored: Scored) -> str:
        """The words of a passage, "" where it has gone."""
        row = self.rows.get(scored.passage)
        return row.text if row else ""

    def joined(self, other: "Shown") -> "Shown":
        """Both together."""
        return Shown({**self.documents, **other.documents}, {**self.rows, **other.rows})


def read_shown(scored: Iterable[Scored]) -> Shown:
    """One query, however many passages."""
    label = Page.objects.filter(document=OuterRef("document"), number=OuterRef("page")).values("label")
    wanted = Passage.objects.filter(pk__in=[one.passage for one in scored])
    rows = wanted.annotate(label=Subquery(label[:1])).values_list(*_ROW, "label", *_SOURCE)
    documents, found = {}, {}
    for row in rows:
        found[row[0]] = _row(row)
        documents[row[1]] = Source(row[1], *row[len(_ROW) + 1 :])
    return Shown(documents, found)


def hit_of(
    scored: Scored, shown: Shown, question: Question, *, predates: bool, meant: Meant | None = None
) -> PassageHit | None:
    """One passage as it is shown; None where it has gone since the index was written."""
    row, document = shown.rows.get(scored.passage), shown.documents.get(scored.document)
    if row is None or document is None or row.document != scored.document:
        return None
    found = mark(row.text, question.wanted)
    spans = spans_of(row.pieces, 0, len(row.text))
    on_page = [span for span in spans if span.page == row.page] or [Span(row.page, 0, 0)]
    return PassageHit(
        rank=scored.rank,
        passage=row.pk,
        document=document.identifier,
        file=document.name,
        page=row.page,
        label=row.label,
        paged=document.paged,
        start=on_page[0].start,
        end=on_page[-1].end,
        text=row.text,
        marks=found.marks,
        spans=spans,
        mark_spans=_spans(row, found.marks),
        why=why(found.ways, row.heading, row.kind, question, close=meant is not None),
        score=round(scored.score, 4),
        heading=row.heading,
        kind=row.kind,
        speaker=row.speaker,
        ocr=row.ocr,
        fictional=document.fictional,
        predates_guidance=predates,
        found_by=meant.found_by if meant else "words",
        meaning_marks=meant.marks if meant else (),
        meaning_spans=_spans(row, meant.marks) if meant else (),
        closeness=meant.closeness if meant else None,
    )


def _spans(row: _Row, marks: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Marks in a passage's text as they stand in raw text."""
    return tuple(span for start, end in marks for span in spans_of(row.pieces, start, end))


def why(
    ways: Sequence[tuple[Wish, Way]], heading: str, kind: str, question: Question, *, close: bool = False
) -> tuple[str, ...]:
    """Why a passage was found, in plain words."""
    words = list(dict.fromkeys(wish.shown for wish, way in ways if way.reason == "word" and not wish.bonus))
    found = [_listed(words)] if words else []
    for wish, way in ways:
        said = _said(wish, way)
        if said and said not in found:
            found.append(said)
    if in_heading := _in_heading(heading, question):
        found.append(f"the heading “{in_heading}”")
    if close:
        found.append(CLOSE)
    if not found:
        found.append(f"a part of the kind “{_KINDS.get(kind, kind)}”")
    return tuple(found)


def _listed(words: Sequence[str]) -> str:
    quoted = ", ".join(f"“{word}”" for word in words)
    return f"the word {quoted}" if len(words) == 1 else f"the words {quoted}"


def _said(wish: Wish, way: Way) -> str:
    match way.reason:
        case "phrase":
            return f"the phrase “{wish.shown}”"
        case "synonym":
            return f"synonym: {wish.shown} → {way.term}"
        case "spelling":
            return f"spelling: {wish.shown} → {way.term}"
        case "joined":
            return f"other spelling: {wish.shown} → {way.term}"
        case "prefix":
            return f"words beginning with “{way.term.words[0]}”"
    return ""


def _in_heading(heading: str, question: Question) -> str:
    plain = [wish for wish in question.wanted if not wish.term.prefix]
    return heading if heading and mark(heading, plain).marks else ""


def _row(row: tuple) -> _Row:
    pieces = tuple(Piece(*piece) for piece in row[4])
    return _Row(row[0], row[1], row[2], row[3], pieces, row[5], row[6], row[7], row[8], row[9] or "")
