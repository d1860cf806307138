"""What is mine to do, what I may change, and where the people of an agency stand."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.queries import (
    MayChange,
    OnPlanOf,
    actions_of,
    agency_stands,
    could_own,
    done_by,
    has_actions,
    may_add_evidence,
    may_change,
    my_actions,
)
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def test_what_has_no_date_stands_last(world: made.World) -> None:
    undated, late = world.action(what="Some day", due=None), world.action(what="Later", due=date(2010, 1, 1))
    first = world.action()
    assert list(my_actions(world.owner)) == [first, late, undated]
    assert list(actions_of(world.staff, world.board)) == [first, late, undated]


def test_how_much_of_an_action_somebody_may_change(world: made.World) -> None:
    action = world.action()
    found = [may_change(one, action) for one in (world.staff, OPERATOR, world.manager, world.owner)]
    assert found == [MayChange.ALL, MayChange.ALL, MayChange.OWNER, MayChange.HOW]
    reader = world.colleague()
    handed = services.change_action(action, world.wanted(owner=reader), by=world.staff)
    reader.memberships.update(role="reader")  # named, but now with a role that owns nothing
    for nobody in (ANONYMOUS, people.seen_as(reader), people.viewer("manager"), people.viewer("board-staff")):
        assert may_change(nobody, handed) == MayChange.NOTHING
    weak = people.seen_as(world.owner_account, strong=False)
    assert may_change(weak, world.action(what="Another")) == MayChange.NOTHING
    assert has_actions(people.seen_as(reader)) and has_actions(world.manager)
    assert not has_actions(ANONYMOUS) and not has_actions(people.viewer("reader"))


def test_who_may_put_down_evidence(world: made.World) -> None:
    action = world.action()
    for one in (world.staff, world.manager, world.owner, OPERATOR):
        assert may_add_evidence(one, action.item, action)
    assert not may_add_evidence(world.owner, action.item) and not may_add_evidence(world.manager, action.item)
    services.ask(action.item, world.trust, by=world.staff)
    assert may_add_evidence(world.manager, action.item)
    assert not may_add_evidence(ANONYMOUS, action.item, action)


def test_what_somebody_did_is_listed_until_it_is_closed(world: made.World) -> None:
    first, second = world.done(), world.done(date(2009, 6, 20), what="Tell everybody")
    world.evidence(first, replace(made.AUDIT, action=first))
    assert [(one, one.has_evidence) for one in done_by(world.owner)] == [(second, False), (first, True)]
    assert not done_by(world.staff) and not done_by(ANONYMOUS)


def test_an_agency_by_team_and_person(world: made.World) -> None:
    world.action()
    world.action(what="Later", due=date(2090, 1, 1))
    world.action(what="Nobody", owner=None)
    world.action(what="With the team", owner_team=world.team)
    stands = agency_stands(world.manager, on=date(2009, 7, 1))
    assert [(one.team, one.owner, one.open, one.overdue) for one in stands] == [
        (world.team, world.owner_account, 1, 1),
        (None, world.owner_account, 2, 1),
        (None, None, 1, 1),
    ]
    with CaptureQueriesContext(connection) as asked:
        agency_stands(world.manager)
    assert len(asked) <= 5
    assert not agency_stands(world.owner)


def test_only_those_with_a_role_there_can_own(world: made.World) -> None:
    people.account("reader", organisation=world.trust)
    gone = people.account("practitioner", organisation=world.trust)
    gone.is_active = False
    gone.save()
    for_trust = could_own([OnPlanOf(people.board().pk, world.trust.pk)])
    assert world.owner_account in for_trust and for_trust.count() == 2 and gone not in for_trust
    assert {one.pk for one in could_own([OnPlanOf(world.board.pk)])} == {
        world.staff.account,
        world.checker.account,
    }
