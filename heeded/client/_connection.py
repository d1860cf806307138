"""One library at one address: requests over http.client, tried again where that helps, refusals in plain words."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from heeded.client._addresses import query
from heeded.client._errors import Damaged, NotReached, TryLater
from heeded.client._refusals import LONGEST_WAIT, Silent, pause_after, refusal_of

_PIECE = 1 << 16
_LARGEST_ANSWER = 1 << 28  # bytes of JSON
_SAFE = frozenset({"GET", "HEAD"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, headers by their names in small letters, and the body."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            Damaged: it is none.
        """
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise Damaged("The library's answer cannot be read.", status=self.status) from error


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Connection:
    """Asks one library. One connection a thread; kept open between requests."""

    def __init__(self, address: str, *, token: str = "", timeout: float = 30.0, tries: int = 4) -> None:
        parts = urlsplit(address if "//" in address else f"https://{address}")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise NotReached(f"{address!r} is no address of a library.", advice="It looks like https://…")
        if parts.scheme == "http" and token and parts.hostname not in _LOOPBACK:
            raise NotReached(
                "A token is not sent over a connection that others can read.", advice="Use https."
            )
        self.address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._parts, self._timeout, self._tries = parts, timeout, tries
        self._token = token
        self._of_thread = threading.local()

    def get(self, path: str, values: Values | None = None) -> Any:
        """Ask for JSON."""
        return self.answer(path, values).json()

    def answer(self, path: str, values: Values | None = None) -> Answer:
        """Ask, and give back the whole answer."""
        return self._asked(_Request("GET", path + query(values)))

    def send(
        self, method: str, path: str, body: Any = None, *, values: Values | None = None, again: bool = False
    ) -> Any:
        """Send JSON and give back what is answered, None for nothing. `again`: it does no harm to send it twice, so
        it is tried again where no answer came."""
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if content is not None else {}
        answer = self._asked(_Request(method, path + query(values), content, headers), again=again)
        return answer.json() if answer.content else None

    def post_form(self, path: str, content: bytes, media_type: str) -> Any:
        """Send a form that was made ready, as for a file."""
        return self._asked(_Request("POST", path, content, {"Content-Type": media_type})).json()

    def download(self, path: str, write: Callable[[bytes], object]) -> Mapping[str, str]:
        """Hand a file to `write` piece by piece; gives back the answer's headers. Of a download that breaks off a part
        was written: whoever asks checks it by its hash."""
        with self._exchange(_Request("GET", path)) as response:
            while piece := response.read(_PIECE):
                write(piece)
            if response.length:
                raise Damaged("The file broke off on the way.", advice="Try again.")
            return {name.lower(): value for name, value in response.getheaders()}

    def _asked(self, request: _Request, *, again: bool = False) -> Answer:
        with self._exchange(request, again=again) as response:
            if (response.length or 0) > _LARGEST_ANSWER:
                raise Damaged("The library's answer is larger than it can be.")
            content = response.read()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, content)

    @contextlib.contextmanager
    def _exchange(self, request: _Request, *, again: bool = False) -> Iterator[http.client.HTTPResponse]:
        """A good answer, whose body is still to be read.

        Raises:
            HeededError: there is none; which kind says why.
        """
        safe = again or request.method in _SAFE
        for left in range(self._tries - 1, -1, -1):
            try:
                response = self._sent(request)
                if response.status < 300:
                    with self._left_whole():
                        yield response
                    return
                with self._left_whole():
                    refusal = refusal_of(response)
                raise refusal
            except Silent as silent:
                if not left or not (safe or silent.before_it_was_sent):
                    raise NotReached(
                        silent.said, advice="Is the address right, and is the library up?"
                    ) from silent
                time.sleep(pause_after(self._tries - left))
            except TryLater as busy:
                wait = busy.seconds or pause_after(self._tries - left)
                if not left or wait > LONGEST_WAIT:
                    raise
                time.sleep(wait)

    @contextlib.contextmanager
    def _left_whole(self) -> Iterator[None]:
        """An answer that is not read to its end leaves a connection that nothing else can be asked over.

        Raises:
            Damaged: it broke off on the way.
        """
        try:
            yield
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            self.close()
            raise Damaged("The library's answer broke off on the way.", advice="Try again.") from error
        except BaseException:
            self.close()
            raise

    def _sent(self, request: _Request) -> http.client.HTTPResponse:
        """Send it over the connection of this thread. One that the other side has closed meanwhile is opened anew."""
        kept = getattr(self._of_thread, "connection", None)
        connection = kept or self._open()
        headers = {"Accept": "application/json", "User-Agent": "heeded-client/1", **request.headers}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        connected = connection.sock is not None
        try:
            if not connected:
                connection.connect()
                connected = True
            connection.request(
                request.method, self._parts.path.rstrip("/") + request.path, request.body, headers
            )
            response: http.client.HTTPResponse = connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            closed = isinstance(
                error, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError
            )
            if kept and closed and request.method in _SAFE:
                return self._sent(request)
            raise Silent(error, before_it_was_sent=not connected) from error
        return response

    def _open(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(str(self._parts.hostname), self._parts.port, timeout=self._timeout)
        self._of_thread.connection = connection
        return connection

    def close(self) -> None:
        """Close the connection of this thread; the next request opens it anew."""
        connection = getattr(self._of_thread, "connection", None)
        if connection is not None:
            connection.close()
            self._of_thread.connection = None
