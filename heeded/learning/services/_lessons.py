"""Lessons: a person gathers, names, confirms and rejects them, and says which learning points teach them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.transactions import one_at_a_time
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.services._lesson_rows import (
    checked_title,
    draw_from,
    held_lesson,
    note_lesson,
    seen_points,
    settle_members,
    title_it,
)
from heeded.learning.services._permission import must
from heeded.library.models import LearningPoint
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Name:
    """What a person calls a lesson. `is_open` is their word that it repeats no single report, so that everybody may
    read it; else only those who may see every report that it was drawn from."""

    title: str
    is_open: bool = False


@transaction.atomic
def gather_lesson(points: Sequence[LearningPoint], name: Name, *, by: Viewer) -> Lesson:
    """Make a lesson of learning points that say the same, named and confirmed by whoever gathers it. Asked twice for
    the same it is one.

    Raises:
        NotAllowed: they may not name lessons.
        NoSuchLearningPoint: one of them is not there, or not for them to see.
        Refused: no name, too long a name, or no learning points.
    """
    must(by, Permission.NAME_LESSONS)
    title = checked_title(name.title)
    seen = seen_points(points, by=by)
    if not seen:
        raise Refused("Choose the learning points that teach it.")
    one_at_a_time("lessons-gathered", by.audit_name)
    for same in Lesson.objects.filter(state="confirmed", title=title, made_by=by.audit_name):
        if {one.learning_point_id for one in _confirmed(same)} == {one.pk for one in seen}:
            return same
    made = Lesson.objects.create(
        state="confirmed",
        made_by=by.audit_name,
        made_at=now(),
        called_after=seen[0],
        decided_by=by.audit_name,
        decided_at=now(),
    )
    settle_members(made, seen, "confirmed", by=by)
    title_it(made, title, is_open=name.is_open)
    note_lesson("gathered", made, by=by, points=seen)
    return made


@transaction.atomic
def name_lesson(lesson: Lesson, name: Name, *, by: Viewer) -> Lesson:
    """Call a lesson something. The name before stays in its history.

    Raises:
        NotAllowed: they may not name lessons.
        NoSuchLesson: there is none that they may see.
        LessonMoved: it was merged into another meanwhile.
        Refused: no name, or too long a one.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    title = checked_title(name.title)
    if (held.title, held.title_is_open) == (title, name.is_open):
        return held
    before = held.title
    title_it(held, title, is_open=name.is_open)
    note_lesson("named", held, by=by, title_before=before)
    return held


@transaction.atomic
def confirm_lesson(
    lesson: Lesson, *, by: Viewer, name: Name | None = None, without: Sequence[LearningPoint] = ()
) -> Lesson:
    """Say that a lesson is one, with all the learning points that are proposed for it and seen by whoever confirms,
    `without` those that are none of it. Twice is once.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved: as `name_lesson`.
        Refused: nobody has named it and no name is given, or nothing would teach it.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    if name is not None:
        held = name_lesson(held, name, by=by)
    if not held.title:
        raise Refused("Give the lesson a name first.")
    seen = seen_points((one.learning_point for one in _members(held, "proposed")), by=by, strict=False)
    out = {point.pk for point in without}
    taken = [point for point in seen if point.pk not in out]
    settle_members(held, [point for point in seen if point.pk in out], "rejected", by=by)
    settle_members(held, taken, "confirmed", by=by)
    if not _members(held, "confirmed"):
        raise Refused("No learning point would teach it.", advice="Reject the lesson instead.")
    if held.state != "confirmed" or taken:
        _decide(held, "confirmed", by=by)
        note_lesson("confirmed", held, by=by, points=taken)
    return held


@transaction.atomic
def reject_lesson(lesson: Lesson, *, by: Viewer) -> Lesson:
    """Say that what was proposed or gathered is no lesson. It is not proposed again. Twice is once.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved: as `name_lesson`.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    if held.state != "rejected":
        _decide(held, "rejected", by=by)
        note_lesson("rejected", held, by=by)
    return held


