"""Actions: every state that one ever had is kept; dates move only with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from heeded.core.clock import today
from heeded.core.errors import NotAllowed, Refused
from heeded.people.models import Account, Team
from heeded.people.viewer import ANONYMOUS
from heeded.practice import services
from heeded.practice.errors import ActionMoved, NoSuchAction, NotToBeDone
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action, ActionChange
from heeded.practice.queries import (
    Lacks,
    OfAgency,
    actions_of,
    agency_actions_of,
    as_it_stood,
    history_of,
    my_actions,
    visible_actions,
)
from heeded.practice.services import wanted_of
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def test_every_date_that_it_had_is_kept(world: made.World) -> None:
    action = world.action()
    for month in (9, 12):
        wanted = replace(wanted_of(action), due=date(2009, month, 30))
        action = services.change_action(action, wanted, by=world.staff, reason="No nurse was found")
    dues = [one.after for one in history_of(world.staff, action) if one.field == "due"]
    assert dues == ["2009-06-30", "2009-09-30", "2009-12-30"] and action.version == 3


def test_a_date_moves_only_with_a_reason(world: made.World) -> None:
    action = world.action()
    with pytest.raises(NotToBeDone, match="why the date moves"):
        services.change_action(action, replace(wanted_of(action), due=date(2010, 1, 1)), by=world.owner)
    with pytest.raises(NotToBeDone, match="why the date moves"):
        services.change_action(action, replace(wanted_of(action), due=None), by=world.staff, reason="  ")
    open_ended = world.action(what="Another", due=None)
    dated = replace(wanted_of(open_ended), due=date(2009, 1, 1))
    assert services.change_action(open_ended, dated, by=world.staff).due == date(2009, 1, 1)


def test_due_before_its_start_is_told_plainly(world: made.World) -> None:
    with pytest.raises(NotToBeDone, match="due before it starts"):
        world.action(start=date(2009, 7, 1), due=date(2009, 6, 30))
    with pytest.raises(NotToBeDone, match="a day that is to come"):
        world.action(state="done", done_on=today() + timedelta(days=1))
    with pytest.raises(Refused):
        world.action(what="  ")
    assert not Action.objects.exists()


def test_sent_twice_it_is_one(world: made.World) -> None:
    assert world.action() == world.action()
    assert Action.objects.count() == 1


def test_its_owner_says_how_it_stands_and_nothing_else(world: made.World) -> None:
    action = world.action()
    done = replace(wanted_of(action), state=ActionState.DONE, done_on=date(2009, 6, 1))
    assert services.change_action(action, done, by=world.owner).state == "done"
    for other in (replace(done, what="Less"), replace(done, owner=None)):
        with pytest.raises(NotAllowed):
            services.change_action(action, other, by=world.owner)
    moved = replace(done, owner=None, owner_role="Head of service")
    assert services.change_action(action, moved, by=world.manager).owner_role == "Head of service"


def test_it_is_not_for_anybody_else(world: made.World) -> None:
    action = world.action()
    for somebody in (ANONYMOUS, people.viewer("manager", organisation=made.agency())):
        assert not visible_actions(somebody).exists()
        with pytest.raises(NoSuchAction):
            services.change_action(action, wanted_of(action), by=somebody)
        with pytest.raises(NoSuchAction):
            as_it_stood(somebody, action, today())
    services.show_item(world.item(), by=world.staff)
    assert visible_actions(ANONYMOUS).exists()
    with pytest.raises(NoSuchAction):
        history_of(ANONYMOUS, action)


def test_who_changes_what_somebody_changed_meanwhile_is_told(world: made.World) -> None:
    action = world.action()
    later = replace(wanted_of(action), state=ActionState.UNDER_WAY)
    services.change_action(action, later, by=world.owner, seen=1)
    with pytest.raises(ActionMoved):
        services.change_action(action, replace(later, what="Another form"), by=world.staff, seen=1)
    assert services.change_action(action, later, by=world.staff, seen=1).version == 2  # nothing to change


def test_as_it_stood_on_a_day(world: made.World) -> None:
    with time_machine.travel("2009-01-10T12:00:00+00:00", tick=False):
        action = world.action()
    with time_machine.travel("2009-07-14T23:30:00+00:00", tick=False):  # half past midnight in London
        wanted = replace(wanted_of(action), due=date(2009, 9, 30), owner=None)
        services.change_action(action, wanted, by=world.staff, reason="Its owner left")
    days = [date(2009, 1, 9), date(2009, 1, 10), date(2009, 7, 14), date(2009, 7, 15)]
    stood = [as_it_stood(world.staff, action, day) for day in days]
    assert stood[0] is None
    assert [one.due for one in stood[1:] if one] == [date(2009, 6, 30), date(2009, 6, 30), date(2009, 9, 30)]
    assert [one.owner for one in stood[1:] if one] == [world.owner_account.pk] * 2 + [None]
    assert stood[1] is not None and not stood[1].is_overdue(date(2009, 6, 30))
    assert stood[1].is_overdue(date(2009, 7, 1))


def test_a_clock_that_goes_back_does_not_turn_history_round(world: made.World) -> None:
    with time_machine.travel("2009-02-01T12:00:00+00:00", tick=False):
        action = world.action()
    with time_machine.travel("2009-01-01T12:00:00+00:00", tick=False):
        services.change_action(action, replace(wanted_of(action), what="Another"), by=world.staff)
    ats = list(ActionChange.objects.order_by("version").values_list("at", flat=True))
    assert ats == sorted(ats)


def test_what_is_missing_or_wrong_is_listed(world: made.World) -> None:
    late = world.action()
    left = world.action(what="Left", due=None, owner=world.colleague())
    Account.objects.filter(pk=left.owner_id).update(is_active=False)
    nobody = world.action(what="Nobody", owner=None, owner_agency=None, due=None)
    done = world.done(what="Done")
    merged = made.agency()
    merged.successors.add(world.trust)
    moved = world.action(what="Merged", owner_agency=merged, owner=None, due=date(2199, 1, 1))
    found = {one: set(actions_of(world.staff, world.board, lacks=one)) for one in Lacks}
    assert found == {
        Lacks.OVERDUE: {late},
        Lacks.NO_OWNER: {nobody},
        Lacks.OWNER_LEFT: {left},
        Lacks.AGENCY_MERGED: {moved},
        Lacks.NO_DATE: {left, nobody},
        Lacks.NO_EVIDENCE: {done},
        Lacks.NO_CHECK: {done},
    }
    assert set(my_actions(world.owner)) == {late}
    theirs = agency_actions_of(world.manager, OfAgency())  # what the agency took over too
    assert set(theirs) == {late, left, moved}


def test_it_is_handed_to_people_of_the_agency_or_the_board_only(world: made.World) -> None:
    """Adding, changing, and moving it to another agency go by one rule."""
    far = made.agency()
    elsewhere = people.account("manager", organisation=far)
    strangers = (elsewhere, people.account("board-staff", organisation=people.board()), people.account())
    reader = people.account("reader", organisation=world.trust)
    action = world.action()
    for stranger in (*strangers, reader):
        with pytest.raises(NotToBeDone, match="This person owns no actions for Invented") as said:
            services.change_action(action, replace(wanted_of(action), owner=stranger), by=world.manager)
        assert said.value.field == "owner"
        with pytest.raises(NotToBeDone):
            world.action(what="Another", owner=stranger)
    with pytest.raises(NotToBeDone):  # who owns it stays behind in the agency that it leaves
        services.change_action(action, replace(wanted_of(action), owner_agency=far), by=world.staff)
    moved = replace(wanted_of(action), owner_agency=far, owner=elsewhere)
    assert services.change_action(action, moved, by=world.staff).owner == elsewhere
    staff = Account.objects.get(pk=world.staff.account)
    of_nobody = replace(moved, owner_agency=None, owner=staff)
    assert services.change_action(action, of_nobody, by=world.staff).owner == staff


def test_whoever_took_over_from_the_agency_can_own_it(world: made.World) -> None:
    heir = made.agency()
    heir.predecessors.add(world.trust)
    named = people.account("practitioner", organisation=heir)
    assert world.action(owner=named).owner == named


def test_an_owner_who_left_is_not_chosen_and_does_not_stand_in_the_way(world: made.World) -> None:
    action = world.action()
    Account.objects.filter(pk=world.owner_account.pk).update(is_active=False)
    action.refresh_from_db()
    under_way = replace(wanted_of(action), state=ActionState.UNDER_WAY)
    assert services.change_action(action, under_way, by=world.staff).state == "under-way"
    with pytest.raises(NotToBeDone, match="closed"):
        world.action(what="Another", owner=Account.objects.get(pk=world.owner_account.pk))
    elsewhere = Team.objects.create(organisation=made.agency(), name="Elsewhere")
    with pytest.raises(NotToBeDone, match="another organisation"):
        world.action(what="Another", owner=None, owner_team=elsewhere)


def test_once_done_a_practice_check_is_due_half_a_year_later(world: made.World) -> None:
    action = world.done(date(2008, 8, 31))
    assert action.checks.get().due == date(2009, 2, 28)
    undone = replace(wanted_of(action), state=ActionState.UNDER_WAY, done_on=None)
    services.change_action(action, undone, by=world.staff)
    assert not action.checks.exists()
