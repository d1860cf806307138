"""What somebody may do with an action, who can own one, and what somebody did."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.core.clock import now
from heeded.engine.vocabulary import Choice
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action, Addressee, Evidence, PlanItem
from heeded.practice.queries._keepers import now_responsible
from heeded.practice.queries._visible import agencies_of, boards_kept, visible_actions

_OWNING_ROLES = [role.value for role in ROLES.values() if Permission.OWN_ACTIONS in role.permissions]


@dataclass(frozen=True, slots=True)
class OnPlanOf:
    """Whose an action is, by keys: the board whose plan it is on, and the agency that owns it, if one does."""

    board: int
    agency: int | None = None


def plan_of(action: Action) -> OnPlanOf:
    """Whose an action, with its item, is now."""
    return OnPlanOf(action.item.board_id, action.owner_agency_id)


class MayChange(Choice):
    """How much of an action somebody may change."""

    NOTHING = "nothing", "Nothing"
    HOW = "how", "How it stands and its dates"
    OWNER = "owner", "That, and who owns it in the agency"
    ALL = "all", "All of it"


def may_change(viewer: Viewer, action: Action) -> MayChange:
    """How much of an action, with its item, this viewer may change: what the services go by."""
    if viewer.is_operator or action.item.board_id in boards_kept(viewer):
        return MayChange.ALL
    if action.owner_agency_id in agencies_of(viewer):
        return MayChange.OWNER
    owns = viewer.account is not None and action.owner_id == viewer.account and viewer.strong
    return MayChange.HOW if owns and Permission.OWN_ACTIONS in viewer.permissions else MayChange.NOTHING


def may_add_evidence(viewer: Viewer, item: PlanItem, action: Action | None = None) -> bool:
    """Whether this viewer may put down evidence of an item of a plan, or of one action of it."""
    if viewer.is_operator or item.board_id in boards_kept(viewer):
        return True
    if action is not None:
        owns = viewer.account is not None and action.owner_id == viewer.account and viewer.strong
        return owns or action.owner_agency_id in agencies_of(viewer)
    return Addressee.objects.filter(item=item, organisation__in=agencies_of(viewer)).exists()


def has_actions(viewer: Viewer) -> bool:
    """Whether this person may own actions, or one names them whatever their role."""
    if viewer.account is None:
        return False
    return (
        Permission.OWN_ACTIONS in viewer.permissions or Action.objects.filter(owner=viewer.account).exists()
    )


def done_by(viewer: Viewer) -> QuerySet[Action]:
    """What this person did and nobody has closed yet, what was done last first. `has_evidence`: whether something
    shows it."""
    there = Evidence.objects.filter(action=OuterRef("pk"), taken_away_at__isnull=True)
    mine = visible_actions(viewer).filter(owner=viewer.account or 0, state=ActionState.DONE)
    mine = mine.filter(closed_as="", item__closed_as="").annotate(has_evidence=Exists(there))
    return mine.select_related("item", "item__board", "item__point", "owner_agency").order_by(
        "-done_on", "-pk"
    )


def could_own(owned: Iterable[OnPlanOf]) -> QuerySet[Account]:
    """Whom one of these actions can be given: people who can own actions by a role in its agency or in the board whose
    plan it is on, or in what took over from these. Every way of handing over goes by this."""
    keys = {key for one in owned for key in (one.agency, one.board) if key is not None}
    role = Q(
        memberships__organisation__in=now_responsible(*keys),
        memberships__role__in=_OWNING_ROLES,
    ) & (Q(memberships__until__isnull=True) | Q(memberships__until__gt=now()))
    return Account.objects.filter(role, is_active=True).distinct().order_by("name", "pk")
