"""Closing and opening again: reasons, what is missing, two people at once."""

import pytest

from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import ClosedAs
from heeded.practice.models import Action, Closing, PlanItem
from heeded.practice.services import Close
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice.made import World
from tests.web.practice.places import asks_to_log_in, browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _other(world: World) -> PlanItem:
    point = lessons_made.point(world.report, "Write down who lives there.", number="2")
    return services.open_item(point, world.board, by=OPERATOR)


def test_what_is_missing_for_practice_changed_is_told(world: World) -> None:
    pages, item = browser(world.staff), world.item()
    assert "there is no action that anybody could have checked" in pages.get(to("close-item", item)).text
    action = world.action()
    page = pages.get(to("close-item", item))
    assert "an action is not done yet" in page.text and "nobody has made a practice check yet" in page.text
    page = pages.post(
        to("close-item", item), {"closed_as": "practice-changed", "reason": "So it is."}, status=422
    )
    assert "needs a practice check" in page.text and "So it is." in page.text
    assert not Closing.objects.exists() and not Action.objects.get(pk=action.pk).closed_as


def test_practice_changed_rests_on_the_check(world: World) -> None:
    check = world.checked(world.done())
    pages, item = browser(world.staff), world.item()
    assert "it can be closed as that" in pages.get(to("close-item", item)).text
    page = pages.post(to("close-item", item), {"closed_as": "practice-changed", "reason": "The audit."})
    assert Closing.objects.get().check_made == check and "Practice changed" in page.text


def test_a_reason_is_needed_and_one_of_the_ends(world: World) -> None:
    pages, address = browser(world.staff), to("close-item", world.item())
    page = pages.post(address, {"closed_as": "", "reason": ""}, status=422)
    assert "Choose what it came to" in page.text and "Say why" in page.text
    pages.post(address, {"closed_as": "forgotten", "reason": "x"}, status=422)
    assert not Closing.objects.exists()


@pytest.mark.parametrize("closed_as", ["replaced", "joined"])
def test_replaced_and_joined_lead_to_a_chosen_other(world: World, closed_as: str) -> None:
    other = _other(world)
    pages, address = browser(world.staff), to("close-item", world.item())
    page = pages.post(address, {"closed_as": closed_as, "reason": "Better there."}, status=422)
    assert "Choose what it is replaced by or joined with" in page.text
    pages.post(address, {"closed_as": closed_as, "reason": "Better there.", "into": other.identifier})
    assert Closing.objects.get().into_item == other


def test_the_other_is_found_by_words_without_losing_the_reason(world: World) -> None:
    other = _other(world)
    pages, address = browser(world.staff), to("close-item", world.item())
    sent = {"do": "find", "words": "who lives", "closed_as": "joined", "reason": "Typed already."}
    page = pages.post(address, sent)
    assert [one.get("value") for one in page.all("option")] == ["", other.identifier]
    assert "Typed already." in page.text and page.one("input", value="joined").get("checked") is not None
    page = pages.post(address, {**sent, "words": "zebra"})
    assert [one.get("value") for one in page.all("option")] == [""]


def test_another_does_not_count_where_it_leads_nowhere(world: World) -> None:
    other = _other(world)
    sent = {"closed_as": "no-longer-applies", "reason": "The service ended.", "into": other.identifier}
    browser(world.staff).post(to("close-item", world.item()), sent)
    assert Closing.objects.get().into_item is None


def test_the_second_is_told_by_whom_when_and_as_what(world: World) -> None:
    item, action = world.item(), world.action()
    services.close_item(item, Close(ClosedAs.NO_LONGER_APPLIES, "The service ended."), by=world.checker)
    for address in (to("close-item", item),):
        page = browser(world.staff).post(address, {"closed_as": "not-accepted", "reason": "No."}, status=409)
        assert "It was closed on" in page.text and "no longer applies" in page.text
        assert "(board staff)" in page.text and "The service ended." in page.text
    services.close_action(action, Close(ClosedAs.NOT_ACCEPTED, "Not ours."), by=world.checker)
    page = browser(world.staff).post(
        to("close-action", action), {"closed_as": "no-longer-applies", "reason": "Done with."}, status=409
    )
    assert "Not ours." in page.text and Closing.objects.filter(action=action).count() == 1


def test_an_action_is_closed_and_opened_again(world: World) -> None:
    action = world.action()
    other = services.add_action(world.item(), world.wanted(what="Ask who lives there"), by=world.staff)
    pages, address = browser(world.staff), to("close-action", action)
    pages.post(address, {"closed_as": "joined", "reason": "One is enough.", "into": other.identifier})
    assert Action.objects.get(pk=action.pk).closed_as == "joined"
    page = pages.get(address)
    assert "The action is closed" in page.text and "Ask who lives there" in page.text
    page = pages.post(address, {"do": "reopen", "reopened_reason": ""}, status=422)
    assert "Say why" in page.text
    pages.post(address, {"do": "reopen", "reopened_reason": "They are two."})
    assert Action.objects.get(pk=action.pk).closed_as == ""
    assert Closing.objects.get().reopened_reason == "They are two."
    pages.post(address, {"do": "reopen", "reopened_reason": "Again."})  # open already: nothing happens
    assert Closing.objects.get().reopened_reason == "They are two."


def test_an_item_is_opened_again(world: World) -> None:
    item = world.changed()
    browser(world.staff).post(to("close-item", item), {"do": "reopen", "reopened_reason": "It came back."})
    assert PlanItem.objects.get(pk=item.pk).closed_as == ""


def test_nobody_else_closes(world: World) -> None:
    action = world.action()
    services.show_item(action.item, by=world.staff)
    assert asks_to_log_in(to("close-action", action), {"closed_as": "not-accepted", "reason": "x"})
    for who in (world.owner, world.manager, people.viewer("board-staff", organisation=people.board())):
        for address in (to("close-item", action.item), to("close-action", action)):
            browser(who).get(address, status=404)
            browser(who).post(address, {"closed_as": "not-accepted", "reason": "x"}, status=404)
    assert not Closing.objects.exists()
