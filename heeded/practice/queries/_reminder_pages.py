"""Rules of a board, what they would do, and what became of its letters: for those who keep its plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from heeded.core.clock import today
from heeded.people.models import Account, Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchLetter, NoSuchRule
from heeded.practice.models import ReminderLetter, ReminderRule
from heeded.practice.queries._reminders import DueReminder, reminders_due
from heeded.practice.queries._visible import boards_kept


@dataclass(frozen=True, slots=True)
class TriedLetter:
    """What one person would be reminded of in one letter."""

    account: Account
    reminders: tuple[DueReminder, ...]


def rules_of(viewer: Viewer, board: Organisation) -> QuerySet[ReminderRule]:
    """A board's rules, those that stand first, in the order in which they remind."""
    rules = ReminderRule.objects.filter(_kept(viewer, "board"), board=board)
    return rules.order_by(F("ended_at").asc(nulls_first=True), "of", "days", "pk")


def rule_for(viewer: Viewer, identifier: str) -> ReminderRule:
    """Raises NoSuchRule: there is none, or they do not keep that board's plan."""
    rules = ReminderRule.objects.filter(_kept(viewer, "board")).select_related("board")
    found = rules.filter(identifier=identifier).first()
    if found is None:
        raise NoSuchRule("There is no such rule.")
    return found


def letters_of(viewer: Viewer, board: Organisation) -> QuerySet[ReminderLetter]:
    """Letters that tell of a board's plan, newest first, each with `about`: how many things of this plan it was written
    for, and `told`: of how many it told."""
    ours = Q(reminders__rule__board=board)
    letters = ReminderLetter.objects.filter(_kept(viewer, "reminders__rule__board"), ours)
    counted = letters.annotate(
        about=Count("reminders", filter=ours, distinct=True),
        told=Count("reminders", filter=ours & Q(reminders__told=True), distinct=True),
    )
    return counted.select_related("account").order_by("-day", "-pk")


def letter_for(viewer: Viewer, board: Organisation, identifier: str) -> ReminderLetter:
    """Raises NoSuchLetter: there is none that tells of this board's plan, or they do not keep it."""
    found = letters_of(viewer, board).filter(identifier=identifier).first()
    if found is None:
        raise NoSuchLetter("There is no such letter.")
    return found


def would_go(
    viewer: Viewer, board: Organisation, on: date, rules: Iterable[ReminderRule] | None = None
) -> list[TriedLetter]:
    """Who would be reminded of what on a day, as things stand now, by the board's rules or by these, which need not be
    saved. Of a day to come it is what is new on it, as letters of the days before have gone by then."""
    if not viewer.is_operator and board.pk not in boards_kept(viewer):
        raise NoSuchRule("There is no such plan.")
    held = list(rules) if rules is not None else list(rules_of(viewer, board).filter(ended_at__isnull=True))
    due = reminders_due(on, held)
    if on > today():
        before = {_named(one) for one in reminders_due(on - timedelta(days=1), held)}
        due = [one for one in due if _named(one) not in before]
    by_account: dict[int, list[DueReminder]] = defaultdict(list)
    for one in due:
        by_account[one.account].append(one)
    people = Account.objects.filter(pk__in=by_account).order_by("name", "pk")
    return [TriedLetter(account, tuple(by_account[account.pk])) for account in people]


def _named(one: DueReminder) -> tuple[int, int, str, date]:
    return one.rule, one.account, one.thing, one.due


def _kept(viewer: Viewer, path: str) -> Q:
    return Q() if viewer.is_operator else Q(**{f"{path}__in": boards_kept(viewer)})
