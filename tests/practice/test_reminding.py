"""Reminders: rules as data, one letter a person, and whatever is killed, nothing sent twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from heeded.core.actors import SYSTEM
from heeded.core.errors import Refused
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.errors import NoSuchLetter
from heeded.practice.kinds import AnswerKind, Fate, RemindsOf
from heeded.practice.models import Reminder, ReminderLetter, ReminderRule
from heeded.practice.queries import letters_unsettled, reminders_due
from heeded.practice.services import FATE_UNKNOWN_AFTER, Answered, RuleWanted
from heeded.practice.services._reminding import PAUSES
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db
DUE = date(2009, 6, 30)
NOON = datetime(2009, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def _rule(world: made.World, days: int = 1, **said: object) -> ReminderRule:
    wanted = RuleWanted(**{"of": RemindsOf.ACTION, "days": days, **said})  # type: ignore[arg-type]
    return services.make_rule(world.board, wanted, by=world.staff)


def test_before_and_after_the_day_the_owner_then_others(world: made.World) -> None:
    world.action()
    manager = Account.objects.get(pk=world.manager.account)
    before, after = _rule(world, -7), _rule(world, 14, role="manager")
    at_board = _rule(world, 30, role="board-staff", at_board=True)
    told = {
        day: {(one.rule, one.account) for one in reminders_due(day)}
        for day in (date(2009, 6, 22), date(2009, 6, 23), DUE, date(2009, 7, 1), date(2009, 7, 30))
    }
    owner = (before.pk, world.owner_account.pk)
    assert told[date(2009, 6, 22)] == set() and told[date(2009, 6, 23)] == told[DUE] == {owner}
    assert told[date(2009, 7, 1)] == set()  # too late for a reminder beforehand
    staff = {world.staff.account, world.checker.account}
    assert told[date(2009, 7, 30)] == {(after.pk, manager.pk)} | {(at_board.pk, one) for one in staff}


def test_a_rule_can_be_tried_dry(world: made.World) -> None:
    world.action()
    tried = ReminderRule(board=world.board, of=RemindsOf.ACTION, days=1)
    assert [one.account for one in reminders_due(date(2009, 7, 1), [tried])] == [world.owner_account.pk]
    assert not Reminder.objects.exists() and not ReminderRule.objects.exists()


def test_what_is_done_closed_or_owned_by_nobody_reminds_nobody(world: made.World) -> None:
    _rule(world)
    world.done()
    left = world.action(what="Left", owner=world.colleague())
    Account.objects.filter(pk=left.owner_id).update(is_active=False)
    world.action(what="Nobody", owner=None)
    assert reminders_due(date(2009, 8, 1)) == []


def test_answers_and_checks_that_are_due(world: made.World) -> None:
    _rule(world, 0, of=RemindsOf.ANSWER)
    _rule(world, 0, of=RemindsOf.CHECK, role="board-staff", at_board=True)
    asked = services.ask(world.item(), world.trust, by=world.staff, due=DUE)
    assert [(one.account, one.field) for one in reminders_due(DUE)] == [(world.manager.account, "addressee")]
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    world.done(date(2009, 1, 1))
    assert {(one.account, one.field) for one in reminders_due(date(2009, 7, 1))} == {
        (world.staff.account, "check_due"),
        (world.checker.account, "check_due"),
    }


def test_those_of_an_agency_that_took_over_are_reminded(world: made.World) -> None:
    _rule(world, role="manager")
    old = made.agency()
    world.trust.predecessors.add(old)
    world.action(owner_agency=old, owner=None)
    assert [one.account for one in reminders_due(date(2009, 7, 1))] == [world.manager.account]


def test_everything_of_a_day_is_one_letter_and_written_once(
    world: made.World, clock: time_machine.Traveller
) -> None:
    for name in "abc":
        world.action(what=f"Form {name}")
    _rule(world)
    assert services.write_reminders(date(2009, 7, 1), by=SYSTEM) == 3
    assert services.write_reminders(date(2009, 7, 1), by=SYSTEM) == 0
    assert services.write_reminders(date(2009, 7, 2), by=SYSTEM) == 0
    assert ReminderLetter.objects.get().reminders.count() == 3


def test_a_date_that_moves_reminds_again(world: made.World, clock: time_machine.Traveller) -> None:
    action = world.action()
    _rule(world)
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    services.change_action(action, world.wanted(due=date(2009, 7, 10)), by=world.staff, reason="Ill")
    assert services.write_reminders(date(2009, 7, 5), by=SYSTEM) == 0
    assert services.write_reminders(date(2009, 7, 11), by=SYSTEM) == 1


@pytest.mark.parametrize(
    ("at", "hour"), [(datetime(2009, 7, 1, 3, tzinfo=UTC), 8), (datetime(2009, 7, 1, 21, tzinfo=UTC), 8)]
)
def test_nothing_goes_out_in_quiet_hours(
    world: made.World, clock: time_machine.Traveller, at: datetime, hour: int
) -> None:
    clock.move_to(at)
    world.action()
    _rule(world)
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    letter = ReminderLetter.objects.get()
    assert not services.claim_letter(letter)
    begins = letter.not_before
    assert begins > at and (begins + timedelta(hours=1)).hour == hour  # summer time
    clock.move_to(begins)
    assert services.claim_letter(letter)


class _KilledError(BaseException):
    """As `kill -9` does, nothing after it runs."""


def _send_all(sent: list[int], died: Callable[[str], None]) -> None:
    """What whoever sends does; `died` kills it at a named step."""
    services.list_unknown(by=SYSTEM)
    while services.write_reminders(date(2009, 7, 1), by=SYSTEM, most=2):
        died("written")
    for letter in ReminderLetter.objects.filter(fate=Fate.WAITING):
        if not services.claim_letter(letter):
            continue
        died("claimed")
        sent.append(letter.account_id)
        died("sent")
        services.letter_went(letter)
        died("settled")


@pytest.mark.parametrize("step", ["written", "claimed", "sent", "settled"])
@pytest.mark.parametrize("nth", [1, 3, 5])
def test_killed_at_any_step_nothing_is_sent_twice(
    world: made.World, clock: time_machine.Traveller, step: str, nth: int
) -> None:
    owners = [people.account("practitioner", organisation=world.trust) for _ in range(5)]
    for owner in owners:
        world.action(what=f"Form {owner.pk}", owner=owner)
    _rule(world)
    sent: list[int] = []
    left = [nth]

    def died(at: str) -> None:
        left[0] -= at == step
        if at == step and not left[0]:
            raise _KilledError

    killed = False
    try:
        _send_all(sent, died)
    except _KilledError:
        killed = True
    clock.shift(FATE_UNKNOWN_AFTER + timedelta(seconds=1))
    _send_all(sent, lambda _: None)
    unknown = set(ReminderLetter.objects.filter(fate=Fate.UNKNOWN).values_list("account", flat=True))
    assert len(sent) == len(set(sent))
    assert set(sent) | unknown == {one.pk for one in owners}
    assert len(unknown) == (killed and step in {"claimed", "sent"})
    assert not ReminderLetter.objects.filter(fate__in=[Fate.WAITING, Fate.SENDING]).exists()


def test_a_person_lets_one_be_sent_again(world: made.World, clock: time_machine.Traveller) -> None:
    world.action()
    _rule(world)
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    letter = ReminderLetter.objects.get()
    assert services.claim_letter(letter) and not services.claim_letter(letter)
    with pytest.raises(NoSuchLetter):
        services.send_again(letter, by=world.staff)
    clock.shift(FATE_UNKNOWN_AFTER + timedelta(seconds=1))
    assert services.list_unknown(by=SYSTEM) == 1
    assert list(letters_unsettled(world.staff)) == [letter] and not letters_unsettled(world.owner).exists()
    services.send_again(letter, by=world.staff)
    assert services.claim_letter(letter)
    services.letter_refused(letter, "no such address")
    assert not services.claim_letter(letter)
    clock.shift(PAUSES[0])
    assert services.claim_letter(letter)
    services.letter_went(letter)
    assert not letters_unsettled(world.staff).exists()


def test_a_rule_that_ended_reminds_nobody(world: made.World) -> None:
    world.action()
    rule = _rule(world)
    assert _rule(world) == rule
    services.end_rule(rule, by=world.staff)
    assert reminders_due(date(2009, 7, 1)) == []
    assert _rule(world) != rule


@pytest.mark.parametrize("said", [{"role": "king"}, {"days": 9999}, {"first_hour": 18, "last_hour": 8}])
def test_a_rule_that_cannot_be_is_refused(world: made.World, said: dict[str, object]) -> None:
    with pytest.raises(Refused):
        _rule(world, **said)  # type: ignore[arg-type]
