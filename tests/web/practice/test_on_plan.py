"""From wherever a recommendation is read, those who keep a plan can put it there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.people.viewer import OPERATOR
from heeded.practice import services
from tests.learning import lessons_made
from tests.practice.made import MEN, World
from tests.web.lessons import lesson
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_from_the_page_of_its_review(world: World) -> None:
    pages, address = browser(world.staff), to("review", world.report.work)
    page = pages.get(address)
    assert page.link("Put on our plan").endswith(to("put-on-plan", world.recommendation))
    assert page.link(f"Put it on the plan of {world.board.name}").startswith(to("open-on-plan", world.board))
    page = pages.get(page.link(f"Put it on the plan of {world.board.name}"))
    assert MEN in page.text
    item = world.item()
    assert pages.get(address).link(f"On the plan of {world.board.name}") == to("plan-item", item)


def test_another_boards_review_is_only_taken_up(world: World) -> None:
    far = World()
    world.report.work.keeper = world.board
    world.report.work.save()
    page = browser(far.staff).get(to("review", world.report.work))
    assert "Put it on the plan of" not in page.text and "could it happen here?" in page.text


def test_from_a_lesson_and_what_was_said_before(world: World) -> None:
    other = lessons_made.review("Midwives should record the name of every man of the home.")
    found = lesson([world.recommendation, other.learning_points.get()])
    pages = browser(world.staff)
    page = pages.get(to("lesson", found))
    assert page.link("Put on our plan") in {
        to("put-on-plan", one) for one in (world.recommendation, other.learning_points.get())
    }
    page = pages.post(reverse("said-before"), {"text": MEN})
    assert page.link("Put on our plan")


def test_from_the_page_where_it_is_confirmed(world: World) -> None:
    page = browser(world.staff).get(to("learning-point", world.recommendation))
    assert page.link("Put on our plan") == to("put-on-plan", world.recommendation)


def test_from_its_throughline(world: World) -> None:
    item = world.item()
    services.show_item(item, by=OPERATOR)
    assert browser(world.staff).get(to("point", item.point)).link("Could it happen here?") == to(
        "take-up", item.point
    )
    assert "Could it happen here?" not in browser().get(to("point", item.point)).text


def test_whoever_keeps_no_plan_is_not_asked(world: World) -> None:
    for who in (None, world.manager):
        page = browser(who).get(to("review", world.report.work))
        assert "on our plan" not in page.text and "on the plan of" not in page.text
    page = browser(world.staff, strong=False).get(to("review", world.report.work))
    assert "on our plan" not in page.text


def test_however_many_there_are_it_asks_as_often(world: World) -> None:
    pages = browser(world.staff)
    world.item()

    def queries() -> int:
        pages.client.get(to("review", world.report.work))
        with CaptureQueriesContext(connection) as asked:
            pages.client.get(to("review", world.report.work))
        return len(asked)

    before = queries()
    for number in range(4):
        point = lessons_made.point(world.report, f"Do this {number}.", number=str(number + 2))
        services.open_item(point, world.board, by=OPERATOR)
    assert queries() == before
