"""A lesson in time: figures in words, the picture, and the reviews that taught it as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.briefing.queries import decisions_on
from heeded.engine import charts
from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.models import LessonMember
from heeded.learning.queries import (
    Boards,
    LessonShown,
    Remedy,
    ReviewKnown,
    Taught,
    TaughtBy,
    Throughline,
    reviews_known,
    throughline,
)
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import places_of


@dataclass(frozen=True, slots=True)
class Figures:
    """How often a lesson was taught, as far as this viewer may know it. Years are 0 where none is known; `apart`: from
    the first to the last."""

    reviews: int
    boards: int
    first: str = ""
    last: str = ""
    apart: int = 0


def figures_of(viewer: Viewer, shown: Iterable[LessonShown]) -> dict[int, Figures]:
    """By primary key of a lesson, its figures. Four queries, whatever the number."""
    held = list(shown)
    works = {one.lesson.pk: {member.learning_point.work_id for member in counted(one)} for one in held}
    known = reviews_known(viewer, {work for some in works.values() for work in some})
    boards = Boards()
    return {
        lesson: _figures([known[work] for work in some if work in known], boards)
        for lesson, some in works.items()
    }


def counted(shown: LessonShown) -> tuple[LessonMember, ...]:
    """The members that figures rest on: of a confirmed lesson the confirmed ones, else all that is proposed."""
    return shown.confirmed if shown.is_decided else shown.members


def _figures(reviews: Sequence[ReviewKnown], boards: Boards) -> Figures:
    dated = sorted((one for one in reviews if one.dated_by), key=lambda one: one.in_time)
    orders = [one.order for one in dated if one.order is not None]
    return Figures(
        reviews=len(reviews),
        boards=boards.distinct(reviews),
        first=when_words(dated[0]) if dated else "",
        last=when_words(dated[-1]) if dated else "",
        apart=max(orders) // 12 - min(orders) // 12 if len(orders) > 1 else 0,
    )


def when_words(review: ReviewKnown) -> str:
    """When a review is placed: the years of the period under review, else of publication."""
    if review.dated_by == "period":
        first, last = (
            (review.period_from or review.period_to)[:4],
            (review.period_to or review.period_from)[:4],
        )
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("published %s") % review.year if review.year else ""


def taught_words(figures: Figures, *, is_proposed: bool = False) -> str:
    """ "Taught in 7 reviews of 5 boards over 11 years." """
    words = ngettext("%d review", "%d reviews", figures.reviews) % figures.reviews
    if figures.boards:
        words = _("%(reviews)s of %(boards)s") % {
            "reviews": words,
            "boards": ngettext("%d board", "%d boards", figures.boards) % figures.boards,
        }
    if figures.apart > 0:
        words = _("%(so_far)s over %(years)s") % {
            "so_far": words,
            "years": ngettext("%d year", "%d years", figures.apart) % figures.apart,
        }
    said = _("Would be taught in %s.") if is_proposed else _("Taught in %s.")
    return said % words


def throughline_page(viewer: Viewer, shown: LessonShown) -> dict[str, Any]:
    """What the page of a lesson shows of it in time."""
    decided = decisions_on(member.learning_point_id for member in counted(shown))
    kinds = {point: one.kinds for point, one in decided.items() if one.kinds}
    line = throughline(viewer, shown, decided_kinds=kinds)
    printed = [point for one in line.taught for by in one.by for point in _printed(by)]
    prefetch_related_objects(printed, "places")
    places = {
        by.point.pk: (review_place(one.review), when_words(one.review))
        for one in line.taught
        for by in one.by
    }
    return {
        "line": line,
        "figures": _figures([one.review for one in line.taught], Boards()),
        "picture": picture(line, title=_("When and where it was taught")),
        "rows": [taught_row(one) for one in line.taught],
        "remedies": [_remedy(one, places) for one in line.remedies],
        "remedies_guessed": any(one.is_guess for one in line.remedies),
        "missing": missing_words(line),
    }


def _printed(by: TaughtBy) -> list[LearningPoint]:
    """The records of one learning point, printed in one document of the review or more."""
    return [by.point, *(member.learning_point for member in by.printed_also)]


def picture(line: Throughline, *, title: str) -> SafeString:
    """The reviews that taught it, drawn. The same stands in the table beside it, which has the links: inside a picture
    nobody who hears the page would find them."""
    rows = [_drawn(one, is_proposed=line.is_proposed) for one in line.taught]
    words = charts.ThroughlineWords(
        period=_("Period under review"),
        publication=_("Published (period not known here)"),
        unknown=_("Date not known here"),
        proposed=_("Hollow: proposed by machine, not decided"),
        proposal=_("proposed by machine"),
        published=_("published"),
        to=_("to"),
        description=_("One row for each review, the earliest first."),
    )
    return mark_safe(charts.throughline(rows, title=title, words=words))  # noqa: S308 -- the engine escapes every word


def _drawn(taught: Taught, *, is_proposed: bool) -> charts.Taught:
    review = taught.review
    by_period = review.dated_by == "period"
    where = review_place(review)
    title = review.work.title
    dated = {
        "period": charts.DatedBy.PERIOD,
        "publication": charts.DatedBy.PUBLICATION,
        "": charts.DatedBy.UNKNOWN,
    }
    return charts.Taught(
        label=where or title,
        first=_month(review.period_from) if by_period else str(review.year or ""),
        last=_month(review.period_to) if by_period else "",
        dated_by=dated[review.dated_by],
        mark=", ".join(point_words(by) for by in taught.by),
        detail=title if where else "",
        is_proposed=is_proposed,
    )


def _month(day: str) -> str:
    """Nobody is shown the day on which something happened."""
    return day[:7]


def review_place(review: ReviewKnown) -> str:
    """The area of a review or, where that is not known, its board; a guess says so."""
    name = "area" if review.area else "board"
    words = review.area or review.board
    return _("%s (found by machine)") % words if words and name in review.guessed else words


def point_words(by: TaughtBy) -> str:
    """ "Recommendation 4" """
    return f"{LearningPointKind(by.point.kind).label} {by.point.number}".strip()


def taught_row(taught: Taught) -> dict[str, Any]:
    """One review that taught the lesson: what it is, when, and the passages with their pages."""
    review = taught.review
    return {
        "review": review,
        "identifier": review.work.identifier,
        "address": reverse("review", args=[review.work.identifier]),
        "where": review_place(review),
        "board": review.board if review.area else "",
        "period": _period(review),
        "published": _guess(str(review.year or ""), "year", review),
        "points": [_point(by) for by in taught.by],
    }


def _period(review: ReviewKnown) -> str:
    return _guess(when_words(review), "period", review) if review.dated_by == "period" else ""


def _guess(words: str, name: str, review: ReviewKnown) -> str:
    return _("%s (found by machine)") % words if words and name in review.guessed else words


def _point(by: TaughtBy) -> dict[str, Any]:
    places = [place for one in _printed(by) for place in places_of(one)]
    several = len({place["document"] for place in places}) > 1
    return {
        "point": by.point,
        "words": point_words(by),
        "places": places if several else [place | {"document": ""} for place in places],
    }


def _remedy(remedy: Remedy, places: dict[int, tuple[str, str]]) -> dict[str, Any]:
    """Recommendations that ask for the same kind of thing."""
    return {
        "kind": remedy.kind.label if remedy.kind else _("Not yet decided what they ask for"),
        "is_guess": remedy.is_guess,
        "by": [
            {
                "point": by.point,
                "words": point_words(by),
                "where": ", ".join(part for part in places.get(by.point.pk, ("", "")) if part),
            }
            for by in remedy.by
        ],
    }


def missing_words(line: Throughline) -> list[str]:
    """What is not known, so that figures are not taken for more than they are."""
    found = []
    if line.undated:
        found.append(
            ngettext(
                "Of %d review no date is known here: it stands last.",
                "Of %d reviews no date is known here: they stand last.",
                line.undated,
            )
            % line.undated
        )
    by_publication = sum(one.review.dated_by == "publication" for one in line.taught)
    if by_publication:
        found.append(
            ngettext(
                "Of %d review the period under review is not known here: it is placed by its publication.",
                "Of %d reviews the period under review is not known here: they are placed by their publication.",
                by_publication,
            )
            % by_publication
        )
    if line.board_unknown:
        found.append(
            ngettext(
                "Of %d review the board is not confirmed: it is counted for none.",
                "Of %d reviews the board is not confirmed: they are counted for none.",
                line.board_unknown,
            )
            % line.board_unknown
        )
    return found
