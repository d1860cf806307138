"""Which version of the records a library has: told from a small file, so that no command pays for a look at
every migration."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from django.core.management import call_command

from heeded import __version__
from heeded.core.guards import guard_audit

_MARK = "schema"
State = Literal["new", "current", "older", "newer"]


def state_of_schema(folder: Path) -> State:
    """Whether the library in `folder` is new, current, older or newer than this version of Heeded."""
    mark = folder / _MARK
    return state_of_mark(mark.read_text()) if mark.exists() else "new"


def state_of_mark(words: str) -> State:
    """The same for what stands in the small file, or in the manifest of a backup."""
    version, _, known = words.strip().partition(" ")
    if known == _schema():
        return "current"
    return "newer" if _numbers(version) > _numbers(__version__) else "older"


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """One process at a time makes the tables of a new library: SQLite answers a second one with "locked" at once."""
    with (folder / "making").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def bring_up_to_date(folder: Path) -> None:
    """Make or change the tables, then write down which version they are."""
    call_command("migrate", interactive=False, verbosity=0)
    guard_audit()
    mark = folder / f"{_MARK}.new"
    mark.write_text(f"{__version__} {_schema()}\n")
    mark.replace(folder / _MARK)
    (folder / "erasures.jsonl").touch()  # there from the first day, so that a restore can always be given it


def _schema() -> str:
    """A hash of the names of all our migrations."""
    rooms = Path(__file__).parent.parent
    names = sorted(f"{p.parent.parent.name}/{p.name}" for p in rooms.glob("*/migrations/0*.py"))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
