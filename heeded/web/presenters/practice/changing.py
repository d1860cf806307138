"""The page on which an action is changed, and what it shows where somebody else changed it meanwhile."""

from typing import Any

from django.utils.translation import gettext as _

from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import MayChange, history_of
from heeded.practice.services import Wanted, wanted_of
from heeded.web.forms_of_practice.actions import DatesForm, HowForm
from heeded.web.forms_of_practice.owners import HandOverForm, WholeForm
from heeded.web.presenters.practice.action_words import FIELD_WORDS
from heeded.web.presenters.practice.values import Values
from heeded.web.presenters.who import Who

_FORMS: dict[MayChange, type[HowForm]] = {
    MayChange.HOW: DatesForm,
    MayChange.OWNER: HandOverForm,
    MayChange.ALL: WholeForm,
}


def form_of(allowed: MayChange, *, quick: bool) -> type[HowForm]:
    """The form for what somebody may change; a quick one says only how it stands, whoever fills it in."""
    return HowForm if quick else _FORMS[allowed]


def moved_rows(viewer: Viewer, action: Action, seen: int, mine: Wanted) -> dict[str, Any]:
    """What others changed of an action since it was looked at, beside what this viewer wants of it now."""
    rows = list(history_of(viewer, action).filter(version__gt=seen))
    values = Values([(row.field, value) for row in rows for value in (row.before, row.after)])
    who = Who(viewer, {row.by for row in rows})
    wanted = _written(mine)
    found = {
        row.field: {
            "field": FIELD_WORDS[row.field],
            "was": values.words(row.field, row.before),
            "theirs": values.words(row.field, row.after),
            "mine": values.of(row.field, wanted.get(row.field)),
            "by": who.words(row.by),
            "at": row.at,
            "reason": row.reason,
        }
        for row in rows
    }
    return {"rows": list(found.values()), "nothing": _("Nothing")}


def _written(wanted: Wanted) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}


def differs(action: Action, wanted: Wanted) -> bool:
    """Whether anything would be changed."""
    return wanted_of(action) != wanted
