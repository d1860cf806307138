"""Long plans are taken by a worker, a few rows at a time; where it was killed the next one goes on."""

import time
from collections.abc import Callable

from django.db import transaction

from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.core.errors import HeededError
from heeded.core.services import record
from heeded.engine.plans import Column
from heeded.library.services import forget_file
from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanTaking
from heeded.practice.services._plan_at_hand import RowsAtHand, forget_read, plan_in, rows_at_hand
from heeded.practice.services._plan_files import take_rows

AT_ONCE = 150  # rows that are taken while somebody waits for the page


def take_waiting_plans(seconds: float = 5.0, *, go_on: Callable[[], bool] = lambda: True) -> int:
    """Go on with plans that wait to be taken, for about so long. How many rows were gone through."""
    until = time.monotonic() + seconds
    gone = 0
    waiting = PlanTaking.objects.filter(state="waiting").exclude(sha256="")
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)):
        taking = waiting.filter(pk=key).first()  # as it is now: the page may have taken it meanwhile
        if taking is None:
            continue
        before = taking.done
        _go_on(taking, lambda: time.monotonic() < until and go_on())
        gone += taking.done - before
        if time.monotonic() >= until or not go_on():
            break
    return gone


def take_now(taking: PlanTaking, at_hand: RowsAtHand, *, by: Viewer) -> None:
    """Take a short plan at once, while somebody waits; a long one is left to a worker."""
    if taking.rows > AT_ONCE:
        return
    take_rows(taking, at_hand.rows, by=by, told=at_hand.told)
    _let_go(taking)


def _go_on(taking: PlanTaking, go_on: Callable[[], bool]) -> None:
    """The plan's rows as they were chosen, by whoever chose them; they had a second factor when they did."""
    try:
        by = viewer_of(taking.account, strong=True) if taking.account else None
        if by is None:
            raise HeededError("Whoever took the file has no account any more.")
        chosen = {int(at): _columns(said) for at, said in taking.choices["tables"].items()}
        at_hand = rows_at_hand(plan_in(taking.sha256, taking.file_name, chosen), sorted(chosen))
        if take_rows(taking, at_hand.rows, by=by, told=at_hand.told, go_on=go_on):
            _let_go(taking)
    except HeededError as problem:
        _stop(taking, problem)


def _columns(said: dict[str, str]) -> dict[int, Column]:
    return {int(at): Column(column) for at, column in said.items()}


@transaction.atomic
def _stop(taking: PlanTaking, problem: HeededError) -> None:
    """It cannot go on: say why. What was taken stays; one that somebody else finished meanwhile is finished."""
    held = PlanTaking.objects.select_for_update().filter(pk=taking.pk, state="waiting").first()
    if held is None:
        return
    held.state, held.ended_at = "stopped", now()
    held.problem = f"{problem.reason} {problem.advice}".strip()[:300]
    held.save(update_fields=["state", "ended_at", "problem"])
    record("plan.file-stopped", by=SYSTEM, thing_kind="plan-file", thing=held.identifier, done=held.done)
    _let_go(held)


@transaction.atomic
def _let_go(taking: PlanTaking) -> None:
    """Erase the file: its rows are kept as they were."""
    sha256 = taking.sha256
    if not sha256:
        return
    PlanTaking.objects.filter(pk=taking.pk).update(sha256="")
    forget_read(sha256)
    transaction.on_commit(lambda: forget_file(sha256))
