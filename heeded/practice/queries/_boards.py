"""Where boards stand: counts, never ranks, and what is not known told apart from what is nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice
from heeded.library.looking import one_look
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionState, BoardSays, ClosedAs, When
from heeded.practice.models import BoardStatement
from heeded.practice.queries._actions import Lacks, lacking
from heeded.practice.queries._visible import (
    found_of_board,
    visible_actions,
    visible_checks,
    visible_items,
    visible_responses,
    visible_returns,
)
from heeded.practice.queries._waiting_checks import still_to_make


class Known(Choice):
    """What is known of a board. The last three are what it says of itself, or what is said of it."""

    FOLLOWED = "followed", "Followed here"
    NONE_KNOWN = "none-known", "None known"
    SAYS_NONE = "says-none", "The board says none"
    NOT_HERE = "not-here", "Not in this library"
    NOT_USING = "not-using", "The board does not use Heeded"


_SAID = {
    BoardSays.NONE: Known.SAYS_NONE,
    BoardSays.NOT_HERE: Known.NOT_HERE,
    BoardSays.NOT_USING: Known.NOT_USING,
}


@dataclass(frozen=True, slots=True)
class BoardStands:
    """Where a board stands, as this viewer may know it. `lacks` counts actions by what they lack."""

    board: Organisation
    known: Known
    items: int = 0
    taken_up: int = 0  # of those, from elsewhere: the board looked at it itself
    answered: int = 0  # items with an answer, or that the board looked at itself
    closed: int = 0
    changed: int = 0  # of those, as practice changed
    actions: int = 0
    done: int = 0
    lacks: tuple[tuple[Lacks, int], ...] = ()
    checks_late: int = 0
    came_back: int = 0  # taught again: of practice later than what was done
    same_lesson: int = 0  # the same, of practice that is earlier, or not known to be later
    to_decide: int = 0  # proposed, for those who decide


@one_look()
def boards_stand(
    viewer: Viewer,
    boards: Iterable[Organisation],
    *,
    on: date | None = None,
    lacks: Collection[Lacks] = tuple(Lacks),
    with_checks: bool = True,
) -> tuple[BoardStands, ...]:
    """Each of these boards, in the order given, with how many actions lack each of these. Six queries, whatever the
    number; for a whole nation ask only what is shown of it (`with_checks`: how many checks are late)."""
    held, day = list(boards), on or today()
    keys = [one.pk for one in held]
    among = found_of_board(viewer, held[0]) if len(held) == 1 else None
    items = _by_board(visible_items(viewer, among).filter(board__in=keys), "board", **_OF_ITEMS)
    actions = _by_board(
        visible_actions(viewer, among).filter(item__board__in=keys), "item__board", **_of_actions(day, lacks)
    )
    answers = visible_responses(viewer, among).filter(addressee__item__board__in=keys)
    answered = _by_board(answers, "addressee__item__board", **_OF_ANSWERS)
    late = still_to_make(visible_checks(viewer).filter(board__in=keys, due__lt=day))
    checks = _by_board(late, "board", checks_late=Count("pk", distinct=True)) if with_checks else {}
    came_back = visible_returns(viewer, among).filter(item__board__in=keys)
    returns = _by_board(came_back, "item__board", **_OF_RETURNS)
    says = _statements(keys)
    return tuple(
        _stands(
            one,
            says.get(one.pk),
            lacks,
            *(rows.get(one.pk, {}) for rows in (items, answered, actions, checks, returns)),
        )
        for one in held
    )


_OF_ITEMS = {
    "items": Count("pk", distinct=True),
    "taken_up": Count("pk", filter=Q(origin="taken-up"), distinct=True),
    "closed": Count("pk", filter=~Q(closed_as=""), distinct=True),
    "changed": Count("pk", filter=Q(closed_as=ClosedAs.PRACTICE_CHANGED), distinct=True),
}
_OF_ANSWERS = {  # that this viewer may see; what was taken up is answered by that
    "answered": Count("addressee__item", filter=Q(addressee__item__origin="own"), distinct=True)
}
_OF_RETURNS = {
    "came_back": Count("pk", filter=Q(state="same", when=When.LATER)),
    "same_lesson": Count("pk", filter=Q(state="same") & ~Q(when=When.LATER)),
    "to_decide": Count("pk", filter=Q(state="proposed")),
}


def _of_actions(on: date, lacks: Collection[Lacks]) -> dict[str, Count]:
    found = {"actions": Count("pk"), "done": Count("pk", filter=Q(state=ActionState.DONE))}
    return found | {one.name: Count("pk", filter=lacking(one, on)) for one in lacks}


def _by_board(rows: QuerySet, name: str, **counts: Count) -> dict[int, dict[str, int]]:
    found = rows.order_by().values(name).annotate(**counts)
    return {row.pop(name): row for row in found}


def _statements(boards: list[int]) -> dict[int, Known]:
    """The newest that stands of each."""
    rows = BoardStatement.objects.filter(board__in=boards, taken_back_at__isnull=True).order_by("pk")
    return {row.board_id: _SAID[BoardSays(row.says)] for row in rows}


def _stands(
    board: Organisation,
    says: Known | None,
    asked: Collection[Lacks],
    items: dict[str, int],
    answered: dict[str, int],
    actions: dict[str, int],
    checks: dict[str, int],
    returns: dict[str, int],
) -> BoardStands:
    known = Known.FOLLOWED if items else says or Known.NONE_KNOWN
    lacks = tuple((one, actions.pop(one.name, 0)) for one in asked)
    both = answered.get("answered", 0) + items.get("taken_up", 0)
    counted = {**items, **actions, **checks, **returns, "answered": both}
    return BoardStands(board, known, lacks=lacks, **counted)
