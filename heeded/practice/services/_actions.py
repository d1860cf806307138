"""Actions: what is done about a point. Every change keeps what was before; dates move only with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotAllowed
from heeded.people.models import Account, Organisation, Team
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import ActionMoved, NotToBeDone
from heeded.practice.kinds import ActionKind, ActionState
from heeded.practice.models import Action, ActionChange, Closing, PlanItem
from heeded.practice.queries import OnPlanOf, could_own
from heeded.practice.services._days import checked_day
from heeded.practice.services._holding import checked_words, held_action, kept_item, may_for, tell
from heeded.practice.services._planned_checks import plan_first_check, unplan_checks
from heeded.practice.standing import Standing, differing

# What an owner changes of an action, and what whoever answers for the agency changes besides.
_BY_OWNER = frozenset({"state", "done_on", "start", "due"})
_DAYS = frozenset({"start", "due", "done_on"})
_WORDS = ("what", "intended_change", "how_known", "owner_role")
_BY_AGENCY = _BY_OWNER | {"owner", "owner_team", "owner_role"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action as it is wanted. A new one may leave open who, when and how anyone would know: Heeded asks for that,
    and lists what is missing."""

    what: str
    intended_change: str = ""
    how_known: str = ""
    kind: ActionKind | None = None
    owner_agency: Organisation | None = None
    owner_team: Team | None = None
    owner_role: str = ""
    owner: Account | None = None
    start: date | None = None
    due: date | None = None
    state: ActionState = ActionState.NOT_STARTED
    done_on: date | None = None


def wanted_of(action: Action) -> Wanted:
    """An action as it is, to be changed with `dataclasses.replace`."""
    return Wanted(
        what=action.what,
        intended_change=action.intended_change,
        how_known=action.how_known,
        kind=ActionKind(action.kind) if action.kind else None,
        owner_agency=action.owner_agency,
        owner_team=action.owner_team,
        owner_role=action.owner_role,
        owner=action.owner,
        start=action.start,
        due=action.due,
        state=ActionState(action.state),
        done_on=action.done_on,
    )


@transaction.atomic
def add_action(item: PlanItem, wanted: Wanted, *, by: Viewer) -> Action:
    """Put an action under an item of a plan. The same sent twice by one person is one.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
        NotToBeDone: the item is closed, or the action cannot be so.
    """
    held = kept_item(item, by=by)
    if held.closed_as:
        raise NotToBeDone("It is closed.", advice="Open it again first.")
    standing = _standing(wanted)
    _must_be_in_reach(standing, _DAYS)
    values = _columns(standing)
    same = Action.objects.filter(item=held, made_by=by.audit_name, version=1, **values).first()
    if same is not None:
        return same
    _must_be_theirs_to_own(wanted, held, None)
    made = Action.objects.create(item=held, made_by=by.audit_name, made_at=now(), **values)
    _write_down(made, _everything(standing), reason="", by=by, at=made.made_at)
    tell("action.add", held, by=by, thing=("action", made.identifier))
    if made.state == ActionState.DONE:
        plan_first_check(made, by=by)
    return made


@transaction.atomic
def change_action(
    action: Action, wanted: Wanted, *, by: Viewer, reason: str = "", seen: int | None = None
) -> Action:
    """Let an action be as it is wanted. `seen` is the version that whoever changes it had before their eyes. Owners
    change its state and dates, their agency also who owns it, those who keep the plan all of it.

    Raises:
        NoSuchAction, NotAllowed: it is not for them to change, or not so much of it.
        ActionMoved: somebody changed it since.
        NotToBeDone: it is closed, a date moves without a reason, or it cannot be so.
    """
    held = held_action(action, by=by)
    before = replace(standing_of(held), closed_as="")
    after = _as_kept(before, wanted)
    changed = differing(before, after)
    if not changed:
        return held
    _must_be_theirs(held, frozenset(changed), by=by)
    if seen is not None and seen != held.version:
        raise ActionMoved("Somebody changed this action meanwhile.", advice="Look at it as it is now.")
    if held.closed_as or held.item.closed_as:
        raise NotToBeDone("It is closed.", advice="Open it again first.")
    _must_be_in_reach(after, frozenset(changed))
    said = checked_words(reason, what="why", most=600)
    _must_say_why(changed, said)
    _must_be_theirs_to_own(wanted, held.item, held)
    was_done = held.state == ActionState.DONE
    _apply(held, _columns(after))
    _write_down(held, changed, reason=said, by=by)
    tell("action.change", held.item, by=by, thing=("action", held.identifier), version=held.version)
    _checks_follow(held, was_done=was_done, by=by)
    return held


def standing_of(action: Action) -> Standing:
    """An action as its row says that it stands now."""
    return Standing(
        what=action.what,
        intended_change=action.intended_change,
        how_known=action.how_known,
        kind=action.kind,
        owner_agency=action.owner_agency_id,
        owner_team=action.owner_team_id,
        owner_role=action.owner_role,
        owner=action.owner_id,
        start=action.start,
        due=action.due,
        state=action.state,
        done_on=action.done_on,
        closed_as=action.closed_as,
    )


def close_on_record(action: Action, closed_as: str, *, closing: Closing, by: Viewer) -> None:
    """Write down that an action that is held was closed as this, or with "" that it was opened again."""
    before = action.closed_as
    action.closed_as = closed_as
    action.save(update_fields=["closed_as"])
    reason = closing.reason if closed_as else closing.reopened_reason
    at = closing.at if closed_as else closing.reopened_at
    _write_down(action, {"closed_as": (before, closed_as)}, reason=reason[:600], by=by, at=at)


