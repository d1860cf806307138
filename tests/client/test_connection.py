"""Asking over HTTP: what is tried again, what is said when it does not work, and what never leaves."""

import errno
import http.client
import io
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from heeded import client
from heeded.client import _connection
from heeded.client._connection import Connection
from tests.client.scripted import Said, scripted


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it would have waited."""
    waited: list[float] = []
    monkeypatch.setattr(_connection.time, "sleep", waited.append)
    return waited


@pytest.fixture
def connect() -> Iterator[Callable[..., Connection]]:
    """Connections that are closed in the end."""
    opened: list[Connection] = []

    def one(address: str, **said: Any) -> Connection:
        opened.append(Connection(address, **said))
        return opened[-1]

    yield one
    for connection in opened:
        connection.close()


Connect = Callable[..., Connection]


def problem(status: int, detail: str, advice: str = "", **headers: str) -> Said:
    body = json.dumps({"title": "No", "detail": detail, "advice": advice}).encode()
    return Said(status, body, {"Content-Type": "application/problem+json", **headers})


def test_json_comes_back_and_the_token_goes_along(connect: Connect) -> None:
    with scripted(Said(body=b'{"reviews": 3}')) as library:
        asked = connect(library.address, token="heeded_x").get("/api/v1/status")
    assert asked == {"reviews": 3}
    assert library.asked[0][2]["Authorization"] == "Bearer heeded_x"


def test_values_are_written_as_an_address_takes_them(connect: Connect) -> None:
    with scripted(Said()) as library:
        connect(library.address).get("/x", {"q": "a & b", "region": ["Wales", "é"], "sure": True, "no": None})
    assert library.asked[0][1] == "/x?q=a+%26+b&region=Wales&region=%C3%A9&sure=true"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, client.NotUnderstood),
        (401, client.TokenRefused),
        (403, client.NotAllowed),
        (404, client.NotFound),
        (409, client.Refused),
        (413, client.Refused),
        (422, client.NotUnderstood),
        (500, client.LibraryFailed),
    ],
)
def test_a_refusal_says_why_in_the_words_of_the_library(
    status: int, kind: type[client.HeededError], connect: Connect
) -> None:
    with (
        scripted(problem(status, "It cannot be done.", "Do another thing.")) as library,
        pytest.raises(kind) as raised,
    ):
        connect(library.address).get("/x")
    assert (raised.value.reason, raised.value.advice) == ("It cannot be done.", "Do another thing.")
    assert raised.value.status == status
    assert len(library.asked) == 1


def test_every_kind_of_error_is_one_family() -> None:
    kinds = [getattr(client, name) for name in client.__all__]
    errors = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(errors) == 10
    assert all(issubclass(kind, client.HeededError) for kind in errors)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_library_is_left_alone_as_long_as_it_asks(
    status: int, pauses: list[float], connect: Connect
) -> None:
    with scripted(problem(status, "Later.", **{"Retry-After": "7"}), Said(body=b"[1]")) as library:
        assert connect(library.address).get("/x") == [1]
    assert pauses == [7.0]


def test_a_pause_can_be_a_date(pauses: list[float], connect: Connect) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    with scripted(problem(503, "Later.", **{"Retry-After": until}), Said()) as library:
        connect(library.address).get("/x")
    assert 15 < pauses[0] <= 20


def test_a_pause_too_long_is_told_on(pauses: list[float], connect: Connect) -> None:
    with (
        scripted(problem(429, "Later.", **{"Retry-After": "3600"})) as library,
        pytest.raises(client.TryLater) as raised,
    ):
        connect(library.address).get("/x")
    assert raised.value.seconds == 3600
    assert pauses == []


def test_it_gives_up_in_the_end_with_longer_and_longer_pauses(pauses: list[float], connect: Connect) -> None:
    with scripted(problem(503, "Later.")) as library:
        with pytest.raises(client.TryLater):
            connect(library.address, tries=4).get("/x")
        assert len(library.asked) == 4
    assert len(pauses) == 3
    assert pauses[0] < pauses[1] < pauses[2] < 3


def test_writing_is_sent_again_only_where_that_does_no_harm(pauses: list[float], connect: Connect) -> None:
    with scripted(Said(silent=True)) as library:
        with pytest.raises(client.NotReached):
            connect(library.address, tries=3).send("POST", "/x", {})
        assert len(library.asked) == 1
        with pytest.raises(client.NotReached):
            connect(library.address, tries=3).send("PUT", "/x", {}, again=True)
        assert len(library.asked) == 4


@pytest.mark.parametrize("step", ["request", "getresponse"])
@pytest.mark.parametrize("error", [OSError(errno.EHOSTUNREACH, "No route"), ssl.SSLError("bad record mac")])
def test_writing_that_may_have_arrived_is_not_sent_again(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError
) -> None:
    tried, real = [], getattr(http.client.HTTPConnection, step)

    def broken(self: http.client.HTTPConnection, *said: Any) -> None:
        tried.append(step)
        answer = real(self, *said) if step == "getresponse" else None
        if answer:
            answer.read()
        raise error

    with scripted(Said()) as library:
        monkeypatch.setattr(http.client.HTTPConnection, step, broken)
        with pytest.raises(client.NotReached):
            connect(library.address, tries=3).send("POST", "/x", {})
    assert tried == [step]


@pytest.mark.parametrize("error", [ConnectionRefusedError(), socket.gaierror(), TimeoutError()])
def test_writing_is_tried_again_where_no_connection_came_about(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    real, left = http.client.HTTPConnection.connect, [2]

    def connected(self: http.client.HTTPConnection) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise error
        real(self)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", connected)
    with scripted(Said()) as library:
        connect(library.address, tries=3).send("POST", "/x", {})
    assert len(library.asked) == 1


def test_writing_waits_where_the_library_asks_for_it(connect: Connect) -> None:
    with scripted(problem(429, "Later.", **{"Retry-After": "1"}), Said(body=b"{}")) as library:
        connect(library.address).send("POST", "/x", {"a": 1})
    assert [one[3] for one in library.asked] == [b'{"a": 1}', b'{"a": 1}']


def test_a_connection_that_was_closed_meanwhile_is_opened_again(
    pauses: list[float], connect: Connect
) -> None:
    with scripted(
        Said(headers={"Connection": "keep-alive"}), Said(silent=True), Said(body=b"[2]")
    ) as library:
        connection = connect(library.address)
        connection.get("/x")
        assert connection.get("/y") == [2]
    assert pauses == []


def test_nobody_there_is_said_plainly(connect: Connect) -> None:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with pytest.raises(client.NotReached, match="cannot be reached"):
        connect(f"http://127.0.0.1:{port}", tries=2).get("/x")


def test_silence_is_not_waited_for_for_ever(connect: Connect) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        began = time.monotonic()
        with pytest.raises(client.NotReached, match="in time"):
            connect(f"http://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.05, tries=1).get("/x")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "address", ["", "ftp://x.example.org", "https://", "https://you:secret@x.example.org", "https://x/?a=b"]
)
def test_what_is_no_address_is_refused(address: str, connect: Connect) -> None:
    with pytest.raises(client.NotReached):
        connect(address)


def test_a_token_goes_over_no_connection_that_others_can_read(connect: Connect) -> None:
    with pytest.raises(client.NotReached, match="https"):
        connect("http://reviews.example.org", token="heeded_x")
    assert connect("https://reviews.example.org/", token="heeded_x").address == "https://reviews.example.org"
    assert connect("reviews.example.org", token="heeded_x").address == "https://reviews.example.org"


def test_a_library_that_moved_is_not_followed_with_the_token(connect: Connect) -> None:
    with (
        scripted(Said(302, b"", {"Location": "https://elsewhere.example.org/"})) as library,
        pytest.raises(client.NotReached, match="elsewhere"),
    ):
        connect(library.address, token="heeded_x").get("/x")
    assert len(library.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"a": ', b"\xff"])
def test_an_answer_that_is_no_json_is_damaged(body: bytes, connect: Connect) -> None:
    with scripted(Said(body=body)) as library, pytest.raises(client.Damaged):
        connect(library.address).get("/x")


@pytest.mark.parametrize("body", [b"not json", b"[]", b'"words"', b""])
def test_a_refusal_without_a_reason_still_reads_well(body: bytes, connect: Connect) -> None:
    with scripted(Said(500, body)) as library, pytest.raises(client.LibraryFailed, match="500"):
        connect(library.address).get("/x")


def test_an_answer_that_breaks_off_is_damaged(connect: Connect) -> None:
    with (
        scripted(Said(body=b"[" + b"1," * 1000 + b"1]", hang_up=100)) as library,
        pytest.raises(client.Damaged, match="broke off"),
    ):
        connect(library.address).get("/x")


def test_a_file_comes_piece_by_piece(connect: Connect) -> None:
    body = bytes(range(256)) * 2000
    target = io.BytesIO()
    with scripted(Said(body=body, headers={"X-Name": "a.pdf"})) as library:
        headers = connect(library.address).download("/x", target.write)
    assert target.getvalue() == body
    assert headers["x-name"] == "a.pdf"


def test_a_file_that_breaks_off_is_damaged(connect: Connect) -> None:
    with (
        scripted(Said(body=b"x" * 100_000, hang_up=70_000)) as library,
        pytest.raises(client.Damaged),
    ):
        connect(library.address).download("/x", io.BytesIO().write)


def test_a_closed_connection_opens_again_by_itself(connect: Connect) -> None:
    with scripted(Said(body=b"[1]")) as library:
        connection = connect(library.address)
        connection.get("/x")
        connection.close()
        assert connection.get("/x") == [1]
