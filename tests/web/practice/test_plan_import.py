"""Taking in a plan's file by pages: looked at first, stored only when said so. Invented and fictional."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.engine.plans import PlanKind, PlanRow, PlanStatus, plan_file
from heeded.practice import services
from heeded.practice.models import Action, PlanItem, PlanTaking
from tests.people import made as people
from tests.practice.made import MEN, World
from tests.web.client import Fetched, PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db
_DAY = {"shows_0": "1", "shows_1": "3", "shows_2": "2020"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> PageClient:
    return browser_of(people.account("board-staff", organisation=world.board))


def rows(world: World) -> list[PlanRow]:
    return [
        PlanRow(2, "1", MEN, "Change the form", owner_agency=world.trust.name, due=date(2020, 9, 30)),
        PlanRow(3, "1", MEN, "Audit the files", status=PlanStatus.DONE, due_as_printed="mid October"),
        PlanRow(4, "8", "The bridge needs a rail.", "Build one", owner_agency="Bridge Wardens"),
    ]


def handed_in(
    world: World, staff: PageClient, content: bytes | None = None, name: str = "plan.xlsx"
) -> Fetched:
    file = SimpleUploadedFile(name, content or plan_file(rows(world), PlanKind.XLSX))
    return staff.post(f"/plans/{world.board.identifier}/import/", {"file": file})


def fields(page: Fetched, **said: object) -> dict[str, object]:
    """The form as it stands, with what somebody changes of it."""
    found: dict[str, object] = {"look": "yes", **_DAY}
    for select in page.all("select"):
        chosen = [one for one in select.iter("option") if one.get("selected") is not None]
        found[str(select.get("name"))] = (chosen or list(select.iter("option")))[0].get("value")
    [matched] = page.all("input", name="matched")
    found["matched"] = matched.get("value", "")
    ticked = [one.get("value") for one in page.all("input", name="table") if one.get("checked") is not None]
    return {**found, "table": ticked, **said}


def test_a_file_is_looked_at_and_nothing_is_stored(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff)
    assert "3 rows, 2 recommendations" in page.text
    assert "row 3: The due date “mid October”" in page.text
    assert "“Bridge Wardens”" in page.text and "it is called so" in page.text
    assert not PlanItem.objects.exists() and not PlanTaking.objects.exists()


def test_with_its_review_rows_go_under_its_recommendations(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff)
    address = page.response.request["PATH_INFO"]
    page = staff.post(address, fields(page, do="look", review=world.report.work.identifier))
    assert "proposed by machine: the same number and words" in page.text
    assert "No recommendation of the review is like it." in page.text
    page = staff.post(address, fields(page, do="take"))
    assert "Added to the plan (3)" in page.text and "done by 1 March 2020" in page.text
    assert Action.objects.filter(item__point__places__learning_point=world.recommendation).count() == 2
    assert Action.objects.get(what="Change the form").owner_agency == world.trust
    assert "No organisation here is chosen for “Bridge Wardens”" in page.text
    taking = PlanTaking.objects.get()
    assert (taking.state, taking.sha256, taking.shows) == ("taken", "", date(2020, 3, 1))


def test_taken_twice_is_once_and_what_is_left_out_is_listed(world: World, staff: PageClient) -> None:
    for _ in range(2):
        page = handed_in(world, staff)
        address = page.response.request["PATH_INFO"]
        page = staff.post(address, fields(page, do="look", review=world.report.work.identifier))
        page = staff.post(address, fields(page, do="take"))
    assert "On the plan already (3)" in page.text and Action.objects.count() == 3
    listed = staff.get(page.response.request["PATH_INFO"], became="added")
    assert "There is no such row." in listed.text


def test_what_was_chosen_is_kept_when_the_day_is_missing(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff)
    address = page.response.request["PATH_INFO"]
    groups = [name for name in fields(page) if name.startswith("to-")]
    said = fields(page, do="take", shows_2="2199", **{groups[1]: "left-out"})
    page = staff.post(address, said)
    assert (
        "Enter today or a day that has been" in page.text and "As it stands 1 row is left out." in page.text
    )
    assert not PlanTaking.objects.exists()
    page = staff.post(address, fields(page, do="leave"))
    assert "Nothing of it was taken." in page.text
    staff.get(address, status=404)


def test_columns_without_known_headings_are_said_on_the_page(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff, b"What they advise,Deed\nLook,Draw up a form\n", "a.csv")
    assert "None of the headings is one that plans usually have" in page.text
    address = page.response.request["PATH_INFO"]
    columns = {"column-0-0": "recommendation", "column-0-1": "action", "table": ["0"]}
    page = staff.post(address, fields(page, do="look", **columns))
    assert "1 row, 1 recommendation" in page.text
    page = staff.post(address, fields(page, do="take"))
    assert Action.objects.get().what == "Draw up a form"


def test_what_became_of_rows_without_a_recommendation_is_shown(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff, b"Action,Due\nOf no recommendation,1 May 2027\n", "a.csv")
    page = staff.post(page.response.request["PATH_INFO"], fields(page, do="take"))
    assert "Of no recommendation" in page.text


def test_what_became_of_rows_without_an_action_is_shown(world: World, staff: PageClient) -> None:
    page = handed_in(
        world, staff, b"Recommendation,Agency,Status\nThe bridge needs a rail.,Wardens,Open\n", "a.csv"
    )
    page = staff.post(page.response.request["PATH_INFO"], fields(page, do="take"))
    assert "The bridge needs a rail." in page.text


def test_a_file_that_is_no_plan_is_refused_in_words(world: World, staff: PageClient) -> None:
    assert "This is a PDF" in handed_in(world, staff, b"%PDF-1.4", "plan.pdf").text
    page = staff.post(f"/plans/{world.board.identifier}/import/", {})
    assert "Choose a file first." in page.text


def test_a_long_plan_waits_for_a_worker_and_shows_how_far_it_is(world: World, staff: PageClient) -> None:
    many = [PlanRow(at + 2, "1", MEN, f"Invented action {at}") for at in range(services.AT_ONCE + 1)]
    page = handed_in(world, staff, plan_file(many, PlanKind.CSV), "plan.csv")
    assert "taken in the background" in page.text
    address = page.response.request["PATH_INFO"]
    page = staff.post(address, fields(page, do="take"))
    assert "0 of 151 rows are taken so far." in page.text and page.response["Refresh"] == "5"
    services.take_waiting_plans(60)
    assert "Added to the plan (151)" in staff.get(page.response.request["PATH_INFO"]).text


def test_what_everybody_would_read_is_marked_and_needs_a_tick(
    world: World, staff: PageClient, pages: PageClient
) -> None:
    services.show_item(world.item(), by=world.staff)
    page = handed_in(world, staff)
    address = page.response.request["PATH_INFO"]
    page = staff.post(address, fields(page, do="look", review=world.report.work.identifier))
    assert "2 actions go to points that the board shows to everybody" in page.text
    assert page.text.count("Everybody can read this point") == 1
    assert page.one("input", name="public").get("required") is None  # or no browser lets one leave it
    page = staff.post(address, fields(page, do="take"))
    assert "Say that everybody may read these actions" in page.text and not PlanTaking.objects.exists()
    page = staff.post(address, fields(page, do="take", public="on"))
    assert "Added to the plan (3)" in page.text
    point = PlanItem.objects.get(shown_at__isnull=False).point
    assert "Done, by 1 March 2020" in pages.get(f"/points/{point.identifier}/").text


def test_columns_that_are_not_read_are_said_outside_the_fold(world: World, staff: PageClient) -> None:
    page = handed_in(world, staff, b"Recommendation,Action,Cost,Status\nThe bridge.,A rail,40,G\n", "a.csv")
    outside = page.text.replace("\n", " ")
    assert "Not read: “Cost”" in " ".join(outside.split()) and "“G”: green may mean several" in outside
    page = staff.post(page.response.request["PATH_INFO"], fields(page, do="take"))
    assert "Not read, and kept as the file words it: “Cost”." in page.text
    assert "Where it stands is not known: the file says “G”" in page.text


def test_nobody_else_finds_it(world: World, staff: PageClient, pages: PageClient) -> None:
    page = handed_in(world, staff)
    address = page.response.request["PATH_INFO"]
    pages.get(address, status=404)
    browser_of(people.account("board-staff", organisation=world.board)).get(address, status=404)
    taken = staff.post(address, fields(page, do="take"))
    pages.get(taken.response.request["PATH_INFO"], status=404)
