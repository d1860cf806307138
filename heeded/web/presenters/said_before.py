"""Said before, new here, this board again: what a machine compared, in words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.queries import (
    Apart,
    BoardAgain,
    LessonShown,
    NewHere,
    PointCompared,
    SaidBefore,
    SaidNear,
    TaughtAgain,
    lessons_near,
    lessons_of,
    lessons_shown,
)
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.throughlines import taught_row, when_words


def said_before_page(viewer: Viewer, found: SaidBefore) -> dict[str, Any]:
    """What the page says of a comparison: what says the same apart from what is only close."""
    rows = near_rows(viewer, found.near)
    lessons = lessons_near(viewer, found)
    return {
        "headline": headline(found, of_lesson=bool(lessons)),
        "lessons_near": lessons,
        "unknown": unknown_words(found),
        "same": [row for row in rows if row["near"].is_same],
        "close": [row for row in rows if not row["near"].is_same],
        "by_words": found.by_words,
    }


def headline(found: SaidBefore, *, of_lesson: bool = False) -> str:
    """ "Already recommended in 7 reviews by 5 boards, first in 2009." `of_lesson`: the closest teach one lesson."""
    if not found.times:
        if of_lesson:
            return _(
                "No single recommendation here says the same, as far as a machine can tell, but several of the"
                " closest teach one lesson."
            )
        other = sum(one.is_same for one in found.near)  # findings and the like
        if not other:
            return _("No recommendation in this library says the same, as far as a machine can tell.")
        said = ngettext(
            "No recommendation in this library says the same, but %d finding or question does.",
            "No recommendation in this library says the same, but %d findings or questions do.",
            other,
        )
        return said % other
    said = (
        ngettext("Already recommended in %d review", "Already recommended in %d reviews", found.times)
        % found.times
    )
    if found.boards:
        said = _("%(so_far)s by %(boards)s") % {
            "so_far": said,
            "boards": ngettext("%d board", "%d boards", found.boards) % found.boards,
        }
    if found.since:
        said = _("%(so_far)s, first in %(year)s") % {"so_far": said, "year": found.since}
    return _("%s.") % said


def unknown_words(found: SaidBefore) -> list[str]:
    """What the headline could not count, and whether it rests on guesses."""
    said = []
    if found.board_unknown:
        said.append(
            ngettext(
                "Of %d of them the board is not confirmed.",
                "Of %d of them the board is not confirmed.",
                found.board_unknown,
            )
            % found.board_unknown
        )
    if found.year_unknown:
        said.append(
            ngettext(
                "Of %d of them the year is not confirmed.",
                "Of %d of them the year is not confirmed.",
                found.year_unknown,
            )
            % found.year_unknown
        )
    if found.is_guessed:
        said.append(_("Boards and years that a machine found, and nobody has confirmed, are counted too."))
    return said


def near_rows(viewer: Viewer, near: Iterable[SaidNear]) -> list[dict[str, Any]]:
    """What is near, each with its review, board, year, pages and the confirmed lesson that it teaches."""
    held = list(near)
    points = [one.point for one in held]
    prefetch_related_objects(points, "places")
    taught = confirmed_lessons(viewer, points)
    return [
        {
            "near": one,
            "kind": f"{LearningPointKind(one.point.kind).label} {one.point.number}".strip(),
            "review": reverse("review", args=[one.point.work.identifier]),
            "facts": [
                _guess(words, name, one.review.guessed)
                for name, words in (("board", one.board), ("year", str(one.year or "")))
                if words
            ],
            "places": places_of(one.point),
            "lessons": taught.get(one.point.pk, []),
        }
        for one in held
    ]


def confirmed_lessons(viewer: Viewer, points: Iterable[Any]) -> dict[int, list[LessonShown]]:
    """By primary key of a learning point, the confirmed lessons that it is confirmed to teach."""
    held = {
        key: [lesson for lesson in lessons if lesson.state == "confirmed"]
        for key, lessons in lessons_of(viewer, points).items()
    }
    shown = {
        one.lesson.pk: one for one in lessons_shown(viewer, {one for some in held.values() for one in some})
    }
    return {
        key: [
            shown[lesson.pk]
            for lesson in lessons
            if any(member.learning_point_id == key for member in shown[lesson.pk].confirmed)
        ]
        for key, lessons in held.items()
    }


def _guess(words: str, name: str, guessed: frozenset[str]) -> str:
    return _("%s (found by machine)") % words if name in guessed else words


def new_here_page(viewer: Viewer, found: NewHere) -> dict[str, Any]:
    """The learning points of a review: new ones first, then what was said before with how often and where."""
    compared = [*found.new, *found.unsure, *found.taught_before]
    prefetch_related_objects([one.point for one in compared], "places", "document")
    lessons = lessons_shown(viewer, {lesson for one in compared for lesson in one.lessons})
    by_key = {one.lesson.pk: one for one in lessons}

    def rows(some: Iterable[PointCompared]) -> list[dict[str, Any]]:
        return [_compared(viewer, one, by_key) for one in some]

    return {
        "found": found,
        "new": rows(found.new),
        "unsure": rows(found.unsure),
        "before": rows(found.taught_before),
        "when": when_words(found.review),
        "dated_by": found.review.dated_by,
    }


def _compared(viewer: Viewer, one: PointCompared, lessons: dict[int, LessonShown]) -> dict[str, Any]:
    return {
        "point": one.point,
        "kind": f"{LearningPointKind(one.point.kind).label} {one.point.number}".strip(),
        "places": [place | {"document": ""} for place in places_of(one.point)],
        "lessons": [lessons[lesson.pk] for lesson in one.lessons if lesson.pk in lessons],
        "earlier": [
            {
                "near": near,
                "review": reverse("review", args=[near.point.work.identifier]),
                "facts": ", ".join(
                    _guess(words, name, near.review.guessed)
                    for name, words in (("board", near.board), ("period", when_words(near.review)))
                    if words
                ),
            }
            for near in one.earlier
        ],
        "undated": one.undated,
    }


def again_page(found: BoardAgain) -> dict[str, Any]:
    """What a board was taught more than once, each lesson with its reviews and how long lies between."""
    return {
        "found": found,
        "names": sorted({*found.areas, *found.boards}),
        "rows": [_again(one) for one in found.again],
    }


def _again(one: TaughtAgain) -> dict[str, Any]:
    return {
        "shown": one.lesson,
        "address": reverse("lesson", args=[one.lesson.lesson.identifier]),
        "taught": [taught_row(taught) for taught in one.taught],
        "apart": [apart_words(apart) for apart in one.apart],
        "undated": len(one.undated),
    }


def apart_words(apart: Apart) -> str:
    """How long lies between two reviews, by the periods that they are about."""
    earlier, later = when_words(apart.earlier.review), when_words(apart.later.review)
    pair = {"earlier": earlier or _("not dated"), "later": later or _("not dated")}
    if apart.months is None:
        between = (
            _("Between %(earlier)s and %(later)s: not known, as a period under review is missing.") % pair
        )
    elif apart.months <= 0:
        between = _("%(earlier)s and %(later)s: the periods under review overlap or follow at once.") % pair
    else:
        between = _("%(apart)s between the periods under review %(earlier)s and %(later)s.") % {
            **pair,
            "apart": length_words(apart.months),
        }
    if apart.was_published is None:
        return between
    if apart.was_published:
        return between + " " + _("The first had been published before the second began.")
    return between + " " + _("The first had not been published when the second began.")


def length_words(months: int) -> str:
    """So many months, in years and months."""
    years, rest = divmod(months, 12)
    said = [
        words
        for number, words in (
            (years, ngettext("%d year", "%d years", years) % years),
            (rest, ngettext("%d month", "%d months", rest) % rest),
        )
        if number
    ]
    return (" " + _("and") + " ").join(said)
