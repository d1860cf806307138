"""A board's response to a review, made of the answers."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Word

from heeded.core.clock import now
from heeded.practice import services
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, OutsideReading
from heeded.practice.services import Answered
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import MEN, World, agency
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _answered(world: World, reasons: str = "Not for adults.") -> Addressee:
    asked = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.IN_PART, reasons), by=world.manager)
    return asked


def _address(world: World, name: str = "board-response") -> str:
    return to(name, world.board, world.report.work)


def test_those_within_see_what_is_still_to_be_shown(world: World) -> None:
    _answered(world)
    world.action()
    page = browser(world.staff).get(_address(world))
    assert MEN in page.text and "Accepted in part" in page.text and "Not for adults." in page.text
    assert "1 answer is not shown to everybody yet" in page.text and "p. 1" in page.text
    assert "Change the recording form (Named nurse," in page.text


def test_everybody_reads_what_is_published_and_nothing_else(world: World) -> None:
    asked = _answered(world)
    browser().get(_address(world), status=404)
    services.show_item(world.item(), by=world.staff)
    page = browser().get(_address(world))
    assert "Not for adults." in page.text and "Open it on the plan" not in page.text
    services.answer(asked, Answered(AnswerKind.NOT_ACCEPTED, "After all not."), by=world.manager)
    page = browser().get(_address(world))
    assert "After all not." not in page.text and world.owner_account.name not in page.text


def test_the_same_as_docx(world: World) -> None:
    _answered(world)
    world.action()
    answer = browser(world.staff).client.get(_address(world, "board-response-file"))
    assert answer["Content-Disposition"].startswith("attachment")
    word = Word(io.BytesIO(answer.content))
    said = "\n".join(one.text for one in word.paragraphs)
    assert MEN in said and "Accepted in part" in said and "Change the recording form" in said
    assert "Draft: it holds answers that are not shown" in said
    assert browser().client.get(_address(world, "board-response-file")).status_code == 404


def test_a_board_that_follows_nothing_of_it_has_no_response(world: World) -> None:
    browser(world.staff).get(_address(world), status=404)


def test_however_long_the_response_it_asks_as_often(world: World) -> None:
    pages = browser(world.staff)
    _answered(world)
    world.action()

    def queries() -> int:
        pages.get(_address(world))
        with CaptureQueriesContext(connection) as asked:
            pages.client.get(_address(world))
        return len(asked)

    before = queries()
    for number in range(4):
        point = lessons_made.point(world.report, f"Do this {number}.", number=str(number + 2))
        item = services.open_item(point, world.board, by=world.staff)
        services.ask(item, agency(), by=world.staff)
        services.add_action(item, world.wanted(what=f"Do it {number}"), by=world.staff)
    assert queries() == before


def test_what_an_outside_body_reads_is_written_down(world: World) -> None:
    _answered(world)
    body = people.board("Invented Inspectorate")
    inspector = people.viewer("inspector", organisation=body)
    day = timedelta(days=1)
    services.open_plan(world.board, body, services.Period(now() - day, now() + day), by=world.staff)
    assert "Not for adults." in browser(inspector).get(_address(world)).text
    assert OutsideReading.objects.get().account_id == inspector.account


def test_it_is_found_from_the_board_the_review_and_the_point_once_an_answer_is_published(
    world: World,
) -> None:
    lessons_made.point(world.report, "Do something else.", number="2")
    item = _answered(world).item
    address, pages = _address(world), browser()
    places = (to("board", world.board), to("after-review", world.report.work), to("point", item.point))

    def leads(place: str) -> bool:
        return address in [one.get("href") for one in pages.get(place).all("a")]

    assert [leads(one) for one in places] == [False, False, False]
    services.show_item(item, by=world.staff)
    assert [leads(one) for one in places] == [True, True, True]
    said = "It answers 1 of the 2 recommendations of the review."
    assert said in pages.get(address).text
    word = Word(io.BytesIO(pages.client.get(_address(world, "board-response-file")).content))
    assert said in [one.text for one in word.paragraphs]


def test_what_is_shown_without_an_answer_is_no_response_to_be_found(world: World) -> None:
    item = services.show_item(world.item(), by=world.staff)
    page = browser().get(to("point", item.point))
    assert _address(world) not in [one.get("href") for one in page.all("a")]
