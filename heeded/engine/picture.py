"""Pictures of PDF pages, and where on them stretches of their raw text stand.

Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files.
"""

import ctypes
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref
from itertools import groupby
from pathlib import Path

from PIL import Image

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._pdf_lines import Turn, stretches, turn_of
from heeded.engine.records import Span

Fractions = tuple[
    float, float, float, float
]  # left, top, right, bottom as shares of the page, from its top left

_WIDEST = 3_000  # pixels
_LONGEST = 16_000  # pixels: WebP goes to 16,383
_PIXELS = 12_000_000
_WITH_NOTES = 0x01
_HIDDEN = 0x02
_TEXT_NOTE, _FREE_TEXT, _CARET, _POPUP, _FILE, _SOUND = 1, 3, 14, 16, 17, 18
_WORDS_OF_NOTES = (_TEXT_NOTE, _FREE_TEXT, _CARET, _POPUP, _FILE, _SOUND)
_WHITE, _GREY = 0xFFFFFFFF, 0xFFB1B4B6
_FOUR_CHANNELS = 3
_GAP = 1.6  # heights of a line: a wider gap between two words is not marked


def page_picture(path: Path, page: int, *, width: int) -> bytes:
    """The page (counted from 1) as a WebP picture `width` pixels wide, without comments.

    Very long pages come out narrower, so that no picture has more than 12 million pixels. Raises FileRefused.
    """
    with _page(path, page) as handle:
        turn = turn_of(handle)
        across = max(16, min(width, _WIDEST))
        down = across * turn.height / turn.width
        shrink = min(1.0, (_PIXELS / (across * max(1.0, down))) ** 0.5, _LONGEST / max(1.0, down))
        across, down = max(1, round(across * shrink)), max(1, round(down * shrink))
        picture = io.BytesIO()
        _drawn(handle, turn, across, down).save(picture, "WEBP", quality=80, method=2)
        return picture.getvalue()


def drawn_page(path: Path, page: int, *, dots: float, widest: int) -> tuple[Image.Image, float, float]:
    """The page drawn with `dots` pixels a point but at most `widest` across, and its width and height in points."""
    with _page(path, page) as handle:
        turn = turn_of(handle)
        scale = min(
            dots, widest / turn.width, (_PIXELS / (turn.width * turn.height)) ** 0.5, _LONGEST / turn.height
        )
        across, down = max(1, round(turn.width * scale)), max(1, round(turn.height * scale))
        return _drawn(handle, turn, across, down), turn.width, turn.height


def rectangles(path: Path, spans: Sequence[Span]) -> dict[int, list[Fractions]]:
    """Where `spans` stand on the pictures of their pages: a rectangle for each run of words, in the order given.

    Positions beyond the end of a page's text are left out. Raises FileRefused.
    """
    found: dict[int, list[Fractions]] = {}
    with pdfium.opened(Path(path)) as document:
        ordered = sorted(spans, key=lambda span: span.page)
        for number, group in groupby(ordered, key=lambda span: span.page):
            found[number] = [box for boxes in _on_page(document, number, list(group)) for box in boxes]
    return found


def rectangles_by_span(path: Path, spans: Sequence[Span]) -> list[list[Fractions]]:
    """The rectangles of each span, in the order given; the file and each page are opened once. Raises FileRefused."""
    found: dict[Span, list[Fractions]] = {}
    with pdfium.opened(Path(path)) as document:
        ordered = sorted(set(spans))
        for number, group in groupby(ordered, key=lambda span: span.page):
            on_page = list(group)
            found |= zip(on_page, _on_page(document, number, on_page), strict=True)
    return [found[span] for span in spans]


def _on_page(document: int, number: int, spans: list[Span]) -> list[list[Fractions]]:
    page = pdfium.load_page(document, number - 1)
    text_page = pdfium.load_text(page) if page else None
    try:
        if not page or not text_page:
            return [[] for _ in spans]
        text, turn = pdfium.page_text(text_page), turn_of(page)
        return [[_shares(run, turn) for run in _runs(text_page, text, turn, span)] for span in spans]
    finally:
        pdfium.close_text(text_page)
        pdfium.close_page(page)


