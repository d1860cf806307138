"""Lessons: what people decide of them. On the router of what is read, as the addresses are the same."""

from heeded.api.door import Caller, door
from heeded.api.operations.lessons import router, whole_lesson
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.lessons import Gathered, Lesson, LessonDecided, NameSaid, PointsChanged
from heeded.learning import services
from heeded.learning.queries import lesson_for, points_named
from heeded.learning.services import Name
from heeded.people.scopes import Scope

__all__ = ["router"]


@router.post("/lessons", response=Lesson, **door(Scope.LEARNING))
def gather_lesson(request: Caller, said: Gathered) -> Lesson:
    """Make a lesson of learning points that say the same. It counts from then on."""
    points = points_named(request.viewer, said.points)
    return whole_lesson(
        request.viewer, services.gather_lesson(points, Name(said.title, said.is_open), by=request.viewer)
    )


@router.put("/lessons/{identifier}/name", response=Lesson, **door(Scope.LEARNING))
def name_lesson(request: Caller, identifier: Identifier, said: NameSaid) -> Lesson:
    """Call a lesson something else."""
    held = lesson_for(request.viewer, identifier)
    named = services.name_lesson(held, Name(said.title, said.is_open), by=request.viewer)
    return whole_lesson(request.viewer, named)


@router.put("/lessons/{identifier}/state", response=Lesson, **door(Scope.LEARNING))
def decide_lesson(request: Caller, identifier: Identifier, said: LessonDecided) -> Lesson:
    """Confirm what a machine proposes as a lesson, or say that it is none."""
    held = lesson_for(request.viewer, identifier)
    if said.state == "rejected":
        return whole_lesson(request.viewer, services.reject_lesson(held, by=request.viewer))
    name = Name(said.name.title, said.name.is_open) if said.name else None
    without = points_named(request.viewer, said.without)
    return whole_lesson(
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
    return whole_lesson(request.viewer, held)
