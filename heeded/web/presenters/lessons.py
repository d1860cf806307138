"""Lessons in words: the learning points that teach one, its history, and what is near to it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.queries import LessonShown, lesson_changes, lessons_shown, names_are_seen
from heeded.library.filing import filed
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.reviews import list_facts
from heeded.web.presenters.who import Who

_DONE = {
    "proposed": gettext_lazy("Proposed by machine"),
    "gathered": gettext_lazy("Gathered by a person"),
    "named": gettext_lazy("Named anew"),
    "confirmed": gettext_lazy("Confirmed"),
    "rejected": gettext_lazy("Said to be no lesson"),
    "added": gettext_lazy("Learning points added"),
    "removed": gettext_lazy("Learning points taken out"),
    "merged": gettext_lazy("Merged with another"),
    "split": gettext_lazy("Split"),
}


def point_rows(viewer: Viewer, points: Iterable[LearningPoint]) -> list[dict[str, Any]]:
    """Learning points with their review, its board and year, and their pages. Few queries, whatever the number."""
    held = list(points)
    prefetch_related_objects(held, "places", "work", "document")
    facts = filed(viewer, {point.work_id: point.work for point in held}.values())
    return [
        {
            "point": point,
            "kind": LearningPointKind(point.kind).label,
            "review": reverse("review", args=[point.work.identifier]),
            "facts": list_facts(point.work, facts.get(point.work_id, {})),
            "places": places_of(point),
        }
        for point in held
    ]


def member_rows(viewer: Viewer, members: Iterable[LessonMember]) -> list[dict[str, Any]]:
    """What teaches a lesson, or is proposed for it with the reason."""
    held = list(members)
    rows = point_rows(viewer, [member.learning_point for member in held])
    return [row | {"member": member} for row, member in zip(rows, held, strict=True)]


def called_after(shown: Iterable[LessonShown]) -> set[str]:
    """The identifiers of the documents whose words are read where these lessons are only named."""
    unnamed = [
        (one.title, member.learning_point) for one in shown if not one.is_named for member in one.members
    ]
    return {point.document.identifier for title, point in unnamed if point.text == title}


def history_of(viewer: Viewer, lesson: Lesson) -> dict[str, Any]:
    """What was done to a lesson, newest first; `hidden` where a name that it had may repeat a report that this viewer
    may not see."""
    changes = list(lesson_changes(viewer, lesson))
    who = Who(viewer, [change.by for change in changes])
    others = lessons_shown(viewer, {one.other for one in changes if one.other is not None})
    titles = {one.lesson.pk: one for one in others}
    rows = [
        {
            "what": _DONE[change.kind],
            "who": who.words(change.by),
            "at": change.at,
            "points": _counted(len(change.points)) if change.points else "",
            "title_before": change.title_before,
            "other": titles.get(change.other_id) if change.other_id else None,
        }
        for change in changes
    ]
    return {"rows": rows, "hidden": not names_are_seen(viewer, lesson)}


def _counted(points: int) -> str:
    return ngettext("%d learning point", "%d learning points", points) % points
