"""My actions, and those of my agency, as pages show them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.engine.plans import Deadline, calendar_file
from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import (
    NOBODY,
    Stands,
    agencies_of,
    asked_of_me,
    done_by,
    my_actions,
    my_checks,
    overdue_of,
)
from heeded.web.forms_of_practice.actions import HowForm
from heeded.web.presenters.practice.actions import action_rows, points_in_words

_MOST_DONE, _MOST_ASKED = 10, 20
MOST_IN_CALENDAR = 2000


def my_page(viewer: Viewer, actions: Sequence[Action]) -> dict[str, Any]:
    """What somebody has to do, each with its form, and what they did that nobody has closed yet."""
    done = done_by(viewer)
    return {
        "rows": action_rows(viewer, actions, form=HowForm),
        "done": list(done[:_MOST_DONE]),
        "done_count": done.count(),
        "overdue": overdue_of(viewer),
        "answers_for_agency": bool(agencies_of(viewer)),
        "checks": my_checks(viewer).count(),
    } | _asked(viewer)


def _asked(viewer: Viewer) -> dict[str, Any]:
    """What waits for an answer of one's agency or board."""
    asked = asked_of_me(viewer)
    some = list(asked[:_MOST_ASKED])
    points = points_in_words(viewer, [one.item.point for one in some]) if some else {}
    rows = [
        {
            "addressee": one,
            "point": points[one.item.point_id],
            "is_late": one.due is not None and one.due < today(),
            "address": reverse("answer", args=[one.item.identifier, one.identifier]),
        }
        for one in some
    ]
    return {"asked": rows, "asked_count": asked.count() if some else 0}


def my_calendar(request: HttpRequest, viewer: Viewer, *, now: datetime) -> bytes:
    """The days on which what somebody has to do is due. Words of reports are not in it: it leaves the house."""
    dated = my_actions(viewer).filter(due__isnull=False)[:MOST_IN_CALENDAR]
    days = [
        Deadline(
            identifier=f"{one.identifier}@heeded",
            day=one.due,
            summary=one.what[:200],
            description=_("For the plan of %s.") % one.item.board.name,
            address=request.build_absolute_uri(reverse("action", args=[one.identifier])),
            changes=one.version,
        )
        for one in dated
        if one.due is not None
    ]
    return calendar_file(days, now=now, name=_("My actions"))


def people_rows(stands: Sequence[Stands]) -> list[dict[str, Any]]:
    """How much each team and person of an agency has to do."""
    return [
        {
            "team": one.team.name if one.team else "",
            "who": one.owner.name if one.owner else _("Nobody named yet"),
            "has_left": one.owner is not None and not one.owner.is_active,
            "key": one.owner.identifier if one.owner else NOBODY,
            "team_key": one.team.identifier if one.team else "",
            "open": one.open,
            "overdue": one.overdue,
        }
        for one in stands
    ]
