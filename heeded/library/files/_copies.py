"""Copies of files whose store is elsewhere, for readers that need a path: fetched once, checked by their hash, in a
folder of this node that is bounded and holds nothing that no row names."""

import os
import time
from collections.abc import Container, Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from heeded.library.errors import FileDamaged
from heeded.library.files import _store
from heeded.library.files._bytes import copy_pieces, overwrite

IN_USE = 120.0  # seconds after which nobody is just about to open a copy


def place_of(sha256: str) -> Path:
    """Where the copy of a file lies, if there is one."""
    return Path(settings.FILE_COPIES) / sha256[:2] / sha256


def copy_of(sha256: str) -> Path:
    """A copy of a stored file, fetched if need be.

    Raises:
        FileNotFoundError: the store has no such file.
        FileDamaged: what came is not the file of this hash.
        StoreAway: the store does not answer.
    """
    path = place_of(sha256)
    try:
        os.utime(path)  # the copies unused for longest are the first to go
    except FileNotFoundError:
        _fetch(sha256, path)
    return path


def keep_copy(sha256: str, path: Path) -> None:
    """Make a file that was just stored the copy of it: it is read next, more often than not."""
    target = place_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    sweep(Path(settings.FILE_COPIES), settings.FILE_COPIES_MEGABYTES << 20, spare=IN_USE)


def forget_copy(sha256: str) -> None:
    """Overwrite and delete the copy of a file on this node."""
    overwrite(place_of(sha256))


def forget_unnamed(named: Container[str], *, erased: Container[str] | None = None) -> int:
    """Overwrite and delete every copy that no row names; how many went. With `erased` given, one that was used a
    moment ago goes only if it is among these: it may be a file that is being taken in."""
    gone = [
        path
        for path in unnamed_copies(named)
        if erased is None or _hash_in(path) in erased or not _is_in_use(path)
    ]
    for path in gone:
        overwrite(path)
    return len(gone)


def unnamed_copies(named: Container[str]) -> list[Path]:
    """The copies on this node that no row names, halves of them too."""
    return [path for path in _files_in(Path(settings.FILE_COPIES)) if _hash_in(path) not in named]


def _hash_in(path: Path) -> str:
    return path.name.partition(".")[0]


def _is_in_use(path: Path) -> bool:
    try:
        return path.stat().st_mtime > time.time() - IN_USE
    except FileNotFoundError:
        return False  # another process swept it


def sweep(folder: Path, limit: int, *, spare: float = 0.0) -> int:
    """Remove the files of a folder's folders that were used longest ago until they are no more than `limit` bytes;
    none that was used within `spare` seconds. How many went."""
    found = []
    for path in _files_in(folder):
        try:
            found.append((path.stat(), path))
        except FileNotFoundError:
            continue  # another process swept it
    size, gone, before = sum(stat.st_size for stat, _ in found), 0, time.time() - spare
    for stat, path in sorted(found, key=lambda pair: pair[0].st_mtime):
        if size <= limit or stat.st_mtime > before:
            break
        path.unlink(missing_ok=True)
        size, gone = size - stat.st_size, gone + 1
    return gone


def _fetch(sha256: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{sha256}.{uuid4().hex}")
    try:
        with _store.opened(sha256) as source, half.open("wb") as target:
            half.chmod(0o600)
            kept = copy_pieces(source, target)
        if kept.sha256 != sha256:
            raise FileDamaged("A stored file is damaged.", advice="Tell the operator: heeded check names it.")
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    sweep(Path(settings.FILE_COPIES), settings.FILE_COPIES_MEGABYTES << 20, spare=IN_USE)


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/*") if path.is_file())
