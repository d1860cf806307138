"""A throughline as programs get it: the recommendation with its page, and what became of it, board by board."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from heeded.core.clock import local_day
from heeded.library.models import LearningPoint
from heeded.practice.kinds import When
from heeded.practice.models import Evidence, PracticeCheck
from heeded.practice.queries import ActionLine, ItemLine, PointShown, PointThroughline, Printed, printed_of

Row = dict[str, Any]
_PARTS = (
    "response",
    "actions",
    "evidence",
    "checks",
    "closed",
    "taken_up",
    "came_back",
    "may_have_come_back",  # proposed by machine, decided by nobody
)


def throughline_shape(named: PointThroughline | LearningPoint) -> Row:
    """Everything from the page to what came back. A learning point that is on no plan has nothing but itself."""
    if isinstance(named, LearningPoint):
        return {"recommendation": _of_learning_point(named), **{name: [] for name in _PARTS}}
    lines = named.items
    return {
        "recommendation": _of_point(named.point),
        "response": [row for line in lines for row in _answers(line)],
        "actions": [_action(line, one) for line in lines for one in line.actions],
        "evidence": [row for line in lines for row in _evidence(line)],
        "checks": _checks(lines),
        "closed": [row for line in lines for row in _closed(line)],
        "taken_up": [_taken_up(line) for line in lines if line.taken_up],
        "came_back": [row for line in lines for row in _came_back(line, state="same")],
        "may_have_come_back": [row for line in lines for row in _came_back(line, state="proposed")],
    }


def _of_learning_point(point: LearningPoint) -> Row:
    printed = printed_of([point]).get(point.pk, ())
    return {
        "id": point.identifier,
        "point": None,
        "kind": point.kind,
        "number": point.number or None,
        "text": point.text,
        "source": None,
        "review": point.work.identifier,
        "review_title": point.work.title,
        **_place(printed),
    }


def _of_point(shown: PointShown) -> Row:
    point, said = shown.point, shown.learning_point
    work = shown.review.work if shown.review else None
    return {
        "id": said.identifier if said else point.identifier,
        "point": point.identifier,
        "kind": said.kind if said else point.kind,
        "number": (said.number if said else point.number) or None,
        "text": shown.text,
        "source": point.source or None,
        "review": work.identifier if work else None,
        "review_title": work.title if work else None,
        **_place(shown.printed),
    }


def _place(printed: Iterable[Printed]) -> Row:
    """Where it is printed first, on a page where it has one."""
    held = sorted(printed, key=lambda one: one.page is None)
    first = held[0] if held else None
    return {
        "document": first.learning_point.document.identifier if first else None,
        "page": first.page if first else None,
        "quote": first.quote if first else None,
    }


def _answers(line: ItemLine) -> Iterable[Row]:
    for asked in line.asked:
        said = asked.response
        yield {
            "board": line.item.board.name,
            "by": asked.addressee.organisation.name,
            "answer": said.answer if said else None,
            "reasons": (said.reasons or None) if said else None,
            "on": _day(said.made_at) if said else None,
            "due": _day(asked.addressee.due),
        }


def _action(line: ItemLine, one: ActionLine) -> Row:
    action = one.action
    owner = (action.owner_agency.name if action.owner_agency else "", action.owner_role)
    return {
        "id": action.identifier,
        "board": line.item.board.name,
        "what": action.what,
        "intended_change": action.intended_change or None,
        "how_known": action.how_known or None,
        "kind": action.kind or None,
        "owner": ", ".join(filter(None, owner)) or None,
        "start": _day(action.start),
        "due": _day(action.due),
        "state": action.state,
        "done_on": _day(action.done_on),
        "closed_as": action.closed_as or None,
    }


def _evidence(line: ItemLine) -> Iterable[Row]:
    for held in line.evidence:
        yield _shown_by(held, None)
    for one in line.actions:
        for held in one.evidence:
            yield _shown_by(held, one.action.identifier)


def _shown_by(held: Evidence, action: str | None) -> Row:
    return {
        "id": held.identifier,
        "action": action,
        "kind": held.kind,
        "title": held.title,
        "shows": held.shows or None,
        "dated": _day(held.dated),
        "file": held.file_name or None,
    }


def _checks(lines: Iterable[ItemLine]) -> list[Row]:
    """Each check once, however many actions it serves."""
    actions: dict[int, list[str]] = {}
    held: dict[int, PracticeCheck] = {}
    for one in (one for line in lines for one in line.actions):
        for check in one.checks:
            held[check.pk] = check
            actions.setdefault(check.pk, []).append(one.action.identifier)
    return [
        {
            "id": check.identifier,
            "actions": actions[key],
            "due": _day(check.due),
            "answer": check.answer or None,
            "found": check.found or None,
            "tie": check.tie or None,
            "made_on": _day(check.made_at),
        }
        for key, check in held.items()
    ]


def _closed(line: ItemLine) -> Iterable[Row]:
    closings = [(None, line.closing), *((one.action.identifier, one.closing) for one in line.actions)]
    for action, closing in closings:
        if closing is not None:
            yield {
                "board": line.item.board.name,
                "action": action,
                "as": closing.closed_as,
                "reason": closing.reason,
                "on": _day(closing.at),
            }


def _taken_up(line: ItemLine) -> Row:
    assert line.taken_up is not None
    said = line.taken_up
    return {
        "board": line.item.board.name,
        "answer": said.answer,
        "reason": said.reason or None,
        "on": _day(said.at),
    }


def _came_back(line: ItemLine, *, state: str) -> Iterable[Row]:
    for one in line.came_back:
        held = one.came_back
        if held.state != state:
            continue
        work = one.review.work if one.review else held.learning_point.work
        yield {
            "review": work.identifier,
            **_place(one.printed),
            "review_title": work.title,
            "board": line.item.board.name,
            "learning_point": held.learning_point.identifier,
            "when": held.when,
            "said": When(held.when).label,
            "year": one.review.year if one.review else None,
        }


def _day(at: date | datetime | None) -> str | None:
    if at is None:
        return None
    return (local_day(at) if isinstance(at, datetime) else at).isoformat()
