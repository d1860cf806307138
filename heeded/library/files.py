"""Files by their hash: kept byte for byte before anything else happens, never rewritten."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

from heeded.core.errors import Refused

_CHUNK = 1 << 20
_COPIES = (
    "backup.sqlite3*",
    "*.sqlite3.half",
)  # whole databases: a backup or a restore that did not come to its end


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the file of this hash lies."""
    return Path(settings.FILES) / sha256[:2] / sha256


def keep(stream: BinaryIO, *, limit: int | None = None) -> Kept:
    """Write a stream into the store under its hash. Whole or not at all: a killed process leaves no half file.

    Raises:
        Refused: the stream is longer than `limit` bytes, or the disk is full.
    """
    incoming = Path(settings.FILES) / "incoming" / uuid4().hex
    incoming.parent.mkdir(parents=True, exist_ok=True)
    try:
        with incoming.open("wb") as target:
            kept = _copy(stream, target, limit=limit)
            target.flush()
            os.fsync(target.fileno())
        final = path_of(kept.sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        incoming.chmod(0o600)
        incoming.replace(final)
    except OSError as error:
        raise Refused(
            f"The file could not be stored: {error.strerror}.", advice="Free some disk and try again."
        ) from error
    finally:
        incoming.unlink(missing_ok=True)
    return kept


def keep_path(path: Path, *, limit: int | None = None) -> Kept:
    """Copy a file into the store."""
    with path.open("rb") as stream:
        return keep(stream, limit=limit)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in _pieces(stream):
            digest.update(piece)
    return digest.hexdigest()


def remove(sha256: str) -> None:
    """Overwrite and delete a stored file: only erasure does this."""
    overwrite(path_of(sha256))


def overwrite(path: Path) -> None:
    """Write noughts over a file, then delete it."""
    if not path.exists():
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\0" * size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


_namers: list[Callable[[], Iterable[str]]] = []


def also_named_by(naming: Callable[[], Iterable[str]]) -> None:
    """A room above keeps files of its own here: `naming` answers with the hashes that its rows name."""
    _namers.append(naming)


def named_elsewhere() -> set[str]:
    """The hash of every file that a room above keeps here."""
    return {sha256 for naming in _namers for sha256 in naming() if sha256}


def left_behind(named: Container[str], *, older_than: float) -> list[Path]:
    """Files that no row names, halves of files and copies of the database, left by processes that were killed: at
    least so many seconds old, as a file is stored a moment before its row is written."""
    before = time.time() - older_than
    kept = [path for path in Path(settings.FILES).glob("??/*") if path.name not in named]
    kept += Path(settings.FILES).glob("incoming/*")
    kept += [path for path in Path(settings.WORK_FOLDER).rglob("*") if path.is_file()]
    kept += [path for name in _COPIES for path in Path(settings.DATA).glob(name)]
    return sorted(path for path in kept if path.stat().st_mtime < before)


@contextmanager
def work_place() -> Iterator[Path]:
    """A folder inside the library for files on the way: what a killed process leaves there is swept, and no copy
    of a report lies about in the system's own temporary folder."""
    Path(settings.WORK_FOLDER).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.WORK_FOLDER) as folder:
        yield Path(folder)


def free_bytes() -> int:
    """How much room the disk of the library has."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.DATA).free


def _copy(stream: BinaryIO, target: BinaryIO, *, limit: int | None) -> Kept:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(stream):
        size += len(piece)
        if limit is not None and size > limit:
            raise Refused(
                f"The file is larger than {limit // (1 << 20)} megabytes.",
                advice="Split it, or ask the operator to add it on the command line.",
            )
        digest.update(piece)
        target.write(piece)
    return Kept(digest.hexdigest(), size)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        yield piece
