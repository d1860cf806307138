"""What became of what reviews teach as rows of a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from heeded.client._flat import cell
from heeded.client._rows import Flat
from heeded.client.shapes import Action, AnswerAsked, OrganisationNamed, PlanItemRow, PracticeCheck

_OF_ITEM = ("identifier", "origin", "opened_at", "shown", "closed_as", "answered", "actions", "done")
_OF_POINT = ("review", "review_title", "number", "text")
ITEM = (*_OF_ITEM, "board", *_OF_POINT, "document", "page")
_OF_ACTION = (
    *("identifier", "item", "what", "intended_change", "how_known", "kind", "owner_team", "owner_role"),
    *("yours", "start", "due", "state", "done_on", "closed_as", "version"),
)
ACTION = (*_OF_ACTION, "board", "owner_agency")
_OF_ANSWER = ("identifier", "item", "due", "answer", "reasons", "evidence", "at", "published")
ANSWER = (*_OF_ANSWER, "board", "organisation")
_OF_CHECK = ("identifier", "due", "answer", "found", "tie", "made_at", "actions", "yours")
CHECK = (*_OF_CHECK, "board")


def of_item(row: PlanItemRow) -> Iterable[Flat]:
    """One row an item, with the first place where its point is printed."""
    place = row.point.places[0] if row.point.places else None
    where = {"document": place.document if place else "", "page": place.page if place else None}
    return [{**plain(row, _OF_ITEM), **named(board=row.board), **plain(row.point, _OF_POINT), **where}]


def of_action(row: Action) -> Iterable[Flat]:
    return [{**plain(row, _OF_ACTION), **named(board=row.board, owner_agency=row.owner_agency)}]


def of_answer(row: AnswerAsked) -> Iterable[Flat]:
    return [{**plain(row, _OF_ANSWER), **named(board=row.board, organisation=row.organisation)}]


def of_check(row: PracticeCheck) -> Iterable[Flat]:
    return [{**plain(row, _OF_CHECK), **named(board=row.board)}]


def plain(row: Any, names: Sequence[str]) -> Flat:
    """These fields of a record as cells."""
    return {name: cell(getattr(row, name)) for name in names}


def named(**organisations: OrganisationNamed | None) -> Flat:
    """Organisations by their names."""
    return {name: one.name if one else "" for name, one in organisations.items()}
