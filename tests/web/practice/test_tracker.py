"""The NHS tracker goes in and out, each entry once. Invented and fictional."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.engine.plans import TrackerEntry, read_tracker, tracker_file
from heeded.practice.models import TrackerRecord
from tests.people import made as people
from tests.practice.made import World
from tests.web.client import Fetched, PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db

ENTRY = TrackerEntry(
    steis_number="2019/0001", closed=False, date_added=date(2019, 3, 1), case_information="Invented child R7",
    themes=("Neglect", "Babies"), stage="With the panel",
)  # fmt: skip


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> PageClient:
    return browser_of(people.account("board-staff", organisation=world.board))


def at(world: World, rest: str = "") -> str:
    return f"/plans/{world.board.identifier}/tracker/{rest}"


def sent(world: World, staff: PageClient, *entries: TrackerEntry, content: bytes = b"") -> Fetched:
    file = SimpleUploadedFile("tracker.csv", content or tracker_file(entries))
    return staff.post(at(world), {"do": "take", "file": file})


def test_it_goes_in_once_and_comes_out_as_it_was(world: World, staff: PageClient) -> None:
    assert "1 new, 0 brought up to date, 0 here already" in sent(world, staff, ENTRY).text
    assert "0 new, 0 brought up to date, 1 here already" in sent(world, staff, ENTRY).text
    later = TrackerEntry(steis_number="2019/0001", closed=True, case_information="Invented child R7")
    assert "0 new, 1 brought up to date" in sent(world, staff, later).text
    assert TrackerRecord.objects.count() == 1
    answer = staff.client.get(at(world, "tracker.csv"))
    assert read_tracker(answer.content).entries == (later,)


def test_what_is_on_the_plan_is_filled_in_where_the_file_says_nothing(
    world: World, staff: PageClient
) -> None:
    world.action()
    sent(world, staff, ENTRY)
    record = TrackerRecord.objects.get()
    work = world.report.work
    page = staff.post(at(world), {"do": "name", "entry": record.identifier, "review": work.identifier})
    assert "Noted." in page.text and "0 of 1 points closed" in page.text
    [entry] = read_tracker(staff.client.get(at(world, "tracker.csv")).content).entries
    assert (entry.board, entry.actions) == (world.board.name, "Change the recording form")
    assert (entry.closed, entry.stage, entry.themes) == (False, ENTRY.stage, ENTRY.themes)
    record.refresh_from_db()
    assert record.sources == [world.report.identifier]


def test_what_is_no_tracker_and_what_is_not_understood_is_said(world: World, staff: PageClient) -> None:
    assert (
        "are not those of the safeguarding case review tracker"
        in sent(world, staff, content=b"A,B\n1,2\n").text
    )
    assert "Choose a file first." in staff.post(at(world), {"do": "take"}).text
    odd = b"StEIS number,Board,Date added,Weather\n1,B,31/9/2019,wet\n"
    page = sent(world, staff, content=odd)
    assert "Row 2: Date added" in page.text and "“Weather” is no field of the tracker" in page.text


def test_nobody_else_sees_it(world: World, staff: PageClient, pages: PageClient) -> None:
    sent(world, staff, ENTRY)
    for browser in (pages, browser_of(people.account("board-staff", organisation=people.board()))):
        browser.get(at(world), status=404)
        assert browser.client.get(at(world, "tracker.csv")).status_code == 404
