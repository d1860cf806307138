"""Files by their hash: kept byte for byte before anything else happens, never rewritten.

They lie in a folder (this machine's, or one that several machines share) or in an S3-compatible store, by
django-storages' settings. Whoever needs a path asks `path_of`: of a store elsewhere that is a copy, checked.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

from heeded.core.errors import Refused
from heeded.library.files import _store
from heeded.library.files._bytes import Kept, copy_pieces, hash_of, hash_of_stream, overwrite
from heeded.library.files._copies import (
    IN_USE,
    copy_of,
    forget_copy,
    forget_unnamed,
    keep_copy,
    place_of,
    sweep,
    unnamed_copies,
)
from heeded.library.files._store import answers, free_bytes, where

__all__ = [
    "IN_USE",
    "Kept",
    "also_named_by",
    "answers",
    "discard",
    "exists",
    "forget_unnamed",
    "free_bytes",
    "hash_of",
    "is_whole",
    "keep",
    "keep_path",
    "left_behind",
    "named_elsewhere",
    "overwrite",
    "path_of",
    "remove",
    "remove_left_behind",
    "still_in_use",
    "stored",
    "sweep",
    "take_over",
    "unnamed_copies",
    "where",
    "work_place",
]

# Whole databases: a backup or a restore that did not come to its end.
_COPIES = ("backup.sqlite3*", "*.sqlite3.half")


def path_of(sha256: str) -> Path:
    """Where the file of this hash can be read on this machine: in the store's folder, or a copy of it.

    Raises:
        FileNotFoundError: a store elsewhere has no such file.
        FileDamaged: what a store elsewhere has is not the file of this hash.
        StoreAway: a store elsewhere does not answer.
    """
    own = _store.folder()
    return copy_of(sha256) if own is None else own / _store.name_of(sha256)


def still_in_use(sha256: str) -> None:
    """Say that a file which no row names is being read, so that it is not swept."""
    own = _store.folder()
    with suppress(FileNotFoundError):
        os.utime(place_of(sha256) if own is None else own / _store.name_of(sha256))


def keep(stream: BinaryIO, *, limit: int | None = None) -> Kept:
    """Write a stream into the store under its hash. Whole or not at all: a killed process leaves no half file.

    Raises:
        Refused: the stream is longer than `limit` bytes, or the disk is full.
        StoreAway: a store elsewhere does not answer.
    """
    own = _store.folder()
    incoming = (own or Path(settings.WORK_FOLDER)) / "incoming" / uuid4().hex
    try:
        incoming.parent.mkdir(parents=True, exist_ok=True)
        with incoming.open("wb") as target:
            kept = copy_pieces(stream, target, limit=limit)
            target.flush()
            os.fsync(target.fileno())
        incoming.chmod(0o600)
        _take_in(incoming, kept.sha256, own)
    except OSError as error:
        raise Refused(
            f"The file could not be stored: {error.strerror}.", advice="Free some disk and try again."
        ) from error
    finally:
        incoming.unlink(missing_ok=True)
    return kept


def _take_in(incoming: Path, sha256: str, own: Path | None) -> None:
    """In a folder one rename does it; a store elsewhere is sent the file, and its copy here is read next."""
    if own is None:
        with incoming.open("rb") as stream:
            _store.put(sha256, stream)
        keep_copy(sha256, incoming)
        return
    final = own / _store.name_of(sha256)
    final.parent.mkdir(parents=True, exist_ok=True)
    incoming.replace(final)


def keep_path(path: Path, *, limit: int | None = None) -> Kept:
    """Copy a file into the store."""
    with path.open("rb") as stream:
        return keep(stream, limit=limit)


def take_over(folder: Path, hashes: Iterable[str]) -> None:
    """Move files that lie in a folder by their hashes into the store, where that is another place.

    Raises:
        Refused, StoreAway: what `keep` raises; what was moved by then is in the store.
    """
    if _store.folder() == folder:
        return
    for sha256 in hashes:
        keep_path(folder / _store.name_of(sha256))
    shutil.rmtree(folder, ignore_errors=True)


def exists(sha256: str) -> bool:
    """Is a file of this hash in the store?"""
    return _store.exists(sha256)


def stored() -> set[str]:
    """The hash of every file in the store."""
    return {found.sha256 for found in _store.stored()}


def is_whole(sha256: str) -> bool:
    """Is what the store has under this hash still the same, byte for byte?"""
    if _store.folder() is not None:
        return hash_of(path_of(sha256)) == sha256
    with _store.opened(sha256) as stream:
        return hash_of_stream(stream) == sha256


def remove(sha256: str) -> None:
    """Overwrite and delete a stored file: only erasure does this."""
    own = _store.folder()
    if own is not None:
        overwrite(own / _store.name_of(sha256))
        return
    forget_copy(sha256)
    _store.delete(sha256)


def discard(sha256: str) -> None:
    """Delete a file that was stored a moment ago and is not to stay: no row names it."""
    own = _store.folder()
    if own is not None:
        (own / _store.name_of(sha256)).unlink(missing_ok=True)
        return
    place_of(sha256).unlink(missing_ok=True)
    _store.delete(sha256)


_namers: list[Callable[[], Iterable[str]]] = []


def also_named_by(naming: Callable[[], Iterable[str]]) -> None:
    """A room above keeps files of its own here: `naming` answers with the hashes that its rows name."""
    _namers.append(naming)


def named_elsewhere() -> set[str]:
    """The hash of every file that a room above keeps here."""
    return {sha256 for naming in _namers for sha256 in naming() if sha256}


def left_behind(named: Container[str], *, older_than: float) -> list[Path]:
    """Files of this machine's disk or the shared folder that no row names, halves of files and copies of the
    database, left by processes that were killed: at least so many seconds old, as a file is stored a moment before
    its row is written."""
    before, own = time.time() - older_than, _store.folder()
    kept = [path for path in Path(settings.WORK_FOLDER).rglob("*") if path.is_file()]
    kept += [path for name in _COPIES for path in Path(settings.DATA).glob(name)]
    if own is not None:
        kept += [path for path in own.glob("??/*") if path.name not in named]
        kept += own.glob("incoming/*")
    return sorted(path for path in kept if _is_older(path, before))


def remove_left_behind(named: Container[str], *, older_than: float) -> None:
    """Overwrite and delete whatever `left_behind` finds; in a store elsewhere too."""
    for path in left_behind(named, older_than=older_than):
        overwrite(path)
    if _store.folder() is not None:
        return
    before = time.time() - older_than
    for found in list(_store.stored()):
        if found.written < before and found.sha256 not in named:
            _store.delete(found.sha256)


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False  # whoever wrote it took it away


@contextmanager
def work_place() -> Iterator[Path]:
    """A folder inside the library for files on the way: what a killed process leaves there is swept, and no copy
    of a report lies about in the system's own temporary folder."""
    Path(settings.WORK_FOLDER).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.WORK_FOLDER) as folder:
        yield Path(folder)
