"""Long plans are taken by a worker and survive being stopped at every place. Invented and fictional."""

from io import BytesIO

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotFound, Refused
from heeded.core.models import AuditRow
from heeded.engine.plans import Column
from heeded.library import files
from heeded.people.models import Membership
from heeded.people.queries import viewer_of
from heeded.practice import services
from heeded.practice.models import Action, PlanTaking
from tests.practice.made import World
from tests.practice.plan_files import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_worker_takes_it_and_erases_the_file(world: World) -> None:
    taking = waiting(world, 5)
    sha256 = taking.sha256
    assert services.take_waiting_plans() == 5
    taking.refresh_from_db()
    assert (taking.state, taking.done, taking.sha256) == ("taken", 5, "")
    assert Action.objects.count() == 5 and files.exists(sha256)  # until the transaction of this test ends
    assert services.take_waiting_plans() == 0


def test_one_that_was_stopped_goes_on_where_it_was(world: World) -> None:
    taking = waiting(world, 60)
    services.take_waiting_plans(go_on=lambda: False)
    taking.refresh_from_db()
    assert (taking.state, taking.done) == ("waiting", 50)
    services.take_waiting_plans()
    taking.refresh_from_db()
    assert taking.state == "taken" and Action.objects.count() == 60 == taking.taken_rows.count()


def test_a_kill_between_two_batches_repeats_and_loses_nothing(world: World) -> None:
    taking = waiting(world, 6)
    by = viewer_of(taking.account, strong=True)  # type: ignore[arg-type]
    plan = services.rows_at_hand(services.plan_in(taking.sha256, taking.file_name), [0])
    for _ in range(4):  # as if a worker came back after each batch
        services.take_some(PlanTaking.objects.get(pk=taking.pk), plan.rows, by=by, most=2)
    assert [one.place for one in taking.taken_rows.order_by("place")] == list(range(6))
    assert Action.objects.count() == 6


def test_who_lost_the_role_meanwhile_is_told(world: World) -> None:
    taking = waiting(world, 3)
    Membership.objects.filter(account=taking.account).delete()
    services.take_waiting_plans()
    taking.refresh_from_db()
    assert taking.state == "stopped" and "cannot change this board’s plan" in taking.problem
    assert Action.objects.count() == 0
    stopped = AuditRow.objects.get(action="plan.file-stopped")
    assert (stopped.thing, stopped.actor) == (taking.identifier, SYSTEM.audit_name)


def test_columns_can_be_said_otherwise(world: World) -> None:
    table = b"What they advise,Deed,When\nLook,Draw up a form,30.9.2019\n"
    held = services.hand_in_plan(world.board, BytesIO(table), "a.csv", by=world.staff)
    told = {0: {0: Column.RECOMMENDATION, 1: Column.ACTION, 2: Column.DUE}}
    [row] = services.rows_at_hand(services.plan_in(held.sha256, held.name, told), [0]).rows
    assert (row.recommendation, row.action, row.due_as_printed) == ("Look", "Draw up a form", "30.9.2019")


def test_a_file_is_at_hand_for_its_own_person_and_plan(world: World) -> None:
    held = services.hand_in_plan(world.board, BytesIO(b"Action\nDraw\n"), "a.csv", by=world.staff)
    assert services.plan_at_hand(world.board, held.token, by=world.staff).name == "a.csv"
    with pytest.raises(NotFound):
        services.plan_at_hand(world.board, held.token, by=world.checker)
    with pytest.raises(Refused):
        services.plan_in(
            services.hand_in_plan(world.board, BytesIO(b"%PDF-1"), "a.pdf", by=world.staff).sha256, "a"
        )
