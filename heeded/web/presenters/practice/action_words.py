"""Actions in words: when they are due, who owns them, how they stand. Words tell what colours only repeat."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.clock import today
from heeded.people.models import Organisation
from heeded.practice.kinds import ActionState, ClosedAs
from heeded.practice.models import Action

SOON = 28  # days
STATE_COLOURS = {"not-started": "waiting", "under-way": "running", "done": "done"}
FIELD_WORDS = {
    "what": gettext_lazy("What is to be done"),
    "intended_change": gettext_lazy("What is to change in practice"),
    "how_known": gettext_lazy("How anyone would know"),
    "kind": gettext_lazy("Kind of action"),
    "owner_agency": gettext_lazy("Agency that owns it"),
    "owner_team": gettext_lazy("Team"),
    "owner_role": gettext_lazy("Role that owns it"),
    "owner": gettext_lazy("Who does it"),
    "start": gettext_lazy("Starts"),
    "due": gettext_lazy("Due"),
    "state": gettext_lazy("How it stands"),
    "done_on": gettext_lazy("Done on"),
    "closed_as": gettext_lazy("Closed as"),
}


def day_words(day: date | None) -> str:
    """ "3 March 2019", or nothing"""
    return date_format(day, "j F Y") if day else ""


def done_words(action: Action) -> str:
    """ "3 March 2019"; "by 3 March 2019" where the plan's file that it came from does not say when it was done."""
    day = day_words(action.done_on)
    return _("by %s") % day if day and action.left_open == "day" else day


def how_it_stands(action: Action) -> str:
    """ "Under way"; "Not known" where the plan's file that it came from does not say it, and nobody said it since."""
    return _("Not known") if action.left_open == "state" else str(ActionState(action.state).label)


def due_words(action: Action, on: date | None = None) -> dict[str, Any]:
    """When an action is due: `words`, whether it is `late`, and `group`, under which a list shows it."""
    if action.due is None:
        return {"words": _("No date"), "late": False, "group": _("Without a date")}
    days = (action.due - (on or today())).days
    if days < 0:
        late = ngettext("%d day overdue", "%d days overdue", -days) % -days
        return {"words": late, "late": True, "group": _("Overdue")}
    if days == 0:
        return {"words": _("Due today"), "late": False, "group": _("Due in the next four weeks")}
    words = ngettext("Due in %d day", "Due in %d days", days) % days
    soon = days <= SOON
    return {
        "words": words,
        "late": False,
        "group": _("Due in the next four weeks") if soon else _("Due later"),
    }


def state_words(action: Action) -> dict[str, str]:
    """How an action stands, as `state_tag` takes it."""
    if action.closed_as:
        return {"colour": "done", "words": _("Closed: %s") % ClosedAs(action.closed_as).label.lower()}
    return {"colour": STATE_COLOURS[action.state], "words": how_it_stands(action)}


def owner_words(action: Action, merged: dict[int, str], *, named: bool) -> str:
    """The agency, team, role and, within, the person that own an action."""
    agency = agency_words(action.owner_agency, merged)
    team = action.owner_team.name if action.owner_team else ""
    person = ""
    if named and action.owner:
        left = _("%s, who has left (account closed)")
        person = action.owner.name if action.owner.is_active else left % action.owner.name
    return ", ".join(part for part in (person, action.owner_role, team, agency) if part) or _("Nobody yet")


def agency_words(agency: Organisation | None, merged: dict[int, str]) -> str:
    """An agency, and what it merged into."""
    if agency is None:
        return ""
    into = merged.get(agency.pk)
    return (
        _("%(agency)s (now part of %(into)s)") % {"agency": agency.name, "into": into}
        if into
        else agency.name
    )


def merged_into(agencies: Iterable[Organisation | int | None]) -> dict[int, str]:
    """By key of an agency that merged into another, what took over from it. One query."""
    keys = {one.pk if isinstance(one, Organisation) else one for one in agencies if one}
    rows = Organisation.objects.filter(predecessors__in=keys).order_by("name")
    found: dict[int, str] = {}
    for before, name in rows.values_list("predecessors", "name"):
        if before in keys:
            found[before] = ", ".join(filter(None, (found.get(before, ""), name)))
    return found


def owner_lacks(action: Action, merged: dict[int, str]) -> list[str]:
    """What is wrong with who owns an action, in whole sentences."""
    found = []
    if action.owner is None and action.owner_agency is None:
        found.append(_("Nobody owns it yet."))
    elif action.owner is None and not action.owner_role:
        found.append(_("An agency owns it; no role and no person is named yet."))
    if action.owner is not None and not action.owner.is_active:
        found.append(_("Its owner has left: hand it over to somebody else."))
    into = merged.get(action.owner_agency_id or 0)
    if into and action.owner_agency:
        words = _("%(agency)s is now part of %(into)s, which answers for it.")
        found.append(words % {"agency": action.owner_agency.name, "into": into})
    return found
