"""Learning points from a record: each keeps its identifier, so that lines of briefings go on leading to it."""

from typing import Any

from heeded.briefing.models import RecommendationDecision
from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Document, LearningPoint, LearningPointPlace
from heeded.reach.following._instants import as_instant
from heeded.reach.following._main import FOLLOWER


def take_points(document: Document, points: list[dict[str, Any]]) -> None:
    """Make or change the learning points of a document; those that the record does not have go."""
    document.learning_points.exclude(identifier__in=[point["identifier"] for point in points]).delete()
    for said in points:
        point, _made = LearningPoint.objects.update_or_create(
            identifier=said["identifier"], defaults=_point(document, said)
        )
        point.places.all().delete()
        LearningPointPlace.objects.bulk_create(
            [LearningPointPlace(learning_point=point, **place) for place in said["places"]]
        )
        _take_asked(point, said["asked"])
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)


def _point(document: Document, said: dict[str, Any]) -> dict[str, Any]:
    confirmed = said["is_confirmed"]
    return {
        "work": document.work,
        "document": document,
        "kind": said["point_kind"],
        "order": said["order"],
        "number": said["number"],
        "text": said["text"],
        "addressees": said["addressees"],
        "state": "confirmed" if confirmed else "proposed",
        "decided_by": FOLLOWER.audit_name if confirmed else "",
        "decided_at": as_instant(said["decided_at"]),
        "found": True,
        "entered_by": FOLLOWER.audit_name if said["entered_by_hand"] else "",
    }


def _take_asked(point: LearningPoint, asked: dict[str, Any] | None) -> None:
    RecommendationDecision.objects.filter(learning_point=point).delete()
    if asked:
        RecommendationDecision.objects.create(
            learning_point=point,
            kinds=asked["kinds"],
            agencies=asked["agencies"],
            by_when=asked["by_when"],
            decided_by=FOLLOWER.audit_name,
            decided_at=as_instant(asked["decided_at"]) or now(),
        )
