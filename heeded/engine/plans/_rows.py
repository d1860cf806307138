"""The rows of a table as actions: what is merged, led in by a section, or shares a cell is told apart here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from heeded.engine.plans._dates import last_of_month, read_day
from heeded.engine.plans._grid import EMPTY, Cell, filled
from heeded.engine.plans._items import Item, items_in, share
from heeded.engine.plans._layout import Found
from heeded.engine.plans._owner import Owner, agency_named, owner_of
from heeded.engine.plans._records import Column, NotUnderstood, PlanRow, PlanStatus, PlanTable
from heeded.engine.plans._status import Key, read_status, status_in, status_of_progress

_NUMBERED = re.compile(
    r"(?:(?:recommendation|rec|learning point|finding|action area)s?\.?\s*(?:no\.?\s*|number\s*)?"
    r"(?P<named>[A-Z]?\d+(?:\.\d+)*[a-z]?)\b\s*[.:)–—-]?"
    r"|(?P<bare>R?\s?\d+(?:\.\d+)*[a-z]?|[A-Z]\d+)\s*[.:)–—-](?=\s))\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_A_NUMBER = re.compile(r"[A-Za-z]{0,4}\.?\s?\d[\w./-]*\.?|[A-Za-z]|[ivxIVX]+")
_REVISED = re.compile(r"\b(?:revised|extended|new|amended|latest)\b", re.IGNORECASE)
_LONGEST_SAID = 60
_TEXTS = {
    Column.INTENDED_CHANGE: "intended_change", Column.HOW_KNOWN: "how_known", Column.EVIDENCE: "evidence",
    Column.PROGRESS: "progress", Column.KIND: "kind", Column.PRIORITY: "priority",
}  # fmt: skip


@dataclass(slots=True)
class Leading:
    """What stands above the rows and holds for them: a recommendation, a section's agency, the sheet's."""

    number: str = ""
    recommendation: str = ""
    agency: str = ""
    whole: str = ""  # the agency that the sheet is named after

    def section(self, words: str) -> None:
        """Take in a row over the whole width."""
        number, rest = numbered(words)
        if number and re.match(r"(?:recommendation|rec|learning point|finding|R\d)", words, re.IGNORECASE):
            self.number, self.recommendation = number, rest
            return
        self.agency = agency_named(words)


def numbered(words: str) -> tuple[str, str]:
    """A recommendation's own number and its words: "R1. Officers should …"; no number where it has none."""
    found = _NUMBERED.fullmatch(words.strip())
    if found is None:
        return "", words.strip()
    return (found["named"] or found["bare"]).replace(" ", ""), found["words"].strip()


def table_of(found: Found, key: Key, key_rows: set[int], leading: Leading) -> PlanTable:
    """The rows of a table that was found, and what of them is not understood."""
    reading = _Reading(found, key, key_rows, leading)
    rows = tuple(reading.rows())
    return PlanTable(
        found.grid.name, tuple(found.headings), found.columns, rows, tuple(dict.fromkeys(reading.told))
    )


