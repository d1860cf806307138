"""Putting a review on a plan: choose it, then what of it and who is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.people.viewer import OPERATOR
from heeded.practice.models import Addressee, PlanItem
from heeded.practice.services import open_item
from tests.learning import lessons_made
from tests.library import made as library
from tests.people import made as people
from tests.practice.made import World, agency
from tests.web.practice.places import asks_to_log_in, browser, to

pytestmark = pytest.mark.django_db
ALL = "All partner agencies should keep a list of children who moved house."


@pytest.fixture
def world() -> World:
    world = World()
    world.trust.name = "Invented Health Visiting Service"
    world.trust.save()
    return world


def _address(world: World) -> str:
    return to("open-on-plan", world.board)


def _chosen(world: World, **said: object) -> dict[str, object]:
    point = world.recommendation.identifier
    filled = {
        "review": world.report.work.identifier,
        "point": [point],
        f"ask-{point}": [world.trust.identifier],
        "due_0": "1", "due_1": "3", "due_2": "2031",
        "do": "open",
    }  # fmt: skip
    return {**filled, **said}


def test_a_review_is_chosen_and_put_on_the_plan_in_one_go(world: World) -> None:
    pages = browser(world.staff)
    page = pages.get(_address(world))
    review = page.link(world.report.work.title)
    assert review.endswith(f"?review={world.report.work.identifier}")
    page = pages.get(review)
    assert "Answer by" in page.text
    page = pages.post(_address(world), _chosen(world))
    asked = Addressee.objects.get()
    assert asked.organisation == world.trust and asked.due and asked.due.year == 2031
    assert "1 is on the plan now" in page.text and "All of it is on the plan already" in page.text
    assert page.link("On the plan already") == to("plan-item", asked.item)


def test_whoever_is_named_is_ticked_as_the_machine_proposes(world: World) -> None:
    agency("Invented Ambulance Trust")
    page = browser(world.staff).get(_address(world), review=world.report.work.identifier)
    ticked = [
        box.get("value") for box in page.all("input", type="checkbox") if box.get("checked") is not None
    ]
    assert ticked == [world.recommendation.identifier, world.trust.identifier]
    assert "proposed by machine" in page.text and "Asks: Invented Health Visiting Service" in page.text


def test_all_partners_are_each_of_them(world: World) -> None:
    police = agency("Invented Police")
    point = lessons_made.point(world.report, ALL, number="2")
    page = browser(world.staff).get(_address(world), review=world.report.work.identifier)
    ticked = [
        box.get("value")
        for box in page.all("input", name=f"ask-{point.identifier}")
        if box.get("checked") is not None
    ]
    assert sorted(str(one) for one in ticked) == sorted([police.identifier, world.trust.identifier])
    assert "All partners are named" in page.text


def test_somebody_is_found_by_name_without_losing_what_is_ticked(world: World) -> None:
    far = people.board("Invented Board of the far north")
    point = lessons_made.point(world.report, "Midwives should ask.", number="2")
    sent = _chosen(world, do="find", words="far north", due_2="x", point=[point.identifier])
    page = browser(world.staff).post(_address(world), sent)
    assert far.name in page.text and not PlanItem.objects.exists()
    ticked = {box.get("value") for box in page.all("input", name="point") if box.get("checked") is not None}
    assert ticked == {point.identifier}
    assert page.one("input", name="due_2").get("value") == "x"


def test_what_is_wrong_is_said_and_nothing_is_lost(world: World) -> None:
    pages = browser(world.staff)
    page = pages.post(_address(world), _chosen(world, due_1="13"), status=422)
    assert "There is no such day" in page.text and page.one("input", name="due_1").get("value") == "13"
    page = pages.post(_address(world), _chosen(world, point=[]), status=422)
    assert "Tick what is to go on the plan" in page.text
    assert not PlanItem.objects.exists()


def test_good_practice_is_not_offered(world: World) -> None:
    lessons_made.point(world.report, "The school kept on ringing.", kind="good-practice")
    page = browser(world.staff).get(_address(world), review=world.report.work.identifier)
    assert "kept on ringing" not in page.text


def test_only_reviews_that_one_looks_after_are_listed(world: World) -> None:
    other = lessons_made.review("Schools should ask.", board="Invented elsewhere")
    other.work.keeper = people.board()
    other.work.title = "A review of elsewhere"
    other.work.save()
    page = browser(world.staff).get(_address(world))
    assert "A review of elsewhere" not in page.text and world.report.work.title in page.text
    assert "0 reviews with “nothing such”" in browser(world.staff).get(_address(world), q="nothing such").text


def test_a_review_without_anything_to_answer_leads_to_entering(world: World) -> None:
    empty = library.document(state="published")
    page = browser(world.staff).get(_address(world), review=empty.work.identifier)
    assert "Nothing was found in it" in page.text
    assert page.link("Enter a point") == f"{to('enter-point', world.board)}?review={empty.work.identifier}"


def test_nobody_else_puts_anything_on_it(world: World) -> None:
    for who in (world.manager, world.owner, people.viewer("board-staff", organisation=people.board())):
        browser(who).get(_address(world), status=404)
        browser(who).post(_address(world), _chosen(world), status=404)
    assert asks_to_log_in(_address(world))
    assert not PlanItem.objects.exists()


def test_lists_ask_as_often_for_many(world: World) -> None:
    pages = browser(world.staff)

    def queries() -> list[int]:
        counts = []
        for data in ({}, {"review": world.report.work.identifier}):
            with CaptureQueriesContext(connection) as asked:
                pages.client.get(_address(world), data)
            counts.append(len(asked))
        return counts

    lessons_made.point(world.report, "Number 1", number="20")
    open_item(world.recommendation, world.board, by=OPERATOR)
    queries()
    before = queries()
    for number in range(4):
        point = lessons_made.point(world.report, f"Do this {number}.", number=str(number + 30))
        open_item(point, world.board, by=OPERATOR)
        lessons_made.point(world.report, f"Do that {number}.", number=str(number + 40))
        lessons_made.review(f"Ask {number}.", board=world.board.name)
        agency()
    assert queries() == before
