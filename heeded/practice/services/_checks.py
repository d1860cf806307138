"""Has practice changed? Checked by somebody who never owned the action, with what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.learning.models import Lesson
from heeded.learning.queries import visible_members
from heeded.library.keeping import boards_of
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAction, NoSuchCheck, NotChecked
from heeded.practice.kinds import CheckAnswer, Tie
from heeded.practice.models import Action, Evidence, PointPlace, PracticeCheck
from heeded.practice.queries import visible_actions, visible_checks, visible_evidence
from heeded.practice.queries._ties import known_tie, owners_ever
from heeded.practice.services._days import checked_day
from heeded.practice.services._evidence import EvidenceGiven, put_down, shows_practice
from heeded.practice.services._holding import checked_words, held_item, hold_plan, must_for, tell
from heeded.practice.services._planned_checks import held_to_make

_NEAREST = list(Tie)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. "Yes" needs evidence that is more than a training record. `tie`: how close the checker is
    to those who did it. With `next_date` the next check is planned."""

    answer: CheckAnswer
    tie: Tie
    found: str = ""
    evidence: Sequence[Evidence | EvidenceGiven] = ()
    next_date: date | None = None


@transaction.atomic
def plan_check(
    actions: Sequence[Action],
    due: date,
    *,
    by: Viewer,
    lesson: Lesson | None = None,
    checker: Account | None = None,
) -> PracticeCheck:
    """Plan one check of some actions of a board: of one point, or of points that all teach one lesson. They leave the
    checks that wait for them.

    Raises:
        NoSuchAction: one of them is not there, or not for them to see.
        NotAllowed: they do not keep that board's plan.
        NotChecked: several boards, or several points that teach no one lesson; or a checker who owned one of them.
    """
    held = _held_actions(actions, by=by)
    must_for(by, Permission.MANAGE_PLAN, held[0].item.board_id)
    _must_belong_together(held, lesson, by=by)
    checked_day(due, field="due")
    if checker is not None and checker.pk in owners_ever(held):
        raise NotChecked("They own or owned one of the actions.", advice="Choose somebody else.")
    for waiting in held_to_make(PracticeCheck.objects.filter(actions__in=held)):
        _leave(waiting, held, by=by)
    made = PracticeCheck.objects.create(
        board=held[0].item.board,
        lesson=lesson,
        due=due,
        checker=checker,
        planned_by=by.audit_name,
        planned_at=now(),
    )
    made.actions.set(held)
    _tell("check.plan", made, by=by)
    return made


@transaction.atomic
def make_check(check: PracticeCheck, said: Checked, *, by: Viewer) -> PracticeCheck:
    """Say whether practice has changed. Never changed afterwards: a later check is one of its own.

    Raises:
        NoSuchCheck: there is none that they may see.
        NotAllowed: they do not check practice for this board, and were not asked to.
        NotChecked: it was made already; they own or owned one of the actions; "yes" without evidence; a tie closer
            than they say; a next date that is past.
    """
    held = _held_check(check, by=by)
    actions = list(held.actions.select_related("item", "owner_agency", "owner_team").order_by("pk"))
    _must_not_be_owner(actions, by=by)
    tie = _checked_tie(Tie(said.tie), actions, by=by)
    checked_day(said.next_date, field="next_date")
    if said.next_date is not None and said.next_date <= today():
        raise NotChecked("The next check must be on a day that is to come.")
    found = checked_words(said.found, what="what you found")
    evidence = [_evidence(one, actions, by=by) for one in said.evidence]
    if said.answer == CheckAnswer.YES and not shows_practice(evidence):
        raise NotChecked(
            "“Yes” needs evidence.", advice="A training record alone does not show what people do."
        )
    held.answer, held.found, held.tie = CheckAnswer(said.answer), found, tie
    held.made_by, held.made_at = by.audit_name, now()
    held.save()
    held.evidence.set(evidence)
    if said.next_date is not None:
        _plan_next(held, said.next_date, actions, by=by)
    _tell("check.make", held, by=by)
    return held


def _held_actions(actions: Sequence[Action], *, by: Viewer) -> list[Action]:
    keys = {one.pk for one in actions}
    seen = visible_actions(by).filter(pk__in=keys).select_related("item", "item__board")
    held = list(seen.order_by("item", "pk"))
    if not held or len(held) < len(keys):
        raise NoSuchAction("There is no such action.")
    items = {one.item_id: one.item for one in held}
    if len(items) > 1:
        for board in sorted({one.board_id for one in items.values()}):
            hold_plan(board)
    for item in items.values():
        held_item(item, by=by)
    return held


