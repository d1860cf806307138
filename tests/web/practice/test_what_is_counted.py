"""What pages count adds up, says whose it is, and gives no small number away."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from heeded.core.clock import now
from heeded.people.models import Organisation
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, BoardSays, TakenUpAs, When
from heeded.practice.models import CameBack, PlanItem
from heeded.practice.queries import Shows, boards_beside, boards_stand, items_of_board
from heeded.practice.services import Answered, TakenUpSaid
from tests.api.asking import Asker
from tests.learning import lessons_made
from tests.practice.made import World, agency
from tests.web.client import PageClient
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
ALL_OF_IT = (Shows.ANSWERED, Shows.IN_PART, Shows.NOT_ANSWERED)


@pytest.fixture
def world() -> World:
    return World()


def another(world: World, number: int) -> PlanItem:
    point = lessons_made.point(world.report, f"Do this {number}.", number=str(number + 1))
    return services.open_item(point, world.board, by=world.staff)


def answered_by(item: PlanItem, world: World, *, also: Organisation | None = None) -> None:
    asked = services.ask(item, world.trust, by=world.staff)
    if also is not None:
        services.ask(item, also, by=world.staff)
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=OPERATOR)


def returned(item: PlanItem, world: World, when: When) -> None:
    later = lessons_made.review(lessons_made.MEN[1], board=world.board.name, date_of_publication="2019-05")
    CameBack.objects.create(
        item=item, learning_point=later.learning_points.get(), state="same", when=when,
        proposed_at=now(), decided_at=now(), decided_by="operator",
    )  # fmt: skip


def test_all_of_a_plan_is_answered_or_in_part_or_not(world: World, pages: PageClient) -> None:
    answered_by(world.item(), world)
    answered_by(another(world, 1), world, also=agency())
    another(world, 2)
    elsewhere = World(text="Nurses should write to the father.")
    taken = services.take_up(
        elsewhere.recommendation, world.board, TakenUpSaid(TakenUpAs.DOES_NOT_APPLY, "We have no ward."),
        by=world.staff,
    )  # fmt: skip
    for item in PlanItem.objects.filter(board=world.board):
        services.show_item(item, by=world.staff)
    parts = {one: set(items_of_board(ANONYMOUS, world.board, one)) for one in ALL_OF_IT}
    assert [len(parts[one]) for one in ALL_OF_IT] == [2, 1, 1] and taken in parts[Shows.ANSWERED]
    assert set().union(*parts.values()) == set(items_of_board(ANONYMOUS, world.board))
    text = pages.get(to("board", world.board)).text
    assert "4 recommendations and other points" in text
    assert (
        "2 are answered; 1 of these was recommended elsewhere, and the board looked at it itself; "
        "1 is answered by some of those who were asked; no answer is known of 1" in text
    )
    text = pages.get(to("after-review", world.report.work)).text
    assert "3 recommendations" in text
    assert "1 is answered; 1 is answered by some of those who were asked; no answer is known of 1" in text


def test_what_is_on_no_plan_is_not_answered(world: World, pages: PageClient) -> None:
    lessons_made.point(world.report, "Nobody took this.", number="9")
    item = world.item()
    answered_by(item, world)
    services.show_item(item, by=world.staff)
    assert "1 is answered; no answer is known of 1" in pages.get(to("after-review", world.report.work)).text


@pytest.mark.parametrize(("when", "came_back"), [(When.LATER, 1), (When.EARLIER, 0), (When.NOT_KNOWN, 0)])
def test_only_later_practice_came_back(world: World, pages: PageClient, when: When, came_back: int) -> None:
    item = services.show_item(world.changed(), by=world.staff)
    returned(item, world, when)
    for name, of in (("board", world.board), ("after-review", world.report.work)):
        text = pages.get(to(name, of)).text
        assert ("1 came back in a later review" in text) == bool(came_back)
        assert ("1 is taught by another review too, of earlier practice" in text) != bool(came_back)
    assert items_of_board(ANONYMOUS, world.board, Shows.CAME_BACK).count() == came_back
    assert items_of_board(ANONYMOUS, world.board, Shows.SAME_LESSON).count() == 1 - came_back
    [stands] = boards_stand(world.staff, [world.board])
    assert (stands.came_back, stands.same_lesson) == (came_back, 1 - came_back)


def test_it_is_said_whose_numbers_they_are(world: World, pages: PageClient) -> None:
    more = "These numbers count what you may see, which is more than everybody does"
    services.show_item(world.item(), by=world.staff)
    addresses = (to("board", world.board), reverse("boards"))
    for address in addresses:
        assert more not in browser(world.staff).get(address).text
    another(world, 1)
    for address in addresses:
        assert more in browser(world.staff).get(address).text and more not in pages.get(address).text


def small_overdue(world: World) -> None:
    for number in range(11):
        world.done(what=f"Done {number}")
    world.action(what="Late")
    services.show_item(world.item(), by=world.staff)


def test_no_small_number_is_worked_out_from_others(world: World, pages: PageClient) -> None:
    small_overdue(world)
    [beside] = boards_beside(ANONYMOUS, [world.board])
    assert (beside.counts["actions"], beside.counts["done"], beside.counts["overdue"]) == (12, None, None)
    assert beside.besides == {"done"}
    page = pages.get(reverse("boards"))
    cells = {cell.get("data-label"): "".join(cell.itertext()) for cell in page.all("td")}
    assert (cells["Actions"], cells["Done"], cells["Overdue"]) == ("12", "not given", "1 to 9")
    text = pages.client.get("/boards/boards.csv").content.decode("utf-8-sig")
    [line] = [one for one in csv.DictReader(StringIO(text)) if one["Board"] == world.board.name]
    assert (line["Actions"], line["Done"], line["Overdue"]) == ("12", "not given", "1 to 9")
    answer = Asker().get(f"/boards/{world.board.identifier}").json()["counts"]
    assert (answer["actions"], answer["done"], answer["overdue"]) == (12, None, None)


def test_of_a_board_of_which_nothing_is_known_no_number_is_given(world: World) -> None:
    services.state_of_board(world.board, BoardSays.NOT_USING, by=OPERATOR)
    row = Asker().get(f"/boards/{world.board.identifier}").json()
    assert row["known"] == "not-using" and set(row["counts"].values()) == {None}
