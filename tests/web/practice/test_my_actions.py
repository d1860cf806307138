"""What somebody has to do, on one page: overdue first, each with a form that takes a minute."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.clock import today
from heeded.people.models import Account
from heeded.people.viewer import OPERATOR, Viewer
from heeded.practice import services
from heeded.practice.models import Action
from tests.people import made as people
from tests.practice.made import MEN, World
from tests.web.client import Fetched, PageClient, words
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
MINE = reverse("my-actions")
SENT = {"form": "how", "back": "my-actions", "seen": 1, "due_0": 30, "due_1": 6, "due_2": 2009}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def pages(world: World) -> PageClient:
    return browser(world.owner_account)


def _headings(page: Fetched) -> list[str]:
    return [words(one) for one in page.all("h2")]


def test_what_is_due_first_stands_first_and_says_so_in_words(world: World, pages: PageClient) -> None:
    world.action(what="Some day", due=None)
    world.action(what="Soon", due=today() + timedelta(days=3))
    world.action(what="Today", due=today())
    world.action(what="Late", due=today() - timedelta(days=1))
    world.action(what="Far", due=today() + timedelta(days=100))
    page = pages.get(MINE)
    assert _headings(page) == ["Overdue", "Due in the next four weeks", "Due later", "Without a date"]
    titles = [words(one) for one in page.all("h3")]
    assert titles == ["Late", "Today", "Soon", "Far", "Some day"]
    assert "1 day overdue" in page.text and "Due today" in page.text and "Due in 3 days" in page.text
    assert "5 actions to do, 1 overdue" in page.text


def test_each_says_what_it_is_for(world: World, pages: PageClient) -> None:
    world.action()
    page = pages.get(MINE)
    assert "Recommendation" in page.text and MEN in page.text and world.board.name in page.text
    assert "Every man of a household is known by name" in page.text
    assert page.link("p. 1").startswith(f"/documents/{world.report.identifier}/")


def test_words_of_a_report_that_its_owner_may_not_see_are_not_shown() -> None:
    world = World(state="restricted")
    services.add_action(world.item(), world.wanted(), by=OPERATOR)
    page = browser(world.owner_account).get(MINE)
    assert MEN not in page.text and "in a report that you cannot see" in page.text
    assert "Change the recording form" in page.text


def test_in_a_minute(world: World, pages: PageClient) -> None:
    action = world.action()
    page = pages.get(MINE)
    form = page.one("form", action=to("change-action", action))
    names = {one.get("name") for one in form.iter("input")} - {"csrfmiddlewaretoken"}
    assert names == {
        "form", "back", "seen", "state", "done_on_0", "done_on_1", "done_on_2", "due_0", "due_1", "due_2", "reason",
    }  # fmt: skip
    page = pages.post(to("change-action", action), SENT | {"state": "under-way"})
    assert page.heading == "My actions" and "Saved." in page.text and "Under way" in page.text
    assert Action.objects.get().state == "under-way"


def test_done_leads_to_where_evidence_is_put_down(world: World, pages: PageClient) -> None:
    action = world.action()
    page = pages.post(to("change-action", action), SENT | {"state": "done"})
    assert page.heading == "Change the recording form" and "What shows it?" in page.text
    assert Action.objects.get().done_on == today()
    page = pages.get(MINE)
    assert "0 actions to do" in page.text and "Nothing shows it yet." in page.text
    assert page.link("Add evidence") == to("add-evidence", action)


def test_nothing_is_shown_without_a_second_factor(world: World) -> None:
    world.action()
    page = browser(world.owner_account, strong=False).get(MINE)
    assert "Change the recording form" not in page.text and "second factor" in page.text


def test_it_asks_for_a_log_in_and_is_in_the_menu_of_those_it_concerns(world: World) -> None:
    assert browser().client.get(MINE).status_code == 302
    reader = people.account("reader")
    assert "My actions" not in browser(reader).get("/about/").text
    assert browser(world.owner_account).get("/about/").link("My actions") == MINE
    Action.objects.filter(pk=world.action().pk).update(owner=reader)
    page = browser(reader).get(MINE)
    assert page.link("My actions") == MINE and "Change the recording form" in page.text


def test_what_waits_for_an_answer_and_a_check(world: World) -> None:
    services.ask(world.item(), world.trust, by=world.staff, due=date(2009, 1, 1))
    page = browser(world.manager).get(MINE)
    addressee = world.item().addressees.get()
    assert page.link(MEN[:60]) == to("answer", world.item(), addressee)
    assert "Waiting for your answer (1)" in page.text and "by 1 January 2009 (late)" in page.text
    assert "Waiting for your answer" not in browser(world.owner_account).get(MINE).text
    services.plan_check([world.done()], today(), checker=_account(world.checker), by=world.staff)
    assert "Practice checks for me to make (1)" in browser(world.checker).get(MINE).text


def _account(viewer: Viewer) -> Account:
    return Account.objects.get(pk=viewer.account)


def test_in_a_calendar(world: World, pages: PageClient) -> None:
    action = world.action(due=date(2031, 5, 6))
    world.action(what="Some day", due=None)
    answer = pages.client.get(reverse("my-calendar"))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar") and text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20310506" in text and f"UID:{action.identifier}@heeded" in text
    assert f"URL:http://testserver/actions/{action.identifier}/" in text and MEN not in text


def test_it_asks_no_more_for_many(world: World) -> None:
    def asked() -> int:
        one = browser(Account.objects.get(pk=world.owner_account.pk))
        one.get(MINE)
        with CaptureQueriesContext(connection) as queries:
            one.get(MINE)
        return len(queries)

    world.action()
    world.done(what="Done once")
    few = asked()
    other = World(text="Another thing to learn from another review.")
    for number in range(7):
        world.action(what=f"Do {number}", owner_team=world.team)
        world.done(what=f"Did {number}")
        other.action(what=f"Elsewhere {number}", owner_agency=world.trust, owner=world.owner_account)
    assert asked() == few and few <= 30, few
