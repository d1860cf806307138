"""The rows that passages on a page are shown from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from heeded.engine.records import Piece
from heeded.library.models import Page, Passage
from heeded.search._ranking import Scored

_ROW = ("pk", "document", "page", "text", "pieces", "kind", "speaker", "heading", "ocr")
_SOURCE = tuple(f"document__{name}" for name in ("identifier", "name", "paged", "state", "work__fictional"))


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as the database holds it."""

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
    rows: Mapping[int, Row]

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


def _row(row: tuple) -> Row:
    pieces = tuple(Piece(*piece) for piece in row[4])
    return Row(row[0], row[1], row[2], row[3], pieces, row[5], row[6], row[7], row[8], row[9] or "")
