"""Figures leave this room here, with what must be hidden hidden.

Counts of published reviews, which anybody can list, are shown as they are. Protected are the numbers that tell of
children and families, and how many restricted records stand behind a figure. So that nothing is worked out from two
tables instead of one, features of families are counted over all reviews, what is hidden of them is tried against all
tables that can be asked for, and what a filter leaves out of a figure of restricted records is protected as that figure
is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from heeded.analysis.counting import Counted, CountedRow, Works
from heeded.analysis.figures import Figure, Figures, Row
from heeded.engine.protection import pair_is_hidden, protect

_Part = Callable[[Counted, CountedRow], Works]
Mask = list[list[bool]]  # by row: each column's figure, then the total
_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Counts by row: each column, what stands in none of them, and how many in all."""

    cells: list[list[int]]
    totals: list[int]

    def less(self, other: "_Numbers") -> "_Numbers":
        """What is left when another table is taken away; never below nothing."""
        pairs = zip(self.cells, other.cells, strict=True)
        cells = [[max(0, a - b) for a, b in zip(mine, theirs, strict=True)] for mine, theirs in pairs]
        return _Numbers(cells, [max(0, a - b) for a, b in zip(self.totals, other.totals, strict=True)])


def guarded(
    counted: Counted, *, below: int, wider: Sequence[Counted] = (), also: Mask | None = None
) -> Figures:
    """The table as it may be shown. `wider` is the same table, with the same columns and rows, with one filter less;
    `also` is what its rows hide besides, for the sake of other tables."""
    rows = _all_rows(counted)
    mask = mask_of(counted, below=below, wider=wider)
    heads = len(rows) - len(counted.rows)
    if also:
        _add(mask[heads:], also)
    if counted.tells_of_families and len(counted.works) < below:
        mask[heads:] = [[True] * len(row) for row in mask[heads:]]
    return _figures(counted, rows, mask, below=below)


def mask_of(counted: Counted, *, below: int, wider: Sequence[Counted] = ()) -> Mask:
    """What is hidden in a table: reviews held, reviews coded where they are told, then its rows."""
    rows = _all_rows(counted)
    mask = [[False] * (len(counted.columns) + 1) for _ in rows]
    for part in _parts(counted):
        own = _count(counted, rows, part)
        _add(mask, _hidden(counted, own, part, below=below))
        for other in wider:
            rest = _count(other, _all_rows(other), part).less(own)
            _add(mask, _hidden(counted, rest, part, below=below))
    return mask


def guarded_pairs(
    counted: Counted, *, below: int, wider: Sequence[Counted] = (), also: Mask | None = None
) -> Figures:
    """The same of themes that go together: each column is a theme, as each row is. A pair is hidden with what
    subtraction from the two themes gives."""
    rows = _all_rows(counted)
    mask = [[False] * (len(counted.columns) + 1) for _ in rows]
    first = len(rows) - len(counted.rows)
    for part in _parts(counted):
        own = _count(counted, rows, part)
        rests = [_count(other, _all_rows(other), part).less(own) for other in wider]
        for numbers in (own, *rests):
            _add(mask, _hidden_pairs(numbers, first, below=below))
    for place in range(len(counted.rows)):
        if (also and also[place][-1]) or mask[first + place][-1]:  # its own square says the same
            mask[first + place][-1] = mask[first + place][place] = True
    if counted.tells_of_families and len(counted.works) < below:
        mask[first:] = [[True] * len(row) for row in mask[first:]]
    # In the column of a theme stands how many have it: its total, and no more is told.
    for head in mask[:first]:
        head[:-1] = [row[-1] for row in mask[first:]]
    return _figures(counted, rows, mask, below=below)


def _all_rows(counted: Counted) -> list[CountedRow]:
    """How many are held, how many of those were coded, then the rows of the table."""
    found = [CountedRow("held", "", counted.published, counted.works)]
    if counted.coded is not None and counted.coded_published is not None:
        found.append(CountedRow("coded", "", counted.coded_published, counted.coded))
    return [*found, *counted.rows]


def _parts(counted: Counted) -> Iterator[_Part]:
    """The parts of each figure that must not be found when they are small."""
    if counted.works != counted.published or any(row.works != row.published for row in counted.rows):
        yield lambda table, row: row.works - row.published
    if counted.tells_of_families or counted.columns_tell_of_families:
        yield _of_families


def _of_families(table: Counted, row: CountedRow) -> Works:
    is_head = row.key in ("held", "coded") and not row.label
    sensitive = table.columns_tell_of_families if is_head else table.tells_of_families
    return row.works if sensitive else frozenset()


