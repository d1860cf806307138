"""Where the tables of a plan are in a grid: the row of headings, tables one under the other, cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine.plans._dates import read_day
from heeded.engine.plans._grid import EMPTY, Cell, Grid, filled
from heeded.engine.plans._headings import columns_of, meaning_of, plain_heading
from heeded.engine.plans._leading import is_number, numbered
from heeded.engine.plans._records import Column

_SEARCHED = 60  # rows in which the first headings must stand
_SAMPLED = 20
_PLAN = (Column.ACTION, Column.RECOMMENDATION)


@dataclass(slots=True)
class Found:
    """A table in a grid: its headings, what each column is taken for, and its rows (from 0, `last` not included).

    `opening` are the rows above the headings that belong to it, `numbers` the rows' own numbers where they are not
    those of the grid.
    """

    grid: Grid
    headings: list[str]
    columns: tuple[Column | None, ...]
    first: int
    last: int
    opening: range
    numbers: Sequence[int] | None = None

    def number(self, at: int) -> int:
        """The row's number in the file, from 1."""
        return self.numbers[at] if self.numbers else at + 1


def tables_in(grid: Grid) -> list[Found]:
    """The tables of actions in a grid, none where no row is one of headings."""
    best = max(
        range(min(len(grid.rows), _SEARCHED)), key=lambda at: (_score(grid.rows[at]), at), default=None
    )
    score = 0 if best is None else _score(grid.rows[best])
    cards = _cards(grid)
    if cards is not None and _score([Cell(each) for each in cards.headings]) > score:
        return [cards]
    return list(_under_headings(grid)) if score else []


def unknown_table(grid: Grid) -> Found:
    """The grid as a table of which nothing is known: its first row with two cells or more as the headings."""
    at = next((at for at, row in enumerate(grid.rows) if len(filled(row)) > 1), 0)
    headings = [cell.text for cell in grid.rows[at]] if grid.rows else []
    return Found(grid, headings, (None,) * len(headings), at + 1, len(grid.rows), range(at))


def same_table(grid: Grid, above: Found) -> Found | None:
    """The grid as the rest of a table that was parted in two: as many columns and no headings of its own."""
    if grid.named or grid.width != above.grid.width or grid.width < 3:
        return None
    return Found(grid, above.headings, above.columns, 0, len(grid.rows), range(0))


def _under_headings(grid: Grid) -> Iterator[Found]:
    found: Found | None = None
    opens = at = 0
    while at < len(grid.rows):
        deep, headings = _headings_at(grid, at, found)
        if not deep:
            at += 1
            continue
        if found is not None and _same(headings, found.headings):
            at += deep
            continue
        if found is not None:
            opens = _opening(grid, at, found.first)
            found.last = opens
            yield _settled(found)
        found = Found(grid, headings, columns_of(headings), at + deep, len(grid.rows), range(opens, at))
        at += deep
    if found is not None:
        yield _settled(found)


def _headings_at(grid: Grid, at: int, above: Found | None) -> tuple[int, list[str]]:
    """How many rows of headings stand here (0: none), and the headings."""
    row = grid.rows[at]
    if above is None:
        if at >= _SEARCHED or not _score(row) or _better_below(grid, at):
            return 0, []
    elif not _all_headings(row):
        return 0, []
    headings = [cell.text for cell in row]
    below = grid.rows[at + 1] if at + 1 < len(grid.rows) else []
    if not _under_wide(grid, at, below):
        return 1, _led(grid, at, headings)
    headings += [""] * (len(below) - len(headings))
    return 2, [
        cell.text or headings[column]
        for column, cell in enumerate([*below, *[EMPTY] * (len(headings) - len(below))])
    ]


def _better_below(grid: Grid, at: int) -> bool:
    """Whether the next row holds more headings: that of groups stands over that of columns."""
    return at + 1 < len(grid.rows) and _score(grid.rows[at + 1]) > _score(grid.rows[at])


def _under_wide(grid: Grid, at: int, below: list[Cell]) -> bool:
    """Whether the row below only parts headings that cover several columns ("Timescale": "Start", "End")."""
    parts = {column + step for (row, column), wide in grid.wide.items() if row == at for step in range(wide)}
    held = [column for column in filled(below) if not below[column].over]
    return (
        bool(held)
        and set(held) <= parts
        and sum(meaning_of(below[column].text) is not None for column in held) * 2 > len(held)
    )


