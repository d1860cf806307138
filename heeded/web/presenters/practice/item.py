"""A point on a board's plan, from within: who answered what, what is done, and how it ended."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.people.viewer import Viewer
from heeded.practice.kinds import AnswerKind, ClosedAs
from heeded.practice.models import Closing, PlanItem
from heeded.practice.queries import (
    ActionLine,
    AskedOf,
    ItemLine,
    PointThroughline,
    agencies_of,
    boards_kept,
    can_close,
    decides_returns,
    throughline_of,
)
from heeded.web.presenters.practice.outcomes import is_overdue, looked_at_words
from heeded.web.presenters.practice.owners import owner_words
from heeded.web.presenters.practice.point_words import PointWords, point_words
from heeded.web.presenters.practice.questions import asked_about_actions, recommended_before
from heeded.web.presenters.practice.returns import return_rows
from heeded.web.presenters.who import Who


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """An item with all that this viewer may know of it, and whether they keep the plan."""

    line: ItemLine
    whole: PointThroughline
    words: PointWords
    keeps: bool


def item_seen(viewer: Viewer, item: PlanItem) -> ItemSeen:
    """One item of a plan. Some twenty-five queries."""
    whole = throughline_of(viewer, item.point)
    assert whole is not None
    [line] = [one for one in whole.items if one.item.pk == item.pk]
    keeps = viewer.is_operator or item.board_id in boards_kept(viewer)
    return ItemSeen(line, whole, point_words(whole.point), keeps)


def item_page(viewer: Viewer, seen: ItemSeen) -> dict[str, Any]:
    """What the page shows."""
    line, item = seen.line, seen.line.item
    who = Who(viewer, _actors(line))
    actions = [action_row(one, viewer) for one in line.actions]
    return {
        "item": item,
        "board": item.board,
        "words": seen.words,
        "keeps": seen.keeps,
        "is_whole": line.is_whole,
        "asked": asked_rows(viewer, seen, who),
        "actions": actions,
        "evidence": line.evidence,
        "closing": closing_row(line.closing, who),
        "taken_up": _taken_up(line, who),
        "looked_at": line.looked_at,
        "returns": return_rows(viewer, line.came_back),
        "questions": asked_about_actions([one.action for one in line.actions]) if seen.keeps else [],
        "before": recommended_before(viewer, seen.words.shown) if seen.keeps and not item.closed_as else [],
        "elsewhere": [one for one in seen.whole.items if one.item.pk != item.pk],
        "unpublished": sum(bool(one.response and not one.response.published_at) for one in line.asked),
        "can_close": can_close(viewer, item) if seen.keeps and not item.closed_as else None,
        "may_decide": decides_returns(viewer),
    }


def asked_rows(viewer: Viewer, seen: ItemSeen, who: Who) -> list[dict[str, Any]]:
    """Who is asked, with the newest answer that this viewer may see."""
    own = agencies_of(viewer)
    return [
        _asked(one, seen.line.item, who, seen.keeps or one.addressee.organisation_id in own)
        for one in seen.line.asked
    ]


def _asked(one: AskedOf, item: PlanItem, who: Who, may_answer: bool) -> dict[str, Any]:
    addressee, response = one.addressee, one.response
    return {
        "addressee": addressee,
        "name": addressee.organisation.name,
        "answer": str(AnswerKind(response.answer).label) if response else "",
        "response": response,
        "by": who.words(response.made_by) if response else "",
        "evidence": [each for each in response.evidence.all() if not each.taken_away_at] if response else [],
        "is_late": response is None and addressee.due is not None and addressee.due < today(),
        "may_answer": may_answer,
        "address": reverse("answer", args=[item.identifier, addressee.identifier]),
    }


def action_row(line: ActionLine, viewer: Viewer) -> dict[str, Any]:
    """One action with what it has and lacks."""
    action = line.action
    made = [one for one in line.checks if one.made_at]
    return {
        "line": line,
        "action": action,
        "owner": owner_words(action),
        "is_mine": action.owner_id is not None and action.owner_id == viewer.account,
        "is_overdue": is_overdue(action, today()),
        "closed": str(ClosedAs(action.closed_as).label) if action.closed_as else "",
        "checked": made[-1] if made else None,
        "to_check": next((one for one in line.checks if not one.made_at), None),
    }


def closing_row(closing: Closing | None, who: Who) -> dict[str, Any] | None:
    """How it ended, by whom and into what."""
    if closing is None:
        return None
    return {
        "closing": closing,
        "as": str(ClosedAs(closing.closed_as).label),
        "by": who.words(closing.by),
        "into_item": closing.into_item,
        "into_action": closing.into_action,
        "check": closing.check_made,
    }


def _taken_up(line: ItemLine, who: Who) -> dict[str, Any] | None:
    if line.taken_up is None:
        return None
    return {
        "looked_at": looked_at_words(line),
        "said": line.taken_up,
        "by": who.words(line.taken_up.by),
    }


def _actors(line: ItemLine) -> list[str]:
    said = [one.response.made_by for one in line.asked if one.response]
    said += [line.closing.by] if line.closing else []
    return said + ([line.taken_up.by] if line.taken_up else [])


def item_title(words: PointWords) -> str:
    """What the item is called in titles and links: its number and how it begins."""
    said = " ".join(words.text.split())
    begins = f"{said[:57]}…" if len(said) > 60 else said
    return f"{words.heading}: {begins}" if begins else _("%s (its words are not for you)") % words.heading
