"""What is near to a learning point or a lesson: for whoever gathers, adds and merges."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heeded.learning.queries import (
    LessonShown,
    SaidNear,
    lessons_called,
    lessons_of,
    lessons_shown,
    said_before,
)
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.web.presenters.lessons import point_rows

_MOST_LESSONS = 50
_MOST_NEAR = 10
_TEXTS = 4  # of a lesson that others are compared with


@dataclass(frozen=True, slots=True)
class NearTo:
    """A learning point, what is near to it in other reviews, the lessons that it teaches, and those that what is near
    teaches."""

    asked: dict[str, Any]
    rows: list[dict[str, Any]]
    holding: list[LessonShown]
    lessons: list[LessonShown]


def looked_up(
    viewer: Viewer, texts: Sequence[str], *, besides: Collection[int], most: int
) -> list[dict[str, Any]]:
    """The learning points closest to any of some texts, without those of these primary keys."""
    best: dict[int, SaidNear] = {}
    for text in texts:
        for one in said_before(viewer, text, most=most + len(besides)).near:
            if one.point.pk not in besides:
                best[one.point.pk] = max(one, best.get(one.point.pk, one), key=_closeness)
    return _rows(viewer, sorted(best.values(), key=_closeness, reverse=True)[:most])


def _closeness(one: SaidNear) -> tuple[bool, float]:
    return one.is_same, one.score


def texts_of(shown: LessonShown) -> list[str]:
    """What a lesson is compared by: its name, which is short, and some of what teaches it."""
    members = shown.confirmed or shown.members
    return list(dict.fromkeys([shown.title, *(member.learning_point.text for member in members)]))[:_TEXTS]


def _rows(viewer: Viewer, near: Sequence[SaidNear]) -> list[dict[str, Any]]:
    rows = point_rows(viewer, [one.point for one in near])
    return [row | {"is_same": one.is_same} for row, one in zip(rows, near, strict=True)]


def near_to(viewer: Viewer, point: LearningPoint, *, most: int) -> NearTo:
    """What is near to a learning point in other reviews."""
    found = said_before(viewer, point.text, most=most, besides=point.work).near
    near = [one.point for one in found]
    [asked] = point_rows(viewer, [point])
    held = lessons_of(viewer, [point, *near])
    holding = {lesson for lesson in held.get(point.pk, []) if lesson.state != "rejected"}
    others = {lesson for lessons in held.values() for lesson in lessons} - holding
    others = {lesson for lesson in others if lesson.state != "rejected"}
    return NearTo(
        asked=asked,
        rows=_rows(viewer, found),
        holding=lessons_shown(viewer, sorted(holding, key=lambda one: one.pk)),
        lessons=lessons_shown(viewer, sorted(others, key=lambda one: (one.state != "confirmed", one.pk))),
    )


def lessons_near(viewer: Viewer, shown: LessonShown, *, words: str) -> list[LessonShown]:
    """The lessons that one can be merged into: those in whose names some words stand or, without words, those that
    teach something near to it."""
    lesson = shown.lesson
    if words:
        called = lessons_shown(viewer, lessons_called(viewer, words, besides=lesson, most=_MOST_LESSONS))
        wanted = words.casefold().split()
        return [one for one in called if all(word in one.title.casefold() for word in wanted)]
    near = [
        one.point for text in texts_of(shown) for one in said_before(viewer, text, most=_MOST_LESSONS).near
    ]
    held = lessons_of(viewer, near)
    order = dict.fromkeys(one for point in near for one in held.get(point.pk, []))
    others = [one for one in order if one.pk != lesson.pk and one.state != "rejected"]
    return lessons_shown(viewer, others[:_MOST_NEAR])


def choice_words(shown: LessonShown) -> str:
    """A lesson to choose: what nobody has decided says so."""
    return shown.title if shown.is_decided else _("%s (proposed by machine)") % shown.title
