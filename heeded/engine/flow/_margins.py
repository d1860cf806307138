"""Running heads, running feet and page numbers: found by what recurs at the same height from page to page.

A line is taken away only where the page's edge is proved to belong to the furniture: the same words (or the same
words round the page's number) stand there on neighbouring pages, and other pages have no text of their own so far
out. A heading that happens to repeat stands where other pages have text, and so it stays.
"""

import re
from collections import Counter
from collections.abc import Sequence

from heeded.engine.flow._edges import Edge, edges_of, number_of
from heeded.engine.flow._recurring import recurring
from heeded.engine.flow._row import Row
from heeded.engine.records import Page

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:p\s?a\s?g\s?e|pg?\.?)?[\W_]*(\d{1,4}|[ivxlc]{1,7})[\W_]*(?:(?:of|/)\s*\d{1,4}|page|p\s?a\s?g\s?e)?[\W_]*"
)


def without_furniture(pages: Sequence[Page], rows: Sequence[list[Row]], body: float) -> list[list[Row]]:
    """The rows of each page without running heads, feet and page numbers. `body` is the usual size of type."""
    edges = [edge for index, page in enumerate(pages) for edge in edges_of(index, page, rows[index])]
    if not edges:
        return list(rows)
    offsets = _offsets(edges, pages)
    gone = recurring(edges, offsets, body, len(pages)) | _page_numbers(edges, offsets, pages)
    gone |= _banded(edges, gone)
    if not gone:
        return list(rows)
    return [[row for row in on_page if id(row) not in gone] for on_page in rows]


def _offsets(edges: list[Edge], pages: Sequence[Page]) -> set[int]:
    """What parts a printed page number from the page's place in the file, where several pages agree on it."""
    votes = Counter(number - edge.index for edge in edges for number in set(edge.numbers))
    enough = 2 if len(pages) < 8 else 3
    return {offset for offset, count in votes.items() if count >= enough}


def _page_numbers(edges: list[Edge], offsets: set[int], pages: Sequence[Page]) -> set[int]:
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
            or number_of(match[1]) - edge.index in offsets
            or edge.row.text.isdigit()
            and number_of(match[1]) == pages[edge.index].number
        ):
            gone.add(id(row))
    return gone


def _banded(edges: list[Edge], gone: set[int]) -> set[int]:
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


def _type(edge: Edge) -> tuple[int, float, bool, bool]:
    return edge.band, edge.row.size, edge.row.bold, edge.row.italic
