"""Days that nobody can mean are refused by every service, and hold nobody up where they stand already. Invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from heeded.core.actors import SYSTEM
from heeded.practice import services
from heeded.practice.errors import NotToBeDone
from heeded.practice.kinds import ActionState, BoardSays, CheckAnswer, EvidenceKind, RemindsOf, Tie
from heeded.practice.models import Action, Reminder
from heeded.practice.queries import reminders_due
from heeded.practice.services import (
    Checked,
    EvidenceGiven,
    Figure,
    Period,
    PlanChoices,
    RuleWanted,
    wanted_of,
)
from tests.people import made as people
from tests.practice.made import World

pytestmark = pytest.mark.django_db
FAR = [date(9999, 12, 31), date(2201, 1, 1), date(1899, 12, 31), date(1, 1, 1)]
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return World()


def _started(world: World, day: date) -> object:
    return world.action(start=day, due=None)


def _due(world: World, day: date) -> object:
    return world.action(due=day)


def _moved(world: World, day: date) -> object:
    action = world.action()
    return services.change_action(action, replace(wanted_of(action), due=day), by=world.staff, reason="Late")


def _asked(world: World, day: date) -> object:
    return services.ask(world.item(), world.trust, by=world.staff, due=day)


def _planned(world: World, day: date) -> object:
    return services.plan_check([world.done()], day, by=world.staff)


def _next_check(world: World, day: date) -> object:
    check = world.done().checks.get()
    return services.make_check(
        check, Checked(CheckAnswer.NO, Tie.INDEPENDENT, next_date=day), by=world.checker
    )


def _stated(world: World, day: date) -> object:
    return services.state_of_board(world.board, BoardSays.NONE, by=world.staff, since=day)


def _opened(world: World, day: date) -> object:
    period = Period.of_days(None, day, at=NOON)
    return services.open_plan(world.board, people.board(), period, by=world.staff)


def _evidence(world: World, day: date) -> object:
    return world.evidence(None, EvidenceGiven(EvidenceKind.AUDIT, "Audit", dated=day))


def _figure(world: World, day: date) -> object:
    return world.evidence(None, EvidenceGiven(EvidenceKind.DATA, "Data", figures=[Figure(day, 3)]))


def _met(world: World, day: date) -> object:
    return services.note_meeting(world.board, day, "Board", by=world.staff)


def _shown(world: World, day: date) -> object:
    choices = PlanChoices({}, shows=day)
    return services.begin_taking(world.board, None, choices, by=world.staff, file_name="a.csv", rows=0)


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    "say",
    [
        _started,
        _due,
        _moved,
        _asked,
        _planned,
        _next_check,
        _stated,
        _opened,
        _evidence,
        _figure,
        _met,
        _shown,
    ],
)
def test_every_service_refuses_it_in_plain_words(
    world: World, say: Callable[[World, date], object], day: date
) -> None:
    with pytest.raises(NotToBeDone, match="too far off") as refused:
        say(world, day)
    assert refused.value.advice == "Enter a year from 1900 to 2200." and refused.value.field


def test_the_day_that_something_was_done_too(world: World) -> None:
    with pytest.raises(NotToBeDone) as refused:
        world.done(on=date(1899, 12, 31))
    assert refused.value.field == "done_on"


@pytest.mark.parametrize("day", [date.max, date.min])
def test_one_that_stands_already_stops_no_reminder_of_others(world: World, day: date) -> None:
    odd, late = world.action(what="Odd"), world.action(what="Late", due=date(2009, 6, 30))
    Action.objects.filter(pk=odd.pk).update(due=day)
    for days in (-30, 1):
        services.make_rule(world.board, RuleWanted(RemindsOf.ACTION, days), by=world.staff)
    told = {(one.key, one.due) for one in reminders_due(date(2009, 7, 1))}
    assert (late.pk, late.due) in told and ((odd.pk, day) in told) == (day == date.min)
    assert services.write_reminders(date(2009, 7, 1), by=SYSTEM) == Reminder.objects.count() == len(told)


def test_one_that_stands_already_does_not_stop_other_changes(world: World) -> None:
    action = world.action()
    Action.objects.filter(pk=action.pk).update(due=date.max)
    action.refresh_from_db()
    wanted = replace(wanted_of(action), state=ActionState.UNDER_WAY)
    assert services.change_action(action, wanted, by=world.owner).state == "under-way"
