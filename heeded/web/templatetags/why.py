"""The why beside learning points, and what was coded in two ways: `{% load why %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context

from heeded.library.models import Work
from heeded.web.presenters.differing import how_many_differ
from heeded.web.presenters.why import of_those_alike, whys_said

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


@register.simple_tag(takes_context=True)
def differing_in(context: Context, work: Work) -> int:
    """How many things of a review were coded in two ways; nothing for those who do not code."""
    return how_many_differ(context["viewer"], work)
