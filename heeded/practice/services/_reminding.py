"""Reminders: rules as data, letters written once, and the fate of each. Nothing is sent from here: whoever sends
claims a letter first, and says afterwards that it went. A letter whose sender was killed in between is of unknown
fate: it is listed, and sent again only where a person says so."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from heeded.core.actors import Actor
from heeded.core.clock import LONDON, now, today
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchLetter
from heeded.practice.kinds import Fate, RemindsOf
from heeded.practice.models import Reminder, ReminderLetter, ReminderRule
from heeded.practice.queries import reminders_due
from heeded.practice.quiet_hours import first_allowed
from heeded.practice.services._holding import may_for, must_for
from heeded.practice.services._still_there import still_there

FATE_UNKNOWN_AFTER = timedelta(minutes=10)  # longer than any mail server is waited for
# From one refusal to the next try; after one more it is given up and listed.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 2 * 60, 8 * 60, 24 * 60))
_FURTHEST = 730  # days


@dataclass(frozen=True, slots=True)
class RuleWanted:
    """So many days before (below nought) or after something is due, `role` is reminded: "" is the owner, else whoever
    holds it in the agency, or with `at_board` in the board. Letters go out from `first_hour` until `last_hour`."""

    of: RemindsOf
    days: int
    role: str = ""
    at_board: bool = False
    first_hour: int = 8
    last_hour: int = 18


@transaction.atomic
def make_rule(board: Organisation, wanted: RuleWanted, *, by: Viewer) -> ReminderRule:
    """Put down a rule of a board. The same made twice is one.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: no such role, too many days, or hours in which nothing could go out.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    if wanted.role and wanted.role not in ROLES:
        raise Refused("Choose a role from the list.")
    if abs(wanted.days) > _FURTHEST:
        raise Refused(f"Remind at most {_FURTHEST} days before or after.")
    if not 0 <= wanted.first_hour < wanted.last_hour <= 24:
        raise Refused("Say from which hour until which later one letters may go out.")
    said = {
        "of": RemindsOf(wanted.of),
        "days": wanted.days,
        "role": wanted.role,
        "at_board": wanted.at_board,
        "first_hour": wanted.first_hour,
        "last_hour": wanted.last_hour,
    }
    one_at_a_time("reminder-rules", board.pk)
    same = ReminderRule.objects.filter(board=board, ended_at__isnull=True, **said).first()
    if same is not None:
        return same
    made = ReminderRule.objects.create(board=board, made_by=by.audit_name, made_at=now(), **said)
    record("reminder.rule", by=by, thing_kind="reminder-rule", thing=made.identifier, days=wanted.days)
    return made


@transaction.atomic
def end_rule(rule: ReminderRule, *, by: Viewer) -> ReminderRule:
    """Remind nobody by it any more. Twice is once.

    Raises:
        NotAllowed: they do not keep that board's plan.
    """
    must_for(by, Permission.MANAGE_PLAN, rule.board)
    held = ReminderRule.objects.select_for_update().get(pk=rule.pk)
    if held.ended_at is None:
        held.ended_by, held.ended_at = by.audit_name, now()
        held.save()
        record("reminder.end-rule", by=by, thing_kind="reminder-rule", thing=held.identifier)
    return held


@transaction.atomic
def write_reminders(on: date, *, by: Actor, most: int = 500) -> int:
    """Write down who is reminded of what on a day, a letter for each person; for at most so many people, so that each
    transaction is short: call it until it answers 0. What is written already is not written again."""
    one_at_a_time("reminders")
    due = reminders_due(on)
    accounts = list(dict.fromkeys(one.account for one in due))
    chosen = set(accounts[:most])
    some = still_there([one for one in due if one.account in chosen])
    hours: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in some:
        hours[one.account].add((one.first_hour, one.last_hour))
    held = _Letters(chosen)
    letters = {account: held.of(account, on, allowed) for account, allowed in hours.items()}
    Reminder.objects.bulk_create(
        (
            Reminder(
                letter=letters[one.account],
                rule_id=one.rule,
                account_id=one.account,
                thing=one.thing,
                due=one.due,
                **{f"{one.field}_id": one.key},
            )
            for one in some
        ),
        batch_size=500,
    )
    if some:
        record("reminder.write", by=by, thing_kind="library", thing="reminders", count=len(some))
    return len(some)


@transaction.atomic
def claim_letter(letter: ReminderLetter) -> bool:
    """Take a letter to be sent, before it is sent: one sender of several gets it, and nobody ever again by itself; of
    two letters to one person only one a day."""
    one_at_a_time("letters-to", letter.account_id)
    if _had_another_today(letter):
        return False
    at = now()
    waiting = ReminderLetter.objects.filter(pk=letter.pk, fate=Fate.WAITING, not_before__lte=at)
    return bool(waiting.update(fate=Fate.SENDING, claimed_at=at))


@transaction.atomic
def letter_went(letter: ReminderLetter) -> None:
    """Say that the mail server has taken it. Said late, of one that was listed as unknown meanwhile, it counts too."""
    claimed = ReminderLetter.objects.filter(pk=letter.pk, fate__in=[Fate.SENDING, Fate.UNKNOWN])
    claimed.update(fate=Fate.SENT, settled_at=now(), error="")


