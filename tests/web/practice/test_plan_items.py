"""A point on a board's plan, from within and from outside."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import now
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, ClosedAs
from heeded.practice.models import CameBack, OutsideReading, PlanItem
from heeded.practice.services import Answered, Close, Period
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import MEN, World, agency
from tests.web.client import words
from tests.web.practice.places import asks_to_log_in, browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_those_who_keep_the_plan_see_all_of_it(world: World) -> None:
    action = world.action()
    services.ask(world.item(), world.trust, by=world.staff)
    page = browser(world.staff).get(to("plan-item", world.item()))
    assert page.heading == "Recommendation 1" and MEN in page.text
    assert "page=1" in page.link("p. 1") and "Not answered yet" in page.text
    assert action.what in page.text and "Named nurse" in page.text and world.owner_account.name in page.text
    assert "an action is not done yet" in page.text
    assert page.link("Add an action") == to("add-action", world.item())


def test_what_is_closed_as_changed_says_so(world: World) -> None:
    page = browser(world.staff).get(to("plan-item", world.changed()))
    assert "Practice changed" in page.text and "Shown by the audit." in page.text
    assert "Open it again" in page.text and "Add an action" not in page.text


def test_nobody_else_sees_it_until_it_is_shown(world: World) -> None:
    item = world.item()
    other = people.viewer("board-staff", organisation=people.board())
    for who in (world.owner, other, people.viewer("reader"), people.viewer("researcher")):
        browser(who).get(to("plan-item", item), status=404)
    assert asks_to_log_in(to("plan-item", item)) and asks_to_log_in(to("plan-item", "nothing"))
    browser(world.staff).post(to("show-item", item), {"do": "show"})
    page = browser().get(to("plan-item", item))
    assert MEN in page.text and "Close it" not in page.text and "Add an action" not in page.text


def test_without_a_second_factor_there_is_no_plan(world: World) -> None:
    browser(world.staff, strong=False).get(to("plan-item", world.item()), status=404)


def test_outside_nobody_reads_who_owns_it_or_why_it_was_closed(world: World) -> None:
    item = world.changed()
    services.show_item(item, by=world.staff)
    page = browser().get(to("plan-item", item))
    assert "Practice changed" in page.text and world.owner_account.name not in page.text
    assert "Shown by the audit." not in page.text and "Worth asking" not in page.text


def test_showing_is_asked_first_and_can_be_taken_back(world: World) -> None:
    addressee = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(addressee, Answered(AnswerKind.IN_PART, "Not for adults."), by=world.manager)
    pages = browser(world.staff)
    page = pages.get(to("show-item", world.item()))
    assert "1 will be published now" in page.text and "Not for adults." in page.text
    page = pages.post(to("show-item", world.item()), {"do": "show"})
    assert "Shown to everybody" in page.text and PlanItem.objects.get().shown_at
    assert "Not for adults." in browser().get(to("plan-item", world.item())).text
    pages.post(to("show-item", world.item()), {"do": "hide"})
    assert asks_to_log_in(to("plan-item", world.item()))


def test_own_words_are_said_and_taken_back(world: World) -> None:
    pages = browser(world.staff)
    pages.post(to("show-item", world.item()), {"do": "own"})
    assert PlanItem.objects.get().own_words
    assert "it would stay" in pages.get(to("show-item", world.item())).text
    pages.post(to("show-item", world.item()), {"do": "not-own"})
    assert not PlanItem.objects.get().own_words


def test_only_those_who_keep_it_show_it(world: World) -> None:
    item = world.item()
    services.show_item(item, by=OPERATOR)
    assert asks_to_log_in(to("show-item", item), {"do": "hide"})
    for who in (world.manager, world.owner):
        browser(who).get(to("show-item", item), status=404)
        browser(who).post(to("show-item", item), {"do": "hide"}, status=404)
    assert PlanItem.objects.get().shown_at


def test_a_restricted_report_shows_no_words_to_who_may_not_read_it() -> None:
    world = World(state="restricted")
    services.ask(world.item(), world.trust, by=OPERATOR)
    page = browser(world.manager).get(to("plan-item", world.item()))
    assert MEN not in page.text and "you cannot open" in page.text


def test_heeded_asks_and_never_stands_in_the_way(world: World) -> None:
    for number in range(4):
        services.add_action(
            world.item(),
            world.wanted(
                what=f"Write procedure {number}", kind="procedure", how_known="", intended_change=""
            ),
            by=world.staff,
        )
    page = browser(world.staff).get(to("plan-item", world.item()))
    assert "Worth asking" in page.text and "There are 4 actions here" in page.text
    assert "procedure or a single course" in page.text and "is different for children" in page.text
    assert not page.all("button", name="dismiss")


def test_what_is_replaced_leads_to_the_other(world: World) -> None:
    other = services.open_item(
        lessons_made.point(world.report, "Write down who lives there.", number="2"), world.board, by=OPERATOR
    )
    services.close_item(
        world.item(), Close(ClosedAs.REPLACED, "Said better there.", into=other), by=world.staff
    )
    page = browser(world.staff).get(to("plan-item", world.item()))
    assert page.link("The other one") == to("plan-item", other)


def test_many_answers_and_actions_ask_no_more_often(world: World) -> None:
    pages = browser(world.staff)
    services.ask(world.item(), world.trust, by=world.staff)
    world.action()

    def queries() -> int:
        pages.get(to("plan-item", world.item()))
        with CaptureQueriesContext(connection) as asked:
            pages.client.get(to("plan-item", world.item()))
        return len(asked)

    before = queries()
    for number in range(5):
        services.ask(world.item(), agency(), by=world.staff)
        world.action(what=f"Another thing to do {number}")
    assert queries() == before


def test_the_words_of_a_link_say_which_action(world: World) -> None:
    action = world.action()
    page = browser(world.staff).get(to("plan-item", world.item()))
    links = [words(one) for one in page.all("a", href=to("close-action", action))]
    assert links == [f"Close: {action.what}"]


def test_what_an_outside_body_reads_is_written_down(world: World) -> None:
    body = people.board("Invented Inspectorate")
    inspector = people.viewer("inspector", organisation=body)
    item = world.item()
    browser(inspector).get(to("plan-item", item), status=404)
    period = Period(now() - timedelta(days=1), now() + timedelta(days=1))
    services.open_plan(world.board, body, period, by=world.staff)
    page = browser(inspector).get(to("plan-item", item))
    assert MEN in page.text and "Add an action" not in page.text and "Close it" not in page.text
    assert OutsideReading.objects.get().account_id == inspector.account
    browser(world.staff).get(to("plan-item", item))
    assert OutsideReading.objects.count() == 1


def test_what_came_back_is_shown_and_a_proposal_only_to_those_who_decide(world: World) -> None:
    item = world.changed()
    services.show_item(item, by=OPERATOR)
    again = lessons_made.review(
        "Health visitors should name the men.",
        board=world.board.name,
        period_from="2018-01",
        date_of_publication="2019-05",
    )
    said = services.say_it_came_back(item, again.learning_points.get(), by=world.staff)
    page = browser().get(to("plan-item", item))
    assert "It came back" in page.text and "Taught again in 2019, p. 1" in page.text
    CameBack.objects.filter(pk=said.pk).update(state="proposed")
    assert "It came back" not in browser().get(to("plan-item", item)).text
    assert "Proposed by machine, not decided" in browser(world.staff).get(to("plan-item", item)).text
