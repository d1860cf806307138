"""Lessons that come back: listed, through time, decided by people; and what was said before."""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.lessons import (
    Gathered,
    Lesson,
    LessonDecided,
    LessonPart,
    NameSaid,
    PointsChanged,
    SaidBeforeShown,
    State,
    TextSaid,
    ThroughlineShown,
    counted,
    lesson_of,
    lesson_row,
    said_before_of,
    throughline_of,
)
from heeded.api.shapes.text import Text
from heeded.briefing.queries import decisions_on
from heeded.learning import models, services
from heeded.learning.queries import (
    LessonShown,
    lesson_for,
    lessons_shown,
    points_named,
    said_before,
    throughline,
    visible_lessons,
    visible_members,
)
from heeded.learning.services import Name
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_works
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
    return _lesson(request.viewer, lesson_for(request.viewer, identifier))


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


@router.post("/said-before", response=SaidBeforeShown, **door(Scope.READ, anonymous=True))
def said_before_of_text(request: Caller, said: TextSaid) -> SaidBeforeShown:
    """What earlier reviews said that comes closest to a text, and how often it was recommended. The text is stored
    nowhere, and in no log."""
    besides = visible_works(request.viewer).filter(identifier=said.besides).first() if said.besides else None
    found = said_before(request.viewer, said.text, most=said.most, besides=besides)
    points = [one.point for one in found.near]
    prefetch_related_objects(points, "places")
    _note(request.viewer, points, door="api-said-before")
    return said_before_of(request.viewer, found)


@router.post("/lessons", response=Lesson, **door(Scope.LEARNING))
def gather_lesson(request: Caller, said: Gathered) -> Lesson:
    """Make a lesson of learning points that say the same. It counts from then on."""
    points = points_named(request.viewer, said.points)
    return _lesson(
        request.viewer, services.gather_lesson(points, Name(said.title, said.is_open), by=request.viewer)
    )


@router.put("/lessons/{identifier}/name", response=Lesson, **door(Scope.LEARNING))
def name_lesson(request: Caller, identifier: Identifier, said: NameSaid) -> Lesson:
    """Call a lesson something else."""
    held = lesson_for(request.viewer, identifier)
    named = services.name_lesson(held, Name(said.title, said.is_open), by=request.viewer)
    return _lesson(request.viewer, named)


@router.put("/lessons/{identifier}/state", response=Lesson, **door(Scope.LEARNING))
def decide_lesson(request: Caller, identifier: Identifier, said: LessonDecided) -> Lesson:
    """Confirm what a machine proposes as a lesson, or say that it is none."""
    held = lesson_for(request.viewer, identifier)
    if said.state == "rejected":
        return _lesson(request.viewer, services.reject_lesson(held, by=request.viewer))
    name = Name(said.name.title, said.name.is_open) if said.name else None
    without = points_named(request.viewer, said.without)
    return _lesson(
        request.viewer, services.confirm_lesson(held, by=request.viewer, name=name, without=without)
    )


@router.put("/lessons/{identifier}/points", response=Lesson, **door(Scope.LEARNING))
def change_points_of_lesson(request: Caller, identifier: Identifier, said: PointsChanged) -> Lesson:
    """Say that learning points teach a lesson too, or that they do not."""
    held = lesson_for(request.viewer, identifier)
    add, out = (points_named(request.viewer, names) for names in (said.add, said.take_out))
    if add:
        held = services.add_to_lesson(held, add, by=request.viewer)
    if out:
        held = services.take_out_of_lesson(held, out, by=request.viewer)
    return _lesson(request.viewer, held)


def _shown(viewer: Viewer, held: models.Lesson) -> LessonShown:
    return lessons_shown(viewer, [held])[0]


def _lesson(viewer: Viewer, held: models.Lesson) -> Lesson:
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
