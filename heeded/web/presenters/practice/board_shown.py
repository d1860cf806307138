"""A board for everybody: where it stands in a sentence each, its reviews, and what is on its plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.clock import local_day
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import BoardSays
from heeded.practice.models import BoardStatement, PlanItem
from heeded.practice.queries import (
    BoardStands,
    Known,
    Lacks,
    PointThroughline,
    Shows,
    boards_kept,
    boards_stand,
    counts_more,
    items_of_board,
    published_responses,
    reviews_of_board,
    statements_of,
    throughlines_of,
    where_boards_are,
)
from heeded.web.presenters.practice.board_list import KNOWN
from heeded.web.presenters.practice.counted import counted_words, counts_of_board
from heeded.web.presenters.practice.outcomes import documents_read, item_facts, places_shown, printed_points
from heeded.web.presenters.practice.throughline import point_name
from heeded.web.presenters.practice.whom_to_ask import whom_to_ask
from heeded.web.presenters.reviews import review_rows

ITEMS_A_PAGE = 20
REVIEWS_SHOWN = 20
_SAYS = {
    BoardSays.NONE: gettext_lazy("The board says that it had no review"),
    BoardSays.NOT_HERE: gettext_lazy("Its reviews are not in this library"),
    BoardSays.NOT_USING: gettext_lazy("The board does not use Heeded"),
}


def board_page(viewer: Viewer, board: Organisation, shows: Shows, number: str | None) -> dict[str, Any]:
    """What `practice/board.html` shows, and `documents`, whose words stand there."""
    [stands] = boards_stand(viewer, [board], lacks=(Lacks.OVERDUE,), with_checks=False)
    found = items_of_board(viewer, board, shows)
    page: Page[PlanItem] = Paginator(found, ITEMS_A_PAGE).get_page(number)
    lines = throughlines_of(viewer, [one.point for one in page.object_list])
    reviews = list(reviews_of_board(viewer, board)[: REVIEWS_SHOWN + 1])
    said = [statement_words(one) for one in statements_of(board)]
    return {
        "board": board,
        "areas": _areas(board),
        "before": list(board.predecessors.order_by("name")),
        "after": list(board.successors.order_by("name")),
        "known": "" if said and stands.known is not Known.NONE_KNOWN else KNOWN[stands.known],
        "is_followed": stands.known is Known.FOLLOWED,
        "said": said,
        "summary": _summary(stands, items_of_board(viewer, board, Shows.IN_PART).count()),
        "counts_more": counts_more(viewer, [board]),
        "page": page,
        "rows": _items(list(page.object_list), lines),
        "shows": shows,
        "choices": [(one, _(one.label), _address(board, one)) for one in Shows],
        "reviews": _reviews(viewer, board, reviews[:REVIEWS_SHOWN]),
        "are_more": len(reviews) > REVIEWS_SHOWN,
        "help": whom_to_ask(boards=[board], nations=where_boards_are(viewer, [board])[board.pk].nations),
        "may_state": viewer.is_operator or board.pk in boards_kept(viewer),
        "documents": documents_read(lines.values()),
    }


def _items(items: Sequence[PlanItem], lines: dict[int, PointThroughline]) -> list[dict[str, Any]]:
    places = places_shown(point for line in lines.values() for point in printed_points(line.point.printed))
    return [_item(one, lines[one.point_id], places) for one in items]


def _item(item: PlanItem, line: PointThroughline, places: dict[int, list[dict[str, str]]]) -> dict[str, Any]:
    shown = line.point
    own = next((one for one in line.items if one.item.pk == item.pk), None)
    name = point_name(shown.learning_point, LearningPointKind(item.point.kind), item.point.number)
    return {
        "name": name,
        "named": ", ".join([name, shown.review.work.title] if shown.review else [name]),
        "text": shown.text,
        "review": shown.review.work if shown.review else None,
        "is_by_hand": shown.is_by_hand,
        "places": [place for one in printed_points(shown.printed) for place in places[one.pk]],
        "facts": item_facts(own) if own else [],
        "address": reverse("point", args=[item.point.identifier]),
        "is_shown": item.shown_at is not None,
    }


def _reviews(viewer: Viewer, board: Organisation, works: list[Work]) -> list[dict[str, Any]]:
    rows = review_rows(viewer, works)
    responded = published_responses(viewer, Q(board=board))
    return [
        row
        | {
            "after": reverse("after-review", args=[work.identifier]),
            "response": reverse("board-response", args=[board.identifier, work.identifier])
            if work.pk in responded
            else "",
        }
        for row, work in zip(rows, works, strict=True)
    ]


def _areas(board: Organisation) -> list[str]:
    """The areas that it serves or served, with the years where they are known."""
    return [_served(one.area, one.since, one.until) for one in board.areas.all()]


def _served(area: str, since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(area)s (%(since)s to %(until)s)") % {
            "area": area, "since": since.year, "until": until.year
        }  # fmt: skip
    if until:
        return _("%(area)s (until %(until)s)") % {"area": area, "until": until.year}
    return _("%(area)s (since %(since)s)") % {"area": area, "since": since.year} if since else area


def _address(board: Organisation, shows: Shows) -> str:
    rest = "" if shows is Shows.ALL else f"?show={shows.value}"
    return f"{reverse('board', args=[board.identifier])}{rest}#plan"


def statement_words(statement: BoardStatement) -> str:
    """What is said, of which years, and when it was said."""
    said = str(_SAYS[BoardSays(statement.says)])
    years = {"since": statement.since, "until": statement.until}
    if statement.since and statement.until:
        said = _("%(said)s from %(since)s to %(until)s") % {"said": said, **_days(years)}
    elif statement.since:
        said = _("%(said)s since %(since)s") % {"said": said, **_days(years)}
    elif statement.until:
        said = _("%(said)s until %(until)s") % {"said": said, **_days(years)}
    return _("%(said)s (said on %(day)s)") % {"said": said, "day": _day(local_day(statement.at))}


def _days(years: dict[str, date | None]) -> dict[str, str]:
    return {name: _day(day) for name, day in years.items() if day}


def _day(day: date) -> str:
    return str(date_format(day, "j F Y"))


def _summary(stands: BoardStands, in_part: int) -> list[str]:
    """Where it stands, a short sentence each, as far as it is shown."""
    said = ngettext(
        "%d recommendation or other point is on its plan",
        "%d recommendations and other points are on its plan",
        stands.items,
    )
    return [said % stands.items, *counted_words(counts_of_board(stands, in_part=in_part))]
