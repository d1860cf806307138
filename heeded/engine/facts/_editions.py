"""The editions of the guidance, nation by nation, and which was in force on a day."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.vocabulary import Nation


@dataclass(frozen=True, slots=True)
class Guidance:
    """One edition: ISO days from and to (empty: still in force), each with its mark V, S, D or U."""

    id: str
    name: str
    nation: Nation
    start: str
    start_status: str
    end: str = ""
    end_status: str = ""


@cache
def editions() -> tuple[Guidance, ...]:
    """Every edition of `guidance.toml`, in order of nation and date."""
    rows = tomllib.loads(Path(__file__).with_name("guidance.toml").read_text(encoding="utf-8"))["guidance"]
    return tuple(
        Guidance(
            id=row["id"], name=row["name"], nation=Nation(row["nation"]), start=row["from"],
            start_status=row["from_status"], end=row.get("to", ""), end_status=row.get("to_status", ""),
        )
        for row in rows
    )  # fmt: skip


def in_force(nation: Nation, day: str) -> Guidance | None:
    """The edition in force on an ISO date, exact to the month or the day; None where none is known."""
    full = day if len(day) == 10 else f"{day}-15"
    return next(
        (
            one
            for one in editions()
            if one.nation is nation and one.start <= full and (not one.end or full < one.end)
        ),
        None,
    )
