"""The order in which a page's lines are read: the reader's own, unless it jumps about."""

from collections.abc import Sequence

from heeded.engine.flow._columns import by_columns, downwards, gutter_of, side_by_side
from heeded.engine.flow._row import Row

_BACK = 6.0  # points a line may stand above the one before it without the order being doubted


def in_reading_order(rows: list[Row], width: float) -> list[Row]:
    """`rows` of one page in reading order: column by column where there are columns, else from the top down."""
    jumps, beside = _doubts(rows, width)
    if not jumps and beside < 4:
        return rows
    if gutter_of(rows, width) is not None:
        return by_columns(rows, width)
    if not jumps:
        return rows
    placed = downwards(rows)
    return rows if side_by_side(placed) else placed


def _doubts(rows: Sequence[Row], width: float) -> tuple[bool, int]:
    """Whether the order jumps back up the page, and how many long lines follow another on the same height."""
    jumps, beside = False, 0
    bottom, long = float("inf"), 0.2 * width
    for row in rows:
        if row.cell is None:
            if row.bottom > bottom + _BACK:
                jumps = True
            elif bottom - row.bottom < 2.0 and row.right - row.left > long:
                beside += 1
        bottom = row.bottom
    return jumps, beside
