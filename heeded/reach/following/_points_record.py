"""Learning points in a document's record, as printed."""

from typing import Any

from django.db.models import QuerySet

from heeded.briefing.models import RecommendationDecision
from heeded.library.models import LearningPoint
from heeded.reach.following._instants import as_text


def points_of(points: QuerySet[LearningPoint]) -> list[dict[str, Any]]:
    """Each with its places, and what a person decided that it asks for."""
    decided = RecommendationDecision.objects.filter(learning_point__in=points, current=True)
    asked = {row.learning_point_id: row for row in decided}
    return [_point(point) | {"asked": _asked(asked.get(point.pk))} for point in points]


def _point(point: LearningPoint) -> dict[str, Any]:
    """As printed. Whom the machine takes it to be for stays here: that is a guess also where a person has confirmed
    that it is one."""
    confirmed = point.state == "confirmed"
    return {
        "identifier": point.identifier,
        "point_kind": point.kind,
        "order": point.order,
        "number": point.number,
        "text": point.text,
        "addressees": point.addressees,
        "is_confirmed": confirmed,
        "decided_at": as_text(point.decided_at) if confirmed else None,
        "entered_by_hand": bool(point.entered_by),
        "places": [
            {
                "order": place.order,
                "page": place.page,
                "spans": place.spans,
                "quote": place.quote,
                "before": place.before,
                "after": place.after,
            }
            for place in sorted(point.places.all(), key=lambda place: place.order)
        ],
    }


def _asked(decision: RecommendationDecision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "kinds": decision.kinds,
        "agencies": decision.agencies,
        "by_when": decision.by_when,
        "decided_at": as_text(decision.decided_at),
    }
