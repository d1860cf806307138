"""Minutes: what a meeting decided, and what happened on the plan that can be minuted."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import Action, Decision, Meeting, PlanItem
from heeded.practice.queries import (
    Happened,
    ItemsAsked,
    PointShown,
    decisions_of,
    plan_items,
    points_shown,
    since_last,
    what_happened,
)
from heeded.web.presenters.practice.point_words import point_heading

_OFFERED = 500  # items to choose from


@dataclass(frozen=True, slots=True)
class Line:
    """A line of minutes: on what, with its words and where it can be read."""

    about: str
    words: str
    item: PlanItem | None
    action: Action | None
    decision: Decision | None = None
    happened: Happened | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting and what waits to be minuted. `documents`: whose words are shown."""

    lines: list[Line]
    struck: list[Line]
    waiting: list[Line]
    since: date | None
    documents: set[str]


def minutes_of(viewer: Viewer, meeting: Meeting) -> Minutes:
    """What a meeting decided, and what happened since the one before."""
    decided = list(decisions_of(viewer, meeting))
    since = since_last(viewer, meeting)
    happened = [one for one in what_happened(viewer, meeting.board, since) if one.day <= meeting.held_on]
    named = [*(one.item for one in decided), *(one.item for one in happened)]
    items = {item.pk: item for item in named if item is not None}
    shown = points_shown(viewer, [one.point for one in items.values()])
    lines = [Line(_about(one.item, shown), one.words, one.item, one.action, decision=one) for one in decided]
    waiting = [
        Line(_about(one.item, shown), one.words, one.item, one.action, happened=one) for one in happened
    ]
    return Minutes(
        lines=[one for one in lines if one.decision and one.decision.struck_at is None],
        struck=[one for one in lines if one.decision and one.decision.struck_at is not None],
        waiting=waiting,
        since=since,
        documents={each.learning_point.document.identifier for one in shown.values() for each in one.printed},
    )


def items_to_choose(viewer: Viewer, board: Organisation) -> list[tuple[str, str]]:
    """The items of a plan to choose one from: identifier and words."""
    items = list(plan_items(viewer, board, ItemsAsked())[:_OFFERED])
    shown = points_shown(viewer, [one.point for one in items])
    return [(one.identifier, _choice(shown[one.point_id])) for one in items]


def _choice(shown: PointShown) -> str:
    words = shown.text[:80] + ("…" if len(shown.text) > 80 else "")
    return f"{point_heading(shown)}: {words}" if words else point_heading(shown)


def _about(item: PlanItem | None, shown: dict[int, PointShown]) -> str:
    if item is None:
        return _("The plan as a whole")
    point = shown[item.point_id]
    review = point.review.work.title if point.review else ""
    return f"{point_heading(point)}, {review}" if review else point_heading(point)
