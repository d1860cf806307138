"""What the services of lessons share: looking one up and holding it, its name, its members, its history."""

from collections.abc import Iterable, Sequence

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.learning.errors import LessonMoved, NoSuchLearningPoint, NoSuchLesson
from heeded.learning.models import Lesson, LessonChange, LessonMember
from heeded.learning.queries import visible_lessons
from heeded.library.models import Document, LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer

LONGEST_TITLE = 300


def held_lesson(lesson: Lesson, *, by: Viewer) -> Lesson:
    """The lesson as it is now; nobody else changes it until this transaction ends.

    Raises:
        NoSuchLesson: there is none that they may see.
        LessonMoved: it was merged into another.
    """
    held = Lesson.objects.select_for_update(of=("self",)).filter(pk=lesson.pk).first()
    if held is None or not visible_lessons(by, merged=True).filter(pk=held.pk).exists():
        raise NoSuchLesson("There is no such lesson.")
    if held.state == "merged":
        raise LessonMoved("This lesson was merged into another.", advice="Look at that one.")
    return held


def seen_points(points: Iterable[LearningPoint], *, by: Viewer, strict: bool = True) -> list[LearningPoint]:
    """These learning points as they are now, each once. Without `strict` those that this person may not see are left
    out.

    Raises:
        NoSuchLearningPoint: they may not see one of them.
    """
    keys = list(dict.fromkeys(point.pk for point in points))
    found = {
        one.pk: one for one in visible_learning_points(by).filter(pk__in=keys).select_related("document")
    }
    if strict and len(found) < len(keys):
        raise NoSuchLearningPoint("There is no such learning point.")
    return [found[key] for key in keys if key in found]


def checked_title(title: str) -> str:
    """The name in one line.

    Raises:
        Refused: there is none, or it is too long.
    """
    words = " ".join(title.split())
    if not words or len(words) > LONGEST_TITLE:
        raise Refused(f"Give the lesson a name of at most {LONGEST_TITLE} characters.")
    return words


def title_it(lesson: Lesson, title: str, *, is_open: bool) -> None:
    """Name a lesson, and write down which reports the name was drawn from."""
    members = lesson.members.exclude(state="rejected").values("learning_point__document")
    drawn = (
        Document.objects.filter(pk__in=members).order_by("identifier").values_list("identifier", flat=True)
    )
    lesson.title, lesson.title_is_open, lesson.title_sources = title, is_open, list(drawn)
    lesson.save(update_fields=["title", "title_is_open", "title_sources"])


def settle_members(lesson: Lesson, points: Sequence[LearningPoint], state: str, *, by: Viewer) -> None:
    """Let these learning points be members, decided by a person, whether they were there or not."""
    there = {one.learning_point_id: one for one in lesson.members.select_for_update()}
    for point in points:
        row = there.get(point.pk) or LessonMember(
            lesson=lesson, learning_point=point, made_by=by.audit_name, made_at=now()
        )
        row.state, row.decided_by, row.decided_at = state, by.audit_name, now()
        row.save()
    draw_from(lesson, [point.document.identifier for point in points])


def draw_from(lesson: Lesson, documents: Iterable[str]) -> None:
    """Remember every document that a member ever stood in: what was written of the lesson may repeat its words."""
    sources = sorted({*lesson.sources, *documents})
    if sources != lesson.sources:
        lesson.sources = sources
        lesson.save(update_fields=["sources"])


def note_lesson(
    kind: str,
    lesson: Lesson,
    *,
    by: Actor,
    points: Sequence[LearningPoint] = (),
    title_before: str = "",
    other: Lesson | None = None,
) -> None:
    """The row of its history, the audit row, and the change that others hear of."""
    LessonChange.objects.create(
        lesson=lesson,
        kind=kind,
        title_before=title_before,
        other=other,
        points=[point.identifier for point in points],
        by=by.audit_name,
        at=now(),
    )
    with_other = {"other": other.identifier} if other is not None else {}
    record(
        f"lesson.{kind}",
        by=by,
        thing_kind="lesson",
        thing=lesson.identifier,
        points=len(points),
        **with_other,
    )
    note_change(ChangeKind.LESSONS, thing_kind="lesson", thing=lesson.pk)
