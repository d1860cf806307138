"""Lessons that come back: listed, one with what teaches it, through time."""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.lessons import Lesson, LessonPart, State, counted, lesson_of, lesson_row
from heeded.api.shapes.text import Text
from heeded.api.shapes.throughlines import ThroughlineShown, throughline_of
from heeded.briefing.queries import decisions_on
from heeded.learning import models
from heeded.learning.queries import (
    LessonShown,
    lesson_for,
    lessons_shown,
    throughline,
    visible_lessons,
    visible_members,
)
from heeded.library.models import LearningPoint
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Lessons"])


class LessonPaging(Paging):
    state: State = Field(
        "confirmed", description="Those that people confirmed; the others are for those who code"
    )
    review: Text = Field("", max_length=40, description="Only those that this review teaches")


@router.get("/lessons", response=LessonPart, **door(Scope.READ, anonymous=True))
def lessons(request: Caller, asked: Query[LessonPaging]) -> LessonPart:
    """Lessons that come back, newest first."""
    rows = visible_lessons(request.viewer).filter(state=asked.state)
    if asked.review:
        theirs = visible_members(request.viewer).filter(learning_point__work__identifier=asked.review)
        rows = rows.filter(pk__in=theirs.exclude(state="rejected").values("lesson"))
    found, total, following = part_of(request, rows, asked, keys=("made_at", "identifier"), newest_first=True)
    shown = lessons_shown(request.viewer, found)
    _note(request.viewer, (one for each in shown for one in _points(each)), door="api-lessons")
    return LessonPart(results=[lesson_row(one) for one in shown], total=total, next=following)


@router.get("/lessons/{identifier}", response=Lesson, **door(Scope.READ, anonymous=True))
def lesson(request: Caller, identifier: Identifier) -> Lesson:
    """One lesson with what teaches it, each where it is printed."""
    return whole_lesson(request.viewer, lesson_for(request.viewer, identifier))


@router.get(
    "/lessons/{identifier}/throughline", response=ThroughlineShown, **door(Scope.READ, anonymous=True)
)
def lesson_throughline(request: Caller, identifier: Identifier) -> ThroughlineShown:
    """A lesson through time: every review that taught it, by the period under review, and what was recommended."""
    shown = _shown(request.viewer, lesson_for(request.viewer, identifier))
    decided = decisions_on(one.learning_point_id for one in counted(shown))
    kinds = {point: one.kinds for point, one in decided.items() if one.kinds}
    _note(request.viewer, _points(shown), door="api-throughline")
    return throughline_of(shown, throughline(request.viewer, shown, decided_kinds=kinds))


def _shown(viewer: Viewer, held: models.Lesson) -> LessonShown:
    return lessons_shown(viewer, [held])[0]


def whole_lesson(viewer: Viewer, held: models.Lesson) -> Lesson:
    """A lesson with what teaches it, as this viewer may know it."""
    shown = _shown(viewer, held)
    points = _points(shown)
    prefetch_related_objects(points, "places")
    _note(viewer, points, door="api-lesson")
    return lesson_of(viewer, shown)


def _points(shown: LessonShown) -> Sequence[LearningPoint]:
    return [one.learning_point for one in counted(shown)]


def _note(viewer: Viewer, points: Iterable[LearningPoint], *, door: str) -> None:
    """Reading words of a restricted document leaves its trace."""
    note_readings({one.document.identifier for one in points}, by=viewer, door=door)
