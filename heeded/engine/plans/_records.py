"""What a plan holds once it is read: tables, columns, rows, and what was not understood of them."""

from dataclasses import dataclass
from datetime import date

from heeded.engine.vocabulary import Choice

MOST_ROWS = 50_000  # in one file
MOST_LINES = MOST_ROWS + 1_000  # with titles, headings and the names of sections


class Column(Choice):
    """What a column of a plan holds."""

    NUMBER = "recommendation-number", "Number of the recommendation"
    RECOMMENDATION = "recommendation", "Recommendation"
    ACTION = "action", "Action"
    OWNER_AGENCY = "owner-agency", "Agency that is to act"
    OWNER_ROLE = "owner-role", "Role that is to act"
    START = "start", "Start date"
    DUE = "due", "Due date"
    INTENDED_CHANGE = "intended-change", "Change that is intended"
    HOW_KNOWN = "how-known", "How anyone would know"
    EVIDENCE = "evidence", "Evidence"
    STATUS = "status", "Where it stands"
    PROGRESS = "progress", "Progress"
    CLOSED_ON = "closed-on", "Date closed"
    KIND = "kind", "Kind of action"
    PRIORITY = "priority", "Priority"
    ENDED = "ended", "How it ended"


class PlanStatus(Choice):
    """Where an action stands as the plan says it; overdue is never worked out here, only read."""

    NOT_STARTED = "not-started", "Not started"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"
    OVERDUE = "overdue-as-printed", "Overdue, as the plan says"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    SUPERSEDED = "superseded", "Superseded"
    UNKNOWN = "unknown", "Not known"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action, or a recommendation that has none. `row` counts from 1 as the spreadsheet or Word's table does;
    several actions in one cell share it. Dates that were not understood are None, with the words beside. `point` is
    "finding" or "question" where the heading calls the recommendation so. `not_read` holds, as heading and words, what
    stands in columns that are not read."""

    row: int
    number: str = ""
    recommendation: str = ""
    action: str = ""
    owner_agency: str = ""
    owner_role: str = ""
    start: date | None = None
    due: date | None = None
    due_as_printed: str = ""
    intended_change: str = ""
    how_known: str = ""
    evidence: str = ""
    status: PlanStatus = PlanStatus.UNKNOWN
    closed_on: date | None = None
    progress: str = ""
    kind: str = ""
    priority: str = ""
    status_as_printed: str = ""
    start_as_printed: str = ""
    closed_as_printed: str = ""
    ended: str = ""
    point: str = ""
    not_read: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something in a row that a person must look at, and why, in plain words. The row itself is kept."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One table. `columns` says of each heading what it was taken for; None is a column that was not read.

    `sheet` is the sheet's name, or "Table 2" where there are none.
    """

    sheet: str
    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    rows: tuple[PlanRow, ...]
    not_understood: tuple[NotUnderstood, ...] = ()

    def columns_not_read(self) -> tuple[str, ...]:
        """The headings of the columns in which something stands that was not read; each row keeps the words."""
        found = dict.fromkeys(heading for row in self.rows for heading, _words in row.not_read)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The tables of a file in order. `notes` say in plain words what was left out as a whole."""

    tables: tuple[PlanTable, ...]
    notes: tuple[str, ...] = ()

    def told(self) -> tuple[str, ...]:
        """What was left out, in plain words: as a whole, and the columns that were not read."""
        return (*self.notes, *(_unread(table) for table in self.tables if table.columns_not_read()))


def _unread(table: PlanTable) -> str:
    held = table.columns_not_read()
    named = ", ".join(f"“{heading}”" for heading in held)
    what = "This column is not read" if len(held) == 1 else "These columns are not read"
    return f"{table.sheet}: {what}: {named}. What stands there is kept beside each row."
