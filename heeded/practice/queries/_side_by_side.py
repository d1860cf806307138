"""Boards side by side: counts that are not given where they are small, or give a small one away, whoever asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heeded.engine.protection import other_part_is_hidden, protect
from heeded.library.queries import library_settings
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.queries._actions import Lacks
from heeded.practice.queries._boards import BoardStands, Known, boards_stand
from heeded.practice.queries._visible import visible_items, visible_responses

COUNTED = ("items", "answered", "closed", "changed", "actions", "done", "overdue", "came_back")


@dataclass(frozen=True, slots=True)
class BoardBeside:
    """A board beside others. `counts` by the names in COUNTED: None is a small number, or one from which a small one
    could be worked out (`besides`), or any of a board of whose plan nothing is known."""

    board: Organisation
    known: Known
    counts: Mapping[str, int | None]
    besides: frozenset[str] = frozenset()


def boards_beside(
    viewer: Viewer, boards: Iterable[Organisation], *, on: date | None = None
) -> tuple[BoardBeside, ...]:
    """Each of these boards, in the order given. A count from 1 to below what the library has set is not given: a few
    actions are mostly those after one review. No totals are given either, from which it could be had; nor what is done
    where what is overdue, or what is overdue where what is done, is small and the rest would give it away."""
    below = library_settings().hides_below
    stands = boards_stand(viewer, boards, on=on, lacks=(Lacks.OVERDUE,), with_checks=False)
    counts = [_counts(one) for one in stands]
    hidden = protect(counts, below=below, rows_add=False, columns_add=False).cells
    return tuple(
        _beside(one, row, hides, below=below) for one, row, hides in zip(stands, counts, hidden, strict=True)
    )


def counts_more(viewer: Viewer, boards: Iterable[Organisation]) -> bool:
    """Whether what is counted of these boards for this viewer is more than what everybody sees: items that are not
    shown, or answers that are not published. Two queries, whatever the number; none for everybody."""
    if viewer.account is None and not viewer.is_operator:
        return False
    keys = [one.pk for one in boards]
    hidden = visible_items(viewer).filter(board__in=keys, shown_at__isnull=True)
    unpublished = visible_responses(viewer).filter(addressee__item__board__in=keys, published_at__isnull=True)
    return hidden.exists() or unpublished.exists()


def _beside(stands: BoardStands, row: list[int], hides: Sequence[bool], *, below: int) -> BoardBeside:
    if stands.known is not Known.FOLLOWED:
        return BoardBeside(stands.board, stands.known, dict.fromkeys(COUNTED))
    besides = frozenset(_besides(dict(zip(COUNTED, row, strict=True)), below=below))
    given = _given(row, hides) | dict.fromkeys(besides)
    return BoardBeside(stands.board, stands.known, given, besides)


def _besides(counts: Mapping[str, int], *, below: int) -> Iterable[str]:
    """What is done and what is overdue are parts of the actions that have nothing in common."""
    for small, other in (("overdue", "done"), ("done", "overdue")):
        if other_part_is_hidden(
            part=counts[small], other=counts[other], whole=counts["actions"], below=below
        ):
            yield other


def _counts(stands: BoardStands) -> list[int]:
    overdue = dict(stands.lacks)[Lacks.OVERDUE]
    return [overdue if name == "overdue" else getattr(stands, name) for name in COUNTED]


def _given(counts: list[int], hides: Iterable[bool]) -> dict[str, int | None]:
    rows = zip(COUNTED, counts, hides, strict=True)
    return {name: None if is_hidden else count for name, count, is_hidden in rows}