class _Reading:
    def __init__(self, found: Found, key: Key, key_rows: set[int], leading: Leading) -> None:
        self.told: list[NotUnderstood] = []
        self._found, self._key, self._skipped, self._leading = found, key, key_rows, leading
        self._of: dict[Column, list[int]] = {}
        for at, column in enumerate(found.columns):
            if column is not None:
                self._of.setdefault(column, []).append(at)
        self._before = ("", "")  # number and recommendation of the row above
        self._headings = {at: text for at, text in enumerate(found.headings) if text}

    def rows(self) -> Iterator[PlanRow]:
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
                self._leading.section(row[held[0]].text)
                self._before = ("", "")
                continue
            yield from self._row(row, at)

    def _open(self, row: list[Cell]) -> None:
        texts = {cell.text for cell in row if cell.text}
        if len(texts) == 1:
            self._leading.section(texts.pop())

    def _repeats_headings(self, row: list[Cell], held: list[int]) -> bool:
        return len(held) > 1 and all(self._headings.get(at) == row[at].text for at in held)

    def _is_section(self, row: list[Cell], held: list[int], at: int) -> bool:
        if len(held) != 1 or row[held[0]].over:
            return False
        column = self._column(held[0])
        wide = self._found.grid.wide.get((at, held[0]), 1)
        if wide > 1 and wide * 2 >= len(self._found.columns):
            return True
        if column == Column.NUMBER:
            return not _A_NUMBER.fullmatch(row[held[0]].text)
        if column == Column.RECOMMENDATION and agency_named(row[held[0]].text):
            return True
        return held[0] == 0 and column not in (Column.RECOMMENDATION, Column.ACTION)

    def _column(self, at: int) -> Column | None:
        return self._found.columns[at] if at < len(self._found.columns) else None

    def _row(self, row: list[Cell], at: int) -> Iterator[PlanRow]:
        number = self._found.number(at)
        cells = {column: self._cells(row, places) for column, places in self._of.items()}
        self._tell_trouble(number, row)
        action = self._text(cells, Column.ACTION)
        of, recommendation = self._recommendation(cells, number, bool(action))
        if not action:
            if self._alone(cells, number, at):
                yield self._plan_row(cells, PlanRow(number, of, recommendation))
            return
        items = items_in(action)
        base = PlanRow(number, of, recommendation, action)
        if not items:
            yield self._plan_row(cells, base)
        for index, item in enumerate(items):
            part = {column: _shared(column, held, items, index) for column, held in cells.items()}
            yield self._plan_row(part, replace(base, action=item.text))

    def _cells(self, row: list[Cell], places: list[int]) -> list[Cell]:
        return [row[at] if at < len(row) else EMPTY for at in places]

    def _text(self, cells: Mapping[Column, list[Cell]], column: Column) -> str:
        """What the columns of one meaning say, each with its heading where several say something."""
        held = [
            (place, cell)
            for place, cell in zip(self._of.get(column, ()), cells.get(column, ()), strict=True)
            if cell.text
        ]
        if len(held) < 2:
            return held[0][1].text if held else ""
        return "\n".join(f"{self._found.headings[place]}: {cell.text}" for place, cell in held)

    def _tell(self, row: int, what: str, words: str, why: str) -> None:
        said = " ".join(words.split())
        said = said if len(said) <= _LONGEST_SAID else f"{said[: _LONGEST_SAID - 1]}…"
        self.told.append(NotUnderstood(row, f"{what} “{said}”: {why}." if said else f"{what}: {why}."))

    def _tell_trouble(self, number: int, row: list[Cell]) -> None:
        for at, cell in enumerate(row):
            if cell.trouble and self._column(at) is not None:
                self._tell(number, f"The cell under “{self._found.headings[at]}”", "", f"it {cell.trouble}")

    def _recommendation(
        self, cells: Mapping[Column, list[Cell]], row: int, has_action: bool
    ) -> tuple[str, str]:
        """Number and words of the recommendation, from the row above where this one leaves them out."""
        number = self._text(cells, Column.NUMBER).rstrip(".")
        printed, words = numbered(self._text(cells, Column.RECOMMENDATION))
        if printed and number and printed != number:
            words = self._text(cells, Column.RECOMMENDATION)
        number = number or printed
        if words or Column.RECOMMENDATION not in self._of:
            number, words = number or self._leading.number, words or self._leading.recommendation
        elif self._inherits(number):
            number, words = number or self._before[0], self._before[1]
        elif self._leading.recommendation and not words:
            number, words = number or self._leading.number, self._leading.recommendation
        elif has_action:
            self._tell(
                row, "The recommendation", "", "none is named in this row, nor can one be carried down to it"
            )
        if words or number:
            self._before = (number, words)
        return number, words

    def _inherits(self, number: str) -> bool:
        above, words = self._before
        return bool(words) and (not number or number.split(".")[0] == above.split(".")[0])

    def _alone(self, cells: Mapping[Column, list[Cell]], row: int, at: int) -> bool:
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
            self._tell(row, "The row with", rest[0], "it names neither an action nor a recommendation")
        return False

    def _leads_on(self, at: int) -> bool:
        """Whether the next row that holds something is an action under the recommendation of this one."""
        for below in range(at + 1, self._found.last):
            row = self._found.grid.rows[below]
            if any(cell.text and not cell.over for cell in row):
                named = [
                    cell
                    for cell in self._cells(row, self._of[Column.RECOMMENDATION])
                    if cell.text and not cell.over
                ]
                action = [cell for cell in self._cells(row, self._of.get(Column.ACTION, [])) if cell.text]
                return not named and bool(action)
        return False

    def _plan_row(self, cells: Mapping[Column, list[Cell]], row: PlanRow) -> PlanRow:
        owner = self._owner(cells)
        if owner.why:
            self._tell(row.row, "The owner", self._text(cells, Column.OWNER_ROLE), owner.why)
        status, status_words = self._status(cells, row.row)
        texts: dict[str, Any] = {name: self._text(cells, column) for column, name in _TEXTS.items()}
        due = self._text(cells, Column.DUE)
        return replace(
            row,
            owner_agency=owner.agency or self._leading.agency or self._leading.whole,
            owner_role=owner.role,
            start=self._day(cells, Column.START, row.row),
            start_as_printed=self._text(cells, Column.START),
            due=self._day(cells, Column.DUE, row.row),
            due_as_printed=due.replace("\n", "; ") if len(self._of.get(Column.DUE, ())) > 1 else due,
            closed_on=self._day(cells, Column.CLOSED_ON, row.row),
            closed_as_printed=self._text(cells, Column.CLOSED_ON),
            status=status,
            status_as_printed=status_words,
            **texts,
        )

    def _owner(self, cells: Mapping[Column, list[Cell]]) -> Owner:
        agency, role = self._text(cells, Column.OWNER_AGENCY), self._text(cells, Column.OWNER_ROLE)
        if agency and role:
            told = owner_of(role, split=False)
            return Owner(agency, told.role, told.why)
        if agency:
            found = owner_of(agency)
            return found if found.agency and found.role else Owner(agency)
        return owner_of(role, comma=not (self._leading.agency or self._leading.whole))

    def _day(self, cells: Mapping[Column, list[Cell]], column: Column, row: int) -> date | None:
        held = [
            (bool(_REVISED.search(self._found.headings[place])), order, cell)
            for order, (place, cell) in enumerate(
                zip(self._of.get(column, ()), cells.get(column, ()), strict=True)
            )
            if cell.text
        ]
        if not held:
            return None
        cell = max(held, key=lambda each: each[:2])[2]
        first = column == Column.START
        if cell.day is not None:
            return last_of_month(cell.day.year, cell.day.month) if cell.month_only and not first else cell.day
        read = read_day(cell.text, first=first, done=column == Column.CLOSED_ON)
        if read.why and not (column == Column.CLOSED_ON and status_in(cell.text.lower().strip())):
            what = {Column.START: "The start date", Column.DUE: "The due date"}.get(
                column, "The date of closing"
            )
            self._tell(row, what, cell.text, read.why)
        return read.day

    def _status(self, cells: Mapping[Column, list[Cell]], row: int) -> tuple[PlanStatus, str]:
        """From the last column that says something of it; from the notes where there is no such column."""
        if Column.STATUS not in self._of:
            words = self._text(cells, Column.PROGRESS) if len(self._of.get(Column.PROGRESS, ())) == 1 else ""
            return status_of_progress(words) or PlanStatus.UNKNOWN, ""
        told = None
        for cell in reversed(cells[Column.STATUS]):
            read = read_status(cell, self._key)
            if read.status != PlanStatus.UNKNOWN:
                return read.status, self._text(cells, Column.STATUS)
            told = told or (cell.text, read.why) if read.why else told
        if told:
            self._tell(row, "The status", *told)
        return PlanStatus.UNKNOWN, self._text(cells, Column.STATUS)


def _shared(column: Column, held: list[Cell], items: list[Item], index: int) -> list[Cell]:
    """The cells of a column as they hold for one of several actions."""
    if column in (Column.ACTION, Column.RECOMMENDATION, Column.NUMBER):
        return held
    by_line = column not in _TEXTS
    return [
        cell if (words := share(cell.text, items, by_line=by_line)[index]) == cell.text else Cell(words)
        for cell in held
    ]