def _standing(wanted: Wanted) -> Standing:
    state = ActionState(wanted.state)
    done_on = (wanted.done_on or today()) if state == ActionState.DONE else None
    if wanted.start and wanted.due and wanted.due < wanted.start:
        raise NotToBeDone(
            "It would be due before it starts.", advice="Change one of the two dates.", field="due"
        )
    if done_on and done_on > today():
        raise NotToBeDone("It cannot have been done on a day that is to come.", field="done_on")
    return Standing(
        what=checked_words(wanted.what, what="what is to be done", needed=True),
        intended_change=checked_words(wanted.intended_change, what="what is to change in practice"),
        how_known=checked_words(wanted.how_known, what="how anyone would know"),
        kind=ActionKind(wanted.kind).value if wanted.kind else "",
        owner_agency=wanted.owner_agency.pk if wanted.owner_agency else None,
        owner_team=wanted.owner_team.pk if wanted.owner_team else None,
        owner_role=checked_words(wanted.owner_role, what="the role of its owner", most=120),
        owner=wanted.owner.pk if wanted.owner else None,
        start=wanted.start,
        due=wanted.due,
        state=state.value,
        done_on=done_on,
    )


def _as_kept(before: Standing, wanted: Wanted) -> Standing:
    """An action as it is wanted. Words that are left as they are stay as they are, however they came to be so."""
    same = [name for name in _WORDS if getattr(wanted, name) == getattr(before, name)]
    return replace(_standing(wanted), **{name: getattr(before, name) for name in same})


def _must_be_in_reach(standing: Standing, fields: frozenset[str]) -> None:
    """Days that are new; one that is there already does not stand in the way of the rest."""
    for name in sorted(_DAYS & fields):
        checked_day(getattr(standing, name), field=name)


def _columns(standing: Standing) -> dict[str, Any]:
    keys = {"owner_agency": "owner_agency_id", "owner_team": "owner_team_id", "owner": "owner_id"}
    names = (name for name in Standing.__dataclass_fields__ if name != "closed_as")
    return {keys.get(name, name): getattr(standing, name) for name in names}


def _everything(standing: Standing) -> dict[str, tuple[Any, Any]]:
    """What an action is made with: at least what is to be done."""
    return differing(Standing(), standing)


def _apply(action: Action, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(action, name, value)
    action.save()


def _must_be_theirs(action: Action, fields: frozenset[str], *, by: Viewer) -> None:
    if may_for(by, Permission.MANAGE_PLAN, action.item.board_id):
        return
    allowed: frozenset[str] = frozenset()
    owns = by.strong and by.account is not None and by.account == action.owner_id
    if owns and Permission.OWN_ACTIONS in by.permissions:
        allowed |= _BY_OWNER
    if may_for(by, Permission.ANSWER, action.owner_agency_id):
        allowed |= _BY_AGENCY
    if not fields <= allowed:
        raise NotAllowed("You cannot change that of this action.", advice="The staff of the board can.")


def _must_say_why(changed: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    moved = [name for name in ("start", "due") if changed.get(name, (None, None))[0] is not None]
    if moved and not reason:
        raise NotToBeDone("Say why the date moves.", advice="Every date that it had is kept.", field="reason")


def _must_be_theirs_to_own(wanted: Wanted, item: PlanItem, action: Action | None) -> None:
    """Whoever becomes its owner works for the agency or the board, as `could_own` finds them, also where it goes to
    another agency. Who was there before and left is listed, and does not stand in the way."""
    owner, agency, team = wanted.owner, wanted.owner_agency, wanted.owner_team
    is_new = action is None or action.owner_id != (owner.pk if owner else None)
    moves = action is None or action.owner_agency_id != (agency.pk if agency else None)
    if owner is not None and is_new and not owner.is_active:
        raise NotToBeDone("This person’s account is closed.", advice="Choose somebody else.", field="owner")
    if owner is not None and owner.is_active and (is_new or moves):
        place = OnPlanOf(item.board_id, agency.pk if agency else None)
        if not could_own([place]).filter(pk=owner.pk).exists():
            raise _not_of(agency)
    if team is not None and agency is not None and team.organisation_id != agency.pk:
        raise NotToBeDone("The team belongs to another organisation.", field="owner_team")


def _not_of(agency: Organisation | None) -> NotToBeDone:
    whom = "this board" if agency is None else f"{agency.name} or for this board"
    return NotToBeDone(
        f"This person owns no actions for {whom}.",
        advice="Choose somebody who does, or nobody.",
        field="owner",
    )


def _checks_follow(action: Action, *, was_done: bool, by: Viewer) -> None:
    is_done = action.state == ActionState.DONE
    if is_done and not was_done:
        plan_first_check(action, by=by)
    if was_done and not is_done:
        unplan_checks(action, by=by)


def _write_down(
    action: Action,
    changed: Mapping[str, tuple[Any, Any]],
    *,
    reason: str,
    by: Viewer,
    at: datetime | None = None,
) -> None:
    """The rows of its history, never earlier than those before."""
    last = action.changes.order_by("-version").values_list("at", flat=True).first()
    begun = at or now()
    at = max(begun, last) if last else begun
    action.version += 1
    action.save(update_fields=["version"])
    ActionChange.objects.bulk_create(
        ActionChange(
            action=action,
            version=action.version,
            field=name,
            before=before,
            after=after,
            reason=reason,
            by=by.audit_name,
            at=at,
        )
        for name, (before, after) in changed.items()
    )
