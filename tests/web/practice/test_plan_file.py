"""A plan goes out as a file and comes back as it was. Invented and fictional."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.engine.plans import PlanStatus, read_plan
from heeded.practice import queries, services
from heeded.practice.models import Action
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


def content(world: World, staff: PageClient, kind: str, **said: str) -> bytes:
    answer = staff.client.get(f"/plans/{world.board.identifier}/plan.{kind}", said)
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    return bytes(answer.content)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx"])
def test_what_goes_out_comes_back_as_it_was_and_is_there_already(
    world: World, staff: PageClient, kind: str
) -> None:
    world.done(kind="training")
    world.action(what="Audit the files", owner=None, owner_agency=None, owner_role="", due=None)
    [table] = read_plan(content(world, staff, kind), f"plan.{kind}").tables
    first, second = table.rows
    assert (first.action, first.recommendation) == ("Change the recording form", world.text)
    assert (first.owner_agency, first.owner_role) == (world.trust.name, "Named nurse")
    assert (first.due, first.status, first.closed_on) == (
        date(2009, 6, 30),
        PlanStatus.DONE,
        date(2009, 6, 1),
    )
    assert (first.kind, first.intended_change) == ("Training", "Every man of a household is known by name")
    assert (second.action, second.due, second.owner_agency) == ("Audit the files", None, "")
    work = world.report.work
    matched = queries.match_rows(world.staff, world.board, work, table.rows)
    matches = {one.group.key: one.proposed for one in matched}
    taken = services.take_plan(world.board, work, table.rows, matches, by=world.checker)
    assert (taken.added, taken.here) == (0, 2) and Action.objects.count() == 2


def test_the_calendar_holds_what_is_open_and_due(world: World, staff: PageClient) -> None:
    action = world.action()
    world.done(what="Done already")
    lines = content(world, staff, "ics").decode()
    assert f"UID:action-{action.identifier}@heeded" in lines and "DTSTART;VALUE=DATE:20090630" in lines
    assert lines.count("BEGIN:VEVENT") == 1


def test_only_one_review_of_the_plan(world: World, staff: PageClient) -> None:
    world.action()
    other = World(board=world.board, text="The bridge over the weir needs a rail.")
    other.action(what="Build one")
    words = content(world, staff, "csv", review=other.report.work.identifier).decode()
    assert "Build one" in words and "Change the recording form" not in words
    assert staff.client.get(f"/plans/{world.board.identifier}/plan.exe").status_code == 404


def test_a_longer_plan_asks_no_more_queries(world: World, staff: PageClient) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            content(world, staff, "csv")
        return len(seen)

    world.action()
    asked()
    few = asked()
    for number in range(3):
        other = World(board=world.board, text=f"{world.text} Again {number}.")
        other.action()
    assert asked() == few
