"""Choosing what is hidden besides the small numbers themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.protection._sums import Cell, Sums


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden: for each figure, for the total of each row and of each column, and for the total of all."""

    cells: tuple[tuple[bool, ...], ...]
    rows: tuple[bool, ...]
    columns: tuple[bool, ...]
    total: bool

    @property
    def is_any(self) -> bool:
        """Whether anything is hidden."""
        return self.total or any(self.rows) or any(self.columns) or any(any(row) for row in self.cells)


def protect(
    counts: Sequence[Sequence[int]],
    *,
    below: int = 10,
    rows_add: bool = True,
    columns_add: bool = True,
    limits: Sequence[int] = (),
    totals_known: bool = False,
) -> Hidden:
    """What to hide of a table, given by its rows.

    `rows_add` and `columns_add` say whether the totals of rows, or of columns, are shown beside it or can be known:
    then what is hidden must not be had from them by subtraction. Where rows alone add, each row stands for itself.
    `limits` are the most that a figure of each column can be, where everybody knows that: the reviews of a year.
    With `totals_known` the totals stand elsewhere for everybody, so they are never hidden and the figures hide each
    other, if need be with figures that are 0.

    Raises:
        ValueError: the rows are not of one length, or a count is negative or above its limit.
    """
    table = [list(row) for row in counts]
    _check(table, limits)
    if columns_add:
        return _hide(_sums(table, rows_add, True, limits, totals_known), below=below)
    rows = [_hide(_sums([row], rows_add, False, limits, totals_known), below=below) for row in table]
    width = len(table[0]) if table else 0
    return Hidden(
        tuple(row.cells[0] for row in rows), tuple(row.rows[0] for row in rows), (False,) * width, False
    )


def _sums(
    table: list[list[int]], rows_add: bool, columns_add: bool, limits: Sequence[int], totals_known: bool
) -> Sums:
    return Sums(table, rows_add=rows_add, columns_add=columns_add, limits=limits, totals_known=totals_known)


def _check(table: list[list[int]], limits: Sequence[int]) -> None:
    width = len(table[0]) if table else 0
    if any(len(row) != width for row in table) or (table and limits and len(limits) != width):
        raise ValueError("the rows of a table, and its limits, are of one length")
    if any(count < 0 for row in table for count in row):
        raise ValueError("a count is not negative")
    if limits and any(count > limit for row in table for count, limit in zip(row, limits, strict=True)):
        raise ValueError("a count is not above its limit")


def _hide(sums: Sums, *, below: int) -> Hidden:
    small = [
        cell for cell, figure in sums.figures.items() if 0 < figure.value < below and _may_hide(sums, cell)
    ]
    hidden = set(small)
    for cell in small:
        while not _is_safe(sums, hidden, cell, below=below) and (other := _next(sums, hidden, cell)):
            hidden.add(other)
    _show_what_is_known_anyway(sums, hidden, set(small))
    return _shown(sums, hidden)


def _is_safe(sums: Sums, hidden: set[Cell], cell: Cell, *, below: int) -> bool:
    """Whether, by all that is shown, a small figure could be as little as 1 and as much as `below`; where everybody
    knows that it is small (there are no more), whether it could be nothing."""
    figure = sums.figures[cell]
    most, least = min(below, figure.limit), 0 if figure.limit < below else min(1, figure.value)
    upwards = sums.can_move(cell, by=most - figure.value, hidden=hidden)
    return upwards and sums.can_move(cell, by=least - figure.value, hidden=hidden)


def _may_hide(sums: Sums, cell: Cell) -> bool:
    return not (sums.totals_known and sums.is_total(cell))


def _next(sums: Sums, hidden: set[Cell], cell: Cell) -> Cell | None:
    """What to hide next for the sake of a figure: of those in its sums, or else in the sums of what is hidden there;
    figures before totals, something before nothing, the smallest first. None where all is hidden that can be."""
    reached = {cell}
    while True:
        near = {other for one in reached for other in sums.beside(one)}
        free = [other for other in near if other not in hidden and _may_hide(sums, other)]
        if free:
            return min(free, key=lambda other: _cost(sums, other))
        if near <= reached:
            return None
        reached |= near


def _cost(sums: Sums, cell: Cell) -> tuple[bool, bool, int, Cell]:
    value = sums.figures[cell].value
    return sums.is_total(cell), value == 0, value, cell


def _show_what_is_known_anyway(sums: Sums, hidden: set[Cell], small: set[Cell]) -> None:
    """A figure hidden for another's sake that can be worked out after all protects nothing."""
    for cell in sorted(hidden - small):
        if not any(sums.can_move(cell, by=by, hidden=hidden) for by in (1, -1)):
            hidden.discard(cell)


def _shown(sums: Sums, hidden: set[Cell]) -> Hidden:
    height, width = sums.height, sums.width
    return Hidden(
        tuple(tuple((row, column) in hidden for column in range(width)) for row in range(height)),
        tuple((row, width) in hidden for row in range(height)),
        tuple((height, column) in hidden for column in range(width)),
        (height, width) in hidden,
    )
