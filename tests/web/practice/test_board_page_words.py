"""Words of the pages about boards: nothing twice, nothing that is not known, each link by its own name."""

import pytest

from heeded.core.clock import now
from heeded.library.models import LibrarySettings, Page
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import BoardSays, When
from heeded.practice.models import CameBack
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import World
from tests.web.client import PageClient
from tests.web.practice.places import to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_what_a_board_says_of_itself_stands_there_once(world: World, pages: PageClient) -> None:
    services.state_of_board(world.board, BoardSays.NOT_USING, by=OPERATOR)
    text = pages.get(to("board", world.board)).text
    assert text.count("The board does not use Heeded") == 1 and "said on" in text


def test_no_website_is_promised_that_nobody_knows(world: World, pages: PageClient) -> None:
    text = pages.get(to("board", world.board)).text
    assert "website" not in text and "the council of the area can tell you" in text


def test_a_title_says_once_that_it_is_fiction(pages: PageClient) -> None:
    LibrarySettings.objects.update_or_create(pk=1, defaults={"fictional": True})
    named, unnamed = people.board("Bexmarch Board (fictional)"), people.board("Cawden Board")
    assert pages.get(to("board", named)).title == "Bexmarch Board (fictional) – Heeded"
    assert pages.get(to("board", unnamed)).title == "Cawden Board (fictional) – Heeded"


def test_pages_of_reports_and_what_came_back_are_named(world: World, pages: PageClient) -> None:
    item = services.show_item(world.changed(), by=world.staff)
    later = lessons_made.review(lessons_made.MEN[1], board=world.board.name, date_of_publication="2019-05")
    CameBack.objects.create(
        item=item, learning_point=later.learning_points.get(), state="same", when=When.LATER,
        proposed_at=now(), decided_at=now(), decided_by="operator",
    )  # fmt: skip
    page = pages.get(to("board", world.board))
    assert f"taught again in 2019, p. 1 of {later.work.title}" in page.text
    [link] = [one for one in page.all("a") if "".join(one.itertext()).startswith("p. 1")]
    assert world.report.work.title in "".join(link.itertext())


def test_what_is_learnt_on_a_page_stands_apart_from_the_link(world: World, pages: PageClient) -> None:
    Page.objects.create(document=world.report, number=1, text=world.text, width=595, height=842, source="text",
        blocks=[["paragraph", world.text, [[0, 1, 0, len(world.text)]], 10.0, 0, 0, 50.0, "", "", []]])  # fmt: skip
    page = pages.get(f"/documents/{world.report.identifier}/", page="1")
    assert f"what became of it {world.text[:40]}" in " ".join(page.text.split())


def test_what_is_learnt_on_a_page_stands_in_the_order_of_the_page(world: World, pages: PageClient) -> None:
    lower, upper = "Ask grandmothers.", "Ask fathers."
    text = f"{upper} {lower} {world.text}"
    for said in (lower, upper):
        point = lessons_made.point(world.report, said)
        start = text.index(said)
        point.places.update(page=1, spans=[[1, start, start + len(said)]])
    world.recommendation.places.update(page=1, spans=[[1, text.index(world.text), len(text)]])
    Page.objects.create(document=world.report, number=1, text=text, width=595, height=842, source="text",
        blocks=[["paragraph", text, [[0, 1, 0, len(text)]], 10.0, 0, 0, 50.0, "", "", []]])  # fmt: skip
    told = pages.get(f"/documents/{world.report.identifier}/", page="1").text
    learnt = told[told.index("To be learnt, on this page") :]
    assert learnt.index(upper) < learnt.index(lower) < learnt.index(world.text[:40])
