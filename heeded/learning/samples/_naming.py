"""The lessons that the machine proposes in the samples are confirmed, named and set right."""

from collections.abc import Mapping, Sequence

from heeded.learning.models import Lesson, LessonMember
from heeded.learning.samples._planted import Planted, planted_lessons, points_of
from heeded.learning.services import Name, add_to_lesson, confirm_lesson, gather_lesson
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer


def has_decided(researcher: Viewer) -> bool:
    return Lesson.objects.filter(decided_by=researcher.audit_name).exists()


def confirm_lessons(researcher: Viewer) -> int:
    """Confirm and name what the machine proposes of the planted lessons, set right where it erred."""
    done = 0
    for planted in planted_lessons():
        points = {name: rows for name, rows in points_of(planted, researcher).items() if rows}
        if planted.confirmed and len({name.split()[0] for name in points}) > 1:
            _confirm(planted, points, by=researcher)
            done += 1
    return done


def _confirm(planted: Planted, points: Mapping[str, Sequence[LearningPoint]], *, by: Viewer) -> None:
    name = Name(planted.name, is_open=True)
    theirs = {point.pk for rows in points.values() for point in rows}
    proposed = _proposed(theirs)
    if proposed is None:
        gather_lesson([rows[0] for rows in points.values()], name, by=by)
        return
    members = list(proposed.members.filter(state="proposed").select_related("learning_point"))
    none_of_it = [one.learning_point for one in members if one.learning_point_id not in theirs]
    confirm_lesson(proposed, by=by, name=name, without=none_of_it)
    there = {one.learning_point_id for one in members}
    missing = [rows[0] for rows in points.values() if not there & {point.pk for point in rows}]
    if missing:
        add_to_lesson(proposed, missing, by=by)


def _proposed(points: set[int]) -> Lesson | None:
    """The proposed lesson that holds most of these learning points, two of them or more."""
    rows = LessonMember.objects.filter(lesson__state="proposed", learning_point__in=points, state="proposed")
    held: dict[int, int] = {}
    for lesson in rows.order_by("lesson").values_list("lesson", flat=True):
        held[lesson] = held.get(lesson, 0) + 1
    best = max(held, key=lambda one: (held[one], -one), default=0)
    return Lesson.objects.get(pk=best) if held.get(best, 0) > 1 else None
