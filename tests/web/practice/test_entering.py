"""Points entered by hand, and placed where they are printed once their report has come."""

import pytest

from heeded.library.models import Work
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import SourceKind
from heeded.practice.models import PlanItem, Point, PointPlace
from heeded.practice.services import Entered
from tests.learning import lessons_made
from tests.library import made as library
from tests.people import made as people
from tests.practice.made import MEN, World
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _filled(**said: object) -> dict[str, object]:
    given = {
        "text": "School nurses should be told of every move.",
        "kind": "recommendation",
        "number": "4",
        "source_kind": "audit",
        "source": "Audit of school nursing, p. 3",
        "source_link": "https://example.org/audit",
        "source_date_0": "3", "source_date_1": "4", "source_date_2": "2019",
        "review": "",
        "do": "enter",
    }  # fmt: skip
    return {**given, **said}


def test_a_point_is_entered_with_its_source(world: World) -> None:
    pages, address = browser(world.staff), to("enter-point", world.board)
    pages.get(address)
    page = pages.post(address, _filled())
    item = PlanItem.objects.get()
    assert item.point.source_kind == SourceKind.AUDIT and item.board == world.board
    assert "Who is to answer it?" in page.text and page.heading == "Ask for answers"
    page = pages.get(to("plan-item", item))
    assert "Audit of school nursing, p. 3, 3 April 2019" in page.text and "entered by hand" in page.text
    assert page.link("where it is published") == "https://example.org/audit"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Say what is to be learnt"),
        ({"source": ""}, "Say where it is said"),
        ({"source_kind": ""}, "Choose where it comes from"),
        ({"source_link": "javascript:alert(1)"}, "begins with https://"),
        ({"source_date_1": "14"}, "There is no such day"),
    ],
)
def test_what_is_missing_is_told(world: World, wrong: dict[str, object], told: str) -> None:
    page = browser(world.staff).post(to("enter-point", world.board), _filled(**wrong), status=422)
    assert told in page.text and page.one("input", name="number").get("value") == "4"
    assert not Point.objects.exists()


def test_a_review_without_a_file_is_found_and_kept(world: World) -> None:
    known = Work.objects.create(
        title="Review of the Quenby family", catalogued=True, added_at=world.report.added_at
    )
    pages, address = browser(world.staff), to("enter-point", world.board)
    page = pages.post(address, _filled(do="find", words="quenby"))
    assert [one.get("value") for one in page.one("select", name="review").iter("option")] == [
        "",
        known.identifier,
    ]
    assert "School nurses should be told" in page.text and not Point.objects.exists()
    pages.post(address, _filled(review=known.identifier, words="quenby"))
    assert Point.objects.get().work == known
    page = pages.get(address, review=known.identifier)
    chosen = [
        one for one in page.one("select", name="review").iter("option") if one.get("selected") is not None
    ]
    assert [one.get("value") for one in chosen] == [known.identifier]


def test_one_is_placed_when_its_report_has_come(world: World) -> None:
    work = Work.objects.create(title="A review to come", catalogued=True, added_at=world.report.added_at)
    entered = Entered("Men are named.", SourceKind.REVIEW, "The review, p. 9", work=work)
    item = services.enter_item(entered, world.board, by=world.staff)
    pages, address = browser(world.staff), to("place-item", item)
    assert "Nothing of its review is in this library yet" in pages.get(address).text
    report = library.document(work=work, state="published")
    printed = lessons_made.point(report, MEN, number="1", page=9)
    assert MEN in pages.get(address).text
    assert "Choose where it is printed" in pages.post(address, {}, status=422).text
    page = pages.post(address, {"learning_point": printed.identifier})
    assert PointPlace.objects.get().point == item.point
    assert "p. 9" in page.text


def test_where_no_review_is_known_it_is_found_by_title(world: World) -> None:
    item = services.enter_item(
        Entered("Men are named.", SourceKind.REVIEW, "A review"), world.board, by=world.staff
    )
    pages, address = browser(world.staff), to("place-item", item)
    assert "No review here has “zebra”" in pages.get(address, q="zebra").text
    page = pages.get(pages.get(address, q=world.report.work.title.split()[0]).link(world.report.work.title))
    assert MEN in page.text
    pages.post(
        address, {"learning_point": world.recommendation.identifier, "review": world.report.work.identifier}
    )
    item.point.refresh_from_db()
    assert item.point.work == world.report.work


def test_nobody_else_enters_or_places(world: World) -> None:
    entered = Entered("Men are named.", SourceKind.REVIEW, "The review", work=world.report.work)
    item = services.enter_item(entered, world.board, by=OPERATOR)
    for who in (world.manager, world.owner, people.viewer("board-staff", organisation=people.board())):
        browser(who).get(to("enter-point", world.board), status=404)
        browser(who).post(to("enter-point", world.board), _filled(), status=404)
        browser(who).post(
            to("place-item", item), {"learning_point": world.recommendation.identifier}, status=404
        )
    assert Point.objects.count() == 1 and not PointPlace.objects.exists()