def _led(grid: Grid, at: int, headings: list[str]) -> list[str]:
    """Headings that say nothing by themselves with the group above them before them: "Outcome" over "Intended"."""
    if not at:
        return headings
    led = list(headings)
    for (row, column), wide in grid.wide.items():
        group = grid.rows[row][column].text if row == at - 1 else ""
        if group and meaning_of(group):
            for each in range(column, min(column + wide, len(led))):
                if led[each] and not meaning_of(led[each]):
                    led[each] = f"{group}: {led[each]}"
    return led


def _score(row: list[Cell]) -> int:
    """How many columns of a plan a row of headings would name; 0 for a row that is none."""
    texts = [cell.text for cell in row]
    if sum(1 for text in texts if text) < 2:
        return 0
    columns = {column for column in columns_of(texts) if column is not None}
    return len(columns) if len(columns) > 1 and columns & set(_PLAN) else 0


def _all_headings(row: list[Cell]) -> bool:
    held = filled(row)
    if len(held) < 3 or any(len(row[at].text) > 90 for at in held):
        return False
    return all(meaning_of(row[at].text) for at in held) and _score(row) > 2


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return [plain_heading(each) for each in one if each] == [plain_heading(each) for each in other if each]


def _opening(grid: Grid, at: int, first: int) -> int:
    """The first of the rows over headings that belong to them: those of one cell."""
    while at > first and len({cell.text for cell in grid.rows[at - 1] if cell.text}) == 1:
        at -= 1
    return at


def _settled(found: Found) -> Found:
    """With the columns chosen again by what stands under headings that may mean two things."""
    dated = {}
    for column, heading in enumerate(found.headings):
        meaning = meaning_of(heading)
        if meaning is not None and len(meaning.columns) > 1:
            dated[column] = _looks_dated(found, column)
    if dated:
        found.columns = columns_of(found.headings, dated)
    if Column.RECOMMENDATION not in found.columns:
        at = next((at for at in range(len(found.columns)) if _holds_recommendations(found, at)), None)
        if at is not None:
            found.columns = (*found.columns[:at], Column.RECOMMENDATION, *found.columns[at + 1 :])
    return found


def _holds_recommendations(found: Found, column: int) -> bool:
    """Whether recommendations stand in a column of another heading ("Rec", "What do we want to achieve?")."""
    if found.columns[column] not in (None, Column.NUMBER, Column.INTENDED_CHANGE):
        return False
    words = [row[column].text for row in found.grid.rows[found.first : found.last] if column < len(row)]
    told = [each for each in words if each][:_SAMPLED]
    named = sum(bool(numbered(each)[0]) and len(each.split()) > 3 for each in told)
    if found.columns[column] == Column.NUMBER:
        return sum(not is_number(each) for each in told) * 2 > len(told)
    return named * 2 > len(told) and all(each[:1].upper() == "R" for each in told if numbered(each)[0])


def _looks_dated(found: Found, column: int) -> bool:
    seen = days = 0
    for row in found.grid.rows[found.first : found.last]:
        cell = row[column] if column < len(row) else EMPTY
        if cell.text:
            seen += 1
            days += cell.day is not None or read_day(cell.text, done=True).day is not None
        if seen == _SAMPLED:
            break
    return days * 2 > seen


def _cards(grid: Grid) -> Found | None:
    """Tables with the headings down the side: each card one row. A heading that comes again begins the next."""
    if not 2 <= grid.width <= 4 or len(grid.rows) < 3:
        return None
    headings: list[str] = []
    cards: list[dict[int, Cell]] = [{}]
    numbers = [1]
    for at, row in enumerate(grid.rows):
        if _all_headings(row):
            return None
        for heading, value in _pairs(row):
            plain = plain_heading(heading)
            column = next(
                (i for i, each in enumerate(headings) if plain_heading(each) == plain), len(headings)
            )
            if column == len(headings):
                headings.append(heading)
            if column in cards[-1]:
                cards.append({})
                numbers.append(at + 1)
            cards[-1][column] = value
    columns = columns_of(headings)
    if sum(column is not None for column in columns) < 3 or not set(columns) & set(_PLAN):
        return None
    rows = [[card.get(column, EMPTY) for column in range(len(headings))] for card in cards]
    turned = Grid(grid.name, rows, before=grid.before, named=grid.named)
    return _settled(Found(turned, headings, columns, 0, len(rows), range(0), numbers))


def _pairs(row: list[Cell]) -> Iterator[tuple[str, Cell]]:
    at = 0
    while at < len(row):
        if row[at].text and meaning_of(row[at].text):
            yield row[at].text, next((cell for cell in row[at + 1 : at + 2]), EMPTY)
            at += 2
        else:
            at += 1
