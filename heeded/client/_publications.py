"""What a follower asks of a main library: what became public, changed or went, and the whole of each thing."""

import hashlib
import os
from typing import BinaryIO

from heeded.client._addresses import HERE, safe
from heeded.client._asking import Hashing
from heeded.client._connection import Connection
from heeded.client._decoding import decoded
from heeded.client._errors import Damaged
from heeded.client.shapes import Tellings

_PATH = f"{HERE}/publications"


class Publications:
    """Everything public, thing by thing; asks for a token with the scope "follow"."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def after(self, place: str = "", *, limit: int = 1000) -> Tellings:
        """What was told after a place; from the beginning without one."""
        said = self._connection.get(_PATH, {"after": place, "limit": limit})
        return decoded(Tellings, said)

    def record(self, kind: str, identifier: str) -> tuple[bytes, str]:
        """The record of one thing as bytes, with their SHA-256.

        Raises:
            NotFound: it is not public any more.
            Damaged: what arrived has not the hash that the library gave.
        """
        answer = self._connection.answer(f"{_PATH}/{safe(kind)}/{safe(identifier)}")
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
        path = f"{_PATH}/document/{safe(identifier)}/{safe(which)}"
        self._connection.download(path, hashing.write)
        if hashing.sha256 != sha256:
            target.seek(0, os.SEEK_SET)
            target.truncate()
            raise Damaged("A file is not the one of its hash.")
