"""What a manager sees: by team and person, what has no owner or one who left, and handing over."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.clock import now, today
from heeded.people.models import Account, Membership
from heeded.practice import services
from heeded.practice.models import Action
from tests.people import made as people
from tests.practice.made import World, agency
from tests.web.client import PageClient, words
from tests.web.practice.places import browser

pytestmark = pytest.mark.django_db
TEAM = reverse("team-actions")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def pages(world: World) -> PageClient:
    return browser(world.manager)


def _titles(pages: PageClient, **asked: str) -> set[str]:
    return {words(one) for one in pages.get(TEAM, **asked).all("h2")}


def test_by_team_and_person(world: World, pages: PageClient) -> None:
    world.action(what="Late", owner_team=world.team, due=today() - timedelta(days=3))
    world.action(what="Of nobody", owner=None, due=None)
    world.action(what="Elsewhere", owner_agency=agency(), owner=None)
    page = pages.get(TEAM)
    rows = [
        [words(cell) for cell in (*row.iter("th"), *row.iter("td"))] for row in page.one("tbody").iter("tr")
    ]
    name = world.owner_account.name
    assert rows == [[f"{name}, Duty team", "Duty team", "1", "1"], ["Nobody named yet", "No team", "1", "0"]]
    assert {"Late", "Of nobody"} <= _titles(pages) and "Elsewhere" not in _titles(pages)
    assert _titles(pages, person="nobody") >= {"Of nobody"} and "Late" not in _titles(pages, person="nobody")
    assert "Of nobody" not in _titles(pages, team=world.team.identifier)
    assert "Late" in _titles(pages, lacks="overdue") and "Of nobody" not in _titles(pages, lacks="overdue")
    assert "Of nobody" in _titles(pages, lacks="no-date") and "Late" in _titles(pages, lacks="nonsense")


def test_who_does_what_the_agency_owns_is_named_from_the_list(world: World, pages: PageClient) -> None:
    world.action(what="Of somebody")
    action = world.action(what="Of nobody", owner=None, owner_role="")
    page = pages.get(TEAM)
    assert "An agency owns it; no role and no person is named yet." in page.text
    address = page.link("Name somebody for Of nobody")
    assert address.startswith(reverse("change-action", args=[action.identifier]))
    assert not [one for one in page.all("a") if "for Of somebody" in words(one)]
    form = pages.get(address)
    assert form.one("select", name="owner").get("id") == address.partition("#")[2]
    said = {"seen": action.version, "owner": world.owner_account.identifier, "state": action.state}
    kept = {"due_0": "30", "due_1": "6", "due_2": "2009", "back": "team-actions"}
    pages.post(reverse("change-action", args=[action.identifier]), said | kept)
    action.refresh_from_db()
    assert action.owner == world.owner_account
    assert not [one for one in pages.get(TEAM).all("a") if words(one).startswith("Name somebody")]


def test_those_of_whoever_left_are_handed_over_at_once(world: World, pages: PageClient) -> None:
    actions = [world.action(what=f"Do {number}") for number in range(3)]
    world.owner_account.is_active = False
    world.owner_account.save()
    page = pages.get(TEAM, lacks="owner-left")
    assert "Its owner has left" in page.text and "(has left)" in page.text
    other = people.account("practitioner", organisation=world.trust)
    sent: dict[str, object] = {f"seen-{one.identifier}": one.version for one in actions}
    page = pages.post(TEAM, sent | {"to": other.identifier}, status=422)
    assert "Tick the actions first" in page.text
    chosen = [one.identifier for one in actions[:2]]
    page = pages.post(TEAM, sent | {"actions": chosen}, status=422)
    assert (
        "Choose to whom" in page.text
        and len([one for one in page.all("input", name="actions") if one.get("checked") is not None]) == 2
    )
    page = pages.post(f"{TEAM}?lacks=owner-left", sent | {"actions": chosen, "to": other.identifier})
    assert f"2 actions handed over to {other.name}" in page.text and "1 action to do" in page.text
    assert [one.owner for one in Action.objects.order_by("pk")] == [other, other, world.owner_account]


def test_one_that_moved_meanwhile_is_named_and_holds_up_no_other(world: World, pages: PageClient) -> None:
    first, second = world.action(what="First"), world.action(what="Second")
    other = people.account("practitioner", organisation=world.trust)
    sent = {f"seen-{one.identifier}": one.version for one in (first, second)}
    services.change_action(first, world.wanted(what="First", state="under-way"), by=world.staff)
    chosen = {"actions": [first.identifier, second.identifier], "to": other.identifier}
    page = pages.post(TEAM, sent | chosen)
    assert (
        "First: Somebody changed this action meanwhile" in page.text and "1 action handed over" in page.text
    )
    assert [one.owner for one in Action.objects.order_by("pk")] == [world.owner_account, other]


def test_only_to_people_of_the_agency_and_only_what_is_theirs(world: World, pages: PageClient) -> None:
    action = world.action()
    stranger = people.account("practitioner", organisation=agency())
    sent = {"actions": [action.identifier], "to": stranger.identifier}
    pages.post(TEAM, sent, status=422)
    besides = people.board("Invented Board Elsewhere")  # whose actions this manager hands over as well
    Membership.objects.create(
        account_id=world.manager.account, role="manager", organisation=besides, since=now()
    )
    business = people.account("board-staff", organisation=besides)
    staff = Account.objects.get(pk=world.staff.account)
    offered = {one.get("value") for one in pages.get(TEAM).one("select", name="to").iter("option")}
    assert business.identifier not in offered and staff.identifier in offered
    pages.post(TEAM, sent | {"to": business.identifier}, status=422)
    elsewhere = browser(people.viewer("manager", organisation=stranger.memberships.get().organisation))
    page = elsewhere.post(TEAM, sent)
    assert "Change the recording form" not in page.text
    assert Action.objects.get().owner == world.owner_account


def test_whoever_answers_for_no_agency_is_told_so(world: World) -> None:
    assert "answer for no agency" in browser(world.owner_account).get(TEAM, status=403).text
    assert browser(world.manager).get(reverse("my-actions")).link("Actions of my team and agency") == TEAM
    assert browser().client.get(TEAM).status_code == 302


def test_it_asks_no_more_for_many(world: World, pages: PageClient) -> None:
    def asked() -> int:
        pages.get(TEAM)
        with CaptureQueriesContext(connection) as queries:
            pages.get(TEAM)
        return len(queries)

    world.action()
    few = asked()
    other = World(text="Something else to be learnt.")
    for number in range(10):
        world.action(what=f"Do {number}")
        people.account("practitioner", organisation=world.trust)
        other.action(what=f"There {number}", owner_agency=world.trust, owner=world.colleague())
    assert asked() == few and few <= 30, few
