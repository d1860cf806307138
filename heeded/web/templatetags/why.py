"""The why beside learning points, and what was coded in two ways: `{% load why %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context

from heeded.learning.models import Coding
from heeded.learning.queries import rounds_to_code
from heeded.library.models import LearningPoint, Work
from heeded.web.presenters.differing import how_many_differ, said_otherwise
from heeded.web.presenters.why import of_those_alike, waiting_by_review, whys_said

register = template.Library()
_Said = dict[int, dict[str, Any]]


@register.simple_tag(takes_context=True)
def whys_among(context: Context, rows: Iterable[Mapping[str, Any]]) -> _Said:
    """What is said of the learning points of these rows, for `why_badge`. One query, whatever the number."""
    return whys_said(context["viewer"], [point for row in rows for point in row["same"]])


@register.inclusion_tag("why/said.html")
def why_badge(row: Mapping[str, Any], whys: _Said) -> dict[str, Any]:
    """Whether a person decided that it explains or describes; for staff also what a machine proposes."""
    return {"said": whys.get(of_those_alike(row["same"], whys).pk)}


@register.inclusion_tag("differing/notice.html", takes_context=True)
def differing_notice(context: Context, work: Work) -> dict[str, Any]:
    """That things of a review were coded in two ways; nothing for those who do not code."""
    return {"differ": how_many_differ(context["viewer"], work), "work": work}


@register.inclusion_tag("why/of_point.html", takes_context=True)
def why_of_point(context: Context, point: LearningPoint) -> dict[str, Any]:
    """What is said of one learning point, and for those who code the way to say it."""
    viewer = context["viewer"]
    said = whys_said(viewer, [point]).get(point.pk)
    return {"said": said, "point": point, "may_code": context.get("may_code", False)}


@register.inclusion_tag("differing/of_coding.html", takes_context=True)
def differs_from(context: Context, coding: Coding) -> dict[str, Any]:
    """The codings that say otherwise of the same theme and thing, for those who code."""
    return {"rows": said_otherwise(context["viewer"], coding), "work": coding.work}


@register.inclusion_tag("rounds/beside.html", takes_context=True)
def beside_coding(context: Context) -> dict[str, Any]:
    """What else there is to do for those who code: rounds, the why, what differs."""
    viewer = context["viewer"]
    return {"to_code": rounds_to_code(viewer), "whys": sum(waiting_by_review(viewer).values())}
