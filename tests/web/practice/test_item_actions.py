"""Adding an action on its page."""

from datetime import date, timedelta

import pytest

from heeded.core.clock import today
from heeded.people.models import Team
from heeded.practice.models import Action, PracticeCheck
from tests.people import made as people
from tests.practice.made import World, agency
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _filled(world: World, **said: object) -> dict[str, object]:
    given = {
        "what": "Change the recording form",
        "intended_change": "Every man is known by name",
        "how_known": "An audit of case files",
        "kind": "practice",
        "owner_agency": world.trust.identifier,
        "owner_team": world.team.identifier,
        "owner_role": "Named nurse",
        "owner": world.owner_account.email.upper(),
        "start_0": "1", "start_1": "2", "start_2": "2031",
        "due_0": "1", "due_1": "6", "due_2": "2031",
        "state": "not-started",
        "do": "add",
    }  # fmt: skip
    return {**given, **said}


def test_an_action_with_everything(world: World) -> None:
    pages, address = browser(world.staff), to("add-action", world.item())
    pages.get(address)
    page = pages.post(address, _filled(world))
    made = Action.objects.get()
    assert (made.what, made.kind, made.owner_role) == ("Change the recording form", "practice", "Named nurse")
    assert (made.owner_agency, made.owner_team, made.owner) == (world.trust, world.team, world.owner_account)
    assert (made.start, made.due) == (date(2031, 2, 1), date(2031, 6, 1))
    assert "Change the recording form" in page.text and "due on 1 June 2031" in page.text
    pages.post(address, _filled(world))
    assert Action.objects.count() == 1, "sent twice by one person it is one"


def test_only_what_is_to_be_done_is_needed(world: World) -> None:
    pages, address = browser(world.staff), to("add-action", world.item())
    page = pages.post(address, {"what": "Ask", "state": "not-started"})
    assert "No owner" in page.text and "no date" in page.text
    assert "Say what is to be done" in pages.post(address, {"state": "not-started"}, status=422).text


def test_due_before_it_starts_is_told_and_nothing_lost(world: World) -> None:
    sent = _filled(world, due_2="2030")
    page = browser(world.staff).post(to("add-action", world.item()), sent, status=422)
    assert "due before it starts" in page.text and not Action.objects.exists()
    assert page.one("input", name="due_2").get("value") == "2030"
    assert page.one("input", name="owner_role").get("value") == "Named nurse"


@pytest.mark.parametrize("email", ["nobody@example.org", "left"])
def test_an_owner_who_is_not_there_is_told(world: World, email: str) -> None:
    if email == "left":
        world.owner_account.is_active = False
        world.owner_account.save()
        email = world.owner_account.email
    page = browser(world.staff).post(to("add-action", world.item()), _filled(world, owner=email), status=422)
    assert "Nobody here has this e-mail address" in page.text


def test_what_a_service_says_no_to_stands_at_its_field(world: World) -> None:
    """A day to come, and somebody who works for another board: the summary leads to the field."""
    day = today() + timedelta(days=3)
    done: dict[str, object] = {
        "state": "done",
        "done_on_0": day.day,
        "done_on_1": day.month,
        "done_on_2": day.year,
    }
    done |= {f"{name}_{part}": "" for name in ("start", "due") for part in range(3)}
    address = to("add-action", world.item())
    page = browser(world.staff).post(address, _filled(world, **done), status=422)
    assert "cannot have been done" in page.text
    assert page.link("It cannot have been done on a day that is to come").startswith("#")
    stranger = people.account("board-staff", organisation=people.board())
    page = browser(world.staff).post(address, _filled(world, owner=stranger.email), status=422)
    said = f"This person owns no actions for {world.trust.name} or for this board"
    assert page.link(said).startswith("#") and not Action.objects.exists()


def test_a_team_of_another_agency_is_told(world: World) -> None:
    far = agency()
    sent = _filled(world, owner_agency=far.identifier, owner="")
    page = browser(world.staff).post(to("add-action", world.item()), sent, status=422)
    assert "belongs to another organisation" in page.text


def test_a_team_alone_says_which_agency(world: World) -> None:
    browser(world.staff).post(to("add-action", world.item()), _filled(world, owner_agency=""))
    assert Action.objects.get().owner_agency == world.trust


def test_an_agency_is_found_by_name_with_its_teams(world: World) -> None:
    far = people.board("Invented Board of the far north")
    Team.objects.create(organisation=far, name="Northern team")
    sent = _filled(world, do="find", words="far north", due_0="31")
    page = browser(world.staff).post(to("add-action", world.item()), sent)
    assert far.name in page.text and "Northern team" in page.text and not Action.objects.exists()
    assert page.one("input", name="due_0").get("value") == "31" and "Every man is known" in page.text


def test_one_that_is_done_already_has_its_check_planned(world: World) -> None:
    sent = _filled(
        world, state="done", done_on_0="3", done_on_1="4", done_on_2="2021", start_2="2020", due_2="2021"
    )
    browser(world.staff).post(to("add-action", world.item()), sent)
    assert Action.objects.get().done_on == date(2021, 4, 3)
    assert PracticeCheck.objects.get().due == date(2021, 10, 3)


def test_few_actions_are_asked_for_never_demanded(world: World) -> None:
    for number in range(3):
        world.action(what=f"Write procedure {number}", kind="procedure")
    pages, address = browser(world.staff), to("add-action", world.item())
    assert "Is this one needed beside the others?" in pages.get(address).text
    pages.post(address, _filled(world))
    assert Action.objects.count() == 4


def test_a_closed_point_takes_none(world: World) -> None:
    item = world.changed()
    page = browser(world.staff).post(to("add-action", item), _filled(world), status=422)
    assert "It is closed" in page.text


def test_nobody_else_adds_any(world: World) -> None:
    for who in (world.owner, world.manager, people.viewer("board-staff", organisation=people.board())):
        browser(who).post(to("add-action", world.item()), _filled(world), status=404)
    assert not Action.objects.exists()
