"""What of a plan reaches nobody whom it is not for, and what an outside body reads leaves a trace by every door."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound
from heeded.people.models import Account
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.kinds import ActionState, AnswerKind, SourceKind
from heeded.practice.models import CameBack, Opening, OutsideReading
from heeded.practice.queries import (
    boards_stand,
    decides_returns,
    history_of,
    other_items,
    throughline_of,
    visible_returns,
)
from heeded.practice.services import Answered, Entered, Period, wanted_of
from tests.api.asking import Asker, secret_of
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import AUDIT, MEN, World, agency
from tests.web.practice.browsing import browser_of
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
FOUND = "The files say so."


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def opened(world: World) -> tuple[Opening, Account]:
    """The plan opened to a body, and somebody who reads for it."""
    body = agency("Invented inspectorate")
    inspector = people.account("inspector", organisation=body)
    period = Period(now() - timedelta(days=9), now() + timedelta(days=6))
    return services.open_plan(world.board, body, period, by=world.staff), inspector


def test_an_answer_is_counted_for_the_public_once_it_is_published(world: World) -> None:
    item = world.item()
    services.show_item(item, by=world.staff)
    asked = services.ask(item, world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert [one.answered for one in boards_stand(ANONYMOUS, [world.board])] == [0]
    assert [one.answered for one in boards_stand(world.staff, [world.board])] == [1]
    services.show_item(item, by=world.staff)
    assert [one.answered for one in boards_stand(ANONYMOUS, [world.board])] == [1]


def test_evidence_that_an_answer_rests_on_stays_restricted(world: World) -> None:
    item = world.item()
    asked = services.ask(item, world.trust, by=world.staff)
    made = services.answer(asked, Answered(AnswerKind.ALREADY_SO, "It is.", [AUDIT]), by=world.manager)
    services.show_item(item, by=world.staff)
    evidence = made.evidence.get()
    assert "It is." in browser().get(to("plan-item", item)).text
    assert AUDIT.title not in browser().get(to("plan-item", item)).text
    assert evidence.identifier not in Asker().get(f"/plan-items/{item.identifier}").content.decode()
    assert AUDIT.title in browser(world.staff).get(to("plan-item", item)).text
    services.show_evidence(evidence, by=world.staff)
    assert AUDIT.title in browser().get(to("plan-item", item)).text


def test_who_is_asked_to_make_one_check_does_not_read_what_another_found(world: World) -> None:
    made = world.checked(world.done(what="First"))
    services.show_item(world.item(), by=world.staff)
    asked = people.account("manager", organisation=agency())
    services.plan_check([world.done(what="Second")], date(2030, 1, 1), by=world.staff, checker=asked)
    assert FOUND not in browser_of(asked).get(to("check", made)).text
    assert FOUND in browser(world.staff).get(to("check", made)).text
    assert FOUND in browser(world.owner_account).get(to("check", made)).text


def test_without_a_second_factor_an_owner_is_a_reader(world: World) -> None:
    action, weak = world.done(), replace(world.owner, strong=False)
    world.checked(action)
    open_one = world.action(what="Another")
    services.show_item(world.item(), by=world.staff)
    line = throughline_of(weak, action.item.point)
    assert line is not None
    assert not any(check.found for item in line.items for one in item.actions for check in one.checks)
    with pytest.raises(NotFound):
        history_of(weak, action)
    wanted = replace(wanted_of(open_one), state=ActionState.UNDER_WAY)
    with pytest.raises(NotAllowed):
        services.change_action(open_one, wanted, by=weak)
    with pytest.raises(NotAllowed):
        services.add_evidence(open_one.item, replace(AUDIT, action=open_one), by=weak)
    assert list(history_of(world.owner, action))


def test_without_a_second_factor_nobody_keeps_a_plan_or_decides(world: World) -> None:
    item, weak = world.changed(), replace(world.staff, strong=False)
    services.show_item(item, by=world.staff)
    later = lessons_made.review(MEN, board=world.board.name, period_from="2015-01", period_to="2016-12")
    point = later.learning_points.get()
    proposed = CameBack.objects.create(item=item, learning_point=point, state="proposed", proposed_at=now())
    assert proposed in visible_returns(world.staff) and proposed not in visible_returns(weak)
    assert decides_returns(world.staff) and not decides_returns(weak)
    with pytest.raises(NotAllowed):
        services.hide_item(item, by=weak)
    with pytest.raises(NotAllowed):
        services.say_it_came_back(item, point, by=weak)


def test_words_of_a_report_that_one_may_not_read_find_nothing(world: World) -> None:
    entered = Entered("Something by hand", SourceKind.AUDIT, "An audit")
    other = services.enter_item(entered, world.board, by=world.staff)
    hidden = World(board=world.board, text="The stepfather kept ferrets.", state="restricted")
    item = services.open_item(hidden.recommendation, world.board, by=OPERATOR)
    assert item in other_items(world.staff, other)
    assert item not in other_items(world.staff, other, "ferrets")
    assert item not in other_items(world.staff, other, hidden.report.work.title)
    assert other in other_items(world.staff, item, "hand")
    seen = world.item()
    assert seen in other_items(world.staff, other, MEN) and seen in other_items(
        world.staff, other, world.report.work.title
    )


def test_a_form_that_is_wrong_leaves_its_reading_too(world: World, opened: tuple[Opening, Account]) -> None:
    opening, inspector = opened
    action = world.action()
    assert MEN in browser_of(inspector).post(to("opened-plan", opening), {"text": ""}, status=422).text
    assert OutsideReading.objects.count() == 1
    browser_of(inspector).get(f"{to('action-history', action)}?on_0=99&on_1=99&on_2=x", status=422)
    assert OutsideReading.objects.count() == 2


@pytest.mark.parametrize("page", ["point", "action", "review", "came-back"])
def test_every_page_leaves_a_reading_however_it_is_asked_for(
    world: World, opened: tuple[Opening, Account], page: str
) -> None:
    _, inspector = opened
    item = world.changed()
    later = lessons_made.review(MEN, board=world.board.name, period_from="2015-01", period_to="2016-12")
    returned = services.say_it_came_back(item, later.learning_points.get(), by=world.staff)
    action = item.actions.get()
    things = {"point": item.point, "action": action, "review": world.report.work, "came-back": returned}
    browser_of(inspector).get(to(page, things[page]))
    assert OutsideReading.objects.count() == 1
    browser_of(inspector).post(to(page, things[page]), {})
    assert OutsideReading.objects.count() == 2


def test_answers_read_by_a_program_leave_a_reading(world: World, opened: tuple[Opening, Account]) -> None:
    _, inspector = opened
    asked = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.IN_PART, "Because of the rota."), by=world.manager)
    assert "Because of the rota." in Asker(secret_of(inspector)).get("/addressees").content.decode()
    assert OutsideReading.objects.count() == 1


def test_that_it_is_on_a_plan_which_is_not_shown_is_not_told(world: World) -> None:
    printed, of_review = f"/points/{world.recommendation.identifier}", world.report.work.identifier
    before = Asker().get(printed).json(), Asker().get(f"/reviews/{of_review}/after").json()
    page = browser().get(to("point", world.recommendation))
    item = world.item()
    assert (Asker().get(printed).json(), Asker().get(f"/reviews/{of_review}/after").json()) == before
    assert browser().get(to("point", world.recommendation)).text == page.text
    services.show_item(item, by=world.staff)
    assert Asker().get(printed).json()["point"]["identifier"] == item.point.identifier
