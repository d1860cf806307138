"""Meetings, minutes and the meeting pack by pages. Invented and fictional."""

from io import BytesIO

import pytest
from docx import Document as Word

from heeded.core.clock import today
from heeded.practice.models import Decision, Meeting
from tests.people import made as people
from tests.practice.made import World
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> PageClient:
    return browser_of(people.account("board-staff", organisation=world.board))


def at(world: World, rest: str = "") -> str:
    return f"/plans/{world.board.identifier}/{rest}"


def noted(world: World, staff: PageClient, **said: str) -> str:
    day = today()
    typed = {"held_on_0": str(day.day), "held_on_1": str(day.month), "held_on_2": str(day.year)}
    page = staff.post(at(world, "meetings/"), {**typed, "title": "Assurance group", "present": "", **said})
    return str(page.response.request["PATH_INFO"])


def test_minutes_are_written_of_what_was_done_and_of_what_was_said(world: World, staff: PageClient) -> None:
    item = world.changed()
    address = noted(world, staff, present="The chair, the named nurse")
    page = staff.get(address)
    assert (
        "The chair, the named nurse" in page.text
        and "Closed as: practice changed. Shown by the audit." in page.text
    )
    boxes = [box.get("value") for box in page.all("input", name="event")]
    page = staff.post(address, {"do": "minute", "event": boxes})
    assert "2 lines were written down." in page.text
    assert "Nothing that is not in minutes already." in page.text
    page = staff.post(address, {"do": "add", "words": "Audit again in a year.", "item": item.identifier})
    assert "Audit again in a year." in page.text
    decision = Decision.objects.get(words="Audit again in a year.")
    page = staff.post(address, {"do": "strike", "decision": decision.identifier, "reason": ""})
    assert "Say why." in page.text
    page = staff.post(address, {"do": "strike", "decision": decision.identifier, "reason": "Not decided"})
    assert "1 line was struck out" in page.text


def test_what_is_missing_is_said_and_what_was_typed_is_kept(world: World, staff: PageClient) -> None:
    page = staff.post(at(world, "meetings/"), {"title": "Assurance group"})
    assert "Enter the day" in page.text and not Meeting.objects.exists()
    [title] = page.all("input", name="title")
    assert title.get("value") == "Assurance group"
    address = noted(world, staff)
    assert "Tick what belongs in the minutes first." in staff.post(address, {"do": "minute"}).text
    assert "Enter what was decided" in staff.post(address, {"do": "add", "words": ""}).text


def test_the_pack_names_what_is_to_be_decided_with_its_page(world: World, staff: PageClient) -> None:
    world.checked(world.done())
    world.action(what="Audit the files", owner=None, owner_agency=None, owner_role="", due=None)
    noted(world, staff)
    answer = staff.client.get(at(world, "pack.docx"))
    word = Word(BytesIO(answer.content))
    words = "\n".join(one.text for one in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Meeting pack" in words and "Actions that nobody owns" in cells
    assert "Without an owner" in words and "Audit the files" in words
    assert "To decide: did it come back?" in words
    assert answer["Content-Disposition"].endswith('.docx"')


def test_what_is_ready_to_close_is_in_the_pack(world: World, staff: PageClient) -> None:
    world.checked(world.done())
    answer = staff.client.get(at(world, "pack.docx"))
    words = [one.text for one in Word(BytesIO(answer.content)).paragraphs]
    at_heading = words.index("To decide: close as “practice changed”?")
    assert world.text[:60] in words[at_heading + 2]


def test_the_pack_is_tagged_pdf(world: World, staff: PageClient) -> None:
    world.action()
    answer = staff.client.get(at(world, "pack.pdf"))
    assert answer.content.startswith(b"%PDF") and b"StructTreeRoot" in answer.content
    assert staff.client.get(at(world, "pack.exe")).status_code == 404


def test_nobody_elses_minutes_are_there(world: World, staff: PageClient, pages: PageClient) -> None:
    address = noted(world, staff)
    other = browser_of(people.account("board-staff", organisation=people.board()))
    for browser in (pages, other):
        browser.get(address, status=404)
        browser.get(at(world, "meetings/"), status=404)
        assert browser.client.get(at(world, "pack.pdf")).status_code == 404
