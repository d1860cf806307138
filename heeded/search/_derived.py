"""Where what is derived from the database lies: the word index and the vectors, each node its own. `current` names the
folder in use, so that a new one takes over in one step and a process killed at any moment leaves either the old or
the new one, never half of one."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from heeded.core.queries import UNKNOWN, Place


@dataclass(frozen=True, slots=True)
class Folder:
    """One node's folder of one kind. `version` changes whenever what was made before would answer wrongly; `sign` is
    the file without which there is nothing to read."""

    root: Path
    kind: str  # words | vectors
    version: str
    sign: str

    def current(self) -> Path | None:
        """The index in use, None where there is none that this version can read."""
        try:
            name = (self.root / "current").read_text().strip()
        except OSError:
            return None
        found = self.root / name
        fits = name.startswith(f"{self.kind}-{self.version}-") and found.parent == self.root
        return found if fits and (found / self.sign).exists() else None

    def of_other_version(self) -> bool:
        """Is there an index, made by a version that this one cannot read?"""
        return (self.root / "current").exists() and self.current() is None

    def new(self) -> Path:
        """An empty folder for a new index."""
        made = self.root / f"{self.kind}-{self.version}-{secrets.token_hex(4)}"
        made.mkdir(parents=True)
        return made

    def put_in_use(self, made: Path) -> None:
        """From now on answers come from `made`; all others are removed."""
        write_whole(self.root / "current", made.name.encode())
        self.clear(keep=made)

    def clear(self, *, keep: Path | None) -> None:
        """Remove indexes that are not in use: old ones, and those a stopped process left half made."""
        for found in self.root.glob(f"{self.kind}-*"):
            if found != keep:
                shutil.rmtree(found, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self, *, wait: bool) -> Iterator[bool]:
        """Only one process of a node writes. Yields whether this is the one."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    def is_locked(self) -> bool:
        """Is somebody writing right now?"""
        if not (self.root / "lock").exists():
            return False
        with self.locked(wait=False) as mine:
            return not mine


def read_place(path: Path) -> Place:
    """The change that the index in `path` has reached, `UNKNOWN` where that cannot be told."""
    try:
        said = json.loads((path / "place.json").read_text())
        return Place(int(said["transaction"]), int(said["change"]))
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN


def write_place(path: Path, place: Place) -> None:
    """Say how far the index in `path` has come. Written after its commit: doing a change twice harms nothing."""
    write_whole(path / "place.json", json.dumps(place._asdict()).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with half.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
