"""Practice checks in a browser: planned, made, and read afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import today
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.kinds import ActionState
from heeded.practice.models import PracticeCheck
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_as, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def _list(world: made.World) -> str:
    return f"/plans/{world.board.identifier}/checks/"


def test_what_is_late_what_is_to_come_and_what_was_made_stand_apart(world: made.World) -> None:
    world.checked(world.done(what="Write a form"))
    world.done(on=today() - timedelta(days=10), what="Ask the midwives")
    world.done(what="Buy a cupboard")
    staff = browser_as(world.staff)
    waiting = staff.get(_list(world))
    assert "Late (1)" in waiting.text and "Still to come (1)" in waiting.text and "Made (1)" in waiting.text
    assert "Buy a cupboard" in waiting.text and "Write a form" not in waiting.text
    assert "Buy a cupboard" in staff.get(_list(world), show="late").text
    assert "Write a form" in staff.get(_list(world), show="made").text


def test_the_list_is_for_those_who_keep_check_or_were_asked(world: made.World) -> None:
    action = world.done()
    assert browser_as(world.manager).get(_list(world), status=404)
    asked = people.account("manager", organisation=made.agency())
    browser_of(asked).get(_list(world), status=404)
    services.plan_check([action], date(2030, 1, 1), by=world.staff, checker=asked)
    assert "Change the recording form" in browser_of(asked).get(_list(world)).text
    assert "Change the recording form" in browser_of(asked).get("/checks/").text
    assert "not asked" in browser_as(world.staff).get("/checks/").text


def test_a_list_asks_as_often_for_many(world: made.World) -> None:
    counts = []
    for number in range(12):
        world.done(what=f"Thing {number}", owner_team=world.team)
        if number in (1, 11):
            with CaptureQueriesContext(connection) as asked:
                page = browser_as(world.staff).get(_list(world))
            counts.append(len(asked))
    assert page.text.count("Thing ") == 12 and counts[0] == counts[1] < 45


def _check(world: made.World, **said: object) -> PracticeCheck:
    return world.done(**said).checks.get()  # type: ignore[arg-type]


_YES = {"answer": "yes", "tie": "independent", "found": "18 of 20 forms name them."}


def test_a_check_is_made_with_evidence_that_is_there_and_the_next_one_planned(world: made.World) -> None:
    check = _check(world)
    evidence = world.evidence(check.actions.get())
    checker = browser_as(world.checker)
    form = checker.get(f"/checks/{check.identifier}/make/")
    assert "Audit of 20 case files" in form.text and "Nothing that is known here ties you" in form.text
    following = today() + timedelta(days=400)
    day = {"next_date_0": following.day, "next_date_1": following.month, "next_date_2": following.year}
    sent = {**_YES, "rests_on": evidence.identifier, **day}
    after = checker.post(f"/checks/{check.identifier}/make/", sent)
    assert "Yes: practice changed" in after.text and "18 of 20 forms" in after.text
    check.refresh_from_db()
    assert check.answer == "yes" and check.followed_by.due == following
    assert "follows this one" in after.text
    again = checker.get(after.link("Practice checks"))
    assert again.link("Made (1)")


def test_evidence_can_be_put_down_with_it(world: made.World) -> None:
    check = _check(world)
    sent = {**_YES, "evidence_title": "Looked at twelve visits", "evidence_kind": "observation"}
    page = browser_as(world.checker).post(f"/checks/{check.identifier}/make/", sent)
    assert "Looked at twelve visits" in page.text


def test_closing_is_offered_once_nothing_is_missing(world: made.World) -> None:
    check = _check(world)
    other = world.action(what="Read the forms each month")
    sent = {**_YES, "evidence_title": "Looked at twelve visits", "evidence_kind": "observation"}
    browser_as(world.checker).post(f"/checks/{check.identifier}/make/", sent)
    page = browser_as(world.staff).get(f"/checks/{check.identifier}/")
    closing = f"/plan-items/{other.item.identifier}/close/"
    assert "cannot be closed as practice changed yet: an action is not done yet." in page.text
    assert closing not in [one.get("href") for one in page.all("a")]
    changed = world.wanted(what=other.what, state=ActionState.DONE, done_on=today())
    services.change_action(other, changed, by=world.staff)
    page = browser_as(world.staff).get(f"/checks/{check.identifier}/")
    assert "it can be closed as practice changed." in page.text and "not done" not in page.text
    assert page.link("Close it") == closing


def test_figures_over_time_are_typed_and_drawn(world: made.World) -> None:
    check = _check(world)
    sent = {**_YES, "evidence_title": "Audit of forms", "evidence_kind": "audit"}
    typed = "1 March 2019, 5, 20\n1 September 2019, 11, 20\n1 March 2020, 17, 20"
    checker, address = browser_as(world.checker), f"/checks/{check.identifier}/make/"
    wrong = checker.post(address, sent | {"evidence_figures": "1 March 2019, 5\nsomewhen, a few"}, status=422)
    assert "Line 2" in wrong.text and "somewhen, a few" in wrong.text
    unnamed = checker.post(address, {**_YES, "evidence_figures": typed}, status=422)
    assert "Say what the evidence is" in unnamed.text
    page = checker.post(address, sent | {"evidence_figures": typed})
    assert "Audit of forms, over time" in page.text and "17/20" in page.text


def test_yes_without_evidence_comes_back_as_it_was_typed(world: made.World) -> None:
    check = _check(world)
    page = browser_as(world.checker).post(f"/checks/{check.identifier}/make/", _YES, status=422)
    assert "needs evidence" in page.text and "18 of 20 forms name them." in page.text
    check.refresh_from_db()
    assert check.made_at is None


def test_who_owned_it_is_told_so_before_and_who_could(world: made.World) -> None:
    owner = people.account("manager", organisation=world.board)
    check = _check(world, owner=owner)
    page = browser_of(owner).get(f"/checks/{check.identifier}/make/")
    assert "You own or owned what is checked" in page.text
    assert Account.objects.get(pk=world.checker.account or 0).name in page.text
    refused = browser_of(owner).post(f"/checks/{check.identifier}/make/", _YES)
    assert "Somebody else makes this check" in refused.heading
    check.refresh_from_db()
    assert check.made_at is None


def test_a_closer_tie_that_is_known_is_not_hidden(world: made.World) -> None:
    action = world.done(owner=None, owner_team=world.team)
    teamed = people.account("manager", organisation=world.trust, team=world.team)
    check = services.plan_check([action], date(2030, 1, 1), by=world.staff, checker=teamed)
    page = browser_of(teamed).get(f"/checks/{check.identifier}/make/")
    assert "You are in the team that owns it" in page.text and "Independent: I have no part" not in page.text


def test_a_made_check_is_not_made_again(world: made.World) -> None:
    check = world.checked(world.done())
    page = browser_as(world.checker).client.get(f"/checks/{check.identifier}/make/", follow=True)
    assert "made already" in page.content.decode()


def test_strangers_find_nothing_and_readers_what_is_shown(world: made.World, pages: PageClient) -> None:
    check = _check(world)
    for address in (f"/checks/{check.identifier}/", f"/checks/{check.identifier}/make/"):
        pages.get(address, status=404)
        browser_of(people.account("manager", organisation=made.agency())).get(address, status=404)
    services.show_item(world.item(), by=world.staff)
    pages.get(f"/checks/{check.identifier}/", status=404)
    services.make_check(check, _said(), by=world.checker)
    shown = pages.get(f"/checks/{check.identifier}/")
    assert "Yes: practice changed" in shown.text and "A private remark" not in shown.text
    assert "independent" in shown.text


def _said() -> services.Checked:
    from heeded.practice.kinds import CheckAnswer, Tie

    return services.Checked(CheckAnswer.YES, Tie.INDEPENDENT, "A private remark", [made.AUDIT])


def test_planning_offers_what_teaches_the_same_lesson(world: made.World) -> None:
    action = world.done()
    second = lessons_made.review(lessons_made.MEN[1], board=world.board.name)
    item = services.open_item(second.learning_points.get(), world.board, by=world.staff)
    other = services.add_action(item, world.wanted(what="Train the others"), by=world.staff)
    lesson = lessons_made.lesson(world.report, second)
    staff, address = browser_as(world.staff), f"{_list(world)}plan/"
    assert "Change the recording form" in staff.get(address).text
    form = staff.get(f"{address}?action={action.identifier}")
    assert "Train the others" in form.text
    sent = {"due_0": 1, "due_1": 2, "due_2": today().year + 1, "who": "board"}
    both = sent | {"actions": [action.identifier, other.identifier]}
    page = staff.post(f"{address}?action={action.identifier}", both)
    assert "2 actions that are checked together" in page.text
    made_check = PracticeCheck.objects.get()
    assert made_check.lesson == lesson and made_check.due == date(today().year + 1, 2, 1)
    anew = staff.get(f"{address}?check={made_check.identifier}")
    assert "Plan this check anew" in anew.text


def test_somebody_from_elsewhere_can_be_asked_and_an_owner_cannot(world: made.World) -> None:
    action = world.done()
    elsewhere = people.account("manager", organisation=made.agency())
    address = f"{_list(world)}plan/?action={action.identifier}"
    sent = {
        "due_0": 1,
        "due_1": 2,
        "due_2": today().year + 1,
        "who": "elsewhere",
        "actions": action.identifier,
    }
    staff = browser_as(world.staff)
    nobody = staff.post(address, sent | {"email": "nobody@example.org"}, status=422)
    assert "Nobody who may check practice" in nobody.text and "nobody@example.org" in nobody.content.decode()
    staff.post(address, sent | {"email": elsewhere.email.upper()})
    assert PracticeCheck.objects.get().checker == elsewhere
    owner = people.account("manager", organisation=world.trust)
    services.change_action(action, replace(services.wanted_of(action), owner=owner), by=world.staff)
    refused = staff.post(address, sent | {"email": owner.email}, status=422)
    assert "own or owned" in refused.text


def test_only_who_keeps_the_plan_plans(world: made.World) -> None:
    action = world.done()
    for somebody in (world.manager, world.owner):
        browser_as(somebody).get(f"{_list(world)}plan/?action={action.identifier}", status=404)
