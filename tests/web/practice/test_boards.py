"""Boards side by side and one by one: for everybody, never ranked, small numbers not given."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.people.models import Organisation, OrganisationArea
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import BoardSays, When
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import MEN, World
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def shown(world: World) -> None:
    services.show_item(world.changed(), by=world.staff)


def row(page: Fetched, board: Organisation) -> str:
    [found] = [one for one in page.all("tr") if board.name in "".join(one.itertext())]
    return " ".join("".join(found.itertext()).split()).removeprefix(board.name)


def in_area(area: str) -> Organisation:
    board = people.board()
    OrganisationArea.objects.create(organisation=board, area=area)
    return board


def test_what_is_not_known_is_told_apart_from_what_is_nothing(world: World, pages: PageClient) -> None:
    said = {one: people.board() for one in BoardSays}
    for says, board in said.items():
        services.state_of_board(board, says, by=OPERATOR)
    page = pages.get("/boards/")
    assert "None known to this library" in row(page, world.board)
    assert "The board says that it has none" in row(page, said[BoardSays.NONE])
    assert "Its reviews are not in this library" in row(page, said[BoardSays.NOT_HERE])
    assert "The board does not use Heeded" in row(page, said[BoardSays.NOT_USING])


def test_small_numbers_are_not_given_side_by_side(world: World, pages: PageClient) -> None:
    shown(world)
    page = pages.get("/boards/")
    cells = [("".join(cell.itertext()), cell.get("data-label")) for cell in page.all("td")]
    assert ("1 to 9", "On its plan") in cells and ("0", "Overdue") in cells
    text = pages.client.get("/boards/boards.csv").content.decode("utf-8-sig")
    [line] = [one for one in csv.DictReader(StringIO(text)) if one["Board"] == world.board.name]
    assert (line["On its plan"], line["Actions"], line["Overdue"]) == ("1 to 9", "1 to 9", "0")


def test_boards_stand_in_order_of_name_whatever_is_asked(pages: PageClient) -> None:
    for name in ("Bexmarch Board", "Alderfold Board", "Cawden Board"):
        people.board(name)
    page = pages.get("/boards/", sort="overdue", order="desc")
    names = ["".join(one.itertext()) for one in page.all("th", scope="row")]
    assert names == sorted(names) and len(names) == 3


def test_they_are_narrowed_by_nation_and_region(world: World, pages: PageClient) -> None:
    cardiff, leeds = in_area("Cardiff"), in_area("Leeds")
    lessons_made.file(world.report.work, nation="scotland")
    world.item()
    page = pages.get("/boards/", nation="wales")
    assert row(page, cardiff) and leeds.name not in page.text and world.board.name not in page.text
    assert page.link("Remove") == "/boards/"
    page = pages.get("/boards/", region="Yorkshire and The Humber")
    assert row(page, leeds) and cardiff.name not in page.text
    assert world.board.name in pages.get("/boards/", nation="scotland").text
    assert "No board that this library knows" in pages.get("/boards/", nation="nowhere").text


def test_where_all_lie_in_one_region_it_is_said_which(pages: PageClient) -> None:
    """Both are offered, so that the page says where the boards of this library are."""
    in_area("Leeds")
    offered = {
        one.get("name"): one.get("value") for one in pages.get("/boards/").all("input", type="checkbox")
    }
    assert offered == {"nation": "england", "region": "Yorkshire and The Humber"}


def test_what_came_back_leads_to_the_boards_list_of_it(world: World, pages: PageClient) -> None:
    item = world.changed()
    services.show_item(item, by=world.staff)
    address = f"/boards/{world.board.identifier}/?show=came-back"
    assert address not in {one.get("href") for one in pages.get("/boards/").all("a")}
    later = lessons_made.review(
        lessons_made.MEN[1],
        board=world.board.name,
        date_of_publication="2019-05-01",
        period_from="2016-01",
        period_to="2018-03",
    )
    services.say_it_came_back(item, later.learning_points.get(), by=world.staff, when=When.LATER)
    assert address in {one.get("href") for one in pages.get("/boards/").all("a")}
    pages.get(address)


def test_as_many_queries_for_many_boards(pages: PageClient) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            pages.get("/boards/")
        return len(queries)

    for _ in range(2):  # of one board alone it is asked otherwise
        shown(World())
    first = asked()
    for _ in range(4):
        shown(World())
    assert asked() == first < 25


def test_a_board_for_everybody(world: World, pages: PageClient) -> None:
    page = pages.get(f"/boards/{world.board.identifier}/")
    assert "None known to this library" in page.text and MEN not in page.text
    shown(world)
    page = pages.get(f"/boards/{world.board.identifier}/")
    assert "1 is shown to have changed practice" in page.text and MEN in page.text
    assert "1 action: 1 done; practice changed" in page.text
    assert page.link(world.report.work.title).endswith("/after/")


@pytest.mark.parametrize(
    ("show", "is_there"), [("practice-changed", True), ("overdue", False), ("taken-up", False)]
)
def test_parts_of_its_plan(world: World, pages: PageClient, show: str, is_there: bool) -> None:
    shown(world)
    page = pages.get(f"/boards/{world.board.identifier}/", show=show)
    assert (MEN in page.text) == is_there


def test_a_board_page_asks_as_much_for_much(world: World, pages: PageClient) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            pages.get(f"/boards/{world.board.identifier}/")
        return len(queries)

    shown(world)
    first = asked()
    for text in ("Ask fathers.", "Ask grandmothers.", "Ask neighbours."):
        point = lessons_made.point(world.report, text)
        services.show_item(services.open_item(point, world.board, by=OPERATOR), by=OPERATOR)
    assert asked() <= first + 1


def test_there_is_no_board_that_is_not_there(pages: PageClient) -> None:
    pages.get("/boards/zzzzzzzzzzzz/", status=404)
