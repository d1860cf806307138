"""Boards side by side: counts that are not given where they are small, whoever asks, and where each board is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from heeded.engine.protection import protect
from heeded.library.queries import library_settings
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.queries._actions import Lacks
from heeded.practice.queries._boards import BoardStands, Known, boards_stand

COUNTED = ("items", "answered", "closed", "changed", "actions", "done", "overdue", "came_back")


@dataclass(frozen=True, slots=True)
class BoardBeside:
    """A board beside others. `counts` by the names in COUNTED: None is a small number, which is not given."""

    board: Organisation
    known: Known
    counts: Mapping[str, int | None]


def boards_beside(
    viewer: Viewer, boards: Iterable[Organisation], *, on: date | None = None
) -> tuple[BoardBeside, ...]:
    """Each of these boards, in the order given. A count from 1 to below what the library has set is not given: a few
    actions are mostly those after one review. No totals are given either, from which it could be had."""
    stands = boards_stand(viewer, boards, on=on, lacks=(Lacks.OVERDUE,), with_checks=False)
    counts = [_counts(one) for one in stands]
    hidden = protect(counts, below=library_settings().hides_below, rows_add=False, columns_add=False).cells
    return tuple(
        BoardBeside(one.board, one.known, _given(row, hides))
        for one, row, hides in zip(stands, counts, hidden, strict=True)
    )


def _counts(stands: BoardStands) -> list[int]:
    overdue = dict(stands.lacks)[Lacks.OVERDUE]
    return [overdue if name == "overdue" else getattr(stands, name) for name in COUNTED]


def _given(counts: list[int], hides: Iterable[bool]) -> dict[str, int | None]:
    rows = zip(COUNTED, counts, hides, strict=True)
    return {name: None if is_hidden else count for name, count, is_hidden in rows}
