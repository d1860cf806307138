"""What is said of a board, and whom the public may ask."""

import pytest

from heeded.core.models import AuditRow
from heeded.practice.kinds import BoardSays
from tests.people import made as people
from tests.practice.made import World
from tests.web import lessons
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def staff(world: World) -> PageClient:
    client = lessons.logged_in(people.account("board-staff", organisation=world.board))
    session = client.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


def at(world: World) -> str:
    return f"/plans/{world.board.identifier}/statement/"


def test_it_is_for_those_who_keep_the_plan(world: World, pages: PageClient) -> None:
    pages.get(at(world), status=404)
    lessons.somebody("board-staff").get(at(world), status=404)


def test_what_is_said_stands_on_the_public_page_until_it_is_taken_back(
    world: World, pages: PageClient
) -> None:
    client = staff(world)
    said = {"do": "say", "says": BoardSays.NONE, "since_0": "1", "since_1": "4", "since_2": "2019"}
    page = client.post(at(world), said)
    assert "The board says that it had no review since 1 April 2019" in page.text
    public = pages.get(f"/boards/{world.board.identifier}/")
    assert public.text.count("The board says that it") == 1, "it is not said twice"
    assert "since 1 April 2019" in public.text
    number = page.all("input", name="statement")[0].get("value")
    client.post(at(world), {"do": "take-back", "statement": number})
    assert "None known to this library" in pages.get(f"/boards/{world.board.identifier}/").text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world: World) -> None:
    said = {"do": "say", "says": BoardSays.NONE, "since_2": "2019", "since_0": "1", "since_1": "4"}
    ends = {"until_0": "1", "until_1": "4", "until_2": "2018"}
    page = staff(world).post(at(world), {**said, **ends}, status=422)
    assert "It would end before it begins" in page.text
    assert "2018" in [one.get("value") for one in page.all("input")]
    assert "Choose what is to be said" in staff(world).post(at(world), {"do": "say"}, status=422).text


def test_whom_to_ask_stands_first_on_public_pages(world: World, pages: PageClient) -> None:
    world.item()
    staff(world).post(at(world), {"do": "ask", "ask": "The board’s office, 01632 960 001"})
    for address in (f"/boards/{world.board.identifier}/", f"/boards/{world.board.identifier}/"):
        assert "01632 960 001" in pages.get(address).text
    assert AuditRow.objects.filter(action="board.contact").count() == 1
