"""Has practice changed? Said by somebody who never owned it, with what shows it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from heeded.core.clock import today
from heeded.core.errors import NotAllowed
from heeded.people.models import Team
from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.practice import services
from heeded.practice.errors import NoSuchAction, NoSuchCheck, NotChecked
from heeded.practice.kinds import CheckAnswer, Tie
from heeded.practice.models import Evidence, PracticeCheck
from heeded.practice.queries import visible_actions, visible_checks, visible_evidence
from heeded.practice.services import Checked, wanted_of
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db
YES = Checked(CheckAnswer.YES, Tie.INDEPENDENT, "Named in 18 of 20.", [made.AUDIT])


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture
def check(world: made.World) -> PracticeCheck:
    return world.done().checks.get()


def test_it_is_made_once_and_the_next_one_is_planned(world: made.World, check: PracticeCheck) -> None:
    next_date = today() + timedelta(days=180)
    made_check = services.make_check(check, replace(YES, next_date=next_date), by=world.checker)
    following = made_check.followed_by
    assert (made_check.answer, made_check.tie, following.due) == ("yes", "independent", next_date)
    assert list(following.actions.all()) == list(check.actions.all())
    with pytest.raises(NotChecked, match="already"):
        services.make_check(check, YES, by=world.checker)


def test_whoever_owns_it_or_ever_owned_it_does_not_check_it(world: made.World) -> None:
    owner = people.account("manager", organisation=world.board)
    action = world.done(owner=owner)
    services.change_action(action, replace(wanted_of(action), owner=None), by=world.staff)
    held = action.checks.get()
    held.checker = owner
    held.save()
    with pytest.raises(NotChecked, match="owned"):
        services.make_check(held, YES, by=people.seen_as(owner))
    with pytest.raises(NotChecked, match="owned"):
        services.plan_check([action], date(2030, 1, 1), by=world.staff, checker=owner)


def test_yes_needs_more_than_a_training_record(world: made.World, check: PracticeCheck) -> None:
    for evidence in ([], [made.COURSE]):
        with pytest.raises(NotChecked, match="evidence"):
            services.make_check(check, replace(YES, evidence=evidence), by=world.checker)
    assert not Evidence.objects.exists()
    partly = Checked(CheckAnswer.PARTLY, Tie.INDEPENDENT, "Half of them.", [made.COURSE])
    assert services.make_check(check, partly, by=world.checker).evidence.count() == 1


def test_the_tie_is_no_further_than_what_is_known_here(world: made.World) -> None:
    action = world.done(owner=None, owner_team=world.team)
    colleague = people.account("manager", organisation=world.trust)
    other_team = Team.objects.create(organisation=world.trust, name="Another team")
    teamed = people.account("manager", organisation=world.trust, team=world.team)
    for account, nearest in ((colleague, Tie.SAME_AGENCY), (teamed, Tie.SAME_TEAM)):
        held = services.plan_check([action], date(2030, 1, 1), by=world.staff, checker=account)
        with pytest.raises(NotChecked, match="closer"):
            services.make_check(held, YES, by=people.seen_as(account))
        assert services.make_check(held, replace(YES, tie=nearest), by=people.seen_as(account)).tie == nearest
    assert other_team.pk


def test_somebody_of_another_agency_can_be_asked(world: made.World) -> None:
    action = world.done()
    asked = people.account("manager", organisation=made.agency())
    checker: Viewer = people.seen_as(asked)
    assert not visible_actions(checker).exists()
    held = services.plan_check([action], date(2030, 1, 1), by=world.staff, checker=asked)
    assert list(visible_actions(checker)) == [action]
    assert not PracticeCheck.objects.exclude(pk=held.pk).exists()  # it takes the place of the one that waited
    assert services.make_check(held, replace(YES, tie=Tie.ANOTHER_AGENCY), by=checker).made_at is not None


def test_nobody_else_checks(world: made.World, check: PracticeCheck) -> None:
    for somebody in (ANONYMOUS, people.viewer("manager", organisation=made.agency())):
        with pytest.raises(NoSuchCheck):
            services.make_check(check, YES, by=somebody)
    for somebody in (world.owner, world.manager):
        with pytest.raises(NotAllowed):
            services.make_check(check, YES, by=somebody)


def test_one_check_serves_all_that_teach_the_same_lesson(world: made.World) -> None:
    action = world.done()
    second = lessons_made.review(lessons_made.MEN[1], board=world.board.name)
    item = services.open_item(second.learning_points.get(), world.board, by=world.staff)
    other = services.add_action(item, world.wanted(state="done", done_on=date(2009, 7, 1)), by=world.staff)
    with pytest.raises(NotChecked, match="one lesson"):
        services.plan_check([action, other], date(2030, 1, 1), by=world.staff)
    lesson = lessons_made.lesson(world.report, second)
    held = services.plan_check([action, other], date(2030, 1, 1), by=world.staff, lesson=lesson)
    services.make_check(held, YES, by=world.checker)
    assert action.checks.get() == other.checks.get() == held
    third = lessons_made.review(lessons_made.INTERPRETERS[0])
    apart = services.open_item(third.learning_points.get(), world.board, by=world.staff)
    unlike = services.add_action(apart, world.wanted(), by=world.staff)
    with pytest.raises(NotChecked, match="does not teach"):
        services.plan_check([action, unlike], date(2030, 1, 1), by=world.staff, lesson=lesson)


def test_the_actions_of_several_boards_are_not_checked_at_once(world: made.World) -> None:
    other = made.World(text="See the father.")
    with pytest.raises(NoSuchAction):
        services.plan_check([world.done(), other.done()], date(2030, 1, 1), by=world.staff)


def test_a_check_still_to_be_made_is_not_for_everybody(world: made.World, check: PracticeCheck) -> None:
    services.show_item(world.item(), by=world.staff)
    assert not visible_checks(ANONYMOUS).exists()
    services.make_check(check, YES, by=world.checker)
    assert visible_checks(ANONYMOUS).get() == check
    assert not visible_evidence(ANONYMOUS).exists()
