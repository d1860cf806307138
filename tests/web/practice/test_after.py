"""After a review: there from the first day, in words for everybody."""

from datetime import date

import pytest

from heeded.practice import services
from heeded.practice.kinds import AnswerKind
from heeded.practice.services import Answered
from tests.learning import lessons_made
from tests.practice.made import MEN, World
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def at(world: World) -> str:
    return f"/reviews/{world.report.work.identifier}/after/"


def test_it_is_there_from_the_first_day(world: World, pages: PageClient) -> None:
    lessons_made.file(world.report.work, date_of_publication="2009-03-02", nation="scotland")
    page = pages.get(at(world))
    years = date.today().year - 2009
    assert "No response known to this library" in page.text
    assert (
        f"{years} years after publication" in page.text or f"{years - 1} years after publication" in page.text
    )
    assert MEN in page.text and page.link("p. 1").startswith("/documents/")
    opening = page.text.index("Whom to ask"), page.text.index("Where to find support")
    assert max(opening) < page.text.index("What was recommended")
    assert "the child protection committee" in page.text and "the procurator fiscal" in page.text


def test_where_the_day_is_not_known_it_counts_from_this_library(world: World, pages: PageClient) -> None:
    assert "after it was put into this library" in pages.get(at(world)).text


def test_it_tells_what_became_of_each_once_the_board_shows_it(world: World, pages: PageClient) -> None:
    item = world.changed()
    addressee = services.ask(item, world.trust, by=world.staff)
    services.answer(addressee, Answered(AnswerKind.ACCEPTED), by=world.staff)
    services.show_item(item, by=world.staff)
    page = pages.get(at(world))
    assert "1 recommendation" in page.text and "1 is shown to have changed practice" in page.text
    assert f"accepted by {world.trust.name}" in page.text and "1 action: 1 done" in page.text
    assert page.link("What became of it") == f"/points/{item.point.identifier}/"


def test_a_review_that_one_may_not_see_is_not_there(pages: PageClient) -> None:
    world = World(state="restricted")
    pages.get(at(world), status=404)


def test_the_review_leads_there(world: World, pages: PageClient) -> None:
    page = pages.get(f"/reviews/{world.report.work.identifier}/")
    assert page.link("What became of it") == at(world)
