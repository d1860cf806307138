"""A page of a document: its words with the marked ones, and the boxes on its picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from heeded.engine.citation import as_text
from heeded.engine.reading import ReadingError
from heeded.engine.records import Piece, Span
from heeded.library.layout import pieces_from_row
from heeded.library.models import Document, Page
from heeded.library.pictures import boxes_of

Mark = tuple[int, int, int]  # number of the place, start and end in the words shown


@dataclass(slots=True)
class Words:
    """One paragraph, heading or table row as it stands on this page."""

    kind: str
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0
    continued: bool = False  # began on an earlier page
    marks: list[Mark] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def words_of(document: Document, page: Page) -> list[Words]:
    """What stands on a page in reading order, with the end of a paragraph that began on the page before."""
    rows = document.pages.filter(number__gte=page.number - 1, number__lte=page.number).order_by("number")
    found = []
    for earlier in rows:
        for block in earlier.blocks:
            part = _part(block, page.number)
            if part is not None:
                part.continued = earlier.number < page.number
                found.append(part)
    return found


def _part(block: Sequence[Any], number: int) -> Words | None:
    """The part of a block that stands on this page, its pieces counted from the part's first character."""
    kind, text, pieces = block[0], block[1], pieces_from_row(block[2])
    here = [piece for piece in pieces if piece.page == number]
    if not here:
        return None
    start, end = here[0].at, here[-1].at + here[-1].length
    moved = tuple(Piece(piece.at - start, piece.page, piece.start, piece.length) for piece in here)
    return Words(kind, text[start:end], moved)


def mark_words(words: Iterable[Words], spans: Sequence[Span]) -> int:
    """Put the marks where the spans of raw text show in the words; how many places show."""
    shown = set()
    for part in words:
        for number, span in enumerate(spans, start=1):
            ends = [_overlap(piece, span) for piece in part.pieces if piece.page == span.page]
            stretches = [end for end in ends if end]
            if stretches:
                part.marks.append((number, stretches[0][0], stretches[-1][1]))
                shown.add(number)
    return len(shown)


def _overlap(piece: Piece, span: Span) -> tuple[int, int] | None:
    start, end = max(piece.start, span.start), min(piece.start + piece.length, span.end)
    return (piece.at + start - piece.start, piece.at + end - piece.start) if start < end else None


def boxes_on_picture(document: Document, page: Page, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """The marks over the picture, in points from the top left. None where the picture cannot be measured:
    the words beside it are marked all the same."""
    try:
        found = boxes_of(document, page, list(spans))
    except ReadingError:
        return []
    return [
        {
            "mark": number,
            "left": round(left * page.width, 1),
            "top": round(top * page.height, 1),
            "width": round((right - left) * page.width, 1),
            "height": round((bottom - top) * page.height, 1),
        }
        for number, span in enumerate(spans, start=1)
        for left, top, right, bottom in found.get(span, [])
    ]


def citation_of(document: Document, page: Page, spans: Sequence[Span]) -> dict[str, str]:
    """How to cite this place: in words, and as an address that lasts."""
    place = as_text(tuple(spans)) if spans else f"p{page.number}"
    label = f" (printed {page.label})" if page.label and page.label != str(page.number) else ""
    where = f"p. {page.number}{label}" if document.paged else "no pages"
    return {"words": f"{document.work.title}, {where}", "place": place}
