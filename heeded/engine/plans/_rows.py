"""The rows of a table as actions: what is merged, led in by a section, or shares a cell is told apart here."""

from collections.abc import Iterator
from dataclasses import replace

from heeded.engine.plans._fields import TEXTS, Cells, Fields
from heeded.engine.plans._grid import EMPTY, Cell, filled
from heeded.engine.plans._headings import point_named
from heeded.engine.plans._items import Item, items_in, share
from heeded.engine.plans._layout import Found
from heeded.engine.plans._leading import Leading, is_number, names_recommendation, numbered
from heeded.engine.plans._owner import agency_named
from heeded.engine.plans._records import Column, PlanRow, PlanTable
from heeded.engine.plans._status import Key


def table_of(found: Found, key: Key, key_rows: set[int], leading: Leading) -> PlanTable:
    """The rows of a table that was found, and what of them is not understood."""
    fields = Fields(found, key, leading)
    rows = tuple(_Rows(found, fields, key_rows, leading).read())
    return PlanTable(
        found.grid.name, tuple(found.headings), found.columns, rows, tuple(dict.fromkeys(fields.told))
    )


class _Rows:
    def __init__(self, found: Found, fields: Fields, key_rows: set[int], leading: Leading) -> None:
        self._found, self._fields, self._skipped, self._leading = found, fields, key_rows, leading
        self._before = ("", "")  # number and recommendation of the row above
        agencies, actions = (fields.of.get(each) for each in (Column.OWNER_AGENCY, Column.ACTION))
        self._agencies_before_actions = bool(agencies and actions and min(agencies) < min(actions))
        self._headings = {at: text for at, text in enumerate(found.headings) if text}
        self._points = [point_named(found.headings[at]) for at in fields.of.get(Column.RECOMMENDATION, ())]

    def read(self) -> Iterator[PlanRow]:
        """Every action of the table."""
        rows = self._found.grid.rows
        for at in self._found.opening:
            self._open(rows[at])
        for at in range(self._found.first, self._found.last):
            row = rows[at]
            held = filled(row)
            if at in self._skipped or not any(cell.trouble or (cell.text and not cell.over) for cell in row):
                continue
            if self._repeats_headings(row, held):
                continue
            if self._is_section(row, held, at):
                self._section(self._found.number(at), row[held[0]].text)
                continue
            if self._numbers_lead(row, at):
                continue
            yield from self._row(row, at)
        self._tell_unheaded()

    def _section(self, row: int, words: str) -> None:
        if not self._leading.section(words):
            self._fields.tell(row, "The line", words, "it stands by itself and was not read as an action")
        self._before = ("", "")
        self._fields.below_section()

    def _open(self, row: list[Cell]) -> None:
        texts = {cell.text for cell in row if cell.text}
        if len(texts) == 1:
            self._leading.title(texts.pop())

    def _repeats_headings(self, row: list[Cell], held: list[int]) -> bool:
        return len(held) > 1 and all(self._headings.get(at) == row[at].text for at in held)

    def _is_section(self, row: list[Cell], held: list[int], at: int) -> bool:
        if len(held) != 1 or row[held[0]].over:
            return False
        column = self._column(held[0])
        if Column.RECOMMENDATION not in self._fields.of and names_recommendation(row[held[0]].text):
            return True
        wide = self._found.grid.wide.get((at, held[0]), 1)
        if wide > 1 and wide * 2 >= len(self._found.columns):
            return True
        if column == Column.NUMBER:
            return not is_number(row[held[0]].text)
        if column == Column.RECOMMENDATION and agency_named(row[held[0]].text):
            return True
        return held[0] == 0 and column not in (Column.RECOMMENDATION, Column.ACTION)

    def _numbers_lead(self, row: list[Cell], at: int) -> bool:
        """Take in a recommendation that stands among the actions with only its number to tell: 1, then 1.1 and 1.2."""
        number, action = (self._fields.of.get(each, [-1])[0] for each in (Column.NUMBER, Column.ACTION))
        if (
            number < 0
            or action < 0
            or Column.RECOMMENDATION in self._fields.of
            or filled(row) != sorted((number, action))
        ):
            return False
        below = self._found.grid.rows[at + 1] if at + 1 < self._found.last else []
        led = number < len(below) and below[number].text.startswith(f"{row[number].text.rstrip('.')}.")
        if led:
            self._leading.number, self._leading.recommendation = (
                row[number].text.rstrip("."),
                row[action].text,
            )
        return led

    def _tell_unheaded(self) -> None:
        """Columns without a heading that hold something are not dropped in silence."""
        told = {
            at for at, column in enumerate(self._found.columns) if column is not None or at in self._headings
        }
        for at in range(self._found.first, self._found.last):
            row = self._found.grid.rows[at]
            for place in filled(row) if at not in self._skipped else ():
                if place not in told and len(filled(row)) > 1:
                    told.add(place)
                    why = "it stands in a column without a heading, which was not read"
                    self._fields.tell(self._found.number(at), "The cell", row[place].text, why)

    def _column(self, at: int) -> Column | None:
        return self._found.columns[at] if at < len(self._found.columns) else None

    def _row(self, row: list[Cell], at: int) -> Iterator[PlanRow]:
        number = self._found.number(at)
        cells = {column: self._cells(row, places) for column, places in self._fields.of.items()}
        beside = {at + 1: cell.fill for at, cell in enumerate(row) if cell.fill}
        self._tell_trouble(number, row)
        action = self._fields.text(cells, Column.ACTION)
        of, recommendation = self._recommendation(cells, number, bool(action))
        point = next(filter(None, self._points), "") if recommendation else ""
        base = PlanRow(number, of, recommendation, action, point=point, not_read=self._not_read(row))
        items = items_in(action)
        if not items and (action or self._alone(cells, number, at)):
            yield self._fields.fill(base, cells, beside)
        for index, item in enumerate(items):
            part = {column: _shared(column, held, items, index) for column, held in cells.items()}
            yield self._fields.fill(replace(base, action=item.text), part, beside)

    def _not_read(self, row: list[Cell]) -> tuple[tuple[str, str], ...]:
        """What stands in the columns that are not read, each with its heading."""
        return tuple(
            (self._headings.get(at) or f"Column {at + 1}", row[at].text)
            for at in filled(row)
            if self._column(at) is None
        )

    def _cells(self, row: list[Cell], places: list[int]) -> list[Cell]:
        return [row[at] if at < len(row) else EMPTY for at in places]

    def _tell_trouble(self, number: int, row: list[Cell]) -> None:
        for at, cell in enumerate(row):
            if cell.trouble and self._column(at) is not None:
                where = f"The cell under “{self._found.headings[at]}”"
                self._fields.tell(number, where, "", f"it {cell.trouble}")

    def _recommendation(self, cells: Cells, row: int, has_action: bool) -> tuple[str, str]:
        """Number and words of the recommendation, from the row above where this one leaves them out."""
        number = self._fields.text(cells, Column.NUMBER).strip().rstrip(".")
        merged = any(cell.over for cell in cells.get(Column.RECOMMENDATION, ()))
        self._fields.goes_on = merged and self._agencies_before_actions
        if (told := numbered(number))[0] and not told[1]:
            number = told[0]
        printed, words = numbered(self._fields.text(cells, Column.RECOMMENDATION))
        if printed and number and printed != number:
            words = self._fields.text(cells, Column.RECOMMENDATION)
        number = number or printed
        if words or Column.RECOMMENDATION not in self._fields.of:
            above = "" if words else self._before[0]  # numbers may be printed once for several actions
            number, words = number or above or self._leading.number, words or self._leading.recommendation
        elif self._inherits(number):
            self._fields.goes_on = self._agencies_before_actions
            number, words = number or self._before[0], self._before[1]
        elif self._leading.recommendation and not words:
            number, words = number or self._leading.number, self._leading.recommendation
        elif has_action and not printed:
            self._fields.tell(
                row, "The recommendation", "", "none is named in this row, nor can one be carried down to it"
            )
        if words or number:
            self._before = (number, words)
        return number, words

    def _inherits(self, number: str) -> bool:
        above, words = self._before
        return bool(words) and (not number or number.split(".")[0] == above.split(".")[0])

    def _alone(self, cells: Cells, row: int, at: int) -> bool:
        """Whether a row without an action is a recommendation by itself; other rows are told of, not dropped."""
        own = [cell for cell in cells.get(Column.RECOMMENDATION, ()) if cell.text and not cell.over]
        rest = [
            cell.text
            for column, held in cells.items()
            for cell in held
            if cell.text and not cell.over and column not in (Column.RECOMMENDATION, Column.NUMBER)
        ]
        if own:
            return bool(rest) or not self._leads_on(at)
        if rest:
            self._fields.tell(row, "The row with", rest[0], "it names neither an action nor a recommendation")
        return False

    def _leads_on(self, at: int) -> bool:
        """Whether the next row that holds something is an action under the recommendation of this one."""
        for below in range(at + 1, self._found.last):
            row = self._found.grid.rows[below]
            if any(cell.text and not cell.over for cell in row):
                named = [
                    cell
                    for cell in self._cells(row, self._fields.of[Column.RECOMMENDATION])
                    if cell.text and not cell.over
                ]
                action = [
                    cell for cell in self._cells(row, self._fields.of.get(Column.ACTION, [])) if cell.text
                ]
                return not named and bool(action)
        return False


def _shared(column: Column, held: list[Cell], items: list[Item], index: int) -> list[Cell]:
    """The cells of a column as they hold for one of several actions."""
    if column in (Column.ACTION, Column.RECOMMENDATION, Column.NUMBER):
        return held
    by_line = column not in TEXTS
    return [
        cell if (words := share(cell.text, items, by_line=by_line)[index]) == cell.text else Cell(words)
        for cell in held
    ]
