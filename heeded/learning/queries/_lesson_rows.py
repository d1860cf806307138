"""Every lesson of a list with what teaches it, in few queries, to be filtered and counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from heeded.learning.errors import NoSuchLearningPoint
from heeded.learning.models import Lesson
from heeded.learning.queries._codings import sees_undecided
from heeded.learning.queries._lessons import visible_lessons, visible_members
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Teaching:
    """One learning point that teaches a lesson of a list. `agencies` are whom it asks, as a machine tells from the
    words: empty for who may not see what nobody has decided."""

    lesson: int
    point: int
    work: int
    kind: str
    agencies: tuple[str, ...]


def teachings(viewer: Viewer, state: str) -> dict[int, list[Teaching]]:
    """By primary key of every lesson in this state that this viewer may see: what teaches it. Of a confirmed one only
    what is confirmed counts; of others all that is proposed. The lessons decided last come first. Two queries."""
    lessons = list(visible_lessons(viewer).filter(state=state).values_list("pk", flat=True))
    rows = visible_members(viewer).filter(lesson__state=state).exclude(state="rejected")
    if state == "confirmed":
        rows = rows.filter(state="confirmed")
    fields = ("lesson", "learning_point", "learning_point__work", "learning_point__kind")
    members = list(rows.order_by("pk").values_list(*fields, "learning_point__agencies"))
    shows = sees_undecided(viewer)
    found: dict[int, list[Teaching]] = {lesson: [] for lesson in lessons}
    for lesson, point, work, kind, agencies in members:
        if lesson in found:
            asked = tuple(agencies) if shows else ()
            found[lesson].append(Teaching(lesson, point, work, kind, asked))
    return {lesson: rows for lesson, rows in found.items() if rows}


def lessons_in_order(viewer: Viewer, keys: Iterable[int]) -> list[Lesson]:
    """The lessons with these primary keys, in this order, as far as this viewer may see them."""
    wanted = list(keys)
    held = visible_lessons(viewer).filter(pk__in=wanted).in_bulk(wanted)
    return [held[key] for key in wanted if key in held]


def points_named(viewer: Viewer, identifiers: Iterable[str]) -> list[LearningPoint]:
    """The learning points with these identifiers, each once and in this order, with document and review.

    Raises:
        NoSuchLearningPoint: one of them is not there, or not for this viewer.
    """
    wanted = list(dict.fromkeys(identifiers))
    rows = visible_learning_points(viewer).filter(identifier__in=wanted).select_related("document", "work")
    found = {point.identifier: point for point in rows}
    if len(found) < len(wanted):
        raise NoSuchLearningPoint("There is no such learning point.")
    return [found[identifier] for identifier in wanted]


def point_named(viewer: Viewer, identifier: str) -> LearningPoint:
    """Fetch and check in one call.

    Raises:
        NoSuchLearningPoint: there is none, or not for this viewer.
    """
    return points_named(viewer, [identifier])[0]


def lessons_called(viewer: Viewer, words: str, *, besides: Lesson, most: int) -> list[Lesson]:
    """Lessons that this viewer may see and in whose names all these words stand, besides one."""
    found = visible_lessons(viewer).exclude(pk=besides.pk).exclude(state="rejected")
    for word in words.split():
        found = found.filter(title__icontains=word)
    return list(found[:most])
