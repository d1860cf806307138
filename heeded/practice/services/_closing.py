"""An item of a plan, or one action of it, is closed: as what, why and by whom. It can be opened again."""

from dataclasses import dataclass

from django.db import transaction

from heeded.core.clock import local_day, now
from heeded.core.transactions import one_at_a_time
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import AlreadyClosed, NoSuchCheck, NotClosed
from heeded.practice.kinds import LEADS_ON, ActionState, CheckAnswer, ClosedAs
from heeded.practice.models import Action, Closing, PlanItem, PracticeCheck
from heeded.practice.queries import visible_checks
from heeded.practice.services._actions import close_on_record
from heeded.practice.services._evidence import shows_practice
from heeded.practice.services._holding import checked_words, held_action, kept_item, must_for, tell


@dataclass(frozen=True, slots=True)
class Close:
    """What it is closed as, with the reason. "Practice changed" rests on a check that says yes; "replaced by" and
    "joined with" name the other item or action, of the same plan."""

    closed_as: ClosedAs
    reason: str
    check: PracticeCheck | None = None
    into: PlanItem | Action | None = None


@transaction.atomic
def close_item(item: PlanItem, said: Close, *, by: Viewer) -> Closing:
    """Close an item of a plan. Said twice by one person it is said once.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
        AlreadyClosed: somebody closed it.
        NotClosed: no reason, check or evidence; an action is still open; or it leads nowhere.
    """
    held = kept_item(item, by=by)
    reason = checked_words(said.reason, what="why", needed=True)
    before = _standing(Closing.objects.filter(item=held, action__isnull=True), said, reason, by=by)
    if before is not None:
        return before
    check = _checked(said, list(held.actions.all()), by=by)
    open_ones = held.actions.filter(closed_as="").exclude(state=ActionState.DONE)
    if said.closed_as == ClosedAs.PRACTICE_CHANGED and open_ones.exists():
        raise NotClosed("An action of it is not done.", advice="Finish or close that action first.")
    into = _leads_to_item(held, said)
    made = _close(said, reason, by=by, item=held, check_made=check, into_item=into)
    held.closed_as = made.closed_as
    held.save(update_fields=["closed_as"])
    tell("plan.close", held, by=by, closed_as=made.closed_as)
    return made


@transaction.atomic
def close_action(action: Action, said: Close, *, by: Viewer) -> Closing:
    """Close one action. Said twice by one person it is said once.

    Raises:
        NoSuchAction, NotAllowed: they do not keep the plan.
        AlreadyClosed, NotClosed: as `close_item`.
    """
    held = held_action(action, by=by)
    must_for(by, Permission.MANAGE_PLAN, held.item.board_id)
    reason = checked_words(said.reason, what="why", needed=True)
    before = _standing(Closing.objects.filter(action=held), said, reason, by=by)
    if before is not None:
        return before
    check = _checked(said, [held], by=by)
    if said.closed_as == ClosedAs.PRACTICE_CHANGED and held.state != ActionState.DONE:
        raise NotClosed("The action is not done.", advice="Say first that it is done, and when.")
    into = _leads_to_action(held, said)
    made = _close(said, reason, by=by, item=held.item, action=held, check_made=check, into_action=into)
    close_on_record(held, made.closed_as, closing=made, by=by)
    tell("action.close", held.item, by=by, thing=("action", held.identifier), closed_as=made.closed_as)
    return made


@transaction.atomic
def reopen(closing: Closing, reason: str, *, by: Viewer) -> Closing:
    """Open again what was closed, with a reason. Twice is once.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
        Refused: no reason.
    """
    item = kept_item(closing.item, by=by)
    held = Closing.objects.select_for_update().get(pk=closing.pk)
    if held.reopened_at is not None:
        return held
    held.reopened_reason = checked_words(reason, what="why", needed=True)
    held.reopened_by, held.reopened_at = by.audit_name, now()
    held.save()
    if held.action_id is None:
        item.closed_as = ""
        item.save(update_fields=["closed_as"])
        tell("plan.reopen", item, by=by)
        return held
    action = held_action(Action.objects.get(pk=held.action_id), by=by)
    close_on_record(action, "", closing=held, by=by)
    tell("action.reopen", item, by=by, thing=("action", action.identifier))
    return held


