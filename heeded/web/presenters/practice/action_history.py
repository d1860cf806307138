"""Every state that an action ever had: its changes in order, and how it stood on a day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from heeded.core.clock import now
from heeded.people.viewer import Viewer
from heeded.practice.models import Action, ActionChange
from heeded.practice.queries import as_it_stood, history_of
from heeded.practice.standing import FIELDS, write
from heeded.web.presenters.practice.action_words import FIELD_WORDS
from heeded.web.presenters.practice.values import Values
from heeded.web.presenters.who import Who


def history_page(viewer: Viewer, action: Action, on: date | None) -> dict[str, Any]:
    """The changes, newest first, and where a day is asked for, all of the action as it stood then.

    Raises:
        NoSuchAction: its history is not for this viewer.
    """
    changes = list(history_of(viewer, action))
    values = Values([(row.field, value) for row in changes for value in (row.before, row.after)])
    who = Who(viewer, {row.by for row in changes})
    steps = [_step(list(rows), values, who) for _, rows in groupby(changes, key=lambda row: row.version)]
    return {
        "action": action,
        "steps": steps[::-1],
        "standing": _standing(viewer, action, on, values) if on else None,
        "now": now(),
    }


def _step(rows: Sequence[ActionChange], values: Values, who: Who) -> dict[str, Any]:
    """All that was changed at once, in the order in which an action is shown."""
    ordered = sorted(rows, key=lambda row: FIELDS.index(row.field))
    return {
        "at": rows[0].at,
        "by": who.words(rows[0].by),
        "reason": rows[0].reason,
        "is_first": rows[0].version == 1,
        "rows": [
            {
                "field": FIELD_WORDS[row.field],
                "before": values.words(row.field, row.before),
                "after": values.words(row.field, row.after),
            }
            for row in ordered
        ],
    }


def _standing(viewer: Viewer, action: Action, on: date, values: Values) -> dict[str, Any]:
    """How it stood at the end of a day; `rows` are empty where it was not there yet."""
    found = as_it_stood(viewer, action, on)
    rows = (
        [] if found is None else [(name, values.words(name, write(getattr(found, name)))) for name in FIELDS]
    )
    return {
        "on": on,
        "is_there": found is not None,
        "is_overdue": found is not None and found.is_overdue(on),
        "rows": [{"name": FIELD_WORDS[name], "value": value} for name, value in rows if value],
    }
