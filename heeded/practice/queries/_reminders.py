"""Who is to be reminded of what on a day, by the rules as they stand: a dry run, as nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heeded.core.clock import now
from heeded.people.models import Account, Membership, Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import Fate, RemindsOf
from heeded.practice.models import (
    Action,
    Addressee,
    PracticeCheck,
    Reminder,
    ReminderLetter,
    ReminderRule,
)
from heeded.practice.queries._actions import is_open
from heeded.practice.queries._visible import boards_kept
from heeded.practice.queries._waiting_checks import still_to_make

_FIELDS = {RemindsOf.ACTION: "action", RemindsOf.ANSWER: "addressee", RemindsOf.CHECK: "check_due"}
ANSWERERS = "manager"  # who answers for an agency, where a rule names no role


@dataclass(frozen=True, slots=True)
class DueReminder:
    """That an account (by key) is to be reminded of one thing by one rule (by key). `field` and `key` say which row."""

    rule: int
    account: int
    field: str
    key: int
    due: date
    first_hour: int
    last_hour: int

    @property
    def thing(self) -> str:
        return f"{self.field}:{self.key}"


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that is due: of which board, at which organisation, and who owns it."""

    key: int
    due: date
    board: int
    organisation: int | None
    owner: int | None


def reminders_due(on: date, rules: Iterable[ReminderRule] | None = None) -> list[DueReminder]:
    """Everything that somebody is to be reminded of on a day and was not yet, by the rules that stand, or by these
    (which need not be saved: a rule can be tried). Some eight queries, whatever the number."""
    held = list(rules) if rules is not None else list(ReminderRule.objects.filter(ended_at__isnull=True))
    people = _People(held)
    found: list[DueReminder] = []
    for kind in RemindsOf:
        of_kind = [rule for rule in held if rule.of == kind]
        things = list(_things(kind, {rule.board_id for rule in of_kind})) if of_kind else []
        found += [one for rule in of_kind for one in _by_rule(rule, things, people, on)]
    told = _told({one.rule for one in found}, min((one.due for one in found), default=on))
    new = [one for one in found if (one.rule, one.account, one.thing, one.due) not in told]
    return sorted(new, key=lambda one: (one.account, one.due, one.thing, one.rule))


def letters_unsettled(viewer: Viewer) -> QuerySet[ReminderLetter]:
    """Letters about a person's boards that wait, or that may not have arrived, oldest first."""
    found = ReminderLetter.objects.exclude(fate__in=[Fate.SENT, Fate.NOT_NEEDED]).order_by("written_at", "pk")
    if viewer.is_operator:
        return found
    return found.filter(reminders__rule__board__in=boards_kept(viewer)).distinct()


def _by_rule(
    rule: ReminderRule, things: Iterable[_Thing], people: "_People", on: date
) -> Iterator[DueReminder]:
    for thing in things:
        if thing.board != rule.board_id or not _is_time(rule, thing.due, on):
            continue
        for account in people.of(rule, thing):
            yield DueReminder(
                rule=rule.pk or 0,
                account=account,
                field=_FIELDS[RemindsOf(rule.of)],
                key=thing.key,
                due=thing.due,
                first_hour=rule.first_hour,
                last_hour=rule.last_hour,
            )


def _is_time(rule: ReminderRule, due: date, on: date) -> bool:
    """A reminder beforehand is none once the day has come; one afterwards is late rather than lost."""
    # By the days between, as there is no day after the last one that a calendar holds.
    return (on - due).days >= rule.days and (rule.days >= 0 or due >= on)


def _things(kind: RemindsOf, boards: set[int]) -> Iterator[_Thing]:
    rows: Iterable[tuple[int, date | None, int, int | None, int | None]]
    if kind == RemindsOf.ACTION:
        actions = Action.objects.filter(is_open(), item__board__in=boards, due__isnull=False)
        rows = actions.values_list("pk", "due", "item__board", "owner_agency", "owner")
    elif kind == RemindsOf.ANSWER:
        unanswered = Q(item__board__in=boards, item__closed_as="", responses__isnull=True, due__isnull=False)
        asked = Addressee.objects.filter(unanswered).values_list("pk", "due", "item__board", "organisation")
        rows = ((*row, None) for row in asked)
    else:
        checks = still_to_make(PracticeCheck.objects.filter(board__in=boards))
        rows = checks.values_list("pk", "due", "board", "board", "checker")
    for key, due, board, organisation, owner in rows:
        assert due is not None
        yield _Thing(key, due, board, organisation, owner)


def _told(rules: set[int], since: date) -> set[tuple[int, int, str, date]]:
    rows = Reminder.objects.filter(rule__in=rules, due__gte=since)
    return set(rows.values_list("rule", "account", "thing", "due"))


class _People:
    """Who holds which role where, now; closed accounts are nobody. Organisations that took over stand for those that
    are no more."""

    def __init__(self, rules: Iterable[ReminderRule]) -> None:
        roles = {rule.role or ANSWERERS for rule in rules}
        at = now()
        current = Q(until__isnull=True) | Q(until__gt=at)
        rows = Membership.objects.filter(
            current, role__in=roles, since__lte=at, organisation__isnull=False, account__is_active=True
        )
        self._holders: dict[tuple[str, int], set[int]] = defaultdict(set)
        for role, organisation, account in rows.values_list("role", "organisation", "account"):
            self._holders[role, organisation].add(account)
        self._active = set(Account.objects.filter(is_active=True).values_list("pk", flat=True))
        self._successors = took_over()

    def of(self, rule: ReminderRule, thing: _Thing) -> list[int]:
        if not rule.role and rule.of != RemindsOf.ANSWER:
            return [thing.owner] if thing.owner in self._active and thing.owner else []
        where = rule.board_id if rule.at_board else thing.organisation
        role = rule.role or ANSWERERS
        there = where_now(where, self._successors)
        return sorted({account for one in there for account in self._holders[role, one]})


def where_now(organisation: int | None, successors: Mapping[int, set[int]]) -> set[int]:
    """An organisation and those that took over from it, however late, by key."""
    found: set[int] = set()
    newest = {organisation} if organisation is not None else set()
    while newest:
        found |= newest
        newest = {after for one in newest for after in successors.get(one, ())} - found
    return found


def took_over() -> Mapping[int, set[int]]:
    """Which organisations took over from which, by key. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    through = Organisation.predecessors.through.objects
    for after, before in through.values_list("from_organisation", "to_organisation"):
        found[before].add(after)
    return found
