"""Lines that recur at the same height on neighbouring pages, further out than any page has text of its own."""

from collections import defaultdict
from itertools import pairwise

from heeded.engine.flow._edges import Edge, numbered

_LARGE = 1.15  # times the size of the text: no running head is set so large


def recurring(edges: list[Edge], offsets: set[int], body: float, pages: int) -> set[int]:
    """Rows whose words recur at the same height on neighbouring pages where no page has text further out."""
    groups: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.key != "#":
            groups[edge.key, edge.band].append(edge)
    repeated: list[list[Edge]] = []
    for (key, band), group in groups.items():
        near = [*group, *groups.get((key, band + 1), ()), *groups.get((key, band - 1), ())]
        if _neighbours(near, pages) and _same_but_for_page(near, offsets, body):
            repeated.append(group)
    return _exclusive(edges, repeated, offsets, body)


def _neighbours(group: list[Edge], pages: int) -> bool:
    """Enough pages, and at least two of them next to each other or facing the same way."""
    indexes = sorted({edge.index for edge in group})
    if len(indexes) < (3 if pages > 3 else 2):
        return False
    return any(later - earlier <= 2 for earlier, later in pairwise(indexes))


def _same_but_for_page(group: list[Edge], offsets: set[int], body: float) -> bool:
    """Numbers in the line are either the same everywhere or count with the pages ('Finding 1' does neither)."""
    if len({edge.numbers for edge in group}) == 1:
        return True
    if group[0].row.size > _LARGE * body:
        return False
    return sum(numbered(edge, offsets) for edge in group) > 0.7 * len(group)


def _exclusive(edges: list[Edge], repeated: list[list[Edge]], offsets: set[int], body: float) -> set[int]:
    """Of the repeated rows those that stand further out than the text of the pages round them does."""
    known = {id(edge.row) for group in repeated for edge in group}
    outermost: dict[bool, dict[int, int]] = {
        True: {},
        False: {},
    }  # at the head or foot: page and band of its own text
    for edge in edges:
        if id(edge.row) not in known and not (edge.key == "#" and numbered(edge, offsets)):
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


def _text_further_out(group: list[Edge], outermost: dict[int, int]) -> bool:
    """Whether many of the pages round a repeated line have text of their own where it stands, or beyond."""
    first, last, band = group[0].index - 2, group[-1].index + 2, abs(group[0].band)
    beyond = sum(outermost.get(index, 999) <= band for index in range(first, last + 1))
    return beyond > 0.5 * len(group) + 1
