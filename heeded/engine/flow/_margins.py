"""Running heads, running feet and page numbers: found by what recurs at the same height from page to page.

A line is taken away only where the page's edge is proved to belong to the furniture: the same words (or the same
words round the page's number) stand there on neighbouring pages, and other pages have no text of their own so far
out. A heading that happens to repeat stands where other pages have text, and so it stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from heeded.engine.flow._rows import Row
from heeded.engine.records import Page

_EDGE = 0.17  # the part of the page's height at its head and foot in which furniture may stand
_DEEP = 4  # how many lines of furniture there may be at each edge
_LARGE = 1.15  # times the size of the text: no running head is set so large
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:p\s?a\s?g\s?e|pg?\.?)?[\W_]*(\d{1,4}|[ivxlc]{1,7})[\W_]*(?:(?:of|/)\s*\d{1,4}|page|p\s?a\s?g\s?e)?[\W_]*"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_by_height = attrgetter("bottom")


@dataclass(slots=True)
class _Edge:
    """A line near the head or foot of a page, with its words brought to one form."""

    row: Row
    index: int  # of the page among the pages
    band: int  # height on the page in steps of six points, negative at the foot
    key: str
    numbers: tuple[int, ...]


def without_furniture(pages: Sequence[Page], rows: Sequence[list[Row]], body: float) -> list[list[Row]]:
    """The rows of each page without running heads, feet and page numbers. `body` is the usual size of type."""
    edges = [edge for index, page in enumerate(pages) for edge in _edges(index, page, rows[index])]
    if not edges:
        return list(rows)
    offsets = _offsets(edges, pages)
    gone = _recurring(edges, offsets, body, len(pages)) | _page_numbers(edges, offsets, pages)
    gone |= _banded(edges, gone)
    if not gone:
        return list(rows)
    return [[row for row in on_page if id(row) not in gone] for on_page in rows]


def _edges(index: int, page: Page, rows: list[Row]) -> list[_Edge]:
    outer = sorted((row for row in rows if row.cell is None), key=_by_height)
    low, high = page.height * _EDGE, page.height * (1 - _EDGE)
    found = [_edge(row, index, -1 - int(row.bottom / 6)) for row in outer[:_DEEP] if row.bottom < low]
    found += [
        _edge(row, index, int((page.height - row.bottom) / 6)) for row in outer[-_DEEP:] if row.bottom > high
    ]
    return found


def _edge(row: Row, index: int, band: int) -> _Edge:
    words = row.text.lower()
    numbers = tuple(_value(found) for found in _NUMBERS.findall(words))
    return _Edge(row, index, band, _NUMBERS.sub("#", words) if numbers else words, numbers)


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits[:6])
    values = [_ROMAN[letter] for letter in digits]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _offsets(edges: list[_Edge], pages: Sequence[Page]) -> set[int]:
    """What parts a printed page number from the page's place in the file, where several pages agree on it."""
    votes = Counter(number - edge.index for edge in edges for number in set(edge.numbers))
    enough = 2 if len(pages) < 8 else 3
    return {offset for offset, count in votes.items() if count >= enough}


def _numbered(edge: _Edge, offsets: set[int]) -> bool:
    return any(number - edge.index in offsets for number in edge.numbers)


def _recurring(edges: list[_Edge], offsets: set[int], body: float, pages: int) -> set[int]:
    """Rows whose words recur at the same height on neighbouring pages where no page has text further out."""
    groups: dict[tuple[str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.key != "#":
            groups[edge.key, edge.band].append(edge)
    repeated: list[list[_Edge]] = []
    for (key, band), group in groups.items():
        near = [*group, *groups.get((key, band + 1), ()), *groups.get((key, band - 1), ())]
        if _neighbours(near, pages) and _same_but_for_page(near, offsets, body):
            repeated.append(group)
    return _exclusive(edges, repeated, offsets, body)


def _neighbours(group: list[_Edge], pages: int) -> bool:
    """Enough pages, and at least two of them next to each other or facing the same way."""
    indexes = sorted({edge.index for edge in group})
    if len(indexes) < (3 if pages > 3 else 2):
        return False
    return any(later - earlier <= 2 for earlier, later in pairwise(indexes))


def _same_but_for_page(group: list[_Edge], offsets: set[int], body: float) -> bool:
    """Numbers in the line are either the same everywhere or count with the pages ('Finding 1' does neither)."""
    if len({edge.numbers for edge in group}) == 1:
        return True
    if group[0].row.size > _LARGE * body:
        return False
    return sum(_numbered(edge, offsets) for edge in group) > 0.7 * len(group)


def _exclusive(edges: list[_Edge], repeated: list[list[_Edge]], offsets: set[int], body: float) -> set[int]:
    """Of the repeated rows those that stand further out than the text of the pages round them does."""
    known = {id(edge.row) for group in repeated for edge in group}
    outermost: dict[bool, dict[int, int]] = {
        True: {},
        False: {},
    }  # at the head or foot: page and band of its own text
    for edge in edges:
        if id(edge.row) not in known and not (edge.key == "#" and _numbered(edge, offsets)):
            bands = outermost[edge.band >= 0]
            bands[edge.index] = min(abs(edge.band), bands.get(edge.index, 999))
    gone: set[int] = set()
    seen: set[str] = set()
    for group in repeated:
        if _text_further_out(group, outermost[group[0].band >= 0]):
            continue
        for edge in group:
            if edge.row.size > _LARGE * body and edge.key not in seen:
                seen.add(edge.key)  # larger than the text: the first one may be a real heading
            else:
                gone.add(id(edge.row))
    return gone


def _text_further_out(group: list[_Edge], outermost: dict[int, int]) -> bool:
    """Whether many of the pages round a repeated line have text of their own where it stands, or beyond."""
    first, last, band = group[0].index - 2, group[-1].index + 2, abs(group[0].band)
    beyond = sum(outermost.get(index, 999) <= band for index in range(first, last + 1))
    return beyond > 0.5 * len(group) + 1


def _page_numbers(edges: list[_Edge], offsets: set[int], pages: Sequence[Page]) -> set[int]:
    """Rows that hold a page number and nothing else, of any style."""
    gone: set[int] = set()
    for edge in edges:
        row, label = edge.row, pages[edge.index].label
        match = _PAGE_NUMBER.fullmatch(row.text.lower()) if len(row.text) < 40 else None
        if not match:
            continue
        explicit = "pag" in edge.key.replace(" ", "") or "of" in edge.key
        if (
            explicit
            or match[1] == (label or "").lower()
            or _value(match[1]) - edge.index in offsets
            or edge.row.text.isdigit()
            and _value(match[1]) == pages[edge.index].number
        ):
            gone.add(id(row))
    return gone


def _banded(edges: list[_Edge], gone: set[int]) -> set[int]:
    """Rows at a height and in a type that only furniture has: the running head of a one-page chapter."""
    taken: Counter[tuple[int, float, bool, bool]] = Counter()
    left: Counter[tuple[int, float, bool, bool]] = Counter()
    for edge in edges:
        (taken if id(edge.row) in gone else left)[_type(edge)] += 1
    return {
        id(edge.row)
        for edge in edges
        if id(edge.row) not in gone
        and taken[_type(edge)] >= 3
        and left[_type(edge)] * 5 <= taken[_type(edge)]
    }


def _type(edge: _Edge) -> tuple[int, float, bool, bool]:
    return edge.band, edge.row.size, edge.row.bold, edge.row.italic
