"""The throughline of a point, as a page: for everybody what is shown, for those within all of it."""

import pytest

from heeded.core.clock import now
from heeded.practice import services
from heeded.practice.kinds import When
from heeded.practice.models import CameBack, PlanItem
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import MEN, World
from tests.web import lessons
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def at(item: PlanItem) -> str:
    return f"/points/{item.point.identifier}/"


def test_what_is_on_no_plan_says_that_no_response_is_known(world: World, pages: PageClient) -> None:
    page = pages.get(f"/points/{world.recommendation.identifier}/")
    assert MEN in page.text and "No response to it is known to this library" in page.text
    assert f"/documents/{world.report.identifier}/" in page.link("p. 1")


def test_it_is_hidden_until_the_board_shows_it(world: World, pages: PageClient) -> None:
    item = world.changed()
    page = pages.get(at(item))
    assert "No response to it is known" in page.text and "recording form" not in page.text
    services.show_item(item, by=world.staff)
    page = pages.get(at(item))
    assert "Change the recording form" in page.text and "Named nurse" in page.text
    assert "Practice changed" in page.text and world.board.name in page.text
    assert world.owner_account.name not in page.text
    assert "The files say so." not in page.text, "what checkers wrote is for those within"


def test_those_within_are_told_what_is_not_shown(world: World) -> None:
    item = world.changed()
    account = people.account("board-staff", organisation=world.board)
    client = lessons.logged_in(account)
    session = client.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    page = client.get(at(item))
    assert "Not shown to everybody yet" in page.text and "The files say so." in page.text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When.LATER, "Taught again in 2019, p. 1"),
        (When.EARLIER, "Same lesson, earlier practice (2019, p. 1)"),
        (When.NOT_KNOWN, "it is not known whether its practice is later (2019, p. 1)"),
    ],
)
def test_what_came_back_says_when_and_on_which_page(
    world: World, pages: PageClient, when: When, words: str
) -> None:
    item = services.show_item(world.changed(), by=world.staff)
    later = lessons_made.review(lessons_made.MEN[1], board=world.board.name, date_of_publication="2019-05")
    CameBack.objects.create(
        item=item, learning_point=later.learning_points.get(), state="same", when=when,
        proposed_at=now(), decided_at=now(), decided_by="operator",
    )  # fmt: skip
    page = pages.get(at(item))
    assert words in page.text and lessons_made.MEN[1] in page.text and "proves nothing" in page.text
    assert any(f"/documents/{later.identifier}/" in (one.get("href") or "") for one in page.all("a"))
    assert len([one for one in page.all("{http://www.w3.org/2000/svg}svg") if one.get("role") == "img"]) == 1


def test_what_a_machine_proposes_is_not_told(world: World, pages: PageClient) -> None:
    item = services.show_item(world.changed(), by=world.staff)
    later = lessons_made.review(lessons_made.MEN[1], board=world.board.name)
    CameBack.objects.create(
        item=item,
        learning_point=later.learning_points.get(),
        state="proposed",
        when=When.LATER,
        proposed_at=now(),
    )
    page = pages.get(at(item))
    assert lessons_made.MEN[1] not in page.text and "No later review in this library is known" in page.text


def test_of_a_hidden_report_there_is_no_point(pages: PageClient) -> None:
    world = World(state="restricted")
    item = services.show_item(world.changed(), by=world.staff)
    pages.get(at(item), status=404)
    pages.get(f"/points/{world.recommendation.identifier}/", status=404)
