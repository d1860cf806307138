"""The page behind the link in a letter: no log-in, asked twice, nothing changed by looking."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heeded.core.models import AuditRow
from heeded.practice import services
from heeded.practice.models import Action, ActionLink
from heeded.practice.services import LINK_GOOD_FOR, make_links
from tests.practice import made
from tests.practice.reminding import NOON
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db
LONGER = {"state": "under-way", "due_0": "1", "due_1": "9", "due_2": "2009", "reason": "The trainer is ill"}


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def action(world: made.World) -> Action:
    return world.action(kind="procedure")


@pytest.fixture
def address(world: made.World, action: Action) -> str:
    return f"/do/{make_links(world.owner_account, [action])[action.pk]}/"


def test_looking_changes_nothing_and_writes_nothing(address: str, action: Action, pages: PageClient) -> None:
    before = AuditRow.objects.count()
    for _ in range(3):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = pages.get(address)
        written = [one["sql"] for one in asked if one["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert written == []
    assert pages.client.head(address).status_code == 200
    assert page.heading == "How does your action stand?" and "Nothing is changed yet" in page.text
    assert AuditRow.objects.count() == before and ActionLink.objects.get().used_at is None
    answer = pages.client.get(address)
    assert "no-store" in answer["Cache-Control"] and b"noindex" in answer.content


def test_asked_twice_then_kept_and_the_link_is_used(address: str, action: Action, pages: PageClient) -> None:
    sure = pages.post(address, LONGER)
    action.refresh_from_db()
    assert sure.heading == "Is this right?" and action.state == "not-started"
    assert "Under way" in sure.text and "1 September 2009" in sure.text and "The trainer is ill" in sure.text
    typed = {one.get("name", ""): one.get("value", "") for one in sure.all("input", type="hidden")}
    typed.pop("csrfmiddlewaretoken", None)
    assert {**typed} == {**LONGER}
    back = pages.post(address, {**typed, "do": "back"})
    assert back.one("textarea", name="reason").text.strip() == "The trainer is ill"
    saved = pages.post(address, {**typed, "do": "yes"})
    action.refresh_from_db()
    assert saved.heading == "Saved" and (action.state, str(action.due)) == ("under-way", "2009-09-01")
    twice = pages.post(address, {**typed, "do": "yes"})
    assert twice.heading == "Saved" and action.changes.order_by("-version")[0].version == 2


def test_a_form_of_another_site_is_refused(address: str, action: Action) -> None:
    assert Client(enforce_csrf_checks=True).post(address, {**LONGER, "do": "yes"}).status_code == 403
    action.refresh_from_db()
    assert action.state == "not-started"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"state": ""}, "Choose how it stands"),
        ({**LONGER, "reason": ""}, "Say why it needs longer"),
        ({**LONGER, "due_0": "31"}, "There is no such day"),
        ({**LONGER, "due_2": "2008"}, "earlier than the one it has"),
        ({**LONGER, "state": "done"}, "needs no later date"),
        ({"state": "done", "done_on_0": "9", "done_on_1": "9", "done_on_2": "2009"}, "must not be to come"),
        ({"state": "under-way", "done_on_0": "9", "done_on_1": "6", "done_on_2": "2009"}, "choose Done"),
        ({"state": "not-started"}, "how it stands already"),
    ],
)
@pytest.mark.parametrize("do", ["", "yes"])
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    address: str, pages: PageClient, said: dict[str, str], words: str, do: str
) -> None:
    page = pages.post(address, {**said, "do": do}, status=422)
    assert words in page.text and page.title.startswith("Error:")
    if said.get("reason"):
        assert said["reason"] in page.text or page.one("textarea", name="reason").text


def test_words_that_not_everybody_may_see_are_not_shown(
    address: str, action: Action, world: made.World, pages: PageClient
) -> None:
    hidden = pages.get(address)
    assert action.what not in hidden.text and "not shown here" in hidden.text
    assert action.identifier in hidden.text and "Procedure or guidance" in hidden.text
    assert world.report.work.title not in hidden.text
    assert action.what in browser_of(world.owner_account).get(address).text
    assert action.what not in browser_of(world.owner_account, strong=False).get(address).text
    services.show_item(action.item, by=world.staff)
    assert action.what in pages.get(address).text


def test_a_link_that_ended_says_so_and_a_wrong_one_is_nothing(
    address: str, action: Action, world: made.World, pages: PageClient, clock: time_machine.Traveller
) -> None:
    pages.get(f"{address[:-2]}/", status=404)
    clock.shift(LINK_GOOD_FOR)
    old = pages.get(address, status=410)
    assert old.heading == "This link has ended" and "15 July 2009" in old.text
    services.change_action(action, world.wanted(what="Another"), by=world.staff)
    moved = pages.post(address, {**LONGER, "do": "yes"}, status=410)
    assert "changed after the letter was written" in moved.text
    Action.objects.update(owner=None)
    assert "no longer yours" in pages.get(address, status=410).text


def test_said_by_two_at_once_the_second_is_told(
    address: str, action: Action, pages: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heeded.web.views.practice import by_link

    whole = by_link.use_link

    def overtaken(token: str, said: Any) -> Action:
        whole(token, said)
        return whole(token, said)

    monkeypatch.setattr(by_link, "use_link", overtaken)
    assert pages.post(address, {**LONGER, "do": "yes"}).heading == "Saved"
