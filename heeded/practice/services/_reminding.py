"""Reminders: rules as data, letters written once, and the fate of each. Nothing is sent from here: whoever sends
claims a letter first, and says afterwards that it went. A letter whose sender was killed in between is of unknown
fate: it is listed, and sent again only where a person says so."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import LONDON, local_day, now
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
from heeded.practice.queries import DueReminder, reminders_due
from heeded.practice.services._holding import must_for

FATE_UNKNOWN_AFTER = timedelta(minutes=10)  # longer than any mail server is waited for
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
    some = [one for one in due if one.account in chosen]
    hours: dict[int, DueReminder] = {}
    for one in some:
        hours.setdefault(one.account, one)
    letters = {account: _letter(account, on, first) for account, first in hours.items()}
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
    """Take a letter to be sent, before it is sent: one sender of several gets it, and nobody ever again by itself."""
    at = now()
    waiting = ReminderLetter.objects.filter(pk=letter.pk, fate=Fate.WAITING, not_before__lte=at)
    return bool(waiting.update(fate=Fate.SENDING, claimed_at=at))


@transaction.atomic
def letter_went(letter: ReminderLetter) -> None:
    """Say that the mail server has taken it. Said late, of one that was listed as unknown meanwhile, it counts too."""
    claimed = ReminderLetter.objects.filter(pk=letter.pk, fate__in=[Fate.SENDING, Fate.UNKNOWN])
    claimed.update(fate=Fate.SENT, settled_at=now(), error="")


@transaction.atomic
def letter_refused(letter: ReminderLetter, error: str, *, pause: timedelta) -> None:
    """Say that the mail server has refused it for certain: it waits again for so long."""
    claimed = ReminderLetter.objects.filter(pk=letter.pk, fate=Fate.SENDING)
    claimed.update(fate=Fate.WAITING, claimed_at=None, not_before=now() + pause, error=error[:200])


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
    """Let a letter that may not have arrived be sent once more, because a person says so.

    Raises:
        NoSuchLetter: its fate is not unknown.
        NotAllowed: they keep the plan of none of its reminders.
    """
    held = ReminderLetter.objects.select_for_update().filter(pk=letter.pk, fate=Fate.UNKNOWN).first()
    if held is None:
        raise NoSuchLetter("There is no such letter that may not have arrived.")
    first = held.reminders.select_related("rule").order_by("pk").first()
    must_for(by, Permission.MANAGE_PLAN, first.rule.board_id if first else None)
    held.fate, held.claimed_at, held.settled_at = Fate.WAITING, None, None
    held.save()
    record("reminder.send-again", by=by, thing_kind="reminder-letter", thing=held.identifier)


def _letter(account: int, on: date, first: DueReminder) -> ReminderLetter:
    """The letter of a person and day that still waits. One that went already is added to by none: what falls due after
    it waits for the next day's."""
    day = on
    while True:
        begins = datetime.combine(day, time(min(first.first_hour, 23)), LONDON)
        letter, is_new = ReminderLetter.objects.get_or_create(
            account_id=account, day=day, defaults={"written_at": now(), "not_before": _allowed(begins, first)}
        )
        if is_new or letter.fate == Fate.WAITING:
            return letter
        day += timedelta(days=1)


def _allowed(begins: datetime, first: DueReminder) -> datetime:
    """The first instant from now on that no quiet hours forbid."""
    at = max(begins, now()).astimezone(LONDON)
    if at.hour >= first.last_hour:
        at = datetime.combine(local_day(at) + timedelta(days=1), time(first.first_hour), LONDON)
    elif at.hour < first.first_hour:
        at = datetime.combine(local_day(at), time(first.first_hour), LONDON)
    return at
