"""What forms are sent by slips of the pen and by programs is answered, never with an error. Invented and fictional."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from heeded.engine.plans import PlanKind, PlanRow, plan_file
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Action, Opening, Point, Response
from heeded.practice.services import Answered
from tests.practice.made import MEN, World
from tests.web.client import PageClient
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
MANY = "9" * 25


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> PageClient:
    return browser(world.staff)


@pytest.mark.parametrize("typed", [(MANY, "1", "2030"), ("1", MANY, "2030"), ("31", "12", "9999")])
def test_a_day_that_there_is_not_is_told_at_its_field(
    world: World, staff: PageClient, typed: tuple[str, str, str]
) -> None:
    action = world.action()
    said = {f"due_{at}": part for at, part in enumerate(typed)}
    said |= {"seen": "1", "state": "under-way", "reason": "No end", "form": "how"}
    page = staff.post(reverse("change-action", args=[action.identifier]), said, status=422)
    assert "There is no such day" in page.text or "Enter a year from 1900 to 2200" in page.text
    assert Action.objects.get().version == 1


@pytest.mark.parametrize("part", [MANY, "9" * 5000, "²", ""])
def test_a_plans_file_can_be_looked_at_whatever_is_sent(world: World, staff: PageClient, part: str) -> None:
    content = plan_file([PlanRow(2, "1", MEN, "Change the form")], PlanKind.CSV)
    chosen = {"file": SimpleUploadedFile("plan.csv", content)}
    address = staff.post(reverse("import-plan", args=[world.board.identifier]), chosen).address
    said = {"look": "yes", "table": part, f"column-{part[:300]}-{part[:300]}": "action"}
    said |= {"shows_0": part, "shows_1": "1", "shows_2": "2020"}
    assert staff.post(address, said).heading


def test_an_opening_ends_on_a_day_that_there_is(world: World, staff: PageClient) -> None:
    world.item()
    body = Organisation.objects.create(name="Inspectorate of Fiction", kind="inspectorate")
    said = {"to": body.identifier, "until_0": "31", "until_1": "12", "until_2": "9999"}
    page = staff.post(reverse("open-plan", args=[world.board.identifier]), said, status=422)
    assert "Enter a year from 1900 to 2200" in page.text and not Opening.objects.exists()
    staff.post(reverse("open-plan", args=[world.board.identifier]), said | {"until_2": "2200"})
    assert Opening.objects.get().until.date() == date(2201, 1, 1)


@pytest.mark.parametrize("seen", ["9" * 5000, "²", ""])
def test_a_version_that_is_none_hands_over_all_the_same(world: World, seen: str) -> None:
    action, colleague = world.action(), world.colleague()
    said = {"actions": action.identifier, "to": colleague.identifier, f"seen-{action.identifier}": seen}
    browser(world.manager).post(reverse("team-actions"), said)
    assert Action.objects.get().owner == colleague


@pytest.mark.parametrize("odd", ["\x0b", "\x01", "\ufffe", "\uffff"])
def test_a_response_is_written_whatever_stands_in_a_report(world: World, staff: PageClient, odd: str) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.NOT_ACCEPTED, "Not ours."), by=world.manager)
    world.action()
    for held, field in ((Point, "text"), (LearningPoint, "text"), (Response, "reasons"), (Action, "what")):
        held.objects.update(**{field: f"Kept{odd} from before"})
    answer = staff.client.get(to("board-response-file", world.board, world.report.work))
    assert answer.status_code == 200
    text = "\n".join(one.text for one in Word(io.BytesIO(answer.content)).paragraphs)
    assert text.replace("  ", " ").count("Kept from before") >= 2 and odd not in text
