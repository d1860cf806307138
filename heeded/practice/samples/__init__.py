"""What became of the sample reviews: plans of boards that are as fictional as the reviews, by this room's own services.

The words lie in `heeded/samples/plans/`. One recommendation is followed from its page to the review in which it came
back; the other plans show what goes wrong with plans. Days long ago stand as they are written; days that "overdue"
and "due soon" hang on are counted from the day on which the samples are loaded.
"""

from dataclasses import dataclass

from django.db import transaction

from heeded.people.viewer import Viewer
from heeded.practice.samples._boards import state_boards
from heeded.practice.samples._coming_back import decide_returns
from heeded.practice.samples._items import put_items_down
from heeded.practice.samples._outside import tell_outside
from heeded.practice.samples._people import cast_of
from heeded.practice.samples._told import PLANS, told

__all__ = ["PLANS", "Planned", "plan_from_samples"]


@dataclass(frozen=True, slots=True)
class Planned:
    """How much was laid down now; nothing where it was there before."""

    items: int
    actions: int
    came_back: int


@transaction.atomic
def plan_from_samples(*, by: Viewer) -> Planned:
    """Lay down the plans of the samples. Ask once they are published and their lessons confirmed. Safe to repeat: an
    item that is on a plan already stays as people left it, and what was erased or withdrawn is passed over.

    Raises:
        HeededError: the words of the samples do not fit what the services ask for.
    """
    cast = cast_of(told("cast"), by=by)
    made = [put_items_down(told(name), cast, by=by) for name in PLANS]
    items, actions = sum(one.items for one in made), sum(one.actions for one in made)
    state_boards(told("boards"), cast, by=by)
    returned = decide_returns(told("boards"), cast, by=by) if items else 0
    tell_outside(told("boards"), cast)
    return Planned(items, actions, returned)
