"""A plan's file that somebody hands in to look at before its rows are taken."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO

from heeded.core.errors import Refused
from heeded.engine.plans import Column, PlanFile, PlanRow, PlanTable
from heeded.library import files
from heeded.library.at_hand import FileAtHand, find_at_hand, keep_at_hand, open_safely
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.services._holding import must_for

Columns = Mapping[int, Column]
_PURPOSE = "heeded.practice.plan-at-hand"
_LARGEST = 50 << 20  # bytes
_PATIENCE = 120  # seconds that reading may take; 50,000 rows take some 13
_REMEMBERED = 3  # files as they were read, so that a page of choices does not read a long one anew each time


@dataclass(frozen=True, slots=True)
class RowsAtHand:
    """The rows of the tables that were chosen, and of each what was not understood of it."""

    rows: tuple[PlanRow, ...]
    told: tuple[tuple[str, ...], ...]


def hand_in_plan(board: Organisation, stream: BinaryIO, name: str, *, by: Viewer) -> FileAtHand:
    """Keep a plan's file for a look at what taking it would do.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: it is empty or larger than 50 megabytes.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    return keep_at_hand(stream, name, purpose=_purpose(board), by=by, limit=_LARGEST)


def plan_at_hand(board: Organisation, token: str, *, by: Viewer) -> FileAtHand:
    """The file that this person handed in for this plan.

    Raises:
        NotAllowed: they do not keep it.
        NotFound: it is not theirs, or too long ago.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    return find_at_hand(token, purpose=_purpose(board), by=by)


def plan_in(sha256: str, name: str, columns: Mapping[int, Columns] | None = None) -> PlanFile:
    """The tables of a plan's file; for tables by number (from 0) which column (from 0) holds what, where somebody said
    otherwise than the headings.

    Raises:
        Refused: it cannot be read as a plan.
    """
    found = _read(sha256, name, None, None)
    tables = list(found.tables)
    for number, chosen in (columns or {}).items():
        if number < len(tables) and dict(chosen) != columns_of(tables[number]):
            tables[number] = _read(sha256, name, number, chosen).tables[number]
    return PlanFile(tuple(tables), found.notes)


def columns_of(table: PlanTable) -> dict[int, Column]:
    """Which column of a table (from 0) was taken for what."""
    return {at: column for at, column in enumerate(table.columns) if column is not None}


def rows_at_hand(plan: PlanFile, tables: Sequence[int]) -> RowsAtHand:
    """The rows of these tables (from 0) one after the other."""
    rows: list[PlanRow] = []
    told: list[tuple[str, ...]] = []
    for number in tables:
        if number >= len(plan.tables):
            continue
        table = plan.tables[number]
        why: dict[int, list[str]] = defaultdict(list)
        for one in table.not_understood:
            why[one.row].append(one.why)
        rows += table.rows
        told += [tuple(why[row.row]) for row in table.rows]
    return RowsAtHand(tuple(rows), tuple(told))


_lock = Lock()
_read_lately: OrderedDict[tuple[str, str], PlanFile] = OrderedDict()


def _read(sha256: str, name: str, table: int | None, columns: Columns | None) -> PlanFile:
    key = (sha256, f"{name}|{table}|{sorted(columns.items()) if columns else ''}")
    with _lock:
        if key in _read_lately:
            _read_lately.move_to_end(key)
            return _read_lately[key]
    try:
        content = files.path_of(sha256).read_bytes()
    except FileNotFoundError as error:
        raise Refused("The file is not there any more.", advice="Hand it in again.") from error
    found = open_safely(
        "heeded.engine.plans:read_plan", content, name, columns=columns, table=table, seconds=_PATIENCE
    )
    assert isinstance(found, PlanFile)
    with _lock:
        _read_lately[key] = found
        while len(_read_lately) > _REMEMBERED:
            _read_lately.popitem(last=False)
    return found


def forget_read(sha256: str) -> None:
    """Forget what was read of a file that is erased."""
    with _lock:
        for key in [one for one in _read_lately if one[0] == sha256]:
            del _read_lately[key]


def _purpose(board: Organisation) -> str:
    return f"{_PURPOSE}:{board.pk}"
