"""Putting a whole review on a plan in one go: which of its points, and who is asked to answer each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.services._answers import ask
from heeded.practice.services._holding import hold_plan
from heeded.practice.services._points import open_item


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A learning point that goes on a plan, and the organisations that are to answer it."""

    learning_point: LearningPoint
    ask: Sequence[Organisation] = ()


@transaction.atomic
def open_together(
    wanted: Iterable[ToOpen], board: Organisation, *, by: Viewer, due: date | None = None
) -> list[PlanItem]:
    """Put points on a board's plan and ask for answers by a day, all of it or nothing. Twice is once.

    Raises:
        NotAllowed, NoSuchPoint, Refused: as `open_item`.
    """
    hold_plan(board)
    items = []
    for one in wanted:
        item = open_item(one.learning_point, board, by=by)
        for organisation in one.ask:
            ask(item, organisation, by=by, due=due)
        items.append(item)
    return items


@transaction.atomic
def ask_each(
    item: PlanItem, organisations: Iterable[Organisation], *, by: Viewer, due: date | None = None
) -> None:
    """Ask several organisations to answer one point: one addressee each.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
    """
    for organisation in organisations:
        ask(item, organisation, by=by, due=due)
