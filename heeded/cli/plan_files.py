"""A plan's file as a command reads it: in the sandbox, every row with what was not understood of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heeded.core.errors import Refused
from heeded.engine.plans import PlanFile, PlanRow, PlanStatus, PlanTable

_LARGEST = 200 << 20  # bytes
_PATIENCE = 90.0  # seconds that reading may take


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row, where it stands, and what was not understood of it."""

    sheet: str
    row: PlanRow
    why: tuple[str, ...]


def plan_in(path: Path) -> PlanFile:
    """The plan in a file. Nothing is stored.

    Raises:
        Refused: there is no such file, or it is too large.
        ReadingError: it cannot be read as a plan.
    """
    from heeded.engine.sandbox import Sandbox

    if not path.is_file():
        raise Refused(
            f"There is no file called {path.name}.", advice="Give the path of an XLSX, CSV or DOCX."
        )
    if path.stat().st_size > _LARGEST:
        raise Refused("This file is larger than 200 megabytes.")
    with Sandbox() as sandbox:
        found = sandbox.call("heeded.engine.plans:read_plan", path.read_bytes(), path.name, timeout=_PATIENCE)
    assert isinstance(found, PlanFile)
    return found


def rows_read(file: PlanFile) -> list[RowRead]:
    """Every row of every table, in order."""
    return [one for table in file.tables for one in _rows_of(table)]


def not_understood(file: PlanFile) -> list[dict[str, Any]]:
    """What a person must look at, and why."""
    return [
        {"row": one.row, "why": one.why, "sheet": table.sheet}
        for table in file.tables
        for one in table.not_understood
    ]


def shape_of(one: RowRead) -> dict[str, Any]:
    """A row as programs get it."""
    row = one.row
    return {
        "recommendation": row.recommendation,
        "action": row.action,
        "owner": ", ".join(filter(None, (row.owner_agency, row.owner_role))) or None,
        "due": row.due.isoformat() if row.due else None,
        "status": None if row.status == PlanStatus.UNKNOWN else row.status.value,
        "evidence": row.evidence or None,
        "row": row.row,
        "sheet": one.sheet,
        "number": row.number or None,
        "owner_agency": row.owner_agency or None,
        "owner_role": row.owner_role or None,
        "start": row.start.isoformat() if row.start else None,
        "due_as_printed": row.due_as_printed or None,
        "status_as_printed": row.status_as_printed or None,
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        "intended_change": row.intended_change or None,
        "how_known": row.how_known or None,
        "progress": row.progress or None,
        "not_read": [{"column": heading, "words": words} for heading, words in row.not_read],
    }


def _rows_of(table: PlanTable) -> list[RowRead]:
    """Several actions of one cell share its row, and what was not understood of it."""
    why: dict[int, list[str]] = {}
    for one in table.not_understood:
        why.setdefault(one.row, []).append(one.why)
    return [RowRead(table.sheet, row, tuple(why.get(row.row, ()))) for row in table.rows]
