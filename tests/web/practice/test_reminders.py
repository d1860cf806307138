"""A board's rules of reminding on its pages: made, tried, ended; and what became of its letters."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.actors import SYSTEM
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.kinds import Fate, RemindsOf
from heeded.practice.models import Reminder, ReminderLetter, ReminderRule
from tests.people import made as people
from tests.practice import made
from tests.practice.reminding import DAY, DUE, NOON, rule, written
from tests.web.client import PageClient, words
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db
NEW = {"of": "action", "when": "before", "days": "14", "whom": "owner", "first_hour": "8", "last_hour": "18"}


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def address(world: made.World) -> str:
    return f"/plans/{world.board.identifier}/reminders/"


@pytest.fixture
def staff(world: made.World) -> PageClient:
    return browser_of(Account.objects.get(pk=world.staff.account))


def test_the_usual_rules_are_offered_made_and_ended(
    address: str, staff: PageClient, world: made.World
) -> None:
    empty = staff.get(address)
    assert (
        "nobody is reminded of anything" in empty.text
        and "56 days after: the staff of the board" in empty.text
    )
    made_page = staff.post(f"{address}usual/", {})
    assert made_page.text.count("8:00 to 18:00") == len(services.USUAL_RULES) == ReminderRule.objects.count()
    staff.post(f"{address}usual/", {})
    assert ReminderRule.objects.count() == len(services.USUAL_RULES)
    first = ReminderRule.objects.earliest("pk")
    ended = staff.post(f"{address}{first.identifier}/end/", {})
    assert "Ended on 1 July 2009" in ended.text and "1 rule ended" in ended.text


def test_a_rule_is_made(address: str, staff: PageClient, world: made.World) -> None:
    page = staff.post(address, {**NEW, "first_hour": "9"})
    assert "The rule stands" in page.text and "14 days before: the owner" in page.text
    assert "09:00 to 18:00" in page.text
    made_rule = ReminderRule.objects.get()
    assert (made_rule.board, made_rule.days, made_rule.role) == (world.board, -14, "")


def test_a_rule_is_tried_before_it_is_made(address: str, staff: PageClient, world: made.World) -> None:
    world.action()
    page = staff.post(address, {**NEW, "when": "after", "days": "1", "do": "try"})
    assert "it would remind 1 person: 1 reminder" in page.text and "Nothing was written or sent" in page.text
    assert page.one("input", name="days").get("value") == "1"
    assert not ReminderRule.objects.exists() and not Reminder.objects.exists()
    assert "remind nobody" in staff.post(address, {**NEW, "do": "try"}).text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"days": ""}, "Say how many days"),
        ({"days": "9999"}, "730"),
        ({"days": "x"}, "whole number"),
        ({"whom": ""}, "Choose whom to remind"),
        ({"of": "check", "whom": "manager"}, "A check is no agency’s"),
        ({"first_hour": "18", "last_hour": "8"}, "Choose a later hour"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    address: str, staff: PageClient, said: dict[str, str], words: str
) -> None:
    page = staff.post(address, {**NEW, **said}, status=422)
    assert words in page.text and page.one("input", name="days").get("value", "") == said.get("days", "14")
    assert not ReminderRule.objects.exists()


def test_the_rules_are_tried_on_a_day(address: str, staff: PageClient, world: made.World) -> None:
    assert "There are no rules yet" in staff.get(f"{address}try/").text
    action = world.action()
    rule(world, 1)
    rule(world, 28, role="manager")
    today = staff.get(f"{address}try/")
    assert "1 letter, 1 reminder in all" in today.text and world.owner_account.name in today.text
    assert today.link("Change the recording form") == f"/actions/{action.identifier}/"
    assert "due on 30 June 2009" in today.text and "By the rule: 1 day after: the owner" in today.text
    later = staff.get(f"{address}try/", on_0="28", on_1="7", on_2="2009")
    manager = Account.objects.get(pk=world.manager.account)
    assert manager.name in later.text and "1 letter" in later.text, "of a day to come only what is new on it"
    assert "Nobody" in staff.get(f"{address}try/", on_0="27", on_1="7", on_2="2009").text
    assert "no such day" in staff.get(f"{address}try/", on_0="31", on_1="6", on_2="2009", status=422).text
    assert not Reminder.objects.exists()


def test_answers_and_checks_are_named_too(address: str, staff: PageClient, world: made.World) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff, due=DUE)
    check = world.done(date(2009, 1, 1)).checks.get()
    rule(world, of=RemindsOf.ANSWER)
    rule(world, 0, of=RemindsOf.CHECK, role="board-staff", at_board=True)
    page = staff.get(f"{address}try/")
    link = page.link(f"The answer of {world.trust} to: Recommendation")
    assert link == f"/plan-items/{asked.item.identifier}/answer/{asked.identifier}/"
    assert {one.get("href") for one in page.all("a") if "Practice check: Change" in words(one)} == {
        f"/checks/{check.identifier}/"
    }


def test_it_says_where_letters_can_have_no_links(address: str, staff: PageClient, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert "HEEDED_ADDRESS" in staff.get(address).text
    settings.PUBLIC_ADDRESS = "https://reviews.example.org"
    assert "HEEDED_ADDRESS" not in staff.get(address).text


def test_letters_and_sending_once_more(
    address: str, staff: PageClient, world: made.World, clock: time_machine.Traveller
) -> None:
    assert "None." in staff.get(f"{address}letters/").text
    world.action()
    rule(world)
    letter = written()
    assert "Waiting to be sent (1)" in staff.get(f"{address}letters/").text
    services.claim_letter(letter)
    clock.shift(services.FATE_UNKNOWN_AFTER * 2)
    services.list_unknown(by=SYSTEM)
    assert "1 letter may not have arrived" in staff.get(address).text
    page = staff.get(f"{address}letters/")
    assert "May not have arrived (1)" in page.text and world.owner_account.name in page.text
    assert "1 reminder" in page.text
    again = staff.post(f"{address}letters/{letter.identifier}/again/", {})
    assert "It waits to be sent once more" in again.text and "Waiting to be sent (1)" in again.text
    letter.refresh_from_db()
    assert letter.fate == Fate.WAITING
    staff.post(f"{address}letters/{letter.identifier}/again/", {}, status=404)


def test_nobody_else_finds_them(address: str, world: made.World) -> None:
    world.action()
    made_rule, letter = rule(world), written()
    others = [
        people.account("board-staff", organisation=people.board()),
        people.account("administrator"),
        world.owner_account,
    ]
    weak = Account.objects.get(pk=world.staff.account)
    for one in [*(browser_of(other) for other in others), browser_of(weak, strong=False)]:
        for below in ("", "try/", "letters/"):
            one.get(address + below, status=404)
        for below in ("usual/", f"{made_rule.identifier}/end/", f"letters/{letter.identifier}/again/"):
            one.post(address + below, {}, status=404)
        one.post(address, NEW, status=404)
    made_rule.refresh_from_db()
    assert made_rule.ended_at is None and ReminderRule.objects.count() == 1


def test_of_another_boards_letters_nothing_can_be_done(
    world: made.World, address: str, staff: PageClient
) -> None:
    other = made.World()
    other.action()
    theirs, letter = rule(other), written()
    ReminderLetter.objects.update(fate=Fate.UNKNOWN)
    staff.post(f"{address}letters/{letter.identifier}/again/", {}, status=404)
    staff.post(f"{address}{theirs.identifier}/end/", {}, status=404)
    assert other.owner_account.name not in staff.get(f"{address}letters/").text


@pytest.mark.parametrize("below", ["", "try/", "letters/"])
def test_many_cost_no_more_queries(below: str, address: str, staff: PageClient, world: made.World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            staff.client.get(address + below)
        return len(queries)

    for number in range(2):
        owner = people.account("practitioner", organisation=world.trust)
        world.action(what=f"Form {number}", owner=owner)
    services.make_usual_rules(world.board, by=world.staff)
    services.write_reminders(DAY, by=SYSTEM)
    staff.client.get(address + below)
    few = asked()
    for number in range(6):
        owner = people.account("practitioner", organisation=world.trust)
        world.action(what=f"Another {number}", owner=owner)
        rule(world, number + 100)
    services.write_reminders(DAY, by=SYSTEM)
    assert asked() == few
