"""What was settled between the writing of a letter and its sending is not told. Invented and fictional."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from heeded.core.actors import SYSTEM
from heeded.practice import services
from heeded.practice.kinds import ClosedAs, Fate, RemindsOf
from heeded.practice.models import Action, Reminder, ReminderLetter
from heeded.practice.services import Close, send_reminders
from tests.practice.made import World
from tests.practice.reminding import ADDRESS, DAY, DUE, NOON, rule
from tests.reach.post import Sink, post_office

pytestmark = pytest.mark.django_db
LONG_DONE = date(2009, 1, 1)  # its check is due when the letter is written
NO_MORE = Close(ClosedAs.NO_LONGER_APPLIES, "There is no such service any more.")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def post(settings: Any) -> Iterator[Sink]:
    settings.PUBLIC_ADDRESS = ADDRESS
    with post_office() as sink:
        yield sink


def _only(world: World) -> Action:
    return world.item().actions.get()


def _item_closed(world: World) -> None:
    services.close_item(world.item(), NO_MORE, by=world.staff)


def _action_closed(world: World) -> None:
    services.close_action(_only(world), NO_MORE, by=world.staff)


def _check_made(world: World) -> None:
    world.checked(_only(world))


def _not_done_after_all(world: World) -> None:
    services.change_action(_only(world), world.wanted(state="under-way"), by=world.staff)


def _nothing_goes(post: Sink, letters: int) -> None:
    assert send_reminders() == {"not-needed": letters} and not post.letters
    assert set(ReminderLetter.objects.values_list("fate", flat=True)) == {Fate.NOT_NEEDED}
    assert not Reminder.objects.exclude(told=False).exists()


@pytest.mark.parametrize("happens", [_item_closed, _action_closed])
def test_an_action_that_was_closed(world: World, post: Sink, happens: Callable[[World], None]) -> None:
    world.action()
    rule(world)
    services.write_reminders(DAY, by=SYSTEM)
    happens(world)
    _nothing_goes(post, 1)


def test_an_answer_about_an_item_that_was_closed(world: World, post: Sink) -> None:
    services.ask(world.item(), world.trust, by=world.staff, due=DUE)
    rule(world, of=RemindsOf.ANSWER)
    services.write_reminders(DAY, by=SYSTEM)
    _item_closed(world)
    _nothing_goes(post, 1)


@pytest.mark.parametrize("happens", [_item_closed, _action_closed, _check_made, _not_done_after_all])
def test_a_check_that_nobody_has_to_make_now(
    world: World, post: Sink, happens: Callable[[World], None]
) -> None:
    world.done(LONG_DONE)
    rule(world, 0, of=RemindsOf.CHECK, role="board-staff", at_board=True)
    services.write_reminders(DAY, by=SYSTEM)
    happens(world)
    _nothing_goes(post, 2)


def test_what_else_is_due_is_told_all_the_same(world: World, post: Sink) -> None:
    left, settled = world.done(LONG_DONE), world.done(LONG_DONE, what="Teach it")
    rule(world, 0, of=RemindsOf.CHECK, role="board-staff", at_board=True)
    services.write_reminders(DAY, by=SYSTEM)
    services.close_action(settled, NO_MORE, by=world.staff)
    assert send_reminders() == {"sent": 2}
    told = {one.check_due: one.told for one in Reminder.objects.select_related("check_due")}
    assert told == {left.checks.get(): True, settled.checks.get(): False}
