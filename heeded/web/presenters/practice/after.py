"""After a review: what was recommended and what became of it, in words that a parent can read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import today
from heeded.engine.vocabulary import FactName, LearningPointKind
from heeded.library.filing import filed
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.queries import (
    AfterReview,
    PointThroughline,
    Recommended,
    after_review,
    answered_besides,
    published_responses,
)
from heeded.web.presenters.practice.counted import counted_words, counts_of_items
from heeded.web.presenters.practice.outcomes import (
    documents_read,
    outcome_rows,
    places_shown,
    printed_points,
)
from heeded.web.presenters.practice.throughline import point_name, point_row
from heeded.web.presenters.practice.whom_to_ask import whom_to_ask

_DAY = len("2005-09-14")


def after_page(viewer: Viewer, work: Work) -> dict[str, Any]:
    """What `practice/after.html` shows, and `documents`, whose words stand there."""
    after = after_review(viewer, work)
    besides = (*after.entered, *answered_besides(viewer, work))
    lines = [*(one.line for one in after.recommended if one.line), *besides]
    facts = filed(viewer, [work]).get(work.pk, {})
    nation, published = facts.get((FactName.NATION, 0)), facts.get((FactName.DATE_OF_PUBLICATION, 0))
    places = places_shown(
        [
            *(one.learning_point for one in after.recommended),
            *(point for line in besides for point in printed_points(line.point.printed)),
        ]
    )
    return {
        "work": work,
        "since": _since(after, published.decided[0] if published and published.decided else ""),
        "summary": _summary(after, lines),
        "responses": [
            {"board": one, "address": reverse("board-response", args=[one.identifier, work.identifier])}
            for one in published_responses(viewer, Q(point__work=work)).get(work.pk, ())
        ],
        "is_known": any(line.items for line in lines),
        "rows": [_recommended(one, places) for one in after.recommended],
        "besides": [_besides(one, places) for one in besides],
        "help": whom_to_ask(boards=_boards(work, lines), nations=nation.decided if nation else (), work=work),
        "documents": documents_read(lines)
        | {one.learning_point.document.identifier for one in after.recommended},
    }


def _recommended(one: Recommended, places: dict[int, list[dict[str, str]]]) -> dict[str, Any]:
    point = one.learning_point
    return {
        "name": point_name(point, LearningPointKind(point.kind), ""),
        "identifier": point.identifier,
        "text": point.text,
        "places": places[point.pk],
        "outcomes": outcome_rows(one.line),
        "is_confirmed": point.state == "confirmed",
    }


def _besides(line: PointThroughline, places: dict[int, list[dict[str, str]]]) -> dict[str, Any]:
    return {
        **point_row(line.point, places),
        "outcomes": outcome_rows(line),
        "is_by_hand": line.point.is_by_hand,
    }


def _boards(work: Work, lines: Iterable[PointThroughline]) -> list[Organisation]:
    """Whom to ask: whoever keeps the review, and the boards that answer it as their own."""
    boards = [item.item.board for line in lines for item in line.items if item.item.origin == "own"]
    return list({one.pk: one for one in ([work.keeper] if work.keeper else []) + boards}.values())


def _summary(after: AfterReview, lines: list[PointThroughline]) -> list[str]:
    """How many were recommended, answered, done, are overdue and are shown to have changed practice."""
    number = len(after.recommended)
    said = ngettext("%d recommendation", "%d recommendations", number) % number
    besides = len(lines) - sum(one.line is not None for one in after.recommended)
    if besides:
        other = ngettext(
            "and %d other point that was answered", "and %d other points that were answered", besides
        )
        said = f"{said} {other % besides}"
    on_no_plan = sum(not _is_on_own_plan(one) for one in after.recommended)
    items = (item for line in lines for item in line.items)
    return [said, *counted_words(counts_of_items(items, on_no_plan=on_no_plan))]


def _is_on_own_plan(one: Recommended) -> bool:
    return one.line is not None and any(item.item.origin == "own" for item in one.line.items)


def _since(after: AfterReview, published: str) -> str:
    """How long ago it was published: as the report says, else in this library."""
    on = today()
    first = _day(published)
    if first is not None:
        return _("%s after publication") % _length(first, on)
    if after.months is not None and after.published_on is not None:
        return _("%s after it was put into this library") % _length(after.published_on, on)
    return ""


def _day(published: str) -> date | None:
    """The day of a date that may be known by its month or year alone: then the last it can be."""
    parts = [int(part) for part in published[:_DAY].split("-") if part.isdecimal()]
    try:
        return date(parts[0], *(parts[1:] or [12]), *([] if len(parts) > 2 else [28])) if parts else None
    except ValueError:
        return None


def _length(since: date, until: date) -> str:
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    if months < 1:
        return _("less than a month")
    if months < 24:
        return ngettext("%d month", "%d months", months) % months
    return ngettext("%d year", "%d years", months // 12) % (months // 12)
