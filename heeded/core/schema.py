"""Which version of the records a library has, so that no command pays for a look at every migration: told from a
small file beside SQLite, and from a comment on the table of migrations in PostgreSQL, which several machines share."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections

from heeded import __version__
from heeded.core.guards import guard_audit

_MARK = "schema"
_MARKED = "django_migrations"  # the first table that is made
_LOCK = 0x4EEDED  # of PostgreSQL's advisory locks
_WITHOUT_LIMITS = ("SET lock_timeout = 0", "SET statement_timeout = 0")
_WITH_LIMITS = ("RESET lock_timeout", "RESET statement_timeout")
MOVING = "half moved here"  # the mark of tables that records are still being copied into
State = Literal["new", "current", "older", "newer", "half"]


def state_of_schema(folder: Path) -> State:
    """Whether the library in `folder` is new, current, older or newer than this version of Heeded.

    Raises:
        OperationalError: its records are on PostgreSQL, and that cannot be reached.
    """
    mark = mark_of(folder)
    return state_of_mark(mark) if mark else "new"


def mark_of(folder: Path) -> str:
    """The version and the hash of the migrations that the records were made with, "" where there are none."""
    if connection.vendor != "postgresql":
        path = folder / _MARK
        return path.read_text().strip() if path.exists() else ""
    return marked_tables()


def marked_tables(*, using: str = DEFAULT_DB_ALIAS) -> str:
    """The mark of a PostgreSQL database, "" where it has none."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [_MARKED])
        return str(cursor.fetchone()[0] or "")


def mark_tables(words: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Mark a PostgreSQL database."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {_MARKED} IS '{words}'")


def this_version() -> str:
    """The mark of a library that this version of Heeded made."""
    return f"{__version__} {_schema()}"


def state_of_mark(words: str) -> State:
    """The same for what stands in the mark, or in the manifest of a backup."""
    if words == MOVING:
        return "half"
    version, _, known = words.strip().partition(" ")
    if known == _schema():
        return "current"
    return "newer" if _numbers(version) > _numbers(__version__) else "older"


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """One process at a time makes or changes the tables of a library: SQLite answers a second one with "locked" at
    once, and on PostgreSQL other machines may be at it too."""
    with (folder / "making").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with _advisory_lock():
            yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    """Held by this connection; who waits for it, and what is done under it, may take long."""
    with connection.cursor() as cursor:
        for statement in _WITHOUT_LIMITS:
            cursor.execute(statement)
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
            for statement in _WITH_LIMITS:
                cursor.execute(statement)


def bring_up_to_date(folder: Path) -> None:
    """Make or change the tables, then write down which version they are."""
    call_command("migrate", interactive=False, verbosity=0)
    guard_audit()
    if connection.vendor == "postgresql":
        mark_tables(this_version())
    else:
        mark_folder(folder)


def mark_folder(folder: Path) -> None:
    """Say beside SQLite's file that this version made it."""
    mark = folder / f"{_MARK}.new"
    mark.write_text(f"{this_version()}\n")
    mark.replace(folder / _MARK)


def _schema() -> str:
    """A hash of the names of all our migrations."""
    rooms = Path(__file__).parent.parent
    names = sorted(f"{p.parent.parent.name}/{p.name}" for p in rooms.glob("*/migrations/0*.py"))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
