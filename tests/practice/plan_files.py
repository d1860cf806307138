"""A plan's file that somebody handed in. Invented and fictional."""

from io import BytesIO

from heeded.engine.plans import PlanKind, PlanRow, plan_file
from heeded.people.queries import viewer_of
from heeded.practice import queries, services
from heeded.practice.models import PlanTaking
from heeded.practice.services import PlanChoices
from tests.people import made as people
from tests.practice.made import MEN, World


def rows(count: int) -> list[PlanRow]:
    return [PlanRow(at + 2, "1", MEN, f"Invented action {at}") for at in range(count)]


def choices(world: World, some: list[PlanRow]) -> PlanChoices:
    """As the machine proposes where these rows go."""
    matched = queries.match_rows(world.staff, world.board, world.report.work, some)
    return PlanChoices({one.group.key: one.proposed for one in matched})


def begun(world: World, some: list[PlanRow]) -> PlanTaking:
    """A file whose rows are to be taken while somebody waits for it."""
    return services.begin_taking(
        world.board,
        world.report.work,
        choices(world, some),
        by=world.staff,
        file_name="plan.csv",
        rows=len(some),
    )


def waiting(world: World, count: int) -> PlanTaking:
    """A plan's file that waits to be taken by a worker."""
    account = people.account("board-staff", organisation=world.board)
    by = viewer_of(account, strong=True)
    stream = BytesIO(plan_file(rows(count), PlanKind.CSV))
    held = services.hand_in_plan(world.board, stream, "plan.csv", by=by)
    plan = services.plan_in(held.sha256, held.name)
    at_hand = services.rows_at_hand(plan, [0])
    assert len(at_hand.rows) == count
    columns = {str(at): str(column) for at, column in services.columns_of(plan.tables[0]).items()}
    return services.begin_taking(
        world.board,
        world.report.work,
        choices(world, list(at_hand.rows)),
        by=by,
        file_name=held.name,
        rows=count,
        sha256=held.sha256,
        tables={"0": columns},
    )
