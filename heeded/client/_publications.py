"""What a follower asks of a main library: what became public, changed or went, and the whole of each thing."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from heeded.client._connection import Connection
from heeded.client._errors import Damaged


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing, as it stands on the main library. Of what is not `public` any more every copy is to be deleted."""

    kind: str  # library | work | document | briefing
    identifier: str
    public: bool
    sha256: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tellings:
    """Some tellings in order. Ask again after `next`; at once where there is `more`."""

    items: tuple[Telling, ...]
    next: str
    more: bool
    newest: str

    @property
    def is_of_another_life(self) -> bool:
        """Whether the place asked after lies beyond what this library ever told: it was restored from a backup, so
        that everything must be compared."""
        return not self.items and not self.more and self.next != self.newest


class Publications:
    """Everything public, thing by thing; asks for a token with the scope "follow"."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def after(self, place: str = "", *, limit: int = 1000) -> Tellings:
        """What was told after a place; from the beginning without one."""
        said = self._connection.get("/api/v1/publications", {"after": place, "limit": limit})
        try:
            items = tuple(_telling(row) for row in said["items"])
            return Tellings(items, str(said["next"]), bool(said["more"]), str(said["newest"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged("The library's list of publications cannot be read.") from error

    def record(self, kind: str, identifier: str) -> tuple[bytes, str]:
        """The record of one thing as bytes, with their SHA-256.

        Raises:
            NotFound: it is not public any more.
            Damaged: what arrived has not the hash that the library gave.
        """
        answer = self._connection.answer(f"/api/v1/publications/{kind}/{identifier}")
        sha256 = hashlib.sha256(answer.content).hexdigest()
        if answer.headers.get("etag", "").removeprefix("W/").strip('"') != sha256:
            raise Damaged("A record is not what the library said that it would send.")
        return answer.content, sha256

    def file(self, identifier: str, which: str, target: BinaryIO, *, sha256: str) -> None:
        """Write a file of a document ("file" or "pdf") into `target`.

        Raises:
            NotFound: it is not public any more.
            Damaged: it has not this hash; `target` is empty then.
        """
        hashing = Hashing(target)
        self._connection.download(f"/api/v1/publications/document/{identifier}/{which}", hashing.write)
        if hashing.sha256 != sha256:
            target.seek(0, os.SEEK_SET)
            target.truncate()
            raise Damaged("A file is not the one of its hash.")


class Hashing:
    """Writes on into a file, and knows the SHA-256 of what went through."""

    def __init__(self, target: BinaryIO) -> None:
        self._target, self._digest = target, hashlib.sha256()

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._target.write(piece)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def _telling(row: Mapping[str, Any]) -> Telling:
    return Telling(
        kind=str(row["kind"]),
        identifier=str(row["identifier"]),
        public=bool(row["public"]),
        sha256=str(row["sha256"]),
        reason=str(row["reason"]),
        at=datetime.fromisoformat(row["at"]),
    )
