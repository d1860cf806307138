"""What of a review is on the plans that somebody keeps, and the way to put it there: `{% load on_plan %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries import boards_of_review, items_of_points, plans_kept

register = template.Library()
_Ours = dict[int, list[PlanItem]]


@register.simple_tag(takes_context=True)
def ours_among(context: Context, points: LearningPoint | Iterable[LearningPoint]) -> _Ours | None:
    """By key of each of these learning points what it is on the plans that this viewer keeps, for `plan_link`; None
    for those who keep none. Four queries at most, whatever the number."""
    viewer: Viewer = context["viewer"]
    if not context.get("may_keep_plan") or not viewer.strong:
        return None
    boards = list(plans_kept(viewer))
    held = [points] if isinstance(points, LearningPoint) else points
    return items_of_points(viewer, held, boards) if boards else None


@register.inclusion_tag("practice/_on_plan.html")
def plan_link(ours: _Ours | None, points: LearningPoint | list[LearningPoint]) -> dict[str, Any]:
    """Where it is on one's plan, or the way to put it there; nothing for those who keep none."""
    held = points if isinstance(points, list) else [points]
    items = [item for one in held for item in (ours or {}).get(one.pk, [])]
    asks = held[0].kind != LearningPointKind.GOOD_PRACTICE
    return {"shown": isinstance(ours, dict) and asks, "items": items, "point": held[0]}


@register.inclusion_tag("practice/_review_on_plan.html", takes_context=True)
def plan_review(context: Context, work: Work) -> dict[str, Any]:
    """For those who keep the plan of the board whose review it is: put it there."""
    viewer: Viewer = context["viewer"]
    may = context.get("may_keep_plan") and viewer.strong
    return {"boards": boards_of_review(viewer, work) if may else [], "work": work}
