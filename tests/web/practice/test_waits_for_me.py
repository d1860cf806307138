"""The front page says what of practice waits for whoever logged in, and where it is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.clock import now, today
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.services import Period
from tests.people import made as people
from tests.practice.made import World
from tests.web.client import Fetched, words
from tests.web.practice.places import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _work(page: Fetched) -> str:
    return words(page.one("section", class_="heeded-work"))


def test_ones_own_actions_stand_first_with_what_is_overdue(world: World) -> None:
    world.action()
    world.action(what="Teach it", due=today() + timedelta(days=30))
    page = browser(world.owner_account).get("/")
    assert _work(page).startswith("Your work 2 actions of yours to do (1 is overdue)")
    assert page.link("2 actions of yours to do") == reverse("my-actions")
    assert "Your work" not in browser(world.owner_account, strong=False).get("/").text


def test_a_manager_sees_the_teams_and_what_is_asked(world: World) -> None:
    world.action()
    services.ask(world.item(), world.trust, by=world.staff, due=date(2009, 1, 1))
    page = browser(world.manager).get("/")
    assert "1 action of your team and agency (1 is overdue)" in _work(page)
    assert page.link("1 action of your team and agency") == reverse("team-actions")
    assert page.link("1 answer of yours to give") == reverse("my-actions")


def test_staff_see_their_plan_checks_and_questions(world: World) -> None:
    world.action()
    checker = Account.objects.get(pk=world.checker.account)
    services.plan_check([world.done()], today(), checker=checker, by=world.staff)
    body = people.board("Invented Inspectorate")
    inspector = people.viewer("inspector", organisation=body)
    services.submit(world.board, body, by=world.staff)
    services.open_plan(world.board, body, Period(now(), now() + timedelta(days=9)), by=world.staff)
    services.ask_board(world.board, body, "Who checks this?", by=inspector)
    page = browser(world.staff).get("/")
    assert f"on the plan of {world.board.name} (1 is overdue)" in _work(page)
    assert page.link(f"on the plan of {world.board.name}") == reverse("plan", args=[world.board.identifier])
    link = page.link(f"1 question from outside to answer, {world.board.name}")
    assert link == reverse("plan-outside", args=[world.board.identifier])
    told = browser(inspector).get("/")
    assert told.link("1 submission of a board to read") == reverse("outside")
    assert told.link("1 plan that is opened to you") == reverse("outside")
    assert browser(world.checker).get("/").link("1 practice check to make") == reverse("my-checks")


def test_it_asks_no_more_for_many(world: World) -> None:
    def asked() -> int:
        pages = browser(world.staff)
        pages.get("/")
        with CaptureQueriesContext(connection) as queries:
            pages.get("/")
        return len(queries)

    world.action()
    few = asked()
    for number in range(8):
        world.action(what=f"Do {number}", due=None)
    assert asked() == few and few <= 60, few


def test_nobody_else_is_asked_about_anything(world: World) -> None:
    world.action()
    assert "Your work" not in browser().get("/").text
    assert "Your work" not in browser(people.account("reader")).get("/").text
