"""Changing an action: as much as one may, nothing lost when somebody else was quicker, everything kept."""

from datetime import date
from typing import Any

import pytest

from heeded.people.models import Team
from heeded.practice import services
from heeded.practice.models import Action
from heeded.practice.queries import history_of
from tests.people import made as people
from tests.practice.made import World, agency
from tests.web.client import Fetched, words
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _day(name: str, day: date | None) -> dict[str, object]:
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"{name}_{place}": part for place, part in enumerate(parts)}


def _how(action: Action, **said: Any) -> dict[str, object]:
    """The form as it stands, with what is said changed."""
    due = said.pop("due", action.due)
    done_on = said.pop("done_on", action.done_on)
    return {
        "form": "how",
        "seen": action.version,
        "state": action.state,
        "reason": "",
        **_day("due", due),
        **_day("done_on", done_on),
        **said,
    }


def _whole(action: Action, **said: Any) -> dict[str, object]:
    first = _how(action, **{key: said.pop(key) for key in ("due", "done_on") if key in said})
    del first["form"]
    return first | {
        "what": action.what,
        "intended_change": action.intended_change,
        "how_known": action.how_known,
        "kind": action.kind,
        "owner_agency": action.owner_agency.identifier if action.owner_agency else "",
        "owner_role": action.owner_role,
        "owner": action.owner.email if action.owner else "",
        "owner_team": action.owner_team.identifier if action.owner_team else "",
        **_day("start", action.start),
        **said,
    }


def _values(page: Fetched, name: str) -> list[str | None]:
    return [one.get("value") for one in page.all("input") if (one.get("name") or "").startswith(name)]


def test_a_later_date_asks_for_its_reason_and_keeps_what_was_typed(world: World) -> None:
    action, pages = world.action(), browser(world.owner_account)
    moved = _how(action, due=date(2009, 12, 1), state="under-way")
    page = pages.post(to("change-action", action), moved, status=422)
    assert "Say why the date moves" in page.text and _values(page, "due_") == ["1", "12", "2009"]
    assert Action.objects.get().version == 1
    pages.post(to("change-action", action), moved | {"reason": "No nurse was found"})
    assert Action.objects.get().due == date(2009, 12, 1)
    page = pages.get(to("action-history", action))
    assert "30 June 2009 became 1 December 2009" in page.text and "No nurse was found" in page.text


def test_done_on_is_only_for_what_is_done(world: World) -> None:
    action, pages = world.action(), browser(world.owner_account)
    wrong = _how(action, done_on=date(2009, 6, 1))
    assert "Choose “Done”" in pages.post(to("change-action", action), wrong, status=422).text
    pages.post(to("change-action", action), wrong | {"state": "done"})
    done = Action.objects.get()
    assert done.done_on == date(2009, 6, 1)
    pages.post(to("change-action", action), _how(done, state="under-way"))
    assert Action.objects.get().done_on is None


def test_due_before_its_start_is_told_with_both(world: World) -> None:
    action = world.action(start=date(2009, 5, 1))
    pages = browser(world.owner_account)
    sent = _how(action, due=date(2009, 4, 1), reason="Sooner")
    page = pages.post(to("change-action", action), sent, status=422)
    assert "due before it starts" in page.text
    del sent["form"]
    page = pages.post(to("change-action", action), sent | _day("start", date(2009, 5, 1)), status=422)
    assert "due before it starts: change one of the two dates" in page.text
    pages.post(to("change-action", action), sent | _day("start", date(2009, 3, 1)))
    assert Action.objects.get().start == date(2009, 3, 1)


def test_somebody_was_quicker(world: World) -> None:
    """Theirs and mine stand side by side, mine in the form; sent once more it counts."""
    action, mine, theirs = world.action(), browser(world.owner_account), browser(world.staff)
    typed = _how(action, due=date(2009, 12, 1), reason="No nurse was found", state="under-way")
    theirs.post(to("change-action", action), _whole(action, due=date(2009, 9, 1), reason="The panel asked"))
    page = mine.post(to("change-action", action), typed, status=422)
    assert "Somebody changed this action meanwhile" in page.text and "The panel asked" in page.text
    cells = [words(one) for one in page.one("tbody").iter("td")]
    assert cells[:3] == ["30 June 2009", "1 September 2009", "1 December 2009"]
    assert (
        _values(page, "due_") == ["1", "12", "2009"]
        and page.one("input", name="reason").get("value") == "No nurse was found"
    )
    assert Action.objects.get().due == date(2009, 9, 1)
    seen = page.one("input", name="seen").get("value")
    mine.post(to("change-action", action), typed | {"seen": seen})
    dues = [one.after for one in history_of(world.staff, action) if one.field == "due"]
    assert dues == ["2009-06-30", "2009-09-01", "2009-12-01"]


