"""One row's cells as the fields of an action: texts, owner, days, status; and what of them is not understood."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from heeded.engine.days import is_in_reach
from heeded.engine.plans._dates import last_of_month, read_day
from heeded.engine.plans._grid import Cell
from heeded.engine.plans._layout import Found
from heeded.engine.plans._leading import Leading
from heeded.engine.plans._owner import Owner, owner_of
from heeded.engine.plans._records import Column, NotUnderstood, PlanRow, PlanStatus
from heeded.engine.plans._status import Key, read_status, status_in, status_of_progress

TEXTS = {
    Column.INTENDED_CHANGE: "intended_change", Column.HOW_KNOWN: "how_known", Column.EVIDENCE: "evidence",
    Column.PROGRESS: "progress", Column.KIND: "kind", Column.PRIORITY: "priority", Column.ENDED: "ended",
}  # fmt: skip
_DAYS = {
    Column.START: "The start date",
    Column.DUE: "The due date",
    Column.CLOSED_ON: "The date of closing",
}
_REVISED = re.compile(r"\b(?:revised|extended|new|amended|latest)\b", re.IGNORECASE)
_LONGEST_SAID = 60
Cells = Mapping[Column, list[Cell]]  # of one row, in the order of the columns that hold the same


class Fields:
    """Reads the rows of one table. `told` gathers what is not understood; `below_section` forgets the group."""

    def __init__(self, found: Found, key: Key, leading: Leading) -> None:
        self.told: list[NotUnderstood] = []
        self.of: dict[Column, list[int]] = {}
        for at, column in enumerate(found.columns):
            if column is not None:
                self.of.setdefault(column, []).append(at)
        self._found, self._key, self._leading = found, key, leading
        self._group = ""  # the agency of the row above, where agencies lead their rows
        self._grouped = self._groups_by_agency()
        self.goes_on = False  # whether the row is under the recommendation of the one above

    def below_section(self) -> None:
        """A row over the whole width ends the group of the agency above."""
        self._group = ""

    def text(self, cells: Cells, column: Column) -> str:
        """What the columns of one meaning say, each with its heading where several say something."""
        places = self.of.get(column, ())
        held = [(place, cell) for place, cell in zip(places, cells.get(column, ()), strict=True) if cell.text]
        if len(held) < 2:
            return held[0][1].text if held else ""
        return "\n".join(f"{self._found.headings[place]}: {cell.text}" for place, cell in held)

    def tell(self, row: int, what: str, words: str, why: str) -> None:
        """Note that something in a row is not understood."""
        said = " ".join(words.split())
        said = said if len(said) <= _LONGEST_SAID else f"{said[: _LONGEST_SAID - 1]}…"
        self.told.append(NotUnderstood(row, f"{what} “{said}”: {why}." if said else f"{what}: {why}."))

    def fill(self, row: PlanRow, cells: Cells, beside: Mapping[int, str]) -> PlanRow:
        """The row with all that its cells say; `beside` is the colour to the left of each place of the row."""
        owner = self._owner(cells)
        if owner.why:
            self.tell(row.row, "The owner", self.text(cells, Column.OWNER_ROLE), owner.why)
        status, status_words = self._status(cells, row.row, beside)
        texts: dict[str, Any] = {name: self.text(cells, column) for column, name in TEXTS.items()}
        due = self.text(cells, Column.DUE)
        return replace(
            row,
            owner_agency=owner.agency or self._leading.agency or self._leading.whole,
            owner_role=owner.role,
            start=self._day(cells, Column.START, row.row),
            start_as_printed=self.text(cells, Column.START),
            due=self._day(cells, Column.DUE, row.row),
            due_as_printed=due.replace("\n", "; ") if len(self.of.get(Column.DUE, ())) > 1 else due,
            closed_on=self._day(cells, Column.CLOSED_ON, row.row),
            closed_as_printed=self.text(cells, Column.CLOSED_ON),
            status=status,
            status_as_printed=status_words,
            **texts,
        )

    def _owner(self, cells: Cells) -> Owner:
        agency, role = self.text(cells, Column.OWNER_AGENCY), self.text(cells, Column.OWNER_ROLE)
        if self._grouped or self.goes_on:
            agency = agency or self._group
        self._group = agency
        if agency and role:
            told = owner_of(role, split=False)
            return Owner(agency, told.role, told.why)
        if agency:
            found = owner_of(agency)
            return found if found.agency and found.role else Owner(agency)
        return owner_of(role, comma=not (self._leading.agency or self._leading.whole))

    def _groups_by_agency(self) -> bool:
        """Whether agencies lead their rows from the left, named in the first row of each group only."""
        led = [*self.of.get(Column.RECOMMENDATION, ()), *self.of.get(Column.ACTION, ())]
        agencies = self.of.get(Column.OWNER_AGENCY)
        return bool(agencies and led) and min(agencies or (0,)) < min(led)

    def _day(self, cells: Cells, column: Column, row: int) -> date | None:
        cell = self._latest(cells, column)
        if cell is None:
            return None
        first = column == Column.START
        if cell.day is not None and not is_in_reach(cell.day):
            self.tell(row, _DAYS[column], cell.text, "it is too far off to be meant")
            return None
        if cell.day is not None:
            return last_of_month(cell.day.year, cell.day.month) if cell.month_only and not first else cell.day
        read = read_day(cell.text, first=first, done=column == Column.CLOSED_ON)
        if read.why and not (column == Column.CLOSED_ON and status_in(cell.text.lower().strip())):
            self.tell(row, _DAYS[column], cell.text, read.why)
        return read.day

    def _latest(self, cells: Cells, column: Column) -> Cell | None:
        """The date that holds: the last one that was revised, or the last."""
        places = self.of.get(column, ())
        held = [
            (bool(_REVISED.search(self._found.headings[place])), place, cell)
            for place, cell in zip(places, cells.get(column, ()), strict=True)
            if cell.text
        ]
        return max(held, key=lambda each: each[:2])[2] if held else None

    def _status(self, cells: Cells, row: int, beside: Mapping[int, str]) -> tuple[PlanStatus, str]:
        """From the last column that says something of it; from the notes where there is no such column."""
        words = self.text(cells, Column.STATUS)
        if Column.STATUS not in self.of:
            notes = self.text(cells, Column.PROGRESS) if len(self.of.get(Column.PROGRESS, ())) == 1 else ""
            return status_of_progress(notes) or PlanStatus.UNKNOWN, ""
        told = None
        for place, cell in reversed(list(zip(self.of[Column.STATUS], cells[Column.STATUS], strict=True))):
            read = read_status(cell, self._key, beside.get(place, ""))
            if read.status != PlanStatus.UNKNOWN:
                return read.status, words
            if read.why and told is None:
                told = cell.text, read.why
        if told:
            self.tell(row, "The status", *told)
        return PlanStatus.UNKNOWN, words
