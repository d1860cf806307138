"""What is gone between looking and writing down holds nothing up: files of plans, checks. Invented and fictional."""

from datetime import date

import pytest

from heeded.core.actors import SYSTEM
from heeded.library import files
from heeded.practice import services
from heeded.practice.kinds import RemindsOf
from heeded.practice.models import Action, PlanTaking, PracticeCheck, Reminder, ReminderLetter
from heeded.practice.queries import DueReminder, reminders_due
from heeded.practice.services import RuleWanted, _plan_work, _reminding
from tests.practice.made import World
from tests.practice.plan_files import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_plan_whose_file_is_gone_is_stopped_and_the_next_goes_on(world: World) -> None:
    lost = waiting(world, 2)
    services.take_waiting_plans(go_on=lambda: False)
    PlanTaking.objects.filter(pk=lost.pk).update(state="waiting", done=0, ended_at=None, sha256="0" * 64)
    other = waiting(World(), 3)
    services.take_waiting_plans()
    lost.refresh_from_db()
    other.refresh_from_db()
    assert (lost.state, lost.problem) == ("stopped", "The file is not there any more. Hand it in again.")
    assert (other.state, other.done) == ("taken", 3)
    assert not files.exists("0" * 64)


def test_a_plan_that_somebody_finished_meanwhile_is_finished(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = waiting(world, 2)
    plan = services.rows_at_hand(services.plan_in(taking.sha256, taking.file_name), [0])

    def first(*_read: object) -> object:
        services.take_now(PlanTaking.objects.get(pk=taking.pk), plan, by=world.staff)
        raise _plan_work.HeededError("The file is not there any more.")

    monkeypatch.setattr(_plan_work, "plan_in", first)
    services.take_waiting_plans()
    taking.refresh_from_db()
    assert (taking.state, taking.problem, taking.done) == ("taken", "", 2) and Action.objects.count() == 2


def test_a_plan_taken_since_it_was_listed_is_not_read_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [waiting(world, 2), waiting(World(), 2)]

    def finished(taking: PlanTaking, _go_on: object) -> None:
        assert taking.pk == both[0].pk
        PlanTaking.objects.filter(pk=both[1].pk).update(sha256="")

    monkeypatch.setattr(_plan_work, "_go_on", finished)
    assert services.take_waiting_plans() == 0


def test_nobody_is_reminded_of_a_check_that_goes_while_it_is_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = world.done().checks.get()
    action = world.action(what="Still to do", due=date(2010, 6, 1))
    staff = RuleWanted(RemindsOf.CHECK, 1, role="board-staff", at_board=True)
    for rule in (staff, RuleWanted(RemindsOf.ACTION, 1)):
        services.make_rule(world.board, rule, by=world.staff)

    def then_gone(on: date) -> list[DueReminder]:
        found = reminders_due(on)
        assert {one.field for one in found} == {"check_due", "action"}
        PracticeCheck.objects.filter(pk=check.pk).delete()
        return found

    monkeypatch.setattr(_reminding, "reminders_due", then_gone)
    assert services.write_reminders(date(2010, 7, 1), by=SYSTEM) == 1
    assert Reminder.objects.get().action == action
    assert ReminderLetter.objects.get().account == world.owner_account
