"""A board's plan on one page: exceptions first, items by review, actions by what they lack. Invented and fictional."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import today
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, TakenUpAs
from tests.people import made as people
from tests.practice.made import World
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> PageClient:
    return browser_of(people.account("board-staff", organisation=world.board))


def at(world: World, rest: str = "") -> str:
    return f"/plans/{world.board.identifier}/{rest}"


def test_one_plan_opens_at_once_and_nobody_elses_is_there(
    world: World, staff: PageClient, pages: PageClient
) -> None:
    assert staff.client.get("/plans/")["Location"] == at(world)
    pages.get(at(world), status=404)
    browser_of(people.account("board-staff", organisation=people.board())).get(at(world), status=404)
    browser_of(people.account("practitioner", organisation=world.trust)).get("/plans/", status=403)


def test_an_empty_plan_says_so_and_what_to_do(world: World, staff: PageClient) -> None:
    page = staff.get(at(world))
    assert "Nothing is on this plan yet." in page.text


def test_exceptions_come_first_each_with_its_list(world: World, staff: PageClient) -> None:
    world.action(owner=None, owner_agency=None, owner_role="", due=None)
    world.action(what="Audit the files")
    page = staff.get(at(world))
    assert page.text.index("Actions past their due date") < page.text.index("Actions that nobody owns")
    listed = staff.get(page.link("Actions without a due date"))
    assert "1 action that are so" in listed.text and "Change the recording form" in listed.text
    assert "Audit the files" not in listed.text


def test_nothing_wanting_is_said(world: World, staff: PageClient) -> None:
    world.action(due=today() + timedelta(days=30))
    assert "every action has an owner and a date" in staff.get(at(world)).text


def test_an_outstanding_answer_is_counted_and_listed(world: World, staff: PageClient) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff, due=date(2020, 1, 1))
    page = staff.get(at(world))
    listed = staff.get(page.link("Answers past their date"))
    assert "0 of 1 answered" in listed.text and "1 point on the plan that are so" in listed.text
    services.answer(asked, services.Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert "Answers past their date" not in staff.get(at(world)).text


def test_items_stand_under_their_review_and_are_narrowed(world: World, staff: PageClient) -> None:
    item = world.changed()
    page = staff.get(at(world))
    assert "Practice changed" in page.text and world.text in page.text
    assert page.link(item.point.work.title) == f"/reviews/{item.point.work.identifier}/"  # type: ignore[union-attr]
    for query, count in (
        ({"state": "practice-changed"}, 1), ({"state": "under-way"}, 0), ({"q": "household nonsense"}, 0),
        ({"q": "every man"}, 1), ({"review": item.point.work.identifier}, 1), ({"state": "to-check"}, 0),  # type: ignore[union-attr]
        ({"state": "no-answer"}, 0), ({"state": "closed"}, 0), ({"state": "no-action"}, 0), ({"state": "no"}, 1),
    ):  # fmt: skip
        found = staff.get(f"{at(world)}?{urlencode(query)}")
        assert f"{count} point" in found.text, query


def test_what_was_taken_up_and_does_not_apply_waits_for_nothing(world: World, staff: PageClient) -> None:
    said = services.TakenUpSaid(TakenUpAs.DOES_NOT_APPLY, "There is no river here.")
    services.take_up(World().recommendation, world.board, said, by=world.staff)
    assert "1 point" in staff.get(at(world), state="not-needed").text
    assert "0 points" in staff.get(at(world), state="no-answer").text
    assert "Taken up: nothing to do here" in staff.get(at(world)).text


def test_actions_are_found_by_agency_kind_state_and_words(world: World, staff: PageClient) -> None:
    world.action()
    for query, count in (
        ({"agency": world.trust.identifier}, 1), ({"kind": "training"}, 0), ({"state": "not-started"}, 1),
        ({"state": "closed"}, 0), ({"q": "recording"}, 1), ({"q": "nonsense"}, 0), ({"lacks": "overdue"}, 1),
    ):  # fmt: skip
        page = staff.get(f"{at(world, 'actions/')}?{urlencode(query)}")
        assert page.text.count("Change the recording form") == count, query


def test_more_on_the_plan_asks_no_more_queries(world: World, staff: PageClient) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            staff.get(address)
        return len(seen)

    world.action()
    staff.get(at(world))  # what is looked up once in a process
    few = asked(at(world)), asked(at(world, "actions/"))
    for number in range(3):
        other = World(board=world.board, text=f"{world.text} Again {number}.")
        other.action(), other.action(what="Another")
    assert (asked(at(world)), asked(at(world, "actions/"))) == few
