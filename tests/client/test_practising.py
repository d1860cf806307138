"""Plans from a program: followed, read, kept, brought up to date."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from heeded import client
from heeded.practice import services
from heeded.practice.kinds import EvidenceKind
from heeded.practice.services import EvidenceGiven
from tests.api.asking import secret_of
from tests.client.inside import LibraryInside
from tests.people import made as people
from tests.practice.made import AUDIT, MEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _of(world: World, role: str) -> LibraryInside:
    where = world.board if role == "board-staff" else world.trust
    return LibraryInside(secret_of(people.account(role, organisation=where)))


def test_a_point_is_followed_and_a_review_has_its_after(world: World) -> None:
    world.changed()
    services.show_item(world.item(), by=world.staff)
    anybody = LibraryInside()
    line = anybody.followed(world.recommendation.identifier)
    assert (line.point.text, line.point.places[0].page) == (MEN, 1)
    assert [one.closed_as for one in line.items] == ["practice-changed"]
    [asked] = anybody.after(world.report.work.identifier).recommended
    assert asked.followed is not None and asked.followed.items == line.items
    assert world.board.name in {one.name for one in anybody.boards()}
    with pytest.raises(client.NotFound):
        anybody.followed("zzzzzzzzzzzz")


def test_plans_are_tables_for_those_who_keep_them(world: World) -> None:
    world.action()
    staff = _of(world, "board-staff")
    frame = pd.DataFrame(staff.plan_items(board=world.board.identifier, open=True).table())
    assert list(frame["text"]) == [MEN] and list(frame["actions"]) == [1]
    assert list(frame["document"]) == [world.report.identifier]
    actions = pd.DataFrame(staff.actions(lacks="overdue").table())
    assert list(actions["owner_agency"]) == [world.trust.name]
    assert [one.actions for one in staff.plans()] == [1]
    assert LibraryInside().plan_items().all() == []
    assert pd.DataFrame(staff.checks().table()).empty and pd.DataFrame(staff.addressees().table()).empty


def test_an_owner_brings_an_action_up_to_date(world: World) -> None:
    held = world.action()
    owner = LibraryInside(secret_of(world.owner_account))
    [mine] = owner.actions(whose="mine")
    assert mine.identifier == held.identifier and mine.yours
    done = owner.change_action(mine.identifier, state="done", done_on=date(2020, 3, 4), seen=mine.version)
    assert (done.state, done.done_on) == ("done", date(2020, 3, 4))
    with pytest.raises(client.Refused):
        owner.change_action(mine.identifier, state="under-way", seen=mine.version)
    stood = owner.history(mine.identifier, on=date.today()).stood
    assert stood is not None and stood.state == "done"
    assert owner.history(mine.identifier, on=date(2001, 1, 1)).stood is None


def test_what_staff_add(world: World, tmp_path: Path) -> None:
    item = world.item()
    staff = _of(world, "board-staff")
    made = staff.add_action(item.identifier, "Ask in supervision", due=date(2030, 1, 1))
    assert made.due == date(2030, 1, 1) and staff.action(made.identifier) == made
    assert staff.plan_item(item.identifier).actions[0].what == "Ask in supervision"
    figures = [{"on": date(2020, 1, 1), "value": 3, "out_of": 20}]
    data = staff.add_evidence(item.identifier, "data", "Audit", figures=figures)
    assert [one.out_of for one in staff.evidence(data.identifier).figures] == [20.0]
    path = tmp_path / "audit.txt"
    path.write_text("Eighteen of twenty.")
    filed = staff.add_evidence(item.identifier, "audit", "Files", file=path, action=made.identifier)
    staff.download_evidence(filed.identifier, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text() == "Eighteen of twenty." and filed.action == made.identifier


def test_answers_and_checks(world: World) -> None:
    addressee = services.ask(world.item(), world.trust, by=world.staff)
    manager = _of(world, "manager")
    [asked] = manager.addressees(mine=True, answered=False)
    said = manager.answer(asked.identifier, "in-part", reasons="Only the half of it.")
    assert (said.identifier, said.answer) == (addressee.identifier, "in-part")
    with pytest.raises(client.Refused):
        manager.answer(asked.identifier, "already-so")
    check = world.done().checks.get()
    staff = _of(world, "board-staff")
    shown = services.add_evidence(world.item(), AUDIT, by=world.staff)
    course = services.add_evidence(
        world.item(), EvidenceGiven(EvidenceKind.TRAINING, "Who came"), by=world.staff
    )
    assert staff.check(check.identifier).answer is None
    with pytest.raises(client.Refused):
        staff.make_check(check.identifier, "yes", tie="independent", evidence=[course.identifier])
    made = staff.make_check(check.identifier, "yes", tie="independent", evidence=[shown.identifier])
    assert made.answer == "yes"
