"""Bytes: hashing, copying in pieces, overwriting."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from heeded.core.errors import Refused

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hash_of_stream(stream)


def hash_of_stream(stream: BinaryIO) -> str:
    """The SHA-256 of what is left of a stream, read in pieces."""
    digest = hashlib.sha256()
    for piece in _pieces(stream):
        digest.update(piece)
    return digest.hexdigest()


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


def copy_pieces(stream: BinaryIO, target: BinaryIO, *, limit: int | None = None) -> Kept:
    """Copy a stream and learn its hash and size on the way.

    Raises:
        Refused: it is longer than `limit` bytes.
    """
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
