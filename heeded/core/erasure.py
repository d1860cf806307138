"""Erasing for good, in every store. A court can order it; a corrected report often exists because the first
one identified someone.

Each room that keeps words of a report registers an eraser when Django is ready, and names the fields it
answers for; a test fails for a field that holds report text and has none. What was erased is also written
outside the database and every backup, so that restoring a backup cannot bring it back.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from heeded.core.clock import now
from heeded.core.overwriting import overwrite_what_was_freed


@dataclass(frozen=True, slots=True)
class Erased:
    """One document that was erased: identifiers and hashes, never words."""

    identifier: str
    hashes: tuple[str, ...]
    reason: str
    at: str
    row: int = 0  # its primary key, for stores that know it by that


@dataclass(frozen=True, slots=True)
class Eraser:
    """`fields` are "app.Model.field"; `run` is called after the database has let go of the rows."""

    room: str
    fields: frozenset[str]
    run: Callable[[Erased], None]


_erasers: dict[str, Eraser] = {}


def register(room: str, *fields: str, run: Callable[[Erased], None] = lambda _: None) -> None:
    """Answer for fields that hold report text. A field whose row goes with the document needs no `run`."""
    _erasers[room] = Eraser(room, frozenset(fields), run)


def answered_for() -> frozenset[str]:
    """Every field that some room erases."""
    return frozenset(field for eraser in _erasers.values() for field in eraser.fields)


def write_down(erased: Erased) -> None:
    """Keep the erasure outside the database, on disk before anything is deleted."""
    path = Path(settings.ERASURES)
    with path.open("a") as file:
        file.write(json.dumps(asdict(erased)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def written_down(path: Path | None = None) -> Iterator[Erased]:
    """Every erasure that was written down, in order."""
    path = path or Path(settings.ERASURES)
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        row = json.loads(line)
        yield Erased(row["identifier"], tuple(row["hashes"]), row["reason"], row["at"], row.get("row", 0))


def empty_every_store(*erased: Erased) -> None:
    """Let every room erase what it keeps, then let the database overwrite what it freed."""
    for one in erased:
        for eraser in _erasers.values():
            eraser.run(one)
    if not connection.in_atomic_block:
        overwrite_what_was_freed()


def moment() -> str:
    """The time of an erasure as it is written down."""
    return now().isoformat()
