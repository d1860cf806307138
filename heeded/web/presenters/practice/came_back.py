"""What came back, or may have: rows of a list, and both passages side by side with the periods that decide."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heeded.engine import charts
from heeded.learning.queries import ReviewKnown
from heeded.library.models import LearningPoint
from heeded.library.repeats import printed_alike
from heeded.people.viewer import Viewer
from heeded.practice.coming_back import Months
from heeded.practice.kinds import When
from heeded.practice.models import CameBack, PlanItem
from heeded.practice.queries import (
    ReturnShown,
    Undated,
    boards_kept,
    decides_returns,
    points_shown,
    returns_shown,
    when_taught,
)
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.practice.outcomes import printed_points, returned_named, returned_words
from heeded.web.presenters.practice.point_words import point_words
from heeded.web.presenters.throughlines import review_place, when_words
from heeded.web.presenters.who import Who

_MONTH = len("2005-09")


def return_words(shown: ReturnShown, *, names: bool = False) -> str:
    """What a person decided, or that nobody has; with the name of the review where it stands alone."""
    if shown.came_back.state == "same":
        return returned_named(shown.returned) if names else returned_words(shown.returned)
    return _("not the same") if shown.came_back.state == "not-same" else _("may have come back")


def return_rows(viewer: Viewer, rows: Iterable[CameBack]) -> list[dict[str, Any]]:
    """Each with what was to change and the review that may teach it again. Few queries, whatever the number."""
    shown = returns_shown(viewer, rows)
    prefetch_related_objects([p for one in shown for p in printed_points(one.returned.printed)], "places")
    return [
        {
            "shown": one,
            "words": return_words(one),
            "point": point_words(one.point),
            "later": _later(one),
        }
        for one in shown
    ]


def undated_rows(found: Iterable[Undated]) -> list[dict[str, Any]]:
    """Reviews without a date that teach what was said to have changed."""
    held = list(found)
    prefetch_related_objects([p for one in held for p in printed_points(one.printed)], "places")
    return [
        {
            "one": one,
            "review": one.review.work,
            "places": [place for point in printed_points(one.printed) for place in places_of(point)],
        }
        for one in held
    ]


def return_page(viewer: Viewer, came_back: CameBack) -> dict[str, Any]:
    """Both passages, both reviews, what was done when, and what the periods under review say."""
    [shown] = returns_shown(viewer, [came_back])
    prefetch_related_objects(printed_points(shown.returned.printed), "places")
    told, changed = when_taught(viewer, came_back.item, came_back.learning_point)
    who = Who(viewer, [came_back.decided_by])
    return {
        "shown": shown,
        "came_back": came_back,
        "words": return_words(shown, names=True),
        "point": point_words(shown.point),
        "earlier_review": shown.point.review,
        "earlier_when": when_words(shown.point.review) if shown.point.review else "",
        "later": _later(shown),
        "told": told,
        "is_told": told != When.NOT_KNOWN,
        "told_words": told_words(shown.returned.review, changed, told),
        "picture": _picture(shown, changed),
        "decides": decides_returns(viewer),
        "keeps": viewer.is_operator or came_back.item.board_id in boards_kept(viewer),
        "decided_by": who.words(came_back.decided_by) if came_back.decided_by and shown.is_within else "",
        "may_read_note": shown.is_within or decides_returns(viewer),
    }


def told_words(review: ReviewKnown | None, changed: Months | None, told: When) -> list[str]:
    """The periods in words, and what follows from them."""
    period = when_words(review) if review is not None and review.dated_by == "period" else ""
    described = (
        _("The practice that the later review describes: %s.") % period
        if period
        else _("Which period the later review is about is not known here.")
    )
    done = _("What was done here was done by %s.") % month_words(changed) if changed is not None else ""
    follows = {
        When.LATER: _("So it describes practice after that: taught again."),
        When.EARLIER: _("So it describes practice before that: the same lesson, of earlier practice."),
        When.NOT_KNOWN: _(
            "So the periods do not tell whether it is later practice. Whoever decides says so."
        ),
    }
    return [said for said in (described, done, follows[told]) if said]


def month_words(month: Months) -> str:
    """ "June 2009" """
    return f"{MONTHS[month % 12 + 1]} {month // 12}"


def _later(shown: ReturnShown) -> dict[str, Any]:
    printed = shown.returned.printed
    points = printed_points(printed)
    return {
        "text": shown.came_back.learning_point.text,
        "heading": _heading(shown.came_back.learning_point),
        "review": shown.returned.review,
        "when": when_words(shown.returned.review) if shown.returned.review else "",
        "quotes": list(dict.fromkeys(one.quote for one in printed)),
        "places": [place for one in points for place in places_of(one)],
        "pictures": [
            {
                "address": reverse("picture", args=[one.learning_point.document.identifier, one.page]),
                "page": one.page,
            }
            for one in printed
            if one.page is not None
        ],
    }


def _heading(point: LearningPoint) -> str:
    return f"{point.get_kind_display()} {point.number}".strip()


def documents_of(shown: Iterable[ReturnShown]) -> set[str]:
    """The documents whose words are shown, for the record of who read what."""
    printed = [row for one in shown for row in (*one.point.printed, *one.returned.printed)]
    return {one.learning_point.document.identifier for one in printed}


def _picture(shown: ReturnShown, changed: Months | None) -> SafeString:
    """The periods of both reviews, and the month by which it was done. The page says the same in words."""
    reviews = [
        (shown.point.review, _("the first review")),
        (shown.returned.review, _("the later review")),
    ]
    rows = [_drawn(review, mark) for review, mark in reviews if review is not None]
    if changed is None or not any(row.dated_by is charts.DatedBy.PERIOD for row in rows):
        return mark_safe("")
    month = f"{changed // 12}-{changed % 12 + 1:02d}"
    rows.append(
        charts.Taught(
            _("What was done about it, by %s") % month_words(changed),
            first=month,
            dated_by=charts.DatedBy.PUBLICATION,
        )
    )
    words = charts.ThroughlineWords(
        period=_("Practice that a review describes"),
        publication=_("Done"),
        unknown=_("Period not known here"),
        published=_("done"),
        to=_("to"),
        description=_("One row for each, the earliest first."),
    )
    drawn = charts.throughline(rows, title=_("What was described when, and when it was done"), words=words)
    return mark_safe(drawn)  # noqa: S308 -- the engine escapes every word


def _drawn(review: ReviewKnown, mark: str) -> charts.Taught:
    by_period = review.dated_by == "period"
    where = review_place(review)
    return charts.Taught(
        label=where or review.work.title,
        first=review.period_from[:_MONTH] if by_period else "",
        last=review.period_to[:_MONTH] if by_period else "",
        dated_by=charts.DatedBy.PERIOD if by_period else charts.DatedBy.UNKNOWN,
        mark=mark,
        detail=review.work.title if where else "",
    )


def item_rows(viewer: Viewer, items: Iterable[PlanItem]) -> list[dict[str, Any]]:
    """Items of a plan with the words of their points."""
    held = list(items)
    points = points_shown(viewer, {one.point for one in held})
    return [{"item": one, "point": point_words(points[one.point_id])} for one in held]


def point_choices(points: Iterable[LearningPoint]) -> list[tuple[str, str]]:
    """The learning points of a review to choose from; what is printed twice stands once."""
    return [(same[0].identifier, f"{_heading(same[0])}: {same[0].text}") for same in printed_alike(points)]
