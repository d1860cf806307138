"""The throughline of a point, as a page: for everybody what is shown, for those within all of it."""

import pytest

from heeded.practice import services
from heeded.practice.models import PlanItem
from tests.practice.made import MEN, World
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
