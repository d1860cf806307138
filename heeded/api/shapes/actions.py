"""Actions: what is done about a point, as it stands and as it stood."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.checks import CheckShown, check_of
from heeded.api.shapes.evidence import EvidenceShown, evidence_of
from heeded.api.shapes.named import OrganisationNamed, named
from heeded.api.shapes.text import Text
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action, Closing, PlanItem
from heeded.practice.queries import ActionLine


class ActionShown(Shape):
    """One action, as it stands now."""

    identifier: str
    item: str
    board: OrganisationNamed
    what: str
    intended_change: str = Field(description="In practice")
    how_known: str = Field(description="How anyone would know")
    kind: ActionKind | None
    owner_agency: OrganisationNamed | None
    owner_team: str
    owner_role: str
    owner: str | None = Field(description="Identifier of the account, for those within")
    yours: bool
    start: date | None
    due: date | None
    state: ActionState
    done_on: date | None
    closed_as: str
    version: int = Field(description="Counts its changes: send it as “seen” when you change the action")


class ActionPart(Part):
    results: list[ActionShown]


class ClosingShown(Shape):
    """What something was closed as, with the reason for those within."""

    identifier: str
    closed_as: ClosedAs
    reason: str
    at: datetime


class ActionOfItem(ActionShown):
    """The same with its evidence, checks and closing."""

    evidence: list[EvidenceShown]
    checks: list[CheckShown]
    closing: ClosingShown | None


class FieldChanged(Shape):
    """One field of an action changed."""

    version: int
    field: str
    before: Any
    after: Any
    reason: str
    at: datetime


class ActionStood(Shape):
    """An action as it stood at the end of a day."""

    what: str
    intended_change: str
    how_known: str
    kind: str
    owner_role: str
    start: date | None
    due: date | None
    state: ActionState
    done_on: date | None
    closed_as: str


class ActionHistory(Shape):
    """Every change of an action, in order, and how it stood on the day that was asked for."""

    identifier: str
    changes: list[FieldChanged]
    on: date
    stood: ActionStood | None = Field(description="Null: it was not there yet")


class ActionSaid(Sent):
    """An action as it is wanted. Organisations, teams and accounts by identifier."""

    what: Text = Field(min_length=1, max_length=8000)
    intended_change: Text = Field("", max_length=8000)
    how_known: Text = Field("", max_length=8000)
    kind: ActionKind | None = None
    owner_agency: Text | None = Field(None, max_length=40)
    owner_team: Text | None = Field(None, max_length=40)
    owner_role: Text = Field("", max_length=120)
    owner: Text | None = Field(None, max_length=40)
    start: date | None = None
    due: date | None = None
    state: ActionState = ActionState.NOT_STARTED
    done_on: date | None = None


class ActionChanged(Sent):
    """What of an action is to be otherwise; what is left out stays. Dates move only with a reason."""

    what: Text | None = Field(None, min_length=1, max_length=8000)
    intended_change: Text | None = Field(None, max_length=8000)
    how_known: Text | None = Field(None, max_length=8000)
    kind: ActionKind | None = None
    owner_agency: Text | None = Field(None, max_length=40)
    owner_team: Text | None = Field(None, max_length=40)
    owner_role: Text | None = Field(None, max_length=120)
    owner: Text | None = Field(None, max_length=40)
    start: date | None = None
    due: date | None = None
    state: ActionState | None = None
    done_on: date | None = None
    reason: Text = Field("", max_length=600)
    seen: int | None = Field(None, ge=0, description="“version” of the action that you looked at")


def action_of(viewer: Viewer, action: Action, *, within: bool) -> ActionShown:
    """An action; its item, board, agency, team and owner are at hand."""
    return ActionShown(**_fields(viewer, action, action.item, within=within))


def action_of_item(viewer: Viewer, item: PlanItem, line: ActionLine) -> ActionOfItem:
    """An action with all that hangs on it. Whoever may not know its owner is not given one with the line."""
    action = line.action
    return ActionOfItem(
        **_fields(viewer, action, item, within=True),
        evidence=[evidence_of(one, item.identifier, action.identifier) for one in line.evidence],
        checks=[check_of(one) for one in line.checks],
        closing=closing_of(line.closing),
    )


def closing_of(closing: Closing | None) -> ClosingShown | None:
    """What it was closed as, if it was."""
    return ClosingShown.model_validate(closing) if closing is not None else None


def _fields(viewer: Viewer, action: Action, item: PlanItem, *, within: bool) -> dict[str, Any]:
    names = ("identifier", "what", "intended_change", "how_known", "owner_role", "start", "due", "state")
    said = {name: getattr(action, name) for name in (*names, "done_on", "closed_as", "version")}
    yours = viewer.account is not None and action.owner_id == viewer.account
    known = action.owner if within or yours else None
    return said | {
        "item": item.identifier,
        "board": named(item.board),
        "kind": ActionKind(action.kind) if action.kind else None,
        "owner_agency": named(action.owner_agency) if action.owner_agency else None,
        "owner_team": action.owner_team.name if action.owner_team else "",
        "owner": known.identifier if known else None,
        "yours": yours,
    }
