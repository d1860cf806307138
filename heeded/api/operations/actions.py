"""Actions: one's own, an agency's, a board's; each with its history; added and changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.practising import practising
from heeded.api.shapes.actions import (
    ActionChanged,
    ActionHistory,
    ActionPart,
    ActionSaid,
    ActionShown,
    ActionStood,
    FieldChanged,
    action_of,
)
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.text import Text
from heeded.api.wanted import changed_of, wanted_of_said
from heeded.core.clock import today
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.models import Action
from heeded.practice.queries import (
    Lacks,
    action_for,
    agencies_of,
    history_of,
    item_for,
    lacking,
    seen_whole,
    visible_actions,
)
from heeded.practice.services import note_outside_readings
from heeded.practice.standing import standing_on

router = Router(tags=["Practice"])
_BESIDE = ("item", "item__board", "item__point", "owner_agency", "owner_team", "owner")


class ActionPaging(Paging):
    whose: Literal["all", "mine", "my-agency"] = Field("all", description="Owned by you, or by your agency")
    board: Text = Field("", max_length=40, description="Only on the plan of this board")
    review: Text = Field("", max_length=40, description="Only what answers this review")
    lacks: Lacks | None = Field(None, description="Only what lacks this today")
    open: bool | None = Field(None, description="Only those that are not closed, or only those that are")


@router.get("/actions", response=ActionPart, **door(Scope.PRACTICE))
def actions(request: Caller, asked: Query[ActionPaging]) -> ActionPart:
    """Actions that you may see, those that were put down first first: `whose=mine` are yours to do."""
    viewer = practising(request)
    rows = _filtered(viewer, asked).select_related(*_BESIDE)
    found, total, following = part_of(request, rows, asked, keys=("made_at", "identifier"))
    note_outside_readings([one.item for one in found], by=viewer)
    return ActionPart(results=_shown(viewer, found), total=total, next=following)


@router.get("/actions/{identifier}", response=ActionShown, **door(Scope.READ, anonymous=True))
def action(request: Caller, identifier: Identifier) -> ActionShown:
    """One action, as it stands now. Its evidence and checks stand with its item."""
    return _one(practising(request), identifier)


@router.get("/actions/{identifier}/history", response=ActionHistory, **door(Scope.PRACTICE))
def action_history(request: Caller, identifier: Identifier, on: date | None = None) -> ActionHistory:
    """Every date, owner and state that an action ever had, and how it stood at the end of a day (today)."""
    viewer = practising(request)
    held = action_for(viewer, identifier)
    changes = list(history_of(viewer, held))
    stood = standing_on(changes, on or today())
    note_outside_readings([held.item], by=viewer)
    return ActionHistory(
        identifier=identifier,
        changes=[FieldChanged.model_validate(one) for one in changes if not one.field.startswith("owner_t")],
        on=on or today(),
        stood=ActionStood.model_validate(stood) if stood else None,
    )


@router.post("/plan-items/{identifier}/actions", response=ActionShown, **door(Scope.PRACTICE))
def add_action(request: Caller, identifier: Identifier, said: ActionSaid) -> ActionShown:
    """Put an action under a point on your board's plan. Sent twice it is one."""
    viewer = practising(request)
    item = item_for(viewer, identifier)
    made = services.add_action(item, wanted_of_said(item, said), by=viewer)
    return _one(viewer, made.identifier)


@router.put("/actions/{identifier}", response=ActionShown, **door(Scope.PRACTICE))
def change_action(request: Caller, identifier: Identifier, said: ActionChanged) -> ActionShown:
    """Let an action be otherwise. Owners say how it stands and move dates, with a reason; their agency says who owns
    it; those who keep the plan change all of it. With `seen` it is refused where somebody changed it meanwhile."""
    viewer = practising(request)
    held = action_for(viewer, identifier)
    wanted = changed_of(held, said)
    # What was not sent is as it was read: nobody's change since is taken back with it.
    seen = held.version if said.seen is None else said.seen
    services.change_action(held, wanted, by=viewer, reason=said.reason, seen=seen)
    return _one(viewer, identifier)


def _filtered(viewer: Viewer, asked: ActionPaging) -> QuerySet[Action]:
    rows = visible_actions(viewer)
    if asked.whose == "mine":
        rows = rows.filter(owner=viewer.account or 0)
    if asked.whose == "my-agency":
        rows = rows.filter(owner_agency__in=agencies_of(viewer))
    if asked.lacks is not None:
        rows = rows.filter(lacking(asked.lacks, today()))
    if asked.open is not None:
        is_open = Q(closed_as="", item__closed_as="")
        rows = rows.filter(is_open if asked.open else ~is_open)
    wanted: dict[str, Any] = {"item__board__identifier": asked.board}
    wanted["item__point__work__identifier"] = asked.review
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _one(viewer: Viewer, identifier: str) -> ActionShown:
    action_for(viewer, identifier)
    held = Action.objects.select_related(*_BESIDE).get(identifier=identifier)
    note_outside_readings([held.item], by=viewer)
    return _shown(viewer, [held])[0]


def _shown(viewer: Viewer, found: Sequence[Action]) -> list[ActionShown]:
    """The owner's account is for those within, the owner, and those who answer for the agency."""
    keys = {one.item_id for one in found}
    whole = set(seen_whole(viewer).filter(pk__in=keys).values_list("pk", flat=True))
    agencies = agencies_of(viewer)
    return [
        action_of(viewer, one, within=one.item_id in whole or one.owner_agency_id in agencies)
        for one in found
    ]
