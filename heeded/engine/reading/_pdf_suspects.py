"""Which texts of a page a reader may not be able to see, told from what is drawn alone.

Cheap, for every page; errs on the side of suspicion. `_pdf_seen` then looks at the picture of the page.
"""

import ctypes
from collections.abc import Iterable, Iterator

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._pdf_drawn import Area, Box, Colour, Drawn, Text

INVISIBLE, COVERED, SAME_COLOUR = "invisible", "covered", "same-colour"
OFF_PAGE, TINY = "off-page", "tiny"

_WHITE: Colour = (255, 255, 255, 255)
_CONTRAST = 40  # levels of 255 in the channel that differs most: less is looked at
_OPAQUE = 40  # of 255: a fill fainter than this hides nothing and shows nothing
_TOO_MANY = 200_000  # pairs of text and area: more are not compared one by one, the picture decides on all
_LOW = 2.0  # points: a text object lower than this may be set too small to read (or be a full stop)
UNREADABLE = 2.0  # points: type smaller than this counts as hidden
_SLACK = 1.0


def suspects(drawn: Drawn, page: Box, covers: Iterable[Box] = ()) -> dict[int, str]:
    """PDFium's handle of each suspicious text and the likely reason. `covers` are boxes of notes laid on top."""
    found: dict[int, str] = {}
    for handle, reason in _by_itself(drawn.texts, page):
        found.setdefault(handle, reason)
    for box in covers:
        found.update(
            (text[1], COVERED) for text in drawn.texts if _overlap(text[4], box) and text[1] not in found
        )
    if len(drawn.areas) * len(drawn.texts) > _TOO_MANY:
        return {text[1]: found.get(text[1], COVERED) for text in drawn.texts}
    for handle in _under(drawn.areas, drawn.texts):
        found.setdefault(handle, COVERED)
    for handle in _on_like_ground(drawn):
        found.setdefault(handle, SAME_COLOUR)
    return found


def _by_itself(texts: list[Text], page: Box) -> Iterator[tuple[int, str]]:
    left, bottom, right, top = page[0] - _SLACK, page[1] - _SLACK, page[2] + _SLACK, page[3] + _SLACK
    for _, handle, mode, colour, box, clip in texts:
        first, low, last, high = box
        height = high - low
        if height <= 0.0:
            continue  # blanks
        if mode in (3, 7) or colour[3] < _OPAQUE:
            yield handle, INVISIBLE
        elif first < left or low < bottom or last > right or high > top:
            yield handle, OFF_PAGE
        elif height < _LOW and printed_size(handle) < UNREADABLE:
            yield handle, TINY
        elif clip is not None and not _inside(box, clip):
            yield handle, INVISIBLE


def printed_size(handle: int) -> float:
    """The size in points in which a text object is set, as far as the object itself says."""
    size, matrix = ctypes.c_float(), pdfium.Matrix()
    pdfium.font_size(handle, ctypes.addressof(size))
    pdfium.object_matrix(handle, ctypes.addressof(matrix))
    return float(abs(size.value) * (matrix.c**2 + matrix.d**2) ** 0.5)


def _under(areas: list[Area], texts: list[Text]) -> Iterator[int]:
    """Texts that an area painted later lies on."""
    if not texts:
        return
    first = texts[0][0]
    for area in areas:
        if area.order > first and (area.colour is None or area.colour[3] >= _OPAQUE):
            yield from _beneath(area, texts)


def _beneath(area: Area, texts: list[Text]) -> Iterator[int]:
    left, bottom, right, top = area.box
    for order, handle, _, _, box, _ in texts:
        if order > area.order:
            return
        if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom and _overlap(box, area.box):
            yield handle


def _on_like_ground(drawn: Drawn) -> Iterator[int]:
    """Texts whose colour may be that of what lies under them."""
    grounds = {area.colour for area in drawn.areas if area.colour is not None} | {_WHITE}
    pictures = [area for area in drawn.areas if area.colour is None]
    colours = {text[3] for text in drawn.texts}
    risky = {colour for colour in colours if any(_alike(colour, ground) for ground in grounds)}
    if not risky and not pictures:
        return
    for text in drawn.texts:
        if text[3] in risky:
            if not _stands_out(text, drawn.areas):
                yield text[1]
        elif any(area.order < text[0] and _overlap(text[4], area.box) for area in pictures):
            yield text[1]


def _stands_out(text: Text, areas: list[Area]) -> bool:
    """Whether the ground of `text` is surely of another colour."""
    order, _, _, colour, (left, bottom, right, top), _ = text
    ground = _WHITE
    for area in areas:
        if area.order > order:
            break
        box = area.box
        if box[0] >= right or box[2] <= left or box[1] >= top or box[3] <= bottom:
            continue
        if area.colour is None:
            return False
        if area.exact and area.colour[3] == 255 and _inside(text[4], box):
            ground = area.colour
        elif _alike(colour, area.colour):
            return False  # only partly under it, or of a shape that is not known here
    return not _alike(colour, ground)


def _alike(one: Colour, other: Colour) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2])) < _CONTRAST


def _inside(box: Box, frame: Box) -> bool:
    return (
        box[0] >= frame[0] - _SLACK
        and box[1] >= frame[1] - _SLACK
        and box[2] <= frame[2] + _SLACK
        and box[3] <= frame[3] + _SLACK
    )


def _overlap(box: Box, area: Box) -> bool:
    """Whether `area` covers a good part of the height of `box` and more than a hair of its width."""
    across = min(box[2], area[2]) - max(box[0], area[0])
    up = min(box[3], area[3]) - max(box[1], area[1])
    return across > min(_SLACK, 0.4 * (box[2] - box[0])) and up > 0.25 * (box[3] - box[1])
