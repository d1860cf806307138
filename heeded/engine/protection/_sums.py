"""A table with its totals, what adds up to what, and how far a hidden figure can be moved without anybody noticing.

Each figure stands in at most two sums, that of its row and that of its column, and with the right signs it enters one
and leaves the other. So the tables that agree with all that is shown are the flows of a network whose nodes are the
sums and whose arcs are the hidden figures, and what can be worked out of a figure is told by the flow around it:
exactly, in whole numbers, with nothing to install.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]  # row and column; one past the last row holds the totals of columns, and so on
Node = tuple[str, int]
_OUTSIDE: Node = ("outside", 0)
_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, the most it can be as everybody knows, and the sums that it leaves and enters."""

    value: int
    limit: int
    leaves: Node
    enters: Node


class Sums:
    """A table in which rows, columns or both add up to totals that are shown or can be known."""

    def __init__(
        self,
        table: Sequence[Sequence[int]],
        *,
        rows_add: bool,
        columns_add: bool,
        limits: Sequence[int] = (),
        totals_known: bool = False,
    ) -> None:
        self.totals_known = totals_known
        self.height, self.width = len(table), len(table[0]) if table else 0
        self._rows_add, self._columns_add = rows_add, columns_add
        values = [[*row, sum(row)] for row in table]
        values.append([sum(column) for column in zip(*values, strict=True)])
        self.figures: dict[Cell, Figure] = {}
        for row in range(self.height + columns_add):
            for column in range(self.width + rows_add):
                of = limits[column : column + 1] or limits
                limit = sum(of) * (self.height if row == self.height else 1) if limits else _NO_LIMIT
                if totals_known and rows_add:
                    limit = min(limit, values[row][-1])  # no figure is more than its total
                self.figures[row, column] = Figure(values[row][column], limit, *self._ends(row, column))

    def is_total(self, cell: Cell) -> bool:
        """Whether it is a total of others."""
        return cell[0] == self.height or cell[1] == self.width

    def beside(self, cell: Cell) -> list[Cell]:
        """The figures that stand in one sum with it."""
        rows = [(cell[0], column) for column in range(self.width + 1)] if self._rows_add else []
        columns = [(row, cell[1]) for row in range(self.height + 1)] if self._columns_add else []
        return [other for other in rows + columns if other in self.figures and other != cell]

    def can_move(self, cell: Cell, *, by: int, hidden: Collection[Cell]) -> bool:
        """Whether a hidden figure could be this much more (or less, where `by` is negative) with all that is shown as
        it is."""
        figure = self.figures[cell]
        if not -figure.value <= by <= figure.limit - figure.value:
            return False
        source, sink = (figure.enters, figure.leaves) if by > 0 else (figure.leaves, figure.enters)
        if source == sink:
            return True  # it stands in no sum
        return _flow(self._room(cell, hidden), source, sink, wanted=abs(by))

    def _ends(self, row: int, column: int) -> tuple[Node, Node]:
        """Figures run from the sum of their column to that of their row, totals of rows and of columns the other way
        round, and the total of all again the first way."""
        across: Node = ("row", row) if self._rows_add else _OUTSIDE
        down: Node = ("column", column) if self._columns_add else _OUTSIDE
        forward = (row == self.height) == (column == self.width)
        return (down, across) if forward else (across, down)

    def _room(self, cell: Cell, hidden: Collection[Cell]) -> "_Room":
        """How much every other hidden figure can grow, and shrink."""
        room: _Room = {}
        for other in hidden:
            if other != cell:
                figure = self.figures[other]
                _add(room, figure.leaves, figure.enters, figure.limit - figure.value)
                _add(room, figure.enters, figure.leaves, figure.value)
        return room


_Room = dict[Node, dict[Node, int]]


def _add(room: _Room, start: Node, end: Node, most: int) -> None:
    ways = room.setdefault(start, {})
    ways[end] = ways.get(end, 0) + most
    room.setdefault(end, {}).setdefault(start, 0)


def _flow(room: _Room, source: Node, sink: Node, *, wanted: int) -> bool:
    """Whether so much can be carried from one sum to another; shortest ways first."""
    while wanted > 0:
        way = _way(room, source, sink)
        if not way:
            return False
        most = min(wanted, *(room[start][end] for start, end in way))
        for start, end in way:
            room[start][end] -= most
            room[end][start] += most
        wanted -= most
    return True


def _way(room: _Room, source: Node, sink: Node) -> list[tuple[Node, Node]]:
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        start = waiting.popleft()
        for end, most in room.get(start, {}).items():
            if most > 0 and end not in came:
                came[end] = start
                waiting.append(end)
    way = []
    end = sink
    while end in came and end != source:
        way.append((came[end], end))
        end = came[end]
    return way
