"""Whose plans somebody keeps, whom they can ask, and what is missing to close."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.people.models import OrganisationArea
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.errors import NoSuchItem
from heeded.practice.kinds import CheckAnswer
from heeded.practice.queries import (
    MissingToClose,
    boards_of_review,
    can_close,
    organisations_called,
    partners_of,
    plan_for,
    plans_kept,
    reviews_to_open,
)
from heeded.practice.services import ToOpen, ask_each, open_together
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import COURSE, World, agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_those_of_the_board_and_what_it_took_over_from(world: World) -> None:
    before = people.board("Board of before")
    world.board.predecessors.add(before)
    assert set(plans_kept(world.staff)) == {world.board, before}
    assert plan_for(world.staff, before.identifier) == before
    assert set(plans_kept(OPERATOR)) == {world.board, before}
    for who in (
        ANONYMOUS,
        world.manager,
        people.viewer("board-staff", organisation=world.board, strong=False),
    ):
        assert not plans_kept(who).exists()
        with pytest.raises(NoSuchItem):
            plan_for(who, world.board.identifier)


def test_partners_are_those_known_and_those_near(world: World) -> None:
    services.ask(world.item(), world.trust, by=world.staff)
    near, far = agency("Of the same area"), agency("Of another area")
    for one, area in ((world.board, "Quenby"), (near, "Quenby"), (far, "Elsewhere")):
        OrganisationArea.objects.create(organisation=one, area=area)
    assert partners_of(world.staff, world.board) == [world.board, world.trust, near]
    assert partners_of(world.manager, world.board) == []


def test_agencies_of_the_same_place_are_near() -> None:
    board = people.board("Quenby Safeguarding Children Board")
    police, _other = agency("Quenby Police"), agency("Ellerby Police")
    assert partners_of(OPERATOR, board) == [board, police]


def test_where_nothing_is_known_every_agency_without_an_area_is_offered() -> None:
    board, merged = people.board("Quenby Safeguarding Board"), agency("Ellerby Trust of before")
    merged.successors.add(agency("Ellerby Trust"))
    OrganisationArea.objects.create(organisation=agency("Farway Trust"), area="Farway")
    assert [one.name for one in partners_of(OPERATOR, board)] == [board.name, "Ellerby Trust"]


def test_organisations_are_found_for_those_who_keep_a_plan(world: World) -> None:
    found = agency("Ambulance Service of Quenby")
    assert list(organisations_called(world.staff, "quenby ambulance")) == [found]
    assert not organisations_called(world.staff, " ").exists()
    assert not organisations_called(world.manager, "quenby").exists()


def test_reviews_to_open_are_those_that_one_looks_after(world: World) -> None:
    far = World()
    far.report.work.keeper = far.board
    far.report.work.save()
    assert [one.pk for one in reviews_to_open(world.staff)] == [world.report.work_id]
    assert set(boards_of_review(world.staff, world.report.work)) == {world.board}
    assert boards_of_review(world.staff, far.report.work) == []
    assert boards_of_review(far.staff, far.report.work) == [far.board]


def test_together_is_all_or_nothing_and_twice_is_once(world: World) -> None:
    second = lessons_made.point(world.report, "Midwives should ask.", number="2")
    good = lessons_made.point(world.report, "The school kept on.", kind="good-practice")
    wanted = [ToOpen(world.recommendation, [world.trust]), ToOpen(second)]
    items = open_together(wanted, world.board, by=world.staff)
    assert open_together(wanted, world.board, by=world.staff) == items
    assert items[0].addressees.get().organisation == world.trust
    with pytest.raises(Exception, match="Good practice"):
        open_together([ToOpen(good)], world.board, by=world.staff)
    ask_each(items[1], [world.trust, agency()], by=world.staff)
    assert items[1].addressees.count() == 2


def test_what_is_missing_follows_the_rules_of_closing(world: World) -> None:
    item = world.item()
    assert can_close(world.staff, item).missing == (MissingToClose.NOTHING_DONE,)
    action = world.action()
    assert can_close(world.staff, item).missing == (MissingToClose.NOT_DONE, MissingToClose.NO_CHECK)
    action = services.change_action(action, world.wanted(state="done"), by=world.staff)
    world.checked(action, CheckAnswer.PARTLY)
    assert can_close(world.staff, action).missing == (MissingToClose.NOT_YES,)


def test_a_yes_with_evidence_closes_until_that_is_taken_away(world: World) -> None:
    check = world.checked(world.done())
    assert can_close(world.staff, world.item()).as_changed
    check.evidence.set([world.evidence(given=COURSE)])
    said = can_close(world.staff, world.item())
    assert said.missing == (MissingToClose.NO_EVIDENCE,) and said.check == check


def test_can_close_asks_few_questions(world: World) -> None:
    world.checked(world.done())
    item = world.item()
    with CaptureQueriesContext(connection) as asked:
        can_close(world.staff, item)
    assert len(asked) <= 7
