"""What became of learning points, beside them: `{% load outcomes %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context

from heeded.engine.records import Span
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import Document, LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.practice.queries import outcomes_of
from heeded.web.presenters.practice.outcomes import outcome_rows
from heeded.web.presenters.practice.throughline import point_name

register = template.Library()
_Outcomes = dict[int, list[dict[str, Any]]]


@register.simple_tag(takes_context=True)
def outcomes_among(context: Context, points: Iterable[LearningPoint]) -> _Outcomes:
    """By key of each of these learning points what became of it, for `outcomes`. Constant queries, whatever the
    number; one where none of them is on a plan."""
    found = outcomes_of(context["viewer"], points)
    return {key: outcome_rows(line) for key, line in found.items()}


@register.simple_tag
def points_in(rows: Iterable[Mapping[str, Any]], path: str) -> list[LearningPoint]:
    """The learning points of rows, reached by names: `"points.point"` is each `point` of each row's `points`."""
    found: list[Any] = list(rows)
    for name in path.split("."):
        values = [one[name] if isinstance(one, Mapping) else getattr(one, name) for one in found]
        found = [each for one in values for each in (one if isinstance(one, list | tuple) else [one])]
    return found


@register.inclusion_tag("practice/_outcomes.html")
def outcomes(
    known: _Outcomes, *points: LearningPoint | list[LearningPoint], without_board: bool = False
) -> dict[str, Any]:
    """What became of one learning point, in every place where it is printed; nothing where it is on no plan.
    Where the area is left out for this viewer it leads there and names nobody."""
    held = [one for some in points for one in (some if isinstance(some, list) else [some])]
    rows = [row for point in held for row in known.get(point.pk, [])]
    once = {(row["address"], None if without_board else row["board"].pk): row for row in rows}
    return {"outcomes": list(once.values()), "without_board": without_board}


@register.inclusion_tag("practice/_on_page.html", takes_context=True)
def learnt_on_page(context: Context, document: Document, number: int) -> dict[str, Any]:
    """What is to be learnt and printed on one page of a document, each leading to what became of it, from the
    top of the page on. Two queries."""
    points = visible_learning_points(context["viewer"]).filter(document=document, places__page=number)
    rows = points.exclude(kind=LearningPointKind.GOOD_PRACTICE).distinct().prefetch_related("places")
    in_order = sorted(rows.order_by("order", "pk"), key=lambda one: _first_on(one, number))
    return {"points": [(one, point_name(one, LearningPointKind(one.kind), "")) for one in in_order]}


def _first_on(point: LearningPoint, number: int) -> int:
    """Where on a page its words begin."""
    spans = [Span(*span) for place in point.places.all() for span in place.spans]
    return min((one.start for one in spans if one.page == number), default=0)
