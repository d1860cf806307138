"""A machine proposes lessons: groups of learning points that seem to say the same, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.transactions import one_at_a_time
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.services._lesson_rows import draw_from, note_lesson
from heeded.library.models import LearningPoint

_SAME = 0.5  # the share of a group that must stand in a lesson for the group to belong to it


@dataclass(frozen=True, slots=True)
class PointProposed:
    """A learning point of a group, how like the others it is between 0 and 1, and why, in plain words."""

    point: LearningPoint
    score: float
    reason: str


@transaction.atomic
def propose_lessons(
    groups: Sequence[Sequence[PointProposed]],
    *,
    proposer: str,
    by: Actor,
    lent: Mapping[int, Sequence[PointProposed]] | None = None,
) -> list[Lesson]:
    """Put down groups that a machine found, the point that a group is best called after first, in the place of what
    it proposed before. A group most of which stands in a lesson already, or that holds most of a confirmed one, is
    proposed for that one; `lent` says of confirmed lessons (by key) what else repeats one of their wordings. What a
    person rejected or took out is not proposed again. What people decided stays as it is. Which lessons have something
    proposed is given back."""
    one_at_a_time("lessons-proposed")
    belonging: dict[int, list[PointProposed]] = {key: list(some) for key, some in (lent or {}).items()}
    held = _Held()
    for key, some in belonging.items():
        held.lessons.setdefault(key, set()).update(one.point.pk for one in some)
    touched = []
    for group in groups:
        lesson = held.of({one.point.pk for one in group})
        if lesson in held.confirmed:  # several may belong to one, which a person made out of them
            belonging.setdefault(lesson, []).extend(group)
        elif (made := _propose(list(group), lesson, held, proposer, by=by)) is not None:
            touched.append(made)
    touched += [one for key, some in belonging.items() if (one := _propose_for(key, some, by=by)) is not None]
    kept = {lesson.pk for lesson in touched}
    Lesson.objects.filter(state="proposed").exclude(pk__in=kept).update(state="dropped")
    gone = LessonMember.objects.filter(state="proposed", lesson__state="confirmed")
    gone.exclude(lesson__in=kept).delete()
    return touched


class _Held:
    """Which learning points stand in which lessons, those that were taken out too; and what teaches confirmed ones."""

    def __init__(self) -> None:
        self.lessons: dict[int, set[int]] = {}
        self.confirmed: dict[int, set[int]] = {}
        rows = LessonMember.objects.exclude(lesson__state="merged").order_by("lesson", "pk")
        for lesson, of, point, state in rows.values_list(
            "lesson", "lesson__state", "learning_point", "state"
        ):
            if of != "confirmed" or state != "proposed":  # else what was proposed once would stay for ever
                self.lessons.setdefault(lesson, set()).add(point)
            if of == state == "confirmed":
                self.confirmed.setdefault(lesson, set()).add(point)

    def of(self, points: set[int]) -> int | None:
        """The lesson in which most of these stand, or else the confirmed one of which they hold most."""
        shares = [(len(points & members) / len(points), -lesson) for lesson, members in self.lessons.items()]
        best = max(shares, default=(0.0, 0))
        if best[0] >= _SAME:
            return -best[1]
        parts = [
            (len(points & members) / len(members), -lesson) for lesson, members in self.confirmed.items()
        ]
        largest = max(parts, default=(0.0, 0))
        return -largest[1] if largest[0] > _SAME else None


def _propose(
    group: list[PointProposed], key: int | None, held: _Held, proposer: str, *, by: Actor
) -> Lesson | None:
    """A group as a lesson of its own, or as the one that was proposed before."""
    if len(group) < 2:
        return None
    lesson = _now(key)
    if lesson is not None and lesson.state in {"rejected", "merged"}:
        return None
    if lesson is None:
        lesson = Lesson.objects.create(
            state="proposed", called_after=group[0].point, made_at=now(), proposer=proposer[:120]
        )
    elif lesson.state in {"proposed", "dropped"}:
        lesson.state, lesson.proposer = "proposed", proposer[:120]
        lesson.save(update_fields=["state", "proposer"])
    found = _put_down(lesson, group, by=by)
    held.lessons[lesson.pk] = set(lesson.members.values_list("learning_point", flat=True))
    return found


def _propose_for(key: int, some: Sequence[PointProposed], *, by: Actor) -> Lesson | None:
    """What seems to teach a confirmed lesson too, each once, the surest."""
    lesson = _now(key)
    if lesson is None or lesson.state != "confirmed":
        return None
    best = {one.point.pk: one for one in sorted(some, key=lambda one: one.score)}
    return _put_down(lesson, [best[point] for point in sorted(best)], by=by)


def _now(key: int | None) -> Lesson | None:
    return None if key is None else Lesson.objects.select_for_update().filter(pk=key).first()


def _put_down(lesson: Lesson, group: Sequence[PointProposed], *, by: Actor) -> Lesson | None:
    new = _add(lesson, group)
    if new:
        note_lesson("proposed", lesson, by=by, points=new)
    return lesson if lesson.members.filter(state="proposed").exists() else None


def _add(lesson: Lesson, group: Sequence[PointProposed]) -> list[LearningPoint]:
    """Members as they are proposed now; those that are proposed no more go, as nobody has said anything of them."""
    there = {one.learning_point_id: one for one in lesson.members.all()}
    new = [one for one in group if one.point.pk not in there]
    LessonMember.objects.bulk_create(
        LessonMember(
            lesson=lesson,
            learning_point=one.point,
            state="proposed",
            made_at=now(),
            score=one.score,
            reason=one.reason[:400],
        )
        for one in new
    )
    changed = []
    for one in group:
        row = there.pop(one.point.pk, None)
        if row is None or row.state != "proposed" or (row.score, row.reason) == (one.score, one.reason[:400]):
            continue
        row.made_at, row.score, row.reason = now(), one.score, one.reason[:400]
        changed.append(row)
    LessonMember.objects.bulk_update(changed, ["made_at", "score", "reason"])
    LessonMember.objects.filter(pk__in=[row.pk for row in there.values() if row.state == "proposed"]).delete()
    draw_from(lesson, [one.point.document.identifier for one in group])
    return [one.point for one in new]
