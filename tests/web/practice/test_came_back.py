"""It came back, in a browser: proposed, decided, said by hand; and what others see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.actors import SYSTEM
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.models import CameBack
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_as, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    world = made.World()
    world.changed()
    return world


def _later(world: made.World, **filed: str) -> Document:
    given = {"board": world.board.name, "date_of_publication": "2019-05-01"} | filed
    report = lessons_made.review(lessons_made.MEN[1], **given)
    lessons_made.lesson(world.report, report)
    return report


def _proposed(world: made.World, **filed: str) -> CameBack:
    _later(world, **filed)
    [found] = services.find_what_came_back(by=SYSTEM)
    return found


def _list(world: made.World, more: str = "") -> str:
    return f"/plans/{world.board.identifier}/came-back/{more}"


def test_both_passages_stand_side_by_side_and_the_periods_decide(world: made.World) -> None:
    found = _proposed(world, period_from="2016-01", period_to="2018-03")
    staff = browser_as(world.staff)
    listed = staff.get(_list(world))
    assert "To decide (1)" in listed.text and "Proposed by machine" in listed.text
    page = staff.get(f"/came-back/{found.identifier}/")
    assert world.text in page.text and lessons_made.MEN[1] in page.text
    assert "describes: 2016 to 2018" in page.text and "done by June 2009" in page.text
    assert "proves nothing" in page.text and "The periods under review do not tell" not in page.text
    decided = staff.post(f"/came-back/{found.identifier}/", {"same": "yes", "note": "A private remark"})
    assert decided.heading.startswith("Taught again in 2019, p. 1 of ") and "A private remark" in decided.text
    assert "Came back (1)" in staff.get(_list(world)).text


def test_where_the_periods_do_not_tell_the_person_does(world: made.World) -> None:
    found = _proposed(world)
    staff = browser_as(world.staff)
    address = f"/came-back/{found.identifier}/"
    assert "The periods under review do not tell" in staff.get(address).text
    wrong = staff.post(address, {"when": "later-practice", "note": "What was typed"}, status=422)
    assert "Say whether it is the same" in wrong.text and "What was typed" in wrong.text
    page = staff.post(address, {"same": "yes", "when": "earlier-practice"})
    assert page.heading.startswith("Same lesson, earlier practice")
    otherwise = staff.post(address, {"same": "no", "when": "not-known"})
    assert otherwise.heading == "Not the same"
    assert "Not the same (1)" in staff.get(_list(world)).text


def test_nobody_hears_of_a_proposal_but_those_who_decide(world: made.World, pages: PageClient) -> None:
    found = _proposed(world, period_from="2016-01", period_to="2018-03")
    services.show_item(world.item(), by=world.staff)
    address = f"/came-back/{found.identifier}/"
    for somebody in (pages, browser_as(world.manager)):
        somebody.get(address, status=404)
        somebody.get(_list(world), status=404)
        somebody.get(_list(world, "say/"), status=404)
    services.decide_what_came_back(found, same=True, by=world.staff, note="A private remark")
    page = pages.get(address)
    assert page.heading.startswith("Taught again in 2019, p. 1 of ")
    assert "A private remark" not in page.text and "Decide otherwise" not in page.text
    assert pages.client.post(address, {"same": "no"}).status_code == 200
    found.refresh_from_db()
    assert found.state == "same"


def test_a_researcher_decides_what_everybody_may_see(world: made.World) -> None:
    found = _proposed(world)
    researcher = people.account("researcher")
    browser_of(researcher).get(f"/came-back/{found.identifier}/", status=404)
    services.show_item(world.item(), by=world.staff)
    page = browser_of(researcher).post(f"/came-back/{found.identifier}/", {"same": "no", "when": "not-known"})
    assert page.heading == "Not the same"


def test_a_review_without_a_date_is_offered_and_said_by_hand(world: made.World) -> None:
    report = lessons_made.review(lessons_made.MEN[1], board=world.board.name)
    lessons_made.lesson(world.report, report)
    services.find_what_came_back(by=SYSTEM)
    staff = browser_as(world.staff)
    listed = staff.get(_list(world))
    assert "no date known" in listed.text
    say = listed.link("Look, and say whether it came back")
    assert "checked" in str(staff.get(say).content)
    sent = {"point": report.learning_points.get().identifier, "when": "later-practice"}
    page = staff.post(say, sent)
    assert page.heading.startswith("Taught again, p. 1 of ")
    assert "no date known" not in staff.get(_list(world)).text


def test_step_by_step_by_ones_own_reading(world: made.World) -> None:
    report = lessons_made.review("See the men.", board=world.board.name, period_from="2016", period_to="2018")
    item = world.item()
    staff = browser_as(world.staff)
    first = staff.get(_list(world, "say/"))
    second = staff.get(_list(world, f"say/?item={item.identifier}"))
    assert world.text in first.text and report.work.title in second.text
    nothing = staff.get(_list(world, f"say/?item={item.identifier}&q=xylophone"))
    assert "No other review" in nothing.text
    address = _list(world, f"say/?item={item.identifier}&review={report.work.identifier}")
    assert "The periods under review do not tell" not in staff.get(address).text
    staff.post(address, {"note": "Typed"}, status=422)
    page = staff.post(address, {"point": report.learning_points.get().identifier, "note": "Again."})
    assert page.heading.startswith("Taught again, p. 1 of ") and "Again." in page.text
    staff.get(_list(world, "say/?item=nothing"), status=404)


def test_a_list_asks_as_often_for_many(world: made.World) -> None:
    counts = []
    for number in range(6):
        report = lessons_made.review(f"See the men, {number}.", board=world.board.name)
        point = report.learning_points.get()
        services.say_it_came_back(world.item(), point, by=world.staff)
        if number in (1, 5):
            with CaptureQueriesContext(connection) as asked:
                page = browser_as(world.staff).get(_list(world), show="same")
            counts.append(len(asked))
    assert "Came back (6)" in page.text and counts[0] == counts[1] < 60


def test_an_account_that_left_the_board_decides_no_more(world: made.World) -> None:
    found = _proposed(world)
    held = Account.objects.get(pk=world.staff.account or 0)
    held.memberships.update(until=held.memberships.get().since)
    browser_of(held).get(f"/came-back/{found.identifier}/", status=404)


def test_the_item_and_the_action_lead_here(world: made.World) -> None:
    item = world.item()
    staff = browser_as(world.staff)
    say = staff.get(f"/plan-items/{item.identifier}/").link("Say of a later review that it came back")
    assert "In which review" in staff.get(say).heading
    other = made.World(board=world.board)
    plan = staff.get(f"/actions/{other.done().identifier}/").link("Plan a check")
    assert staff.get(plan).heading == "Plan a practice check"


def test_the_throughline_leads_to_both_passages(world: made.World, pages: PageClient) -> None:
    found = _proposed(world, period_from="2016-01", period_to="2018-03")
    services.show_item(world.item(), by=world.staff)
    services.decide_what_came_back(found, same=True, by=world.staff)
    line = pages.get(f"/points/{found.item.point.identifier}/")
    assert pages.get(line.link("Both passages side by side")).heading.startswith(
        "Taught again in 2019, p. 1 of "
    )
