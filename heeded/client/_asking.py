"""What every part of a library is asked with: its connection, lists in parts, files with their hashes."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from heeded.client._addresses import HERE
from heeded.client._connection import Connection
from heeded.client._decoding import decoded
from heeded.client._errors import Damaged
from heeded.client._rows import Flat, Part, Rows

_AT_ONCE = 100
_SHA256 = re.compile(r'"([0-9a-f]{64})"')
_Row = TypeVar("_Row")


class Asking:
    """Asks over one connection."""

    _connection: Connection

    def _rows(
        self,
        path: str,
        kind: type[_Row],
        flat: Callable[[_Row], Iterable[Flat]],
        columns: Sequence[str],
        /,
        **wish: Any,
    ) -> Rows[_Row]:
        def part(place: str) -> Part[_Row]:
            said = self._connection.get(HERE + path, {**wish, "cursor": place, "limit": _AT_ONCE})
            return Part([decoded(kind, row) for row in said["results"]], said["next"], said["total"])

        return Rows(part, flat, columns)

    def _download(self, path: str, target: Path) -> str:
        half = target.with_name(f"{target.name}.half")
        try:
            with half.open("wb") as file:
                hashing = Hashing(file)
                headers = self._connection.download(path, hashing.write)
            _check(headers, hashing.sha256)
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)
        return hashing.sha256


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


def _check(headers: Mapping[str, str], sha256: str) -> None:
    told = _SHA256.fullmatch(headers.get("etag", "").removeprefix("W/"))
    if told and told[1] != sha256:
        raise Damaged("The file is not the one of its hash.", advice="Try again.")
