"""Could it happen here? Another area's recommendation, and one's own, from wherever it is read."""

import pytest

from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import SourceKind, TakenUpAs
from heeded.practice.models import Evidence, PlanItem, TakenUp
from heeded.practice.services import Entered, TakenUpSaid
from tests.people import made as people
from tests.practice.made import AUDIT, MEN, World
from tests.web.client import PageClient
from tests.web.practice.places import asks_to_log_in, browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = World()
    made.report.work.keeper = made.board
    made.report.work.save()
    return made


@pytest.fixture
def far() -> World:
    return World()


def test_ones_own_goes_on_the_plan(world: World) -> None:
    pages, address = browser(world.staff), to("put-on-plan", world.recommendation)
    page = pages.get(address)
    assert page.heading == "Put it on our plan" and MEN in page.text
    page = pages.post(address, {"do": "own", "board": world.board.identifier})
    assert PlanItem.objects.get().origin == "own" and page.heading == "Ask for answers"


def test_anothers_is_taken_up_and_its_board_keeps_its_own(world: World, far: World) -> None:
    first = world.item()
    services.show_item(first, by=world.staff)
    pages, address = browser(far.staff), to("put-on-plan", world.recommendation)
    page = pages.get(address)
    assert page.heading == "Could it happen here?" and world.board.name in page.text
    page = pages.post(address, {"answer": "applies", "board": far.board.identifier})
    item = PlanItem.objects.get(board=far.board)
    assert (item.origin, item.point) == ("taken-up", first.point)
    assert (
        "Looked at by the board on" in page.text
        and "it could happen here" in page.text
        and "Taken up from elsewhere" in page.text
    )
    assert page.link("Say something else").startswith(to("take-up", item.point))


@pytest.mark.parametrize(
    ("answer", "told"), [("does-not-apply", "Say why it does not apply"), ("already-so", "needs evidence")]
)
def test_what_is_missing_is_told(world: World, far: World, answer: str, told: str) -> None:
    sent = {"answer": answer, "board": far.board.identifier}
    page = browser(far.staff).post(to("put-on-plan", world.recommendation), sent, status=422)
    assert told in page.text and not PlanItem.objects.exists()


def test_already_so_with_evidence(world: World, far: World) -> None:
    sent = {
        "answer": "already-so", "board": far.board.identifier, "reason": "Since 2020.",
        "evidence_title": "Audit of 30 files", "evidence_kind": "audit",
    }  # fmt: skip
    page = browser(far.staff).post(to("put-on-plan", world.recommendation), sent)
    assert list(TakenUp.objects.get().evidence.all()) == [Evidence.objects.get()]
    assert "already so here" in page.text and "Since 2020." in page.text


def test_a_point_entered_by_hand_elsewhere(world: World, far: World) -> None:
    entered = Entered("Nurses are told.", SourceKind.INSPECTION, "Inspection of 2020")
    item = services.enter_item(entered, world.board, by=OPERATOR)
    address = to("take-up", item.point)
    browser(far.staff).get(address, status=404)
    services.show_item(item, by=OPERATOR)
    page = browser(far.staff).get(address)
    assert "Nurses are told." in page.text and "Inspection of 2020" in page.text
    browser(far.staff).post(
        address, {"answer": "does-not-apply", "reason": "No nurses here.", "board": far.board.identifier}
    )
    assert TakenUp.objects.get().item.board == far.board


def test_whoever_keeps_several_plans_chooses(world: World, far: World) -> None:
    before = people.board("Board of before")
    far.board.predecessors.add(before)
    page = browser(far.staff).get(to("put-on-plan", world.recommendation))
    options = {one.get("value") for one in page.one("select", name="board").iter("option")}
    assert options == {before.identifier, far.board.identifier}
    sent = {"answer": "applies", "board": world.board.identifier}
    browser(far.staff).post(to("put-on-plan", world.recommendation), sent, status=422)
    assert not PlanItem.objects.exists()


def test_whoever_keeps_no_plan_has_no_such_page(world: World) -> None:
    browser().get(to("put-on-plan", world.recommendation), status=404)
    assert asks_to_log_in(to("take-up", world.item().point))
    for who in (world.manager, world.owner, people.viewer("researcher")):
        browser(who).get(to("put-on-plan", world.recommendation), status=404)
        browser(who).get(to("take-up", world.item().point), status=404)


def test_a_report_that_is_not_for_them_is_not_taken_up(far: World) -> None:
    hidden = World(state="restricted")
    browser(far.staff).get(to("put-on-plan", hidden.recommendation), status=404)
    browser(far.staff).post(to("put-on-plan", hidden.recommendation), {"answer": "applies"}, status=404)


@pytest.mark.parametrize(
    ("answer", "words"),
    [(TakenUpAs.DOES_NOT_APPLY, "does not apply here"), (TakenUpAs.ALREADY_SO, "already so here")],
)
def test_what_was_looked_at_is_answered_and_not_left_open(
    world: World, far: World, pages: PageClient, answer: TakenUpAs, words: str
) -> None:
    said = TakenUpSaid(answer, "We have no ward.", [AUDIT])
    item = services.take_up(world.recommendation, far.board, said, by=far.staff)
    services.show_item(item, by=far.staff)
    page = pages.get(to("point", item.point))
    assert "Looked at by the board on" in page.text and words in page.text
    for neglect in ("No action is known", "still open", "nobody has checked", "No answer is known"):
        assert neglect not in page.text
    assert "We have no ward." not in page.text, "the reason is for those within"
    assert AUDIT.title not in page.text
    services.show_evidence(item.evidence.get(), by=far.staff)
    assert AUDIT.title in pages.get(to("point", item.point)).text
    inside = browser(far.staff).get(to("plan-item", item))
    assert "We have no ward." in inside.text and "No action is known" not in inside.text
    assert "Nobody is asked to answer it" not in inside.text
