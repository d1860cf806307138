"""Which confirmed lessons the closest learning points to a text teach."""

from dataclasses import dataclass

from heeded.learning.queries._lessons import LessonShown, lessons_of, lessons_shown
from heeded.learning.queries._said_before import SaidBefore
from heeded.people.viewer import Viewer

_FEWEST = 2  # reviews among the closest: one alone may be there by chance


@dataclass(frozen=True, slots=True)
class LessonNear:
    """A confirmed lesson, in how many reviews it was taught as this viewer may know, and how many of those are among
    the closest to the text. That the text teaches it too is for a person to judge."""

    shown: LessonShown
    reviews: int
    near: int


def lessons_near(viewer: Viewer, found: SaidBefore) -> list[LessonNear]:
    """The confirmed lessons that two or more reviews among the closest teach, the nearest first: where the machine
    takes no single recommendation for the same, several of one lesson still say that it was taught. Few queries."""
    points = [one.point for one in found.near]
    taught = [lesson for lessons in lessons_of(viewer, points).values() for lesson in lessons]
    order = list(dict.fromkeys(lesson for lesson in taught if lesson.state == "confirmed"))
    closest = {point.pk for point in points}
    near = []
    for shown in lessons_shown(viewer, order):
        works = {row.learning_point.work_id for row in shown.confirmed}
        here = {row.learning_point.work_id for row in shown.confirmed if row.learning_point_id in closest}
        if len(here) >= _FEWEST:
            near.append(LessonNear(shown, len(works), len(here)))
    return sorted(near, key=lambda one: -one.near)  # of two alike the one that came first
