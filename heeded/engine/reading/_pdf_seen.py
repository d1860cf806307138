"""Looks at the picture of a page to say which characters of suspicious texts a reader can see.

The page is drawn with and without those texts: where nothing changes, nothing was seen. Drawn alone on white
and on black, they show how much ink each character has, so a character of which slivers stick out from under
a box still counts as hidden. Slow (some 0.1 s) and needed only on pages with suspicious texts.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy
from numpy.typing import NDArray

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._pdf_drawn import Box, extent
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.reading._pdf_suspects import TINY

_QUICK_SCALE = 100 / 72  # pixels a point
_SCALE = 150 / 72
_PIXELS = 6_000_000  # of one picture: larger pages are drawn smaller
_WITH_NOTES = 0x01
_WHITE, _BLACK = 0xFFFFFFFF, 0xFF000000
_GREY, _FOUR_CHANNELS = 1, 3  # PDFium's kinds of picture
_STRONG, _STRONG_SHARE = 50, 0.12  # levels of grey and share of a character's box that settle the matter
_FAINTEST = 18.0  # levels of 255 between ink and its ground below which nobody reads it
_INK = 0.06  # share of a pixel that must be ink to count
_APART, _CLUSTERS = 12, 6  # characters between clusters; more clusters are looked at together
_LEAST_INK = 0.2  # pixels: less is no character
_ENOUGH = 0.35  # share of a character's ink that must be seen

Numbers = NDArray[Any]


def unseen(
    page: int, text_page: int, turn: Turn, text: str, suspicious: dict[int, str], sure: set[int]
) -> list[tuple[int, str]]:
    """Positions in `text` of the characters of `suspicious` texts that cannot be seen, each with its reason.

    Those in `sure` are known not to be drawn and need no look.
    """
    members = list(_members(text_page, text, suspicious))
    boxes = {place: _character_box(text_page, turn, place) for place, _ in members}
    drawable = [place for place, thing in members if suspicious[thing] != TINY and thing not in sure]
    seen = _seen(page, turn, suspicious, {place: boxes[place] for place in drawable}) if drawable else {}
    return list(_judged(members, boxes, seen, turn, suspicious))


def _members(text_page: int, text: str, suspicious: dict[int, str]) -> Iterator[tuple[int, int]]:
    for place, character in enumerate(text):
        if not character.isspace():
            thing = pdfium.text_object(text_page, place)
            if thing in suspicious:
                yield place, thing


def _judged(
    members: list[tuple[int, int]],
    boxes: dict[int, Box],
    seen: dict[int, bool | None],
    turn: Turn,
    suspicious: dict[int, str],
) -> Iterator[tuple[int, str]]:
    before: tuple[int, bool] = (0, False)
    for place, thing in members:
        answer = seen.get(place) if _on_page(boxes[place], turn) else False
        if answer is None:  # no ink of its own: goes with its neighbour in the same text
            answer = before[0] == thing and before[1]
        before = (thing, answer)
        if not answer:
            yield place, suspicious[thing]


def _on_page(box: Box, turn: Turn) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= across <= turn.width and 0 <= up <= turn.height


def _character_box(text_page: int, turn: Turn, place: int) -> Box:
    numbers = (ctypes.c_double * 4)()
    start = ctypes.addressof(numbers)
    pdfium.character_box(text_page, place, start, start + 8, start + 16, start + 24)
    left, right, bottom, top = numbers
    return turn.box(left, bottom, right, top)


def _seen(page: int, turn: Turn, suspicious: dict[int, str], boxes: dict[int, Box]) -> dict[int, bool | None]:
    """For each place: whether enough of it shows; None where it has no ink."""
    answers: dict[int, bool | None] = dict.fromkeys(_plainly_seen(page, turn, suspicious, boxes), True)
    doubtful = {place: box for place, box in boxes.items() if place not in answers}
    for cluster in _clusters(doubtful):
        answers.update(_closely(page, turn, suspicious, cluster))
    return answers


def _plainly_seen(page: int, turn: Turn, suspicious: dict[int, str], boxes: dict[int, Box]) -> list[int]:
    """Places where leaving the texts out changes the grey picture a lot: settles most of them at small cost."""
    frame = _Frame.around(list(boxes.values()), turn, _QUICK_SCALE)
    if frame is None:
        return []
    whole = frame.grey(page)
    with _left_out(list(suspicious)):
        change = numpy.abs(whole - frame.grey(page)) >= _STRONG
    sums = _Sums(change)
    return [place for place, box in boxes.items() if _share(sums, frame.pixels(box)) >= _STRONG_SHARE]


def _share(sums: "_Sums", place: tuple[int, int, int, int]) -> float:
    left, top, right, bottom = place
    return sums.within(place) / max(1, (right - left) * (bottom - top))


def _clusters(boxes: dict[int, Box]) -> list[dict[int, Box]]:
    """Places apart on the page are looked at one by one where that means drawing much less of it."""
    clusters: list[dict[int, Box]] = []
    last = -9
    for place, box in sorted(boxes.items()):
        if not clusters or place - last > _APART:
            clusters.append({})
        clusters[-1][place] = box
        last = place
    if not 1 < len(clusters) <= _CLUSTERS:
        return [boxes] if boxes else []
    apart = sum(extent(_around(list(cluster.values()))) for cluster in clusters)
    return clusters if apart < 0.4 * extent(_around(list(boxes.values()))) else [boxes]


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _closely(
    page: int, turn: Turn, suspicious: dict[int, str], boxes: dict[int, Box]
) -> dict[int, bool | None]:
    frame = _Frame.around(list(boxes.values()), turn, _SCALE) if boxes else None
    if frame is None:
        return dict.fromkeys(boxes, False)
    whole = frame.colours(page, _WITH_NOTES)
    with _left_out(list(suspicious)):
        change = _largest(numpy.abs(whole - frame.colours(page, _WITH_NOTES)))
    with _left_out([thing for thing in _all_objects(page) if thing not in suspicious]):
        ink = 1.0 - _largest(frame.colours(page, 0) - frame.colours(page, 0, _BLACK)) / 255.0
    ink[ink <= _INK] = 0.0
    inked, shown = _Sums(ink), _Sums(numpy.where(change >= _FAINTEST * ink, ink, 0.0))
    places = {place: frame.pixels(box) for place, box in boxes.items()}
    return {place: _share_seen(inked.within(cut), shown.within(cut)) for place, cut in places.items()}


def _largest(colours: Numbers) -> Numbers:
    return numpy.maximum(numpy.maximum(colours[:, :, 0], colours[:, :, 1]), colours[:, :, 2])


def _share_seen(ink: float, shown: float) -> bool | None:
    return None if ink < _LEAST_INK else shown / ink >= _ENOUGH


class _Sums:
    """Sums over any part of a picture, each in four steps."""

    def __init__(self, picture: NDArray[Any]) -> None:
        height, width = picture.shape
        self._table = numpy.zeros((height + 1, width + 1), dtype=numpy.float64)
        numpy.cumsum(picture, axis=0, out=self._table[1:, 1:])
        numpy.cumsum(self._table[1:, 1:], axis=1, out=self._table[1:, 1:])

    def within(self, place: tuple[int, int, int, int]) -> float:
        left, top, right, bottom = place
        table = self._table
        return float(table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left])


class _Frame:
    """The part of a page that is drawn, and its scale."""

    def __init__(self, area: Box, turn: Turn, scale: float) -> None:
        left, bottom, right, top = area
        self.scale = min(scale, (_PIXELS / max(1.0, (right - left) * (top - bottom))) ** 0.5)
        self.left, self.top = int(left * self.scale), int((turn.height - top) * self.scale)
        self.width = max(1, int((right - left) * self.scale) + 2)
        self.height = max(1, int((top - bottom) * self.scale) + 2)
        self.turn = turn

    @classmethod
    def around(cls, boxes: list[Box], turn: Turn, scale: float) -> "_Frame | None":
        left, bottom, right, top = _around(boxes)
        left, bottom = max(0.0, left - 2), max(0.0, bottom - 2)
        right, top = min(turn.width, right + 2), min(turn.height, top + 2)
        return cls((left, bottom, right, top), turn, scale) if right > left and top > bottom else None

    def grey(self, page: int) -> NDArray[numpy.int16]:
        return self._draw(page, _WITH_NOTES, _WHITE, 1)[:, :, 0].astype(numpy.int16)

    def colours(self, page: int, flags: int, ground: int = _WHITE) -> Numbers:
        return self._draw(page, flags, ground, 4)[:, :, :3].astype(numpy.int16)

    def _draw(self, page: int, flags: int, ground: int, channels: int) -> NDArray[numpy.uint8]:
        pixels = numpy.empty((self.height, self.width, channels), dtype=numpy.uint8)
        kind = _GREY if channels == 1 else _FOUR_CHANNELS
        bitmap = pdfium.create_bitmap(
            self.width, self.height, kind, pixels.ctypes.data, self.width * channels
        )
        pdfium.fill_bitmap(bitmap, 0, 0, self.width, self.height, ground)
        across, down = round(self.turn.width * self.scale), round(self.turn.height * self.scale)
        pdfium.render_page(bitmap, page, -self.left, -self.top, across, down, 0, flags)
        pdfium.destroy_bitmap(bitmap)
        return pixels

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of `box` in this picture, at least one pixel of it."""
        left = min(max(0, int(box[0] * self.scale) - self.left), self.width - 1)
        top = min(max(0, int((self.turn.height - box[3]) * self.scale) - self.top), self.height - 1)
        right = min(max(left + 1, int(box[2] * self.scale) + 1 - self.left), self.width)
        bottom = min(max(top + 1, int((self.turn.height - box[1]) * self.scale) + 1 - self.top), self.height)
        return left, top, right, bottom


@contextmanager
def _left_out(things: list[int]) -> Iterator[None]:
    """The page as it would be drawn without `things`."""
    for thing in things:
        pdfium.set_active(thing, 0)
    try:
        yield
    finally:
        for thing in things:
            pdfium.set_active(thing, 1)


def _all_objects(page: int) -> Iterator[int]:
    """Every object of a page that paints by itself, those inside forms too."""
    waiting = [pdfium.get_object(page, index) for index in range(pdfium.count_objects(page))]
    while waiting:
        thing = waiting.pop()
        if pdfium.object_kind(thing) == pdfium.FORM:
            waiting += [pdfium.get_inner(thing, index) for index in range(max(0, pdfium.count_inner(thing)))]
        else:
            yield thing
