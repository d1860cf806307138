"""Beside a learning point: the confirmed lessons that it teaches, each with how many reviews taught it."""

from collections.abc import Iterable, Sequence
from typing import Any

from heeded.learning.queries import LessonShown, lessons_of, lessons_shown
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.web.presenters.throughlines import counted


def with_lessons(viewer: Viewer, groups: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The groups of `learning_groups`, each row with the lessons that it teaches wherever it is printed."""
    rows = [row for group in groups for row in group["rows"]]
    taught = lessons_beside(viewer, [point for row in rows for point in row["same"]])
    for row in rows:
        found = [one for point in row["same"] for one in taught.get(point.pk, [])]
        row["lessons"] = list({one["shown"].lesson.pk: one for one in found}.values())
    return groups


def lessons_in(groups: Sequence[dict[str, Any]]) -> list[LessonShown]:
    """The lessons that stand beside the rows of these groups."""
    return [one["shown"] for group in groups for row in group["rows"] for one in row["lessons"]]


def lessons_beside(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, list[dict[str, Any]]]:
    """By primary key of a learning point: the confirmed lessons that a person said it teaches, with the number of
    their reviews that this viewer may see. Few queries, whatever the number."""
    held = list(points)
    wanted = {point.pk for point in held}
    of = lessons_of(viewer, held)
    confirmed = {lesson for lessons in of.values() for lesson in lessons if lesson.state == "confirmed"}
    found: dict[int, list[dict[str, Any]]] = {}
    for shown in sorted(lessons_shown(viewer, confirmed), key=lambda one: one.lesson.pk):
        members = counted(shown)
        row = {"shown": shown, "reviews": len({one.learning_point.work_id for one in members})}
        for member in members:
            if member.learning_point_id in wanted:
                found.setdefault(member.learning_point_id, []).append(row)
    return found