@transaction.atomic
def add_to_lesson(lesson: Lesson, points: Sequence[LearningPoint], *, by: Viewer) -> Lesson:
    """Say that these learning points teach a lesson too. Those that were proposed for it are confirmed.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved: as `name_lesson`.
        NoSuchLearningPoint: one of them is not there, or not for them to see.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    seen = seen_points(points, by=by)
    there = {one.learning_point_id for one in _members(held, "confirmed")}
    new = [point for point in seen if point.pk not in there]
    if new:
        settle_members(held, new, "confirmed", by=by)
        note_lesson("added", held, by=by, points=new)
    return held


@transaction.atomic
def take_out_of_lesson(lesson: Lesson, points: Sequence[LearningPoint], *, by: Viewer) -> Lesson:
    """Say that these learning points do not teach a lesson. They are not proposed for it again.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved, NoSuchLearningPoint: as `add_to_lesson`.
        Refused: a confirmed lesson would be left with none.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    seen = {point.pk: point for point in seen_points(points, by=by)}
    going = [one for one in held.members.exclude(state="rejected") if one.learning_point_id in seen]
    if not going:
        return held
    left = held.members.exclude(state="rejected").exclude(pk__in=[one.pk for one in going])
    if held.state == "confirmed" and not left.exists():
        raise Refused("No learning point would be left.", advice="Reject the lesson instead.")
    out = [seen[one.learning_point_id] for one in going]
    settle_members(held, out, "rejected", by=by)
    note_lesson("removed", held, by=by, points=out)
    return held


@transaction.atomic
def merge_lessons(lesson: Lesson, into: Lesson, *, by: Viewer) -> Lesson:
    """Let two lessons be one: all that teaches the first teaches the second, which keeps its name. The first leads to
    it. Twice is once.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved: as `name_lesson`.
        Refused: a lesson into itself.
    """
    must(by, Permission.NAME_LESSONS)
    if lesson.pk == into.pk:
        raise Refused("A lesson cannot be merged into itself.", advice="Choose two lessons.")
    merged = Lesson.objects.filter(pk=lesson.pk, state="merged", merged_into=into.pk).first()
    if merged is not None:
        return held_lesson(into, by=by)
    first, second = sorted((lesson, into), key=lambda one: one.pk)  # everybody waits in the same order
    rows = {one.pk: held_lesson(one, by=by) for one in (first, second)}
    going, staying = rows[lesson.pk], rows[into.pk]
    _carry(list(going.members.order_by("pk")), staying)
    draw_from(staying, going.sources)
    _decide(going, "merged", by=by)
    going.merged_into = staying
    going.save(update_fields=["merged_into"])
    note_lesson("merged", going, by=by, other=staying)
    note_lesson("merged", staying, by=by, other=going)
    return staying


@transaction.atomic
def split_lesson(lesson: Lesson, points: Sequence[LearningPoint], name: Name, *, by: Viewer) -> Lesson:
    """Make a lesson of its own out of some of the learning points of another, which keeps the rest. Twice is once.

    Raises:
        NotAllowed, NoSuchLesson, LessonMoved, NoSuchLearningPoint: as `add_to_lesson`.
        Refused: no name; or none of its learning points, or all of them.
    """
    must(by, Permission.NAME_LESSONS)
    held = held_lesson(lesson, by=by)
    title = checked_title(name.title)
    seen = seen_points(points, by=by)
    keys = {point.pk for point in seen}
    for part in held.parts.filter(title=title, state="confirmed"):
        if {one.learning_point_id for one in _confirmed(part)} == keys:
            return part
    going = [one for one in held.members.exclude(state="rejected") if one.learning_point_id in keys]
    stay = held.members.exclude(state="rejected").exclude(pk__in=[one.pk for one in going])
    if len(going) != len(keys) or not keys or not stay.exists():
        raise Refused("Choose some of its learning points, not all of them.")
    part = Lesson.objects.create(
        state="confirmed",
        split_from=held,
        made_by=by.audit_name,
        made_at=now(),
        called_after=seen[0],
        decided_by=by.audit_name,
        decided_at=now(),
    )
    settle_members(held, seen, "rejected", by=by)
    settle_members(part, seen, "confirmed", by=by)
    title_it(part, title, is_open=name.is_open)
    note_lesson("split", held, by=by, other=part, points=seen)
    note_lesson("split", part, by=by, other=held, points=seen)
    return part


def _decide(lesson: Lesson, state: str, *, by: Viewer) -> None:
    lesson.state, lesson.decided_by, lesson.decided_at = state, by.audit_name, now()
    lesson.save(update_fields=["state", "decided_by", "decided_at"])


def _carry(members: Iterable[LessonMember], into: Lesson) -> None:
    """Members change their lesson; where it has them already, the stronger word counts: confirmed before proposed,
    proposed before rejected."""
    rank = {"confirmed": 0, "proposed": 1, "rejected": 2}
    there = {one.learning_point_id: one for one in into.members.all()}
    for one in members:
        other = there.get(one.learning_point_id)
        if other is not None and rank[other.state] <= rank[one.state]:
            one.delete()
            continue
        if other is not None:
            other.delete()
        one.lesson = into
        one.save(update_fields=["lesson"])


def _members(lesson: Lesson, state: str) -> list[LessonMember]:
    return list(lesson.members.filter(state=state).select_related("learning_point").order_by("pk"))


def _confirmed(lesson: Lesson) -> list[LessonMember]:
    return _members(lesson, "confirmed")
