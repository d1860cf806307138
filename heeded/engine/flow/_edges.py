"""Lines near the head or foot of a page, with their words brought to one form so that they can be compared."""

import re
from dataclasses import dataclass
from operator import attrgetter

from heeded.engine.flow._row import Row
from heeded.engine.records import Page

_EDGE = 0.17  # the part of the page's height at its head and foot in which furniture may stand
_DEEP = 4  # how many lines of furniture there may be at each edge
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_by_height = attrgetter("bottom")


@dataclass(slots=True)
class Edge:
    """A line near the head or foot of a page, with its words brought to one form."""

    row: Row
    index: int  # of the page among the pages
    band: int  # height on the page in steps of six points, negative at the foot
    key: str
    numbers: tuple[int, ...]


def edges_of(index: int, page: Page, rows: list[Row]) -> list[Edge]:
    """The outermost lines of a page's head and foot, `index` being its place in the file."""
    outer = sorted((row for row in rows if row.cell is None), key=_by_height)
    low, high = page.height * _EDGE, page.height * (1 - _EDGE)
    found = [_edge(row, index, -1 - int(row.bottom / 6)) for row in outer[:_DEEP] if row.bottom < low]
    found += [
        _edge(row, index, int((page.height - row.bottom) / 6)) for row in outer[-_DEEP:] if row.bottom > high
    ]
    return found


def _edge(row: Row, index: int, band: int) -> Edge:
    words = row.text.lower()
    numbers = tuple(number_of(found) for found in _NUMBERS.findall(words))
    return Edge(row, index, band, _NUMBERS.sub("#", words) if numbers else words, numbers)


def number_of(digits: str) -> int:
    """What figures or small Roman numerals stand for."""
    if digits.isdigit():
        return int(digits[:6])
    values = [_ROMAN[letter] for letter in digits]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def numbered(edge: Edge, offsets: set[int]) -> bool:
    """Whether a line holds its page's printed number; `offsets` are what parts printed numbers from places."""
    return any(number - edge.index in offsets for number in edge.numbers)