def _must_belong_together(actions: Sequence[Action], lesson: Lesson | None, *, by: Viewer) -> None:
    if len({one.item.board_id for one in actions}) > 1:
        raise NotChecked("One check is of one board.")
    points = {one.item.point_id for one in actions}
    if lesson is None and len(points) > 1:
        raise NotChecked("One check serves several points where they teach one lesson.")
    if lesson is None:
        return
    taught = visible_members(by).filter(lesson=lesson, state="confirmed", lesson__state="confirmed")
    places = PointPlace.objects.filter(learning_point__in=taught.values("learning_point"))
    if points - set(places.values_list("point", flat=True)):
        raise NotChecked("One of them does not teach this lesson.", advice="Confirm that it does first.")


def _leave(waiting: PracticeCheck, actions: Sequence[Action], *, by: Viewer) -> None:
    waiting.actions.remove(*actions)
    if not waiting.actions.exists():
        record("check.unplan", by=by, thing_kind="practice-check", thing=waiting.identifier)
        waiting.delete()


def _held_check(check: PracticeCheck, *, by: Viewer) -> PracticeCheck:
    _hold_items_of(check)
    held = PracticeCheck.objects.select_for_update(of=("self",)).select_related("board").filter(pk=check.pk)
    found = held.first()
    if found is None or not visible_checks(by).filter(pk=found.pk).exists():
        raise NoSuchCheck("There is no such practice check.")
    asked = found.checker_id is not None and found.checker_id == by.account
    allowed = found.board_id in boards_of(by, Permission.CHECK_PRACTICE)
    if not by.is_operator and not (Permission.CHECK_PRACTICE in by.permissions and (asked or allowed)):
        raise NotAllowed("You cannot check practice here.", advice="The board says who does.")
    if found.made_at is not None:
        raise NotChecked("It was made already.", advice="Plan another check.")
    return found


def _hold_items_of(check: PracticeCheck) -> None:
    """Nobody takes an action out of it, or evidence away from under it, until this transaction ends."""
    items = sorted(set(check.actions.values_list("item", flat=True)))
    if len(items) > 1:
        hold_plan(check.board_id)
    for item in items:
        one_at_a_time("plan-item", item)


def _must_not_be_owner(actions: Sequence[Action], *, by: Viewer) -> None:
    if by.account is not None and by.account in owners_ever(actions):
        raise NotChecked(
            "You own or owned what is checked.", advice="Somebody else must say whether practice changed."
        )


def _checked_tie(tie: Tie, actions: Sequence[Action], *, by: Viewer) -> Tie:
    """What is known of the checker here may say that they are closer than they say."""
    known = known_tie(by, actions)
    if _NEAREST.index(tie) > _NEAREST.index(known):
        raise NotChecked(f"You are closer to it: {known.label.lower()}.", advice="Say how close you are.")
    return tie


def _evidence(given: Evidence | EvidenceGiven, actions: Sequence[Action], *, by: Viewer) -> Evidence:
    """What a check rests on, of the items that it is of; what is given anew is put down with the first of them."""
    if isinstance(given, EvidenceGiven):
        item = given.action.item if given.action is not None else actions[0].item
        return put_down(item, given, by=by)
    items = {one.item_id for one in actions}
    found = visible_evidence(by).filter(pk=given.pk, item__in=items).first()
    if found is None:
        raise NotChecked("The evidence belongs to something else.")
    return found


def _plan_next(check: PracticeCheck, due: date, actions: Sequence[Action], *, by: Viewer) -> None:
    following = PracticeCheck.objects.create(
        board=check.board,
        lesson=check.lesson,
        due=due,
        checker=check.checker,
        planned_by=by.audit_name,
        planned_at=now(),
        follows=check,
    )
    following.actions.set(actions)
    _tell("check.plan", following, by=by)


def _tell(action: str, check: PracticeCheck, *, by: Viewer) -> None:
    items = {one.item_id: one.item for one in check.actions.select_related("item")}
    for item in items.values():
        tell(action, item, by=by, thing=("practice-check", check.identifier), answer=check.answer or None)
    if not items:
        raise Refused("It is a check of nothing.")
