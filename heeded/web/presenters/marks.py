"""What is marked on a page: the words looked for, the passage cited, what is close in meaning; on its picture too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from heeded.engine.reading import ReadingError
from heeded.engine.records import Span, spans_of
from heeded.engine.words import Wish, mark
from heeded.library.models import Document, Page
from heeded.library.pictures import boxes_of
from heeded.web.presenters.documents import Words

_MOST = 300  # places on one page: more tell nobody anything


def mark_wishes(words: Iterable[Words], wishes: Sequence[Wish]) -> list[Span]:
    """Mark what was looked for wherever it stands on the page; the raw text behind each mark, by its number."""
    found: list[Span] = []
    last: Words | None = None
    for part in words:
        for start, end in mark(part.text, wishes).marks:
            spans = spans_of(part.pieces, start, end)
            if spans and len(found) < _MOST:
                found.append(Span(spans[0].page, spans[0].start, spans[-1].end))
                part.marks.append((len(found), start, end))
                last = part
    if last is not None:
        last.last_mark = len(found)
    return found


def mark_cited(words: Iterable[Words], cited: Sequence[Span]) -> bool:
    """Mark the passage cited; whether any of it shows among the words of this page."""
    begun = False
    for part in words:
        ends = [end for span in cited if (end := stretch(part, span))]
        if ends:
            part.cited = (min(start for start, _ in ends), max(end for _, end in ends))
            part.begins_citation, begun = not begun, True
    return begun


def mark_meant(words: Iterable[Words], meant: Sequence[Span]) -> bool:
    """Mark what is close in meaning to the question; whether any of it shows among the words of this page."""
    begun = False
    for part in words:
        part.meant = sorted(end for span in meant if (end := stretch(part, span)))
        if part.meant:
            part.begins_meaning, begun = not begun, True
    return begun


def stretch(part: Words, span: Span) -> tuple[int, int] | None:
    """From the first to the last character of a part that stands in a span."""
    here = [piece for piece in part.pieces if piece.page == span.page]
    ends = [
        (piece.at + start - piece.start, piece.at + end - piece.start)
        for piece in here
        if (start := max(piece.start, span.start)) < (end := min(piece.start + piece.length, span.end))
    ]
    return (ends[0][0], ends[-1][1]) if ends else None


@dataclass(frozen=True, slots=True)
class Marked:
    """The stretches of a page's raw text that are marked: places found, the passage cited, what is close in meaning."""

    found: Sequence[Span] = ()
    cited: Sequence[Span] = ()
    meant: Sequence[Span] = ()


def picture_marks(document: Document, page: Page, marked: Marked) -> dict[str, Any]:
    """The marks over the picture, in points from the top left: `boxes` of what was found, `cited` with `place` (its
    top), `meant`. Empty where the picture cannot be measured: the words beside it are marked all the same."""
    try:
        places = boxes_of(document, page, [*marked.found, *marked.cited, *marked.meant])
    except ReadingError:
        return {"boxes": [], "cited": [], "meant": [], "place": None}
    boxes = [
        {"mark": number, **_box(page, box)}
        for number, span in enumerate(marked.found, start=1)
        for box in places.get(span, [])
    ]
    passage = [_box(page, box) for span in marked.cited for box in places.get(span, [])]
    meant = [_box(page, box) for span in marked.meant for box in places.get(span, [])]
    top = min((box["top"] for box in passage), default=None)
    return {
        "boxes": boxes,
        "cited": passage,
        "meant": meant,
        "place": None if top is None else max(0.1, round(top, 1)),
    }


def _box(page: Page, box: tuple[float, float, float, float]) -> dict[str, float]:
    left, top, right, bottom = box
    return {
        "left": round(left * page.width, 1),
        "top": round(top * page.height, 1),
        "width": round((right - left) * page.width, 1),
        "height": round((bottom - top) * page.height, 1),
    }
