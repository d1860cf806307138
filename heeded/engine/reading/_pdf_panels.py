"""Filled panels and frames around text: strips of one colour joined, what is drawn twice kept once."""

from heeded.engine.reading._pdf_drawn import Area, Box
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.reading._pdf_rules import CLOSE

_WIDTH, _HEIGHT = 60.0, 18.0  # points: smaller panels are marks in the text
_WHOLE_PAGE = 0.7  # share of the page's area: larger ones are its ground
_WHITE = 247


def is_panel(box: Box, turn: Turn) -> bool:
    """Whether a box is larger than a mark in the text and smaller than the ground of the page."""
    width, height = box[2] - box[0], box[3] - box[1]
    return width >= _WIDTH and height >= _HEIGHT and width * height < _WHOLE_PAGE * turn.width * turn.height


def panels_of(areas: list[Area], turn: Turn) -> list[Box]:
    """Filled shapes other than white ones; strips of one colour one below the other are one panel."""
    found: list[tuple[tuple[int, ...], Box]] = []
    for area in areas:
        if area.colour is None or min(area.colour[:3]) > _WHITE or area.colour[3] < 8:
            continue
        box, colour = turn.box(*area.box), area.colour
        if box[2] - box[0] < _WIDTH:
            continue
        if found and found[-1][0] == colour and _stacked(found[-1][1], box):
            box = _union(found.pop()[1], box)
        found.append((colour, box))
    return [box for _, box in found]


def _stacked(one: Box, other: Box) -> bool:
    same_sides = abs(one[0] - other[0]) < CLOSE and abs(one[2] - other[2]) < CLOSE
    return same_sides and one[1] - other[3] < CLOSE and other[1] - one[3] < CLOSE


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def drawn_once(boxes: list[Box]) -> list[Box]:
    """The boxes from the smallest, those that are drawn twice (as fill and as frame) once."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        if not any(all(abs(a - b) < 2 * CLOSE for a, b in zip(box, other, strict=True)) for other in kept):
            kept.append(box)
    return kept
