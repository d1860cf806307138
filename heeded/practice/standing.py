"""An action as it stood: plain records, no database. The changes of an action, in order, make every state it had."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Protocol

from heeded.core.clock import local_day


@dataclass(frozen=True, slots=True)
class Standing:
    """Every field of an action whose states are kept. Owners are keys; days are days of this country."""

    what: str = ""
    intended_change: str = ""
    how_known: str = ""
    kind: str = ""
    owner_agency: int | None = None
    owner_team: int | None = None
    owner_role: str = ""
    owner: int | None = None
    start: date | None = None
    due: date | None = None
    state: str = "not-started"
    done_on: date | None = None
    closed_as: str = ""

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been done before that day."""
        return self.due is not None and self.due < on and self.state != "done" and not self.closed_as


FIELDS = tuple(field.name for field in fields(Standing))
WORDS = frozenset({"what", "intended_change", "how_known", "owner_role"})
DAYS = frozenset({"start", "due", "done_on"})


class Change(Protocol):
    """One field changed."""

    field: str
    after: Any
    at: datetime


def standing_on(changes: Iterable[Change], on: date | datetime) -> Standing | None:
    """As it stood at the end of a day, or at an instant; None: it was not there yet. Give the changes in order."""
    found: Standing | None = None
    for change in changes:
        if not _is_by(change.at, on):
            break
        found = replace(found or Standing(), **{change.field: read(change.field, change.after)})
    return found


def _is_by(at: datetime, on: date | datetime) -> bool:
    return at <= on if isinstance(on, datetime) else local_day(at) <= on


def differing(before: Standing, after: Standing) -> dict[str, tuple[Any, Any]]:
    """By field what it was and what it is, as they are written down."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in FIELDS}
    return {name: (write(one), write(other)) for name, (one, other) in pairs.items() if one != other}


def read(field: str, written: Any) -> Any:
    """A value as it was written down."""
    if field in DAYS:
        return date.fromisoformat(written) if written else None
    return ("" if written is None else written) if field in WORDS else written


def write(value: Any) -> Any:
    """A value as it is written down."""
    return value.isoformat() if isinstance(value, date) else value