def _standing(closings: object, said: Close, reason: str, *, by: Viewer) -> Closing | None:
    """The closing that stands, where this person has just said the same.

    Raises:
        AlreadyClosed: somebody else closed it, or it was closed otherwise.
    """
    assert hasattr(closings, "filter")
    found: Closing | None = closings.filter(reopened_at__isnull=True).first()
    if found is None:
        return None
    if (found.by, found.closed_as, found.reason) == (by.audit_name, said.closed_as, reason):
        return found
    label = ClosedAs(found.closed_as).label.lower()
    raise AlreadyClosed(
        f"It was closed on {local_day(found.at):%-d %B %Y}, as: {label}.",
        advice="Look at why, and open it again if that is wrong.",
    )


def _checked(said: Close, actions: list[Action], *, by: Viewer) -> PracticeCheck | None:
    """The check that "practice changed" rests on: the newest of these actions, with evidence; None for other ends."""
    if ClosedAs(said.closed_as) != ClosedAs.PRACTICE_CHANGED:
        return None
    if said.check is None:
        raise NotClosed("“Practice changed” needs a practice check that says so.")
    made = visible_checks(by).filter(made_at__isnull=False)
    newest = made.filter(actions__in=actions).order_by("-made_at", "-pk").first()
    if not made.filter(pk=said.check.pk, actions__in=actions).exists() or newest is None:
        raise NoSuchCheck("There is no such practice check of it.")
    if newest.pk != said.check.pk:
        raise NotClosed("There is a newer practice check.", advice="Look at what that one found.")
    if newest.answer != CheckAnswer.YES:
        raise NotClosed("The practice check does not say that practice changed.")
    if not shows_practice(newest.evidence.all()):
        raise NotClosed("The evidence of the practice check is not there any more.")
    return newest


def _leads_to_item(item: PlanItem, said: Close) -> PlanItem | None:
    one_at_a_time("closings", item.board_id)  # two that are closed into each other would both lead on
    into = said.into if isinstance(said.into, PlanItem) else None
    _must_lead(said, into)
    seen, other = {item.pk}, into
    while other is not None:
        if other.pk in seen or other.board_id != item.board_id:
            raise NotClosed("Choose another point of the same plan, which does not lead back here.")
        seen.add(other.pk)
        last = other.closings.filter(action__isnull=True, reopened_at__isnull=True).first()
        other = last.into_item if last else None
    return into


def _leads_to_action(action: Action, said: Close) -> Action | None:
    one_at_a_time("closings", action.item.board_id)
    into = said.into if isinstance(said.into, Action) else None
    _must_lead(said, into)
    seen, other = {action.pk}, into
    while other is not None:
        if other.pk in seen or other.item.board_id != action.item.board_id:
            raise NotClosed("Choose another action of the same plan, which does not lead back here.")
        seen.add(other.pk)
        last = other.closings.filter(reopened_at__isnull=True).first()
        other = last.into_action if last else None
    return into


def _must_lead(said: Close, into: PlanItem | Action | None) -> None:
    leads = ClosedAs(said.closed_as) in LEADS_ON
    if leads and into is None:
        raise NotClosed("Say what it is replaced by or joined with.")
    if not leads and said.into is not None:
        raise NotClosed("Only what is replaced or joined leads to another.")


def _close(said: Close, reason: str, *, by: Viewer, **of: object) -> Closing:
    return Closing.objects.create(
        closed_as=ClosedAs(said.closed_as), reason=reason, by=by.audit_name, at=now(), **of
    )
