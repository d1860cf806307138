from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.learning.errors import NoSuchLesson
from heeded.learning.models import Lesson, LessonChange, LessonMember
from heeded.learning.queries._codings import sees_undecided
from heeded.library.models import LearningPoint
from heeded.library.queries import in_learning_points, visible_documents
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LessonShown:
    """A lesson as this viewer may know it. Where `is_named` is false nobody has named it, or its name was drawn from
    a report that they may not see: then `title` is the words of a learning point that they may."""

    lesson: Lesson
    title: str
    is_named: bool
    members: tuple[LessonMember, ...]  # by report, confirmed ones first; proposals for staff alone

    @property
    def is_decided(self) -> bool:
        """Whether a person has confirmed it."""
        return self.lesson.state == "confirmed"

    @property
    def confirmed(self) -> tuple[LessonMember, ...]:
        """The members that count."""
        return tuple(member for member in self.members if member.state == "confirmed")


def visible_members(viewer: Viewer) -> QuerySet[LessonMember]:
    """The learning points of lessons that this viewer may see; proposed ones, and those taken out, for staff alone."""
    found = LessonMember.objects.filter(learning_point__in=in_learning_points(viewer))
    return found if sees_undecided(viewer) else found.filter(state="confirmed", lesson__state="confirmed")


def visible_lessons(viewer: Viewer, *, merged: bool = False) -> QuerySet[Lesson]:
    """The lessons that teach this viewer anything: confirmed ones for all, proposed and rejected ones for staff, a
    proposed one where they see at least two of what it is made of; with `merged` also those that have gone into
    others."""
    members = visible_members(viewer).filter(lesson=OuterRef("pk")).order_by()
    taught = members.exclude(state="rejected")
    if sees_undecided(viewer):
        several = Exists(members[1:2])  # a proposal of one would tell that there is another, which is hidden
        found = Lesson.objects.filter(Exists(taught), ~Q(state="proposed") | several)
        found = found.exclude(state__in=["dropped", "merged"])
    else:
        found = Lesson.objects.filter(Exists(taught), state="confirmed")
    if merged:
        found = found | Lesson.objects.filter(state="merged")
    return found.order_by("-decided_at", "-pk")


def lesson_for(viewer: Viewer, identifier: str) -> Lesson:
    """Fetch and check in one call: of a merged lesson, the one that it went into.

    Raises:
        NoSuchLesson: there is none, or not for this viewer.
    """
    found = Lesson.objects.filter(identifier=identifier).first()
    while found is not None and found.state == "merged":
        found = found.merged_into
    if found is None or not visible_lessons(viewer).filter(pk=found.pk).exists():
        raise NoSuchLesson("There is no such lesson.")
    return found


def lessons_shown(viewer: Viewer, lessons: Iterable[Lesson]) -> list[LessonShown]:
    """These lessons with their names and members, as this viewer may know them. Three queries, whatever the number."""
    held = list(lessons)
    rows = visible_members(viewer).filter(lesson__in=held).exclude(state="rejected")
    members: dict[int, list[LessonMember]] = defaultdict(list)
    related = rows.select_related("learning_point", "learning_point__document", "learning_point__work")
    for row in related.order_by("state", "learning_point__work", "learning_point__order", "pk"):
        members[row.lesson_id].append(row)
    wanted = {source for lesson in held if not lesson.title_is_open for source in lesson.title_sources}
    seen = set(visible_documents(viewer).filter(identifier__in=wanted).values_list("identifier", flat=True))
    return [_shown(lesson, members[lesson.pk], seen) for lesson in held if members[lesson.pk]]


def lessons_of(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, list[Lesson]]:
    """By primary key of a learning point, the lessons that it teaches and this viewer may see."""
    rows = visible_members(viewer).filter(learning_point__in=list(points)).exclude(state="rejected")
    found: dict[int, list[Lesson]] = defaultdict(list)
    for row in rows.filter(lesson__in=visible_lessons(viewer)).select_related("lesson").order_by("pk"):
        found[row.learning_point_id].append(row.lesson)
    return dict(found)


def lesson_changes(viewer: Viewer, lesson: Lesson) -> QuerySet[LessonChange]:
    """What was done to a lesson, newest first: for staff, as the names that it had may repeat reports."""
    if not sees_undecided(viewer) or not names_are_seen(viewer, lesson):
        return LessonChange.objects.none()
    return LessonChange.objects.filter(lesson=lesson).select_related("other").order_by("-at", "-pk")


def names_are_seen(viewer: Viewer, lesson: Lesson) -> bool:
    """Whether this viewer may see every report that the names of a lesson can have been drawn from."""
    seen = visible_documents(viewer).filter(identifier__in=lesson.sources).count()
    return visible_lessons(viewer, merged=True).filter(pk=lesson.pk).exists() and seen == len(lesson.sources)


def _shown(lesson: Lesson, members: list[LessonMember], seen: set[str]) -> LessonShown:
    is_named = bool(lesson.title) and (lesson.title_is_open or seen.issuperset(lesson.title_sources))
    if is_named:
        return LessonShown(lesson, lesson.title, True, tuple(members))
    called = next((one for one in members if one.learning_point_id == lesson.called_after_id), members[0])
    return LessonShown(lesson, called.learning_point.text, False, tuple(members))
