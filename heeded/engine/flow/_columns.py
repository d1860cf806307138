"""Columns of a page told from the gutter between them, and lines read downwards within each."""

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from heeded.engine.flow._row import Row


def downwards(rows: list[Row]) -> list[Row]:
    """From the top down; lines on one height from left to right, table rows kept together."""
    placed = sorted(rows, key=lambda row: (-row.bottom, row.left))
    result: list[Row] = []
    index = 0
    while index < len(placed):
        first = placed[index]
        end = index + 1
        while end < len(placed) and first.bottom - placed[end].bottom < 0.35 * first.size:
            end += 1
        result += sorted(placed[index:end], key=attrgetter("left"))
        index = end
    return result


def gutter_of(rows: Sequence[Row], width: float) -> float | None:
    """The middle of a blank strip that parts two columns of running text, if the page has one."""
    wide = [row for row in rows if row.right - row.left > 0.2 * width]
    starts = sorted({round(row.left) for row in wide if row.left > 0.3 * width})
    best: tuple[int, float] | None = None
    for start in starts:
        left = [row for row in wide if row.right <= start]
        right = [row for row in wide if row.left >= start - 1]
        across = len(wide) - len(left) - len(right)
        if min(len(left), len(right)) >= 4 and across <= 0.4 * len(wide) and _beside(left, right):
            score = min(len(left), len(right)) - across
            if best is None or score > best[0]:
                best = (score, (start + max(row.right for row in left)) / 2)
    return best[1] if best else None


def _beside(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """True where the two groups stand side by side for most of the height of the lower one."""
    top = min(max(row.top for row in left), max(row.top for row in right))
    bottom = max(min(row.bottom for row in left), min(row.bottom for row in right))
    height = min(_height(left), _height(right))
    return top - bottom > 0.5 * height


def _height(rows: Sequence[Row]) -> float:
    return max(row.top for row in rows) - min(row.bottom for row in rows)


def side_by_side(placed: Sequence[Row]) -> bool:
    """True where so many lines share a height that reading across would mix columns."""
    shared = sum(abs(row.bottom - after.bottom) < 0.35 * row.size for row, after in pairwise(placed))
    return shared > 0.25 * len(placed)


def by_columns(rows: list[Row], width: float) -> list[Row]:
    """Lines that cross the gutter part the page into bands; in each the left column comes first."""
    gutter = gutter_of(rows, width)
    if gutter is None:
        return downwards(rows)
    result: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in downwards(rows):
        if row.left < gutter - 6 and row.right > gutter + 6:
            result += [*by_columns(left, width), *by_columns(right, width), row]
            left, right = [], []
        else:
            (left if row.left < gutter - 3 else right).append(row)
    return [*result, *by_columns(left, width), *by_columns(right, width)]
