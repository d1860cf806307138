"""Several at once, on connections of their own: what is asked twice is done once, and nothing is half done."""

from dataclasses import replace
from datetime import date

import pytest

from heeded.core.actors import SYSTEM
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.errors import ActionMoved, AlreadyClosed
from heeded.practice.kinds import ClosedAs, RemindsOf
from heeded.practice.models import Action, ActionChange, Closing, PlanItem, Point, Reminder, ReminderLetter
from heeded.practice.services import Close, RuleWanted, wanted_of
from tests.database.together import at_once
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db(transaction=True)
_MANY = 4


def test_two_people_close_the_same_action_and_the_second_is_told() -> None:
    world = made.World()
    action = world.action()
    other = people.viewer("board-staff", organisation=world.board)
    answers = at_once(
        lambda: services.close_action(action, Close(ClosedAs.NO_LONGER_APPLIES, "Gone."), by=world.staff),
        lambda: services.close_action(action, Close(ClosedAs.NOT_ACCEPTED, "No money."), by=other),
    )
    told = [one for one in answers if isinstance(one, AlreadyClosed)]
    [stands] = [one for one in answers if isinstance(one, Closing)]
    action.refresh_from_db()
    assert len(told) == 1 and Closing.objects.get() == stands and action.closed_as == stands.closed_as
    assert ActionChange.objects.filter(field="closed_as").count() == 1


def test_of_two_who_change_the_same_version_one_is_told() -> None:
    world = made.World()
    action = world.action()
    answers = at_once(
        *(
            lambda text=text: services.change_action(  # type: ignore[misc]
                action, replace(wanted_of(action), what=text), by=world.staff, seen=1
            )
            for text in ("One", "Other")
        )
    )
    assert sum(isinstance(one, ActionMoved) for one in answers) == 1
    assert Action.objects.get().version == 2


def test_put_on_the_plan_several_times_it_is_there_once() -> None:
    world = made.World()
    answers = at_once(*[lambda: services.open_item(world.recommendation, world.board, by=OPERATOR)] * _MANY)
    assert {type(one) for one in answers} == {PlanItem}
    assert (Point.objects.count(), PlanItem.objects.count()) == (1, 1)


def test_several_workers_write_each_reminder_once_and_one_sends_it() -> None:
    world = made.World()
    world.action(due=date(2009, 6, 30))
    services.make_rule(world.board, RuleWanted(RemindsOf.ACTION, 1), by=world.staff)
    at_once(*[lambda: services.write_reminders(date(2009, 7, 1), by=SYSTEM)] * _MANY)
    assert Reminder.objects.count() == ReminderLetter.objects.count() == 1
    letter = ReminderLetter.objects.get()
    ReminderLetter.objects.update(not_before=letter.written_at)
    assert sorted(map(bool, at_once(*[lambda: services.claim_letter(letter)] * _MANY))) == [False] * 3 + [
        True
    ]
