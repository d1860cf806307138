"""Recommendations, findings and other learning points: over all reviews, one, and what people decide about them."""

from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.operations.reviews import must_keep
from heeded.api.paging import Paging, Part, part_of
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.learning import (
    AskedFor,
    AskedForDecided,
    Point,
    PointCorrected,
    PointDecided,
    State,
    asked_for_of,
    point_of,
)
from heeded.api.shapes.text import Text
from heeded.briefing.drafting import Glance, glance_of
from heeded.briefing.services import decide_recommendation
from heeded.core.errors import NotFound
from heeded.engine.vocabulary import LearningPointKind
from heeded.library import services
from heeded.library.models import LearningPoint
from heeded.library.queries import in_documents, visible_learning_points
from heeded.library.services import note_reading, note_readings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Learning points"])
_ORDER = ("document__added_at", "document__identifier", "order", "identifier")


class PointPaging(Paging):
    kind: LearningPointKind | None = None
    review: Text = Field("", max_length=40, description="Only of this review")
    document: Text = Field("", max_length=40, description="Only of this document")
    state: State | None = Field(None, description="Only those proposed, or confirmed")


class PointPart(Part):
    results: list[Point]


@router.get("/learning-points", response=PointPart, **door(Scope.READ))
def learning_points(request: Caller, asked: Query[PointPaging]) -> PointPart:
    """Recommendations and the like over all reviews that you may see, in the order in which they came here. The same
    words printed in two documents are two of them."""
    points = visible_learning_points(request.viewer)
    chosen = {
        "kind": asked.kind,
        "state": asked.state,
        "work__identifier": asked.review,
        "document__identifier": asked.document,
    }
    points = points.filter(**{name: value for name, value in chosen.items() if value})
    points = points.select_related("work", "document").prefetch_related("places")
    rows, total, following = part_of(request, points, asked, keys=_ORDER)
    note_readings({one.document.identifier for one in rows}, by=request.viewer, door="api-recommendations")
    results = [point_of(request.viewer, one) for one in rows]
    return PointPart(results=results, total=total, next=following)


@router.get("/learning-points/{identifier}", response=Point, **door(Scope.READ, anonymous=True))
def learning_point(request: Caller, identifier: Identifier) -> Point:
    """One recommendation, finding or other learning point, with where it is printed."""
    point = _shown(request.viewer, identifier)
    note_reading(point.document, by=request.viewer, door="api-learning-point")
    return point_of(request.viewer, point)


@router.put("/learning-points/{identifier}/state", response=Point, **door(Scope.DECIDE))
def decide_learning_point(request: Caller, identifier: Identifier, said: PointDecided) -> Point:
    """Confirm that it is one, say that it is not, or open that again."""
    point = _for_deciding(request, identifier)
    services.decide_learning_point(point, said.state, by=request.viewer)
    return point_of(request.viewer, point)


@router.put("/learning-points/{identifier}", response=Point, **door(Scope.DECIDE))
def correct_learning_point(request: Caller, identifier: Identifier, said: PointCorrected) -> Point:
    """Correct what the machine took down. From then on it is a person's."""
    point = _for_deciding(request, identifier)
    services.correct_learning_point(
        point, kind=said.kind, number=said.number, text=said.text, by=request.viewer
    )
    return point_of(request.viewer, point)


@router.put("/learning-points/{identifier}/asked-for", response=AskedFor, **door(Scope.BRIEFINGS))
def decide_asked_for(request: Caller, identifier: Identifier, said: AskedForDecided) -> AskedFor:
    """Say what a recommendation asks for, of whom and by when. The decision before it is kept."""
    point = _glance(request.viewer, identifier).point
    decide_recommendation(
        point, kinds=said.kinds, agencies=said.agencies, by_when=said.by_when, by=request.viewer
    )
    return asked_for_of(_glance(request.viewer, identifier))


def _glance(viewer: Viewer, identifier: str) -> Glance:
    """A recommendation as `/reviews/…/asked-for` lists it: one printed in two documents once."""
    work = _shown(viewer, identifier).work
    found = {one.point.identifier: one for one in glance_of(viewer, work)}
    if identifier not in found:
        raise NotFound("There is no such recommendation in the list of what is asked for.")
    return found[identifier]


def _shown(viewer: Viewer, identifier: str) -> LearningPoint:
    points = visible_learning_points(viewer).select_related("work", "document").prefetch_related("places")
    return _found(points.filter(identifier=identifier).first())


def _for_deciding(request: Caller, identifier: str) -> LearningPoint:
    """For those who decide, also those that were turned down, or that the newest reading has lost."""
    points = LearningPoint.objects.filter(document__in=in_documents(request.viewer))
    points = points.select_related("work", "document").prefetch_related("places")
    point = _found(points.filter(identifier=identifier).first())
    must_keep(request.viewer, point.work)
    note_reading(point.document, by=request.viewer, door="api-learning-point")
    return point


def _found(point: LearningPoint | None) -> LearningPoint:
    if point is None:
        raise NotFound("There is no such learning point.")
    return point