def test_an_owner_changes_no_more_than_they_may(world: World) -> None:
    action, pages = world.action(), browser(world.owner_account)
    page = pages.get(to("change-action", action))
    assert not page.all("textarea") and not page.all("input", name="owner_role")
    pages.post(to("change-action", action), _whole(action, what="Do nothing", owner_role="Nobody"))
    held = Action.objects.get()
    assert held.what == action.what and held.owner_role == "Named nurse"


def test_a_manager_hands_over_within_the_agency(world: World) -> None:
    action, pages = world.action(), browser(world.manager)
    other = people.account("practitioner", organisation=world.trust)
    stranger = people.account("practitioner", organisation=agency())
    page = pages.get(to("change-action", action))
    offered = [one.get("value") for one in page.one("select", name="owner").iter("option")]
    assert other.identifier in offered and stranger.identifier not in offered
    sent = _whole(action, owner=other.identifier, owner_role="Head of service", what="Less")
    pages.post(to("change-action", action), sent | {"owner_team": world.team.identifier})
    held = Action.objects.get()
    assert (held.owner, held.owner_team, held.what) == (other, world.team, action.what)
    page = pages.post(
        to("change-action", action), sent | {"owner": stranger.identifier, "seen": 2}, status=422
    )
    assert "Select a valid choice" in page.text or "from the list" in page.text


def test_an_owner_who_left_is_said_and_stands_in_nobodys_way(world: World) -> None:
    action = world.action()
    world.owner_account.is_active = False
    world.owner_account.save()
    pages = browser(world.manager)
    page = pages.get(to("change-action", action))
    assert "Its owner has left" in page.text and "(account closed)" in page.text
    sent = _how(action, state="under-way")
    pages.post(to("change-action", action), sent)
    assert Action.objects.get().state == "under-way"


def test_staff_change_all_of_it(world: World) -> None:
    action, pages, other = world.action(), browser(world.staff), agency("Invented Hospital")
    team = Team.objects.create(organisation=other, name="Ward")
    sent = _whole(
        action,
        what="Change the form at every visit",
        kind="practice",
        owner_agency=other.identifier,
        owner="",
    )
    pages.post(to("change-action", action), sent)
    held = Action.objects.get()
    assert (held.what, held.kind, held.owner_agency, held.owner) == (sent["what"], "practice", other, None)
    wrong = _whole(
        held, owner_agency=world.trust.identifier, owner_team=team.identifier, owner="nobody@example.org"
    )
    page = pages.post(to("change-action", action), wrong, status=422)
    assert "Nobody here has this e-mail address" in page.text


def test_an_agency_that_merged_is_told_and_its_heir_answers(world: World) -> None:
    action, heir = world.action(), agency("Invented Joint Trust")
    heir.predecessors.add(world.trust)
    staff = browser(world.staff).get(to("change-action", action))
    assert "is now part of Invented Joint Trust, which answers for it" in staff.text
    manager = people.viewer("manager", organisation=heir)
    browser(manager).post(to("change-action", action), _how(action, state="under-way"))
    assert Action.objects.get().state == "under-way"


def test_what_is_closed_is_not_changed(world: World) -> None:
    action = world.action()
    close = services.Close("no-longer-applies", "The service ended.")
    services.close_action(action, close, by=world.staff)
    pages = browser(world.owner_account)
    page = pages.post(to("change-action", action), _how(action, state="done"), status=422)
    assert "Somebody changed this action meanwhile" in page.text and "No longer applies" in page.text
    action.refresh_from_db()
    page = pages.post(to("change-action", action), _how(action, state="done"), status=422)
    assert (
        "It is closed." in page.text and "Say how it stands, or" not in pages.get(to("action", action)).text
    )


def test_others_find_nothing(world: World) -> None:
    action = world.action()
    services.show_item(action.item, by=world.staff)
    for somebody in (people.account("reader"), people.account("manager", organisation=agency())):
        browser(somebody).get(to("change-action", action), status=404)
        browser(somebody).get(to("action-history", action), status=404)
        browser(somebody).post(to("change-action", action), _how(action, state="done"), status=404)
        browser(somebody).get(to("action", action))
    assert browser().client.post(to("change-action", action), {}).status_code == 302
    assert Action.objects.get().version == 1