@transaction.atomic
def letter_refused(letter: ReminderLetter, error: str) -> None:
    """Say that it did not go for certain: it waits again, longer each time. Refused so often that nothing else helps,
    it is listed, and sent again only where a person says so."""
    held = ReminderLetter.objects.select_for_update().filter(pk=letter.pk, fate=Fate.SENDING).first()
    if held is None:
        return
    held.tries, held.error, held.claimed_at = held.tries + 1, error[:200], None
    if held.tries > len(PAUSES):
        held.fate, held.settled_at = Fate.REFUSED, now()
    else:
        held.fate, held.not_before = Fate.WAITING, now() + PAUSES[held.tries - 1]
    held.save()


@transaction.atomic
def letter_not_needed(letter: ReminderLetter) -> None:
    """Say that nothing was left to tell when it was to be sent."""
    claimed = ReminderLetter.objects.filter(pk=letter.pk, fate=Fate.SENDING)
    claimed.update(fate=Fate.NOT_NEEDED, settled_at=now(), error="")


@transaction.atomic
def is_quiet_now(letter: ReminderLetter) -> bool:
    """Whether the rules of a letter forbid this hour, as where nothing could be sent in the hours that they allow, or
    another letter went to the same person today: it then waits for the next hour that is right."""
    hours = letter.reminders.values_list("rule__first_hour", "rule__last_hour").distinct()
    at = now()
    earliest = _start_of(today() + timedelta(days=1)) if _had_another_today(letter) else at
    begins = first_allowed(earliest, set(hours))
    if begins == at:
        return False
    ReminderLetter.objects.filter(pk=letter.pk, fate=Fate.WAITING).update(not_before=begins)
    return True


@transaction.atomic
def list_unknown(*, by: Actor) -> int:
    """Letters that somebody began to send and nobody heard of since may not have arrived. How many there are anew."""
    began = ReminderLetter.objects.filter(fate=Fate.SENDING, claimed_at__lt=now() - FATE_UNKNOWN_AFTER)
    found = began.update(fate=Fate.UNKNOWN, settled_at=now())
    if found:
        record("reminder.unknown", by=by, thing_kind="library", thing="reminders", letters=found)
    return found


@transaction.atomic
def send_again(letter: ReminderLetter, *, by: Viewer) -> None:
    """Let a letter that may not have arrived, or was refused, be sent once more, because a person says so.

    Raises:
        NoSuchLetter: its fate is not unknown.
        NotAllowed: they keep the plan of none of its reminders.
    """
    lost = ReminderLetter.objects.select_for_update().filter(fate__in=[Fate.UNKNOWN, Fate.REFUSED])
    held = lost.filter(pk=letter.pk).first()
    if held is None:
        raise NoSuchLetter("There is no such letter that may not have arrived.")
    boards = set(held.reminders.values_list("rule__board", flat=True))
    if not any(may_for(by, Permission.MANAGE_PLAN, board) for board in boards):
        must_for(by, Permission.MANAGE_PLAN, None)
    held.fate, held.claimed_at, held.settled_at, held.tries = Fate.WAITING, None, None, 0
    held.save()
    record("reminder.send-again", by=by, thing_kind="reminder-letter", thing=held.identifier)


class _Letters:
    """For each of some people the letter that is added to, made where there is none. A person gets one a day at most:
    a letter that still waits, be it of an earlier day, takes what is new as well; where one went out today, what falls
    due after it waits for the next day's."""

    def __init__(self, accounts: Collection[int]) -> None:
        theirs = ReminderLetter.objects.filter(account__in=accounts)
        # Held until this transaction ends, so that none is claimed while it is added to.
        waiting = theirs.filter(fate=Fate.WAITING).select_for_update(of=("self",)).order_by("-day")
        self._waiting = {letter.account_id: letter for letter in waiting}
        self._had = set(theirs.filter(_went_today()).values_list("account", flat=True))

    def of(self, account: int, on: date, hours: Collection[tuple[int, int]]) -> ReminderLetter:
        if account in self._waiting:
            return self._waiting[account]
        day = max(on, today() + timedelta(days=1)) if account in self._had else on
        while True:
            letter, is_new = self._made(account, day, hours)
            if is_new or letter.fate == Fate.WAITING:
                return letter
            day += timedelta(days=1)

    def _made(
        self, account: int, day: date, hours: Collection[tuple[int, int]]
    ) -> tuple[ReminderLetter, bool]:
        begins = max(_start_of(day), now())
        defaults = {"written_at": now(), "not_before": first_allowed(begins, hours)}
        return ReminderLetter.objects.get_or_create(account_id=account, day=day, defaults=defaults)


def _went_today() -> Q:
    """Letters that went out today, for certain or perhaps."""
    gone = Q(fate__in=[Fate.SENDING, Fate.SENT, Fate.UNKNOWN])
    return gone & Q(claimed_at__gte=_start_of(today()))


def _had_another_today(letter: ReminderLetter) -> bool:
    others = ReminderLetter.objects.filter(_went_today(), account=letter.account_id)
    return others.exclude(pk=letter.pk).exists()


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
