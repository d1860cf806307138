"""What is hidden cannot be worked out: asked of a solver that knows every sum and nothing of how we choose."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import linprog

from heeded.engine.protection import Hidden, other_part_is_hidden, pair_is_hidden, protect

BELOW = 10
Table = list[list[int]]


@some.composite
def tables(draw: some.DrawFn) -> Table:
    """Tables as they come: many nothings, many small numbers, some large ones."""
    width = draw(some.integers(1, 5))
    number = some.one_of(some.just(0), some.integers(1, 9), some.integers(10, 60))
    return draw(some.lists(some.lists(number, min_size=width, max_size=width), min_size=1, max_size=5))


class Solved:
    """The least and the most that each hidden figure can be, by linear programming over all that is shown. A table of
    this kind has its extremes in whole numbers, so nothing is lost by letting them be broken."""

    def __init__(
        self,
        table: Table,
        hidden: Hidden,
        *,
        rows_add: bool,
        columns_add: bool,
        limits: Sequence[int] = (),
    ) -> None:
        height, width = len(table), len(table[0])
        self.counts = np.array([count for row in table for count in row])
        equations, sums = [], []

        def shown(cells: list[tuple[int, int]]) -> None:
            line = np.zeros(height * width)
            for row, column in cells:
                line[row * width + column] = 1
            equations.append(line)
            sums.append(float(line @ self.counts))

        for row in range(height):
            for column in range(width):
                if not hidden.cells[row][column]:
                    shown([(row, column)])
            if rows_add and not hidden.rows[row]:
                shown([(row, column) for column in range(width)])
        for column in range(width):
            if columns_add and not hidden.columns[column]:
                shown([(row, column) for row in range(height)])
        if rows_add and columns_add and not hidden.total:
            shown([(row, column) for row in range(height) for column in range(width)])
        self._equations, self._sums = np.array(equations).reshape(len(sums), len(self.counts)), sums
        self._bounds = [
            (0, limits[column] if limits else None) for _ in range(height) for column in range(width)
        ]

    def range_of(self, cells: list[int]) -> tuple[float, float]:
        """Of a figure, or of a total as the sum of its figures."""
        wanted = np.zeros(len(self.counts))
        wanted[cells] = 1
        found = []
        for sign in (1, -1):
            given_to_solver = {"A_eq": self._equations, "b_eq": self._sums} if self._sums else {}
            answer = linprog(sign * wanted, bounds=self._bounds, **given_to_solver)
            assert answer.status in (0, 3), answer.message  # solved, or without end
            found.append(sign * answer.fun if answer.status == 0 else float("inf"))
        return round(found[0], 6), round(found[1], 6)


def lines(
    table: Table, hidden: Hidden, *, rows_add: bool, columns_add: bool
) -> Iterator[tuple[list[int], int, bool]]:
    """Every figure and total: the figures that it is the sum of, its value, whether it is hidden."""
    height, width = len(table), len(table[0])
    for row in range(height):
        for column in range(width):
            yield [row * width + column], table[row][column], hidden.cells[row][column]
    if rows_add:
        for row in range(height):
            yield [row * width + column for column in range(width)], sum(table[row]), hidden.rows[row]
    if columns_add:
        for column in range(width):
            cells = [row * width + column for row in range(height)]
            yield cells, sum(row[column] for row in table), hidden.columns[column]
    if rows_add and columns_add:
        yield list(range(height * width)), sum(map(sum, table)), hidden.total


def check(table: Table, *, rows_add: bool, columns_add: bool, limits: Sequence[int] = ()) -> None:
    ways = {"rows_add": rows_add, "columns_add": columns_add}
    hidden = protect(table, below=BELOW, limits=limits, **ways)
    solved = Solved(table, hidden, limits=limits, **ways)
    for cells, value, is_hidden in lines(table, hidden, **ways):
        if 0 < value < BELOW:
            assert is_hidden, (table, value)
        if not is_hidden:
            continue
        least, most = solved.range_of(cells)
        assert least < most, (table, hidden, cells)
        if 0 < value < BELOW:
            limit = sum(limits[cell % len(table[0])] for cell in cells) if limits else BELOW
            assert least <= 1 and most >= min(BELOW, limit), (table, hidden, cells, least, most)


@pytest.mark.parametrize(
    "table",
    [
        [[9, 1]],
        [[9, 1], [30, 40]],
        [[3, 0, 0], [0, 12, 0], [0, 0, 50]],
        [[1, 20], [20, 1]],
        [[1]],
        [[0, 0], [0, 0]],
    ],
)
def test_tables_that_are_hard_to_hide(table: Table) -> None:
    check(table, rows_add=True, columns_add=True)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(tables(), some.booleans(), some.booleans())
def test_nothing_hidden_can_be_worked_out(table: Table, rows_add: bool, columns_add: bool) -> None:
    check(table, rows_add=rows_add, columns_add=columns_add)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(tables(), some.booleans(), some.data())
def test_not_even_by_who_knows_how_many_there_are_at_most(
    table: Table, rows_add: bool, data: some.DataObject
) -> None:
    largest = [max(column) for column in zip(*table, strict=True)]
    limits = [data.draw(some.integers(max(1, count), count + 12)) for count in largest]
    check(table, rows_add=rows_add, columns_add=False, limits=limits)


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(tables(), some.booleans(), some.booleans())
def test_the_same_table_is_hidden_in_the_same_way(table: Table, rows_add: bool, columns_add: bool) -> None:
    ways = {"rows_add": rows_add, "columns_add": columns_add}
    assert protect(table, **ways) == protect(table, **ways)


def test_what_is_not_small_and_not_needed_is_shown() -> None:
    assert not protect([[10, 20], [30, 0]]).is_any


def test_one_small_number_takes_another_of_its_row_and_not_its_total() -> None:
    hidden = protect([[3, 12, 40]], columns_add=False)
    assert hidden.cells == ((True, True, False),) and hidden.rows == (False,)


def test_where_the_most_is_known_a_full_row_hides_its_total() -> None:
    """3 of 3 and 10 of 10: whoever sees 13 in all knows both."""
    hidden = protect([[3, 10]], columns_add=False, limits=[3, 10])
    assert hidden.cells[0][0] and hidden.rows[0]


def test_rows_that_do_not_add_hide_small_numbers_alone() -> None:
    assert protect([[3, 12, 0]], rows_add=False, columns_add=False).cells == ((True, False, False),)


@pytest.mark.parametrize("table, limits", [([[1, 2], [3]], ()), ([[-1]], ()), ([[5]], (4,)), ([[5]], (6, 7))])
def test_what_is_no_table_of_counts(table: Table, limits: Sequence[int]) -> None:
    with pytest.raises(ValueError, match=r"count|limits"):
        protect(table, limits=limits)


def test_a_pair_is_hidden_with_what_subtraction_gives() -> None:
    assert pair_is_hidden(both=3, first=30, second=40, below=10)
    assert pair_is_hidden(both=25, first=30, second=40, below=10)  # 5 have the one without the other
    assert not pair_is_hidden(both=20, first=30, second=40, below=10)
    assert not pair_is_hidden(both=0, first=30, second=40, below=10)


@pytest.mark.parametrize(
    ("part", "other", "whole", "is_hidden"),
    [
        (1, 15, 16, True),  # 16 less 15 is 1
        (3, 15, 20, True),  # at most 5 of 9
        (3, 15, 38, False),
        (0, 15, 16, False),  # nothing is nobody
        (12, 15, 30, False),
        (3, 4, 9, False),  # small too, and hidden for that
    ],
)
def test_the_other_part_gives_none_away(part: int, other: int, whole: int, is_hidden: bool) -> None:
    assert other_part_is_hidden(part=part, other=other, whole=whole, below=10) == is_hidden
