"""Lessons that come back, and what people say of them."""

from collections.abc import Sequence
from typing import Any, Literal, cast

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import FoundBy
from heeded.api.shapes.learning import Point, point_of
from heeded.api.shapes.text import Text
from heeded.learning.models import LessonMember
from heeded.learning.queries import LessonShown
from heeded.people.viewer import Viewer

State = Literal["confirmed", "proposed", "rejected"]
MemberState = Literal["proposed", "confirmed", "rejected"]


class LessonRow(Shape):
    """Learning points of different reviews that say the same thing."""

    identifier: str
    title: str = Field(description="Its name, or else the words of one of its learning points")
    is_named: bool = Field(description="False: nobody named it, or its name is not for you")
    state: State
    found_by: FoundBy
    points: int
    reviews: int


class LessonPart(Part):
    results: list[LessonRow]


class Member(Shape):
    """A learning point that teaches it."""

    state: MemberState
    found_by: FoundBy
    score: float | None = Field(description="How like the others the machine found it")
    reason: str
    point: Point


class Lesson(LessonRow):
    """One lesson with all that teaches it: what is confirmed, and for staff what is proposed."""

    members: list[Member]


class NameSaid(Sent):
    """What a lesson is called. `is_open`: you say that the name repeats no single report, so that all may read it."""

    title: Text = Field(min_length=1, max_length=300)
    is_open: bool = False


class Gathered(NameSaid):
    points: list[Text] = Field(min_length=1, max_length=200, description="Identifiers of learning points")


class LessonDecided(Sent):
    """That a lesson is one, or none. `without`: what is proposed for it and is none of it."""

    state: Literal["confirmed", "rejected"]
    name: NameSaid | None = None
    without: list[Text] = Field([], max_length=200)


class PointsChanged(Sent):
    """Learning points that teach a lesson too, and those that do not."""

    add: list[Text] = Field([], max_length=200)
    take_out: list[Text] = Field([], max_length=200)


def lesson_row(shown: LessonShown) -> LessonRow:
    """A lesson in a list."""
    return LessonRow(**_row(shown))


def lesson_of(viewer: Viewer, shown: LessonShown) -> Lesson:
    """One lesson; the places of its learning points are at hand."""
    members = [_member(viewer, one) for one in counted(shown)]
    return Lesson(**_row(shown), members=members)


def counted(shown: LessonShown) -> Sequence[LessonMember]:
    """What teaches it, as far as this viewer may know; what was taken out is no part of it."""
    return [one for one in shown.members if one.state != "rejected"]


def _row(shown: LessonShown) -> dict[str, Any]:
    members = shown.confirmed if shown.is_decided else counted(shown)
    return {
        "identifier": shown.lesson.identifier,
        "title": shown.title,
        "is_named": shown.is_named,
        "state": shown.lesson.state,
        "found_by": FoundBy.PERSON if shown.is_decided else FoundBy.MACHINE,
        "points": len(members),
        "reviews": len({one.learning_point.work_id for one in members}),
    }


def _member(viewer: Viewer, one: LessonMember) -> Member:
    return Member(
        state=cast(MemberState, one.state),
        found_by=FoundBy.MACHINE if one.state == "proposed" else FoundBy.PERSON,
        score=one.score,
        reason=one.reason,
        point=point_of(viewer, one.learning_point),
    )