def _runs(text_page: int, text: str, turn: Turn, span: Span) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of the unbroken runs of a span, in points of the page as shown."""
    first = max(0, span.start)
    for start, end in stretches(text[first : span.end]):
        run: tuple[float, float, float, float] | None = None
        for place in range(first + start, first + end):
            if text[place].isspace() or text[place] == "\u2060":
                continue
            box = _loose_box(text_page, turn, place)
            if run is None:
                run = box
            elif _far(run, box):
                yield run
                run = box
            else:
                run = min(run[0], box[0]), min(run[1], box[1]), max(run[2], box[2]), max(run[3], box[3])
        if run is not None:
            yield run


def _loose_box(text_page: int, turn: Turn, place: int) -> tuple[float, float, float, float]:
    box = pdfium.Rect()
    pdfium.loose_box(text_page, place, ctypes.addressof(box))
    return turn.box(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))


def _far(run: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """Whether `box` stands well apart from `run`, measured by the smaller side of a character."""
    room = _GAP * min(box[3] - box[1], max(box[2] - box[0], 0.5 * (box[3] - box[1])))
    room = max(room, 1.0)
    return (
        box[0] - run[2] > room or run[0] - box[2] > room or box[1] - run[3] > room or run[1] - box[3] > room
    )


def _shares(box: tuple[float, float, float, float], turn: Turn) -> Fractions:
    left, bottom, right, top = box
    return (
        _share(left / turn.width),
        _share(1 - top / turn.height),
        _share(right / turn.width),
        _share(1 - bottom / turn.height),
    )


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)


@contextmanager
def _page(path: Path, number: int) -> Iterator[int]:
    with pdfium.opened(Path(path)) as document:
        handle = pdfium.load_page(document, number - 1) if number > 0 else None
        if not handle:
            raise FileRefused(f"Page {number} cannot be drawn.", "Look at the original.")
        try:
            yield handle
        finally:
            pdfium.close_page(handle)


def _drawn(page: int, turn: Turn, across: int, down: int) -> Image.Image:
    covered = _without_words(page)
    pixels = ctypes.create_string_buffer(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, _FOUR_CHANNELS, ctypes.addressof(pixels), across * 4)
    if not bitmap:
        raise FileRefused("This page is too large to be drawn.", "Look at the original.")
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, _WHITE)
        pdfium.render_page(bitmap, page, 0, 0, across, down, 0, _WITH_NOTES)
        for box in covered:
            left, top, right, bottom = _shares(turn.box(*box), turn)
            place = int(left * across), int(top * down), int(right * across) + 1, int(bottom * down) + 1
            pdfium.fill_bitmap(bitmap, place[0], place[1], place[2] - place[0], place[3] - place[1], _GREY)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return Image.frombuffer("RGBX", (across, down), pixels.raw, "raw", "BGRX", 0, 1).convert("RGB")


def _without_words(page: int) -> list[tuple[float, float, float, float]]:
    """Hides the comments of a page; says where text boxes were, since they may lie on words of the page."""
    covered = []
    for index in range(min(pdfium.count_notes(page), 5_000)):
        note = pdfium.get_note(page, index)
        if not note:
            continue
        kind, flags = pdfium.note_kind(note), pdfium.note_flags(note)
        if kind in _WORDS_OF_NOTES:
            if kind == _FREE_TEXT and not flags & _HIDDEN:
                covered.append(_note_box(note))
            pdfium.set_note_flags(note, flags | _HIDDEN)
        pdfium.close_note(note)
    return covered


def _note_box(note: int) -> tuple[float, float, float, float]:
    box = pdfium.Rect()
    pdfium.note_box(note, byref(box))
    return (
        min(box.left, box.right),
        min(box.bottom, box.top),
        max(box.left, box.right),
        max(box.bottom, box.top),
    )
