"""A file that somebody hands in to look at before it is taken: kept for an hour, for them alone, and opened only in
the sandbox. No row names it, so it is swept like any file that was left behind."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from django.core import signing

from heeded.core.errors import NotFound, Refused
from heeded.engine.reading import ReadingError
from heeded.engine.sandbox import Sandbox
from heeded.library import files
from heeded.library.services import forget_file
from heeded.people.viewer import Viewer

_SECONDS = 3_300  # a file without a row is swept after an hour
_LARGEST = 200 << 20  # bytes
_LONGEST_NAME = 120
_lock = threading.Lock()
_sandbox: Sandbox | None = None


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """A file that was handed in. `token` names it in an address, for whoever handed it in and nobody else."""

    token: str
    name: str
    sha256: str


def keep_at_hand(
    stream: BinaryIO, name: str, *, purpose: str, by: Viewer, limit: int = _LARGEST
) -> FileAtHand:
    """Keep a file for a look at what taking it would do. `purpose` is the salt of its token: a file handed in for one
    thing is not at hand for another. Whoever calls has asked whether this person may.

    Raises:
        Refused: it is empty or larger than `limit` bytes.
    """
    kept = files.keep(stream, limit=limit)
    if not kept.size:
        forget_file(kept.sha256)
        raise Refused("This file is empty.", advice="Choose another.")
    files.still_in_use(kept.sha256)
    shown = _usable_name(name)
    token = signing.dumps({"file": kept.sha256, "name": shown, "of": by.account}, salt=purpose, compress=True)
    return FileAtHand(token, shown, kept.sha256)


def find_at_hand(token: str, *, purpose: str, by: Viewer) -> FileAtHand:
    """The file that this person handed in.

    Raises:
        NotFound: it is not theirs, or too long ago.
    """
    gone = NotFound("That file is not here any more.", advice="Choose it again.")
    try:
        said = signing.loads(token, salt=purpose, max_age=_SECONDS)
    except signing.BadSignature:
        raise gone from None
    if said["of"] != by.account or not files.exists(said["file"]):
        raise gone
    files.still_in_use(said["file"])
    return FileAtHand(token, said["name"], said["file"])


def let_go(held: FileAtHand) -> None:
    """Erase a file that was looked at, unless it is also something else that the library keeps."""
    forget_file(held.sha256)


def tried(held: FileAtHand, read: Callable[[FileAtHand], object]) -> None:
    """Read a file for the first time; one that cannot be read is erased at once.

    Raises:
        Refused: as `read`.
    """
    try:
        read(held)
    except Refused:
        let_go(held)
        raise


def open_safely(how: str, *what: Any, seconds: float, **named: Any) -> object:
    """What a function of the engine ("heeded.engine.plans:read_plan") finds in a stranger's file, read in the sandbox.

    Raises:
        Refused: it cannot be read, in plain words.
    """
    global _sandbox
    with _lock:
        _sandbox = _sandbox or Sandbox()
    try:
        return _sandbox.call(how, *what, timeout=seconds, **named)
    except ReadingError as error:
        raise Refused(error.reason, advice=error.advice) from error


def _usable_name(name: str) -> str:
    """The file's own name, without folders and signs that a name on disk cannot have."""
    base = PurePath(name.replace("\\", "/")).name
    kept = "".join(letter if letter.isalnum() or letter in " .-_()" else "_" for letter in base)
    return kept.strip(" .")[-_LONGEST_NAME:] or "unnamed"
