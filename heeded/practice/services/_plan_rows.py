"""A row of a plan's file as an action: what fits is taken, what does not is said in words and kept beside it."""

from dataclasses import asdict
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any

from heeded.engine.plans import PlanRow, PlanStatus
from heeded.people.models import Organisation
from heeded.practice.kinds import ActionKind, ActionState
from heeded.practice.models import Action
from heeded.practice.plan_matches import plain_words
from heeded.practice.services._actions import Wanted

_LONGEST_ROLE = 120
_STATES = {
    PlanStatus.NOT_STARTED: ActionState.NOT_STARTED,
    PlanStatus.UNDER_WAY: ActionState.UNDER_WAY,
    PlanStatus.DONE: ActionState.DONE,
}
_UNSAID = {
    PlanStatus.OVERDUE: "The file says “overdue”: it is down as not started, and the due date says the rest.",
    PlanStatus.NOT_ACCEPTED: "The file says that it is not accepted. Close it, with the reason.",
    PlanStatus.SUPERSEDED: "The file says that it is superseded. Close it, and say by which.",
    PlanStatus.UNKNOWN: "Where it stands is not known: the file does not say it. Say where it stands.",
}
_KINDS = {
    plain_words(words): kind
    for kind in ActionKind
    for words in (kind.label, str(kind), *kind.label.split(" or "))
}
_OWN_PLACES = ("evidence", "progress", "priority", "ended")


def wanted_of_row(row: PlanRow, *, agency: Organisation | None, shows: date) -> tuple[Wanted, list[str]]:
    """The action that a row asks for, and what of the row found no place in it. `shows` is the day whose state the
    plan shows."""
    notes: list[str] = []
    state, done_on = _state(row, shows, notes)
    wanted = Wanted(
        what=row.action,
        intended_change=row.intended_change,
        how_known=row.how_known,
        kind=_kind(row, notes),
        owner_agency=agency,
        owner_role=_role(row, notes),
        start=_start(row, notes),
        due=row.due,
        state=state,
        done_on=done_on,
    )
    if row.owner_agency and agency is None:
        notes.append(
            f"No organisation here is chosen for “{row.owner_agency}”: the action has no agency yet."
        )
    if any(getattr(row, name) for name in _OWN_PLACES):
        notes.append("Evidence, progress, priority and how it ended are kept as the file words them.")
    if row.not_read:
        named = ", ".join(f"“{heading}”" for heading, _words in row.not_read)
        notes.append(f"Not read, and kept as the file words it: {named}.")
    return wanted, notes


def said_in(row: PlanRow) -> dict[str, Any]:
    """All that a row says, to be kept as it is."""
    said = asdict(row)
    found = {name: _plain(value) for name, value in said.items() if value and name not in {"row", "not_read"}}
    if row.not_read:
        words: dict[str, list[str]] = {}
        for heading, cell in row.not_read:
            words.setdefault(heading, []).append(cell)
        found["not_read"] = {heading: "\n".join(cells) for heading, cells in words.items()}
    return found


def fingerprint(row: PlanRow) -> str:
    """A hash of what makes a row the same action when its file is taken again: its words, agency and role. States and
    dates move, and are no part of it."""
    parts = [plain_words(words) for words in (row.action, row.owner_agency, row.owner_role)]
    return sha256(dumps(parts).encode()).hexdigest()


def differs(action: Action, row: PlanRow) -> list[str]:
    """What a file says otherwise of an action that is on the plan: told, and changed by nobody."""
    differing = []
    if row.due and row.due != action.due:
        differing.append("the due date")
    if row.start and row.start != action.start:
        differing.append("the start date")
    if not differing:
        return []
    differ = "differs" if len(differing) == 1 else "differ"
    return [
        f"It is on the plan already. In the file {' and '.join(differing)} {differ}; nothing was changed."
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def _state(row: PlanRow, shows: date, notes: list[str]) -> tuple[ActionState, date | None]:
    state = _STATES.get(row.status, ActionState.NOT_STARTED)
    if row.status == PlanStatus.UNKNOWN and row.status_as_printed:
        notes.append(_not_known(row.status_as_printed))
    elif row.status in _UNSAID and not (row.status == PlanStatus.UNKNOWN and row.closed_on):
        notes.append(_UNSAID[row.status])
    if row.closed_on and state != ActionState.DONE:
        notes.append(f"The file closes it on {_day(row.closed_on)} and does not call it done.")
    if state != ActionState.DONE:
        return state, None
    if row.closed_on is None:
        notes.append(f"The file does not say when it was done: it is shown as done by {_day(shows)}.")
    elif row.closed_on > shows:
        notes.append(
            f"The file says that it was done on {_day(row.closed_on)}, after the day that the plan shows: it is "
            "down as under way."
        )
        return ActionState.UNDER_WAY, None
    return state, row.closed_on or shows


def _not_known(printed: str) -> str:
    words = " ".join(printed.split())[:60]
    return f"Where it stands is not known: the file says “{words}”, and does not explain it. Say where it stands."


def _start(row: PlanRow, notes: list[str]) -> date | None:
    if row.start and row.due and row.due < row.start:
        notes.append(f"It would be due before it starts ({_day(row.start)}): the start date is left out.")
        return None
    return row.start


def _kind(row: PlanRow, notes: list[str]) -> ActionKind | None:
    if not row.kind:
        return None
    found = _KINDS.get(plain_words(row.kind))
    if found is None:
        notes.append(f"“{row.kind[:60]}” is none of the kinds of action here: choose one.")
    return found


def _role(row: PlanRow, notes: list[str]) -> str:
    role = " ".join(row.owner_role.split())
    if len(role) <= _LONGEST_ROLE:
        return role
    notes.append("What stands for the role is too long for one: it is kept as the file words it.")
    return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
