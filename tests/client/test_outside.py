"""Outside bodies from a program: submitted, opened, read, asked and answered."""

from datetime import date, timedelta

import pandas as pd
import pytest

from heeded import client
from heeded.people.models import Organisation
from heeded.practice.models import OutsideReading
from tests.api.asking import secret_of
from tests.client.inside import LibraryInside
from tests.people import made as people
from tests.practice.made import MEN, World, agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = World()
    made.action()
    return made


@pytest.fixture
def body() -> Organisation:
    return agency("Invented inspectorate")


def _of(organisation: Organisation, role: str) -> LibraryInside:
    return LibraryInside(secret_of(people.account(role, organisation=organisation)))


def test_submitted_read_and_shown_to_the_board(world: World, body: Organisation) -> None:
    staff, inspector = _of(world.board, "board-staff"), _of(body, "inspector")
    assert body.identifier in {one.identifier for one in staff.bodies(world.board.identifier)}
    made = staff.submit(world.board.identifier, body.identifier, review=world.report.work.identifier)
    assert (made.points, made.read, made.to.name) == (1, 0, body.name)
    assert staff.submit(world.board.identifier, body.identifier, review=made.review or "") == made
    [row] = inspector.submissions(board=world.board.identifier)
    assert row.identifier == made.identifier and row.read is None
    frame = pd.DataFrame(inspector.submitted_points(row.identifier).table())
    assert list(frame["text"]) == [MEN] and list(frame["what"]) == ["Change the recording form"]
    assert list(frame["page"]) == [1] and list(frame["due"]) == [date(2009, 6, 30)]
    [point] = inspector.submitted_points(row.identifier)
    assert point.actions[0].checks == () and OutsideReading.objects.count() == 2
    assert staff.submission(made.identifier).read == len(staff.readings(made).all()) == 2
    with pytest.raises(client.NotAllowed):
        inspector.readings(row).all()
    with pytest.raises(client.NotFound):
        _of(agency(), "inspector").submission(made.identifier)
    assert list(pd.DataFrame(staff.submissions().table())["to"]) == [body.name]


def test_a_point_without_actions_has_its_row(world: World, body: Organisation) -> None:
    World(board=world.board, text="Ask who was there.").item()
    staff, _inspector = _of(world.board, "board-staff"), _of(body, "inspector")
    made = staff.submit(world.board.identifier, body.identifier)
    frame = pd.DataFrame(staff.submitted_points(made.identifier).table())
    assert list(frame["text"]) == [MEN, "Ask who was there."] and list(frame["what"].isna()) == [False, True]


def test_opened_and_ended(world: World, body: Organisation) -> None:
    staff, inspector = _of(world.board, "board-staff"), _of(body, "inspector")
    until = date.today() + timedelta(days=3)
    made = staff.open_plan(world.board.identifier, body.identifier, until=until)
    assert made.is_open and staff.open_plan(world.board.identifier, body.identifier, until=until) == made
    ahead = staff.open_plan(world.board.identifier, body.identifier, until=until, since=until)
    assert not ahead.is_open and len(staff.openings(open=False).all()) == 1
    [row] = inspector.openings()
    assert [one.point.text for one in inspector.plan_items(board=row.board.identifier)] == [MEN]
    assert [one.who != "" for one in staff.readings(made)] == [True]
    assert not staff.end_opening(made.identifier).is_open and staff.opening(made.identifier).read == 1
    with pytest.raises(client.NotFound):
        inspector.opening(made.identifier)
    assert pd.DataFrame(inspector.openings().table()).empty


def test_asked_and_answered(world: World, body: Organisation) -> None:
    staff, inspector = _of(world.board, "board-staff"), _of(body, "inspector")
    told = staff.submit(world.board.identifier, body.identifier)
    [point] = inspector.submitted_points(told.identifier)
    asked = inspector.ask(told, "Who checks it?", item=point.item)
    opened = staff.open_plan(world.board.identifier, body.identifier, until=date.today())
    advice = inspector.ask(opened, "Ask them.", kind="advice")
    assert [one.identifier for one in staff.questions(kind="question", answered=False)] == [asked.identifier]
    answered = staff.answer_question(asked.identifier, "The chair.")
    assert inspector.question(asked.identifier).answer == "The chair." and answered.answered_at is not None
    with pytest.raises(client.Refused):
        staff.answer_question(asked.identifier, "Nobody.")
    frame = pd.DataFrame(inspector.questions().table())
    assert list(frame["identifier"]) == [advice.identifier, asked.identifier]
    assert list(frame["answer"]) == ["", "The chair."]