def _count(counted: Counted, rows: Sequence[CountedRow], part: _Part) -> _Numbers:
    groups = [counted.groups.get(column.key, frozenset()) for column in counted.columns]
    inside = frozenset().union(*groups)
    cells, totals = [], []
    for row in rows:
        works = part(counted, row) & counted.works
        cells.append([*(len(works & group) for group in groups), len(works - inside)])
        totals.append(len(works))
    return _Numbers(cells, totals)


def _hidden(counted: Counted, numbers: _Numbers, part: _Part, *, below: int) -> Mask:
    """A review of several children may stand in several columns: then its row adds up to more than there are. It is
    guarded as if each stood in one, as most do."""
    of_families = part is _of_families
    heads = len(numbers.cells) - len(counted.rows)
    mask = _lines_hidden(numbers.cells[:heads], below=below, limits=(), totals_known=of_families)
    known = of_families and counted.totals_are_public
    limits = _limits(counted, mask[0]) if of_families else ()
    mask += _lines_hidden(numbers.cells[heads:], below=below, limits=limits, totals_known=known)
    for place, (line, total) in enumerate(zip(mask, numbers.totals, strict=True)):
        is_known = of_families and (place < heads or known)
        line[-1] = not is_known and (line[-1] or 0 < total < below)
    return mask


def _lines_hidden(cells: list[list[int]], *, below: int, limits: Sequence[int], totals_known: bool) -> Mask:
    hidden = protect(cells, below=below, columns_add=False, limits=limits, totals_known=totals_known)
    return [[*row[:-1], total] for row, total in zip(hidden.cells, hidden.rows, strict=True)]


def _limits(counted: Counted, held_hidden: Sequence[bool]) -> list[int]:
    """How many there can be in each column, where everybody knows it: the reviews held in it."""
    held = CountedRow("held", "", counted.published, counted.works)
    counts = _count(counted, [held], lambda _, row: row.works).cells[0]
    unknown = [*held_hidden[:-1], False]
    return [_NO_LIMIT if is_hidden else count for count, is_hidden in zip(counts, unknown, strict=True)]


def _hidden_pairs(numbers: _Numbers, first: int, *, below: int) -> Mask:
    """`first` is the first row that is a theme; the column of a theme has its number less that."""
    mask = [[0 < count < below for count in row[:-1]] + [0 < total < below] for row, total in _lines(numbers)]
    totals = numbers.totals[first:]
    for row, one in enumerate(totals):
        for column, other in enumerate(totals):
            both = numbers.cells[first + row][column]
            if row != column and pair_is_hidden(both=both, first=one, second=other, below=below):
                # Of two themes one may rest on restricted records where the other does not: hidden from both sides.
                mask[first + row][column] = mask[first + column][row] = True
    return mask


def _lines(numbers: _Numbers) -> Iterator[tuple[list[int], int]]:
    return zip(numbers.cells, numbers.totals, strict=True)


def _add(mask: Mask, more: Mask) -> None:
    for row, other in zip(mask, more, strict=True):
        row[:] = [here or there for here, there in zip(row, other, strict=True)]


def _figures(counted: Counted, rows: Sequence[CountedRow], mask: Mask, *, below: int) -> Figures:
    numbers = _count(counted, rows, lambda _, row: row.works)
    held = [None if is_hidden else count for count, is_hidden in zip(_line(numbers, 0), mask[0], strict=True)]
    made = [
        _row(counted, row, _line(numbers, place), mask[place], held, below=below)
        for place, row in enumerate(rows)
    ]
    has_coded = counted.coded is not None
    return Figures(
        name=counted.name,
        columns=counted.columns,
        rows=tuple(made[1 + has_coded :]),
        held=made[0],
        coded=made[1] if has_coded else None,
        is_protected=any(True for _ in _parts(counted)),
        below=below,
        left_out=counted.left_out,
        proposals=any(row.proposed is not None for row in rows),
    )


def _line(numbers: _Numbers, place: int) -> list[int]:
    return [*numbers.cells[place][:-1], numbers.totals[place]]


def _row(
    counted: Counted,
    row: CountedRow,
    counts: list[int],
    hidden: list[bool],
    held: list[int | None],
    *,
    below: int,
) -> Row:
    found = [
        Figure(None if is_hidden else count, of)
        for count, is_hidden, of in zip(counts, hidden, held, strict=True)
    ]
    proposed = None if row.proposed is None else len(row.proposed & counted.works)
    is_small = proposed is not None and 0 < proposed < below
    if is_small and any(True for _ in _parts(counted)):
        proposed = None
    return Row(row.key, row.label, tuple(found[:-1]), found[-1], proposed)
