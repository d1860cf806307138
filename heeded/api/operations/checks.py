"""Practice checks: those to be made and those made, and what one comes to."""

from collections.abc import Sequence
from typing import Literal

from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.practising import practising
from heeded.api.shapes.checks import CheckPart, CheckRow, CheckSaid, check_row
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.text import Text
from heeded.core.clock import today
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.models import PracticeCheck
from heeded.practice.queries import (
    actions_checked,
    check_for,
    evidence_for,
    seen_whole,
    visible_checks,
)
from heeded.practice.services import Checked, note_outside_readings

router = Router(tags=["Practice"])


class CheckPaging(Paging):
    whose: Literal["all", "mine"] = Field("all", description="Those that you are asked to make")
    board: Text = Field("", max_length=40, description="Only of this board")
    stands: Literal["all", "due", "late", "made"] = "all"


@router.get("/checks", response=CheckPart, **door(Scope.PRACTICE))
def checks(request: Caller, asked: Query[CheckPaging]) -> CheckPart:
    """Practice checks that you may see, those planned first first."""
    viewer = practising(request)
    rows = visible_checks(viewer).select_related("board")
    if asked.whose == "mine":
        rows = rows.filter(checker=viewer.account or 0)
    if asked.board:
        rows = rows.filter(board__identifier=asked.board)
    if asked.stands != "all":
        rows = rows.filter(made_at__isnull=asked.stands != "made")
    if asked.stands == "late":
        rows = rows.filter(due__lt=today())
    found, total, following = part_of(request, rows, asked, keys=("planned_at", "identifier"))
    return CheckPart(results=_shown(viewer, found), total=total, next=following)


@router.get("/checks/{identifier}", response=CheckRow, **door(Scope.READ, anonymous=True))
def check(request: Caller, identifier: Identifier) -> CheckRow:
    """One practice check."""
    viewer = practising(request)
    return _shown(viewer, [check_for(viewer, identifier)])[0]


@router.put("/checks/{identifier}/answer", response=CheckRow, **door(Scope.PRACTICE))
def make_check(request: Caller, identifier: Identifier, said: CheckSaid) -> CheckRow:
    """Say whether practice has changed. Never by whoever owned what is checked; never changed afterwards."""
    viewer = practising(request)
    held = check_for(viewer, identifier)
    evidence = [evidence_for(viewer, one) for one in said.evidence]
    services.make_check(held, Checked(said.answer, said.tie, said.found, evidence, said.next_date), by=viewer)
    return _shown(viewer, [check_for(viewer, identifier)])[0]


def _shown(viewer: Viewer, found: Sequence[PracticeCheck]) -> list[CheckRow]:
    """What was written when a check was made is for those who see one of its actions from within, and for whoever
    makes it."""
    actions = actions_checked(viewer, found)
    of_all = [one for some in actions.values() for one in some]
    whole = set(seen_whole(viewer).filter(actions__in=of_all).values_list("pk", flat=True))
    note_outside_readings({one.item_id: one.item for one in of_all}.values(), by=viewer)
    return [
        check_row(
            one,
            [each.identifier for each in actions.get(one.pk, ())],
            account=viewer.account,
            within=_is_within(viewer, one, {each.item_id for each in actions.get(one.pk, ())} & whole),
        )
        for one in found
    ]


def _is_within(viewer: Viewer, held: PracticeCheck, seen: set[int]) -> bool:
    return bool(seen) or (viewer.account is not None and held.checker_id == viewer.account)
