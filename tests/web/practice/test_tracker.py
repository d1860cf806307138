"""The NHS tracker goes in and out, each entry once. Invented and fictional."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.engine.plans import TrackerEntry, read_tracker, tracker_file
from heeded.library.models import FactDecision, Work
from heeded.practice import services
from heeded.practice.models import TrackerRecord
from tests.learning import lessons_made
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


def exported(world: World, staff: PageClient) -> tuple[TrackerEntry, ...]:
    return read_tracker(staff.client.get(at(world, "tracker.csv")).content).entries


def test_kind_and_day_of_publication_are_filled_in_once_a_person_decided_them(
    world: World, staff: PageClient
) -> None:
    work = world.item().point.work
    assert work is not None
    lessons_made.guess(world.report, review_type="serious-case-review", date_of_publication="2009-05-12")
    [entry] = exported(world, staff)
    assert (entry.review_type, entry.published_on, entry.case_information) == ("", None, "")
    lessons_made.file(work, review_type="serious-case-review", date_of_publication="2009-05")
    Work.objects.filter(pk=work.pk).update(title_is_confirmed=True)
    [entry] = exported(world, staff)
    assert (entry.review_type, entry.published_on) == ("Serious case review", None)  # no day is made up
    assert entry.case_information == work.title
    FactDecision.objects.filter(name="date-of-publication").update(values=["2009-05-12"])
    [entry] = exported(world, staff)
    assert entry.published_on == date(2009, 5, 12)
    assert "Serious case review · published on 12 May 2009" in staff.get(at(world)).text
    FactDecision.objects.all().update(values=["not stated"])
    [entry] = exported(world, staff)
    assert (entry.review_type, entry.published_on) == ("", None)


def test_a_rapid_review_is_one_and_the_words_of_the_file_go_first(world: World, staff: PageClient) -> None:
    work = world.item().point.work
    assert work is not None
    Work.objects.filter(pk=work.pk).update(kind="rapid-review", catalogued=True)
    assert [entry.review_type for entry in exported(world, staff)] == ["Rapid review"]
    said = TrackerEntry(local_reference=work.identifier, review_type="Local review", closed=False)
    sent(world, staff, said)
    assert [entry.review_type for entry in exported(world, staff)] == ["Local review"]


def test_what_was_taken_away_comes_back_as_it_went_and_goes_on_being_filled_in(
    world: World, staff: PageClient
) -> None:
    action = world.action()
    work = world.report.work
    lessons_made.file(work, review_type="serious-case-review", date_of_publication="2009-05-12")
    went = exported(world, staff)
    assert "1 new" in sent(world, staff, *went).text
    assert "1 here already" in sent(world, staff, *went).text
    record = TrackerRecord.objects.get()
    assert (record.work, record.sources, record.said) == (work, [world.report.identifier], {})
    assert exported(world, staff) == went
    services.change_action(action, world.wanted(state="done", done_on=date(2009, 6, 1)), by=world.staff)
    FactDecision.objects.filter(name="review-type").update(values=["learning-review"])
    [entry] = exported(world, staff)
    assert (entry.actions, entry.review_type) == ("", "Learning review")


def test_a_named_entry_without_a_number_comes_back_as_itself(world: World, staff: PageClient) -> None:
    world.item()
    sent(world, staff, replace(ENTRY, steis_number=""))
    record = TrackerRecord.objects.get()
    staff.post(at(world), {"do": "name", "entry": record.identifier, "review": world.report.work.identifier})
    went = exported(world, staff)
    assert went[0].local_reference == world.report.work.identifier
    assert "1 here already" in sent(world, staff, *went).text
    assert "1 brought up to date" in sent(world, staff, replace(went[0], stage="Published")).text
    record.refresh_from_db()
    assert record.said["stage"] == "Published" and TrackerRecord.objects.count() == 1


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
