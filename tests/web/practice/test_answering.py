"""Who is asked, and what they answer: on pages of their own."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.practice import services
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, Evidence, Response
from heeded.practice.services import Answered
from tests.people import made as people
from tests.practice.made import MEN, World, agency
from tests.web.practice.places import asks_to_log_in, browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _asked(world: World) -> Addressee:
    return services.ask(world.item(), world.trust, by=world.staff, due=date(2031, 3, 1))


def _address(asked: Addressee) -> str:
    return to("answer", asked.item, asked)


def test_board_staff_ask(world: World) -> None:
    police = agency()
    pages, address = browser(world.staff), to("ask-agency", world.item())
    pages.get(address)
    sent = {
        "organisations": [police.identifier, world.trust.identifier],
        "due_0": "",
        "due_1": "",
        "due_2": "",
    }
    page = pages.post(address, sent)
    assert {one.organisation for one in Addressee.objects.all()} == {police, world.trust}
    assert police.name in page.text
    day = {"organisations": [police.identifier], "due_0": "1", "due_1": "2", "due_2": "2031"}
    pages.post(address, day)
    assert Addressee.objects.get(organisation=police).due == date(2031, 2, 1)


def test_asking_nobody_is_told(world: World) -> None:
    page = browser(world.staff).post(to("ask-agency", world.item()), {"due_0": "7"}, status=422)
    assert (
        "Choose at least one organisation" in page.text
        and page.one("input", name="due_0").get("value") == "7"
    )


def test_somebody_to_ask_is_found_by_name(world: World) -> None:
    far = people.board("Invented Board of the far north")
    sent = {"do": "find", "words": "far", "organisations": [world.trust.identifier], "due_0": "9"}
    page = browser(world.staff).post(to("ask-agency", world.item()), sent)
    assert far.name in page.text and page.one("input", name="due_0").get("value") == "9"
    assert page.one("input", value=world.trust.identifier).get("checked") is not None


def test_a_manager_answers_for_their_agency_and_sees_nothing_else(world: World) -> None:
    asked = _asked(world)
    world.action(what="What another agency does", owner_agency=agency(), owner=None)
    pages = browser(world.manager)
    page = pages.get(_address(asked))
    assert MEN in page.text and "1 March 2031" in page.text and "What another agency does" not in page.text
    page = pages.post(_address(asked), {"answer": "accepted", "reasons": "We agree."})
    said = Response.objects.get()
    assert (said.answer, said.reasons, said.published_at) == ("accepted", "We agree.", None)
    assert "What another agency does" not in page.text and "We agree." in page.text
    again = pages.get(_address(asked))
    assert again.one("input", value="accepted").get("checked") is not None
    assert "What was answered before" in again.text


@pytest.mark.parametrize("answer", ["in-part", "not-accepted", "already-so"])
def test_what_is_missing_is_told_and_what_was_typed_is_kept(world: World, answer: str) -> None:
    asked = _asked(world)
    sent = {"answer": answer, "evidence_title": "Audit", "evidence_kind": "training"}
    page = browser(world.manager).post(_address(asked), sent, status=422)
    assert page.one("div", class_="govuk-error-summary")
    assert page.one("input", name="evidence_title").get("value") == "Audit"
    assert not Response.objects.exists() and not Evidence.objects.exists()


def test_already_so_with_a_file(world: World) -> None:
    asked = _asked(world)
    file = SimpleUploadedFile("audit.csv", b"files,named\n20,18\n")
    sent = {
        "answer": "already-so", "evidence_title": "Audit of 20 files", "evidence_kind": "audit",
        "evidence_shows": "18 of 20", "evidence_file": file,
    }  # fmt: skip
    page = browser(world.manager).post(_address(asked), sent)
    kept = Evidence.objects.get()
    assert kept.file_name == "audit.csv" and kept.sha256 and kept.shown_at is None
    assert "Already so" in page.text and "Audit of 20 files" in page.text


def test_evidence_that_is_there_can_be_named(world: World) -> None:
    asked, evidence = _asked(world), world.evidence()
    sent = {"answer": "already-so", "there": [evidence.identifier]}
    browser(world.staff).post(_address(asked), sent)
    assert list(Response.objects.get().evidence.all()) == [evidence]


def test_half_of_some_evidence_is_told(world: World) -> None:
    sent = {"answer": "accepted", "evidence_shows": "Much"}
    page = browser(world.manager).post(_address(_asked(world)), sent, status=422)
    assert "Say what the evidence is" in page.text and "Choose the kind of evidence" in page.text


def test_nobody_answers_for_others(world: World) -> None:
    asked = _asked(world)
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    services.show_item(world.item(), by=world.staff)
    stranger = people.viewer("manager", organisation=agency())
    for who in (stranger, world.owner, people.viewer("reader")):
        browser(who).get(_address(asked), status=404)
        browser(who).post(_address(asked), {"answer": "accepted"}, status=404)
        browser(who).get(to("ask-agency", world.item()), status=404)
    assert asks_to_log_in(_address(asked), {"answer": "accepted"})
    assert Response.objects.count() == 1


def test_an_addressee_of_another_point_is_none_of_this_one(world: World) -> None:
    other = World()
    asked = services.ask(other.item(), other.trust, by=other.staff)
    browser(world.staff).get(to("answer", world.item(), asked), status=404)


def test_whoever_may_not_read_the_report_is_told_so() -> None:
    world = World(state="restricted")
    from heeded.people.viewer import OPERATOR

    asked = services.ask(world.item(), world.trust, by=OPERATOR)
    page = browser(world.manager).get(_address(asked))
    assert MEN not in page.text and "name you as a reader" in page.text
