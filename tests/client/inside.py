"""The client's own connection, answered by the API in this process: everything but the wires is as over HTTP."""

import io
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client as Browser

from heeded.client import Library
from heeded.client._connection import Connection, _Request


class Given:
    """A response of Django's as http.client would hand it over."""

    def __init__(self, response: HttpResponseBase) -> None:
        content = (
            response.content if isinstance(response, HttpResponse) else b"".join(response.streaming_content)  # type: ignore[attr-defined]
        )
        self.status, self._headers, self._body = response.status_code, response.headers, io.BytesIO(content)

    @property
    def length(self) -> int:
        return len(self._body.getvalue()) - self._body.tell()

    def read(self, count: int = -1) -> bytes:
        return self._body.read(count)

    def getheader(self, name: str, default: str = "") -> str:
        return self._headers.get(name, default)

    def getheaders(self) -> list[tuple[str, str]]:
        return list(self._headers.items())


class Inside(Connection):
    """Asks the API of this process."""

    def _sent(self, request: _Request) -> Any:
        headers = {"authorization": f"Bearer {self._token}"} if self._token else {}
        kind = request.headers.get("Content-Type", "application/octet-stream")
        answer = Browser().generic(
            request.method, request.path, request.body or b"", content_type=kind, headers=headers
        )
        return Given(answer)


class LibraryInside(Library):
    """A library of this process, asked as any other."""

    def __init__(self, token: str = "") -> None:
        self._connection = Inside("http://127.0.0.1", token=token, tries=1)
