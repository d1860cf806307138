"""Where a review, or a board, stands: each count as a short sentence that a parent can read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import today
from heeded.practice.kinds import ActionState, ClosedAs, When
from heeded.practice.queries import BoardStands, ItemLine, Lacks
from heeded.web.presenters.practice.outcomes import came_back, is_overdue


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted, whatever it is counted of."""

    answered: int  # by all who were asked
    in_part: int  # by some of them
    unanswered: int
    actions: int
    done: int
    overdue: int
    changed: int
    came_back: int
    same_lesson: int  # taught again of practice that is earlier, or not known to be later
    looked_at: int = 0  # of those answered: from elsewhere, by the board itself
    elsewhere: int = 0  # other boards that took something of it up


def counts_of_board(stands: BoardStands, *, in_part: int) -> Counts:
    """Of one board's plan; so many of it are answered by some of those who were asked."""
    return Counts(
        answered=stands.answered - in_part,
        in_part=in_part,
        unanswered=stands.items - stands.answered,
        actions=stands.actions,
        done=stands.done,
        overdue=dict(stands.lacks)[Lacks.OVERDUE],
        changed=stands.changed,
        came_back=stands.came_back,
        same_lesson=stands.same_lesson,
        looked_at=stands.taken_up,
    )


def counts_of_items(lines: Iterable[ItemLine], *, on_no_plan: int = 0) -> Counts:
    """Of the items that answer one review as its own; who else took something up is counted apart. What stands on no
    plan is not answered."""
    held = list(lines)
    own = [one for one in held if one.item.origin == "own"]
    actions = [line.action for one in own for line in one.actions]
    returns = [returned for one in own for returned in came_back(one)]
    return Counts(
        answered=sum(one.is_answered and not one.waits for one in own),
        in_part=sum(one.is_answered and one.waits for one in own),
        unanswered=on_no_plan + sum(not one.is_answered for one in own),
        actions=len(actions),
        done=sum(one.state == ActionState.DONE for one in actions),
        overdue=sum(is_overdue(one, today()) for one in actions),
        changed=sum(one.item.closed_as == ClosedAs.PRACTICE_CHANGED for one in own),
        came_back=sum(returned.came_back.when == When.LATER for returned in returns),
        same_lesson=sum(returned.came_back.when != When.LATER for returned in returns),
        elsewhere=len({one.item.board_id for one in held if one.item.origin != "own"}),
    )


def counted_words(counts: Counts) -> list[str]:
    """A sentence each; what came to nothing is said too, but for what others took up."""
    found = [
        _answered(counts),
        *_actions(counts),
        _changed(counts.changed),
        _again(counts.came_back),
    ]
    if counts.same_lesson:
        found.append(_same_lesson(counts.same_lesson))
    return [*found, _elsewhere(counts.elsewhere)] if counts.elsewhere else found


def _answered(counts: Counts) -> str:
    """All of it: answered, answered by some, and not known to be answered."""
    full, part, none = counts.answered, counts.in_part, counts.unanswered
    if not full and not part:
        return _("no answer is known")
    found = [ngettext("%d is answered", "%d are answered", full) % full] if full else []
    if full and counts.looked_at:
        looked = counts.looked_at
        said = ngettext(
            "%d of these was recommended elsewhere, and the board looked at it itself",
            "%d of these were recommended elsewhere, and the board looked at them itself",
            looked,
        )
        found.append(said % looked)
    if part:
        said = ngettext(
            "%d is answered by some of those who were asked",
            "%d are answered by some of those who were asked",
            part,
        )
        found.append(said % part)
    if none:
        found.append(_("no answer is known of %d") % none)
    return "; ".join(found)


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


def _same_lesson(count: int) -> str:
    said = ngettext(
        "%d is taught by another review too, of earlier practice or it is not known when",
        "%d are taught by other reviews too, of earlier practice or it is not known when",
        count,
    )
    return said % count


def _elsewhere(count: int) -> str:
    said = ngettext(
        "%d other board asked whether it could happen there",
        "%d other boards asked whether it could happen there",
        count,
    )
    return said % count
