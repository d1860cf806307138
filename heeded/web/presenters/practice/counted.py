"""Where a review, or a board, stands: each count as a short sentence that a parent can read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import today
from heeded.practice.kinds import ActionState, ClosedAs
from heeded.practice.queries import BoardStands, ItemLine, Lacks
from heeded.web.presenters.practice.outcomes import came_back, is_overdue


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted, whatever it is counted of."""

    answered: int
    actions: int
    done: int
    overdue: int
    changed: int
    came_back: int
    elsewhere: int = 0  # other boards that took something of it up


def counts_of_board(stands: BoardStands) -> Counts:
    """Of one board's plan."""
    late = dict(stands.lacks)[Lacks.OVERDUE]
    return Counts(stands.answered, stands.actions, stands.done, late, stands.changed, stands.came_back)


def counts_of_items(lines: Iterable[ItemLine]) -> Counts:
    """Of the items that answer one review as its own; who else took something up is counted apart."""
    held = list(lines)
    own = [one for one in held if one.item.origin == "own"]
    actions = [line.action for one in own for line in one.actions]
    return Counts(
        answered=sum(any(asked.response for asked in one.asked) for one in own),
        actions=len(actions),
        done=sum(one.state == ActionState.DONE for one in actions),
        overdue=sum(is_overdue(one, today()) for one in actions),
        changed=sum(one.item.closed_as == ClosedAs.PRACTICE_CHANGED for one in own),
        came_back=sum(len(came_back(one)) for one in own),
        elsewhere=len({one.item.board_id for one in held if one.item.origin != "own"}),
    )


def counted_words(counts: Counts) -> list[str]:
    """A sentence each; what came to nothing is said too, but for what others took up."""
    found = [
        _answered(counts.answered),
        *_actions(counts),
        _changed(counts.changed),
        _again(counts.came_back),
    ]
    return [*found, _elsewhere(counts.elsewhere)] if counts.elsewhere else found


def _answered(count: int) -> str:
    if not count:
        return _("no answer is known")
    return ngettext("%d is answered", "%d are answered", count) % count


def _actions(counts: Counts) -> list[str]:
    if not counts.actions:
        return [_("no action is known")]
    named = ngettext("%d action was named", "%d actions were named", counts.actions) % counts.actions
    done = ngettext("%d is done", "%d are done", counts.done) % counts.done
    late = ngettext("%d is overdue", "%d are overdue", counts.overdue) % counts.overdue
    return [f"{named}: {done}, {late}"]


def _changed(count: int) -> str:
    if not count:
        return _("none is shown yet to have changed practice")
    return (
        ngettext("%d is shown to have changed practice", "%d are shown to have changed practice", count)
        % count
    )


def _again(count: int) -> str:
    if not count:
        return _("none is known to have come back in a later review")
    return ngettext("%d came back in a later review", "%d came back in later reviews", count) % count


def _elsewhere(count: int) -> str:
    said = ngettext(
        "%d other board asked whether it could happen there",
        "%d other boards asked whether it could happen there",
        count,
    )
    return said % count
