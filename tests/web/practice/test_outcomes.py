"""What became of it, beside learning points wherever they stand: in reviews, lessons, comparisons, on their page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.library.models import Page
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from tests.learning import lessons_made
from tests.practice.made import World
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def shown(world: World) -> str:
    """Where what became of it is told."""
    item = services.show_item(world.changed(), by=world.staff)
    return f"/points/{item.point.identifier}/"


def test_beside_a_recommendation_of_a_review(world: World, pages: PageClient) -> None:
    address = f"/reviews/{world.report.work.identifier}/"
    assert "practice changed" not in pages.get(address).text
    told = shown(world)
    page = pages.get(address)
    assert "1 action: 1 done; practice changed" in page.text
    assert told in [one.get("href") for one in page.all("a")]


def test_on_the_page_on_which_it_is_printed(world: World, pages: PageClient) -> None:
    Page.objects.create(document=world.report, number=1, text=world.text, width=595, height=842, source="text",
        blocks=[["paragraph", world.text, [[0, 1, 0, len(world.text)]], 10.0, 0, 0, 50.0, "", "", []]])  # fmt: skip
    page = pages.get(f"/documents/{world.report.identifier}/", page="1")
    address = page.link("what became of it")
    assert address == f"/points/{world.recommendation.identifier}/"
    told = shown(world)
    assert pages.client.get(address)["Location"] == told


def test_beside_what_teaches_a_lesson(world: World, pages: PageClient) -> None:
    other = lessons_made.review(lessons_made.MEN[1])
    lesson = lessons_made.lesson(world.report, other)
    address = f"/lessons/{lesson.identifier}/"
    assert "What came of each is not known" in pages.get(address).text
    told = shown(world)
    page = pages.get(address)
    assert page.link("What became of it") == told and "proves nothing" in page.text


def test_beside_what_was_said_before(world: World, pages: PageClient) -> None:
    other = lessons_made.review(world.text)
    point = other.learning_points.get()
    told = shown(world)
    page = pages.get(f"/learning-points/{point.identifier}/said-before/")
    assert page.link("What became of it") == told
    page = pages.get(f"/reviews/{other.work.identifier}/new-here/")
    assert page.heading


def test_a_review_asks_as_much_for_many_recommendations(world: World, pages: PageClient) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            pages.get(f"/reviews/{world.report.work.identifier}/")
        return len(queries)

    shown(world)
    first = asked()
    for text in ("Ask fathers.", "Ask grandmothers.", "Ask neighbours."):
        point = lessons_made.point(world.report, text)
        services.show_item(services.open_item(point, world.board, by=OPERATOR), by=OPERATOR)
    assert asked() <= first + 2


def test_where_the_area_is_left_out_no_board_is_named_beside_a_recommendation(
    world: World, pages: PageClient
) -> None:
    lessons_made.file(world.report.work, age_band="under-1")
    told = shown(world)
    page = pages.get(f"/reviews/{world.report.work.identifier}/")
    assert "the area is left out" in page.text
    assert page.link("What became of it") and told in [one.get("href") for one in page.all("a")]
    assert world.board.name not in page.text and world.trust.name not in page.text
