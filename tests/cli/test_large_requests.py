"""A stranger cannot have the server take in a large body: it is refused unread. People who may add reports can."""

import socket
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import create_server

from heeded.cli import large_requests
from heeded.cli.large_requests import STRANGERS_BYTES, BoundedRequest, bound_requests, sender_may_add
from heeded.people.scopes import Scope
from tests.api.asking import secret_of
from tests.people.made import account

_LARGE = 900_000_000


def cookies_of(role: str) -> str:
    client = Client()
    client.force_login(account(role), backend="django.contrib.auth.backends.ModelBackend")
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def request_of(*headers: str) -> BoundedRequest:
    request = BoundedRequest(Adjustments(max_request_body_size=1 << 30))
    request.received("\r\n".join(["POST /add/ HTTP/1.1", "Host: here", *headers, "", ""]).encode())
    return request


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "may"), [("author", True), ("board-staff", True), ("reader", False)])
def test_only_who_may_add_reports_may_send_much(role: str, *, may: bool) -> None:
    assert sender_may_add(cookies_of(role)) is may


@pytest.mark.django_db
def test_no_other_cookie_opens_the_door() -> None:
    name, good = settings.SESSION_COOKIE_NAME, cookies_of("author")
    assert sender_may_add(good)
    for cookies in (
        "",
        f"{name}=",
        f"{name}={'a' * 32}",
        f"{name}=\x00; ;;=",
        good.replace(name, "other"),
        "a" * 9000,
    ):
        assert not sender_may_add(cookies), cookies
    Session.objects.all().delete()
    assert not sender_may_add(good), "a session that has ended"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        ("board-staff", Scope.ADD, True),
        ("board-staff", Scope.READ, False),
        ("reader", Scope.ADD, False),
    ],
)
def test_a_program_may_send_much_whose_token_adds(role: str, scope: Scope, *, may: bool) -> None:
    secret = secret_of(account(role), scope)
    assert sender_may_add("", f"Bearer {secret}") is may
    assert not sender_may_add("", f"Basic {secret}")
    assert not sender_may_add(cookies_of("author"), "Bearer wrong"), (
        "a wrong token is not made good by a cookie"
    )
    large = f"Content-Length: {_LARGE}"
    request = request_of(large, f"Authorization: Bearer {secret}")
    assert (request.adj.max_request_body_size == STRANGERS_BYTES) is not may


@pytest.mark.django_db
def test_someone_shut_out_sends_nothing_large() -> None:
    cookies = cookies_of("author")
    assert sender_may_add(cookies)
    type(account("author")).objects.update(is_active=False)
    assert not sender_may_add(cookies)


@pytest.mark.parametrize("cookie", [[], ["Cookie: sessionid=made-up"]])
@pytest.mark.django_db
def test_the_body_of_a_stranger_is_not_read(cookie: list[str]) -> None:
    request = request_of(f"Content-Length: {_LARGE}", "Expect: 100-continue", *cookie)
    assert request.completed and request.error.code == 413
    assert request.received(b"x" * 1000) == 0 and not request.expect_continue


def test_a_body_without_a_length_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_requests, "sender_may_add", lambda *_: False)
    request = request_of("Transfer-Encoding: chunked")
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = 0
    while not request.completed and sent < 4 * STRANGERS_BYTES:
        sent += request.received(piece)
    request.close()
    assert request.error.code == 413 and sent <= STRANGERS_BYTES + len(piece)


@pytest.mark.parametrize(("length", "may"), [(STRANGERS_BYTES - 1, False), (_LARGE, True)])
def test_forms_of_strangers_and_files_of_staff_come_in(
    length: int, *, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_requests, "sender_may_add", lambda *_: may)
    request = request_of(f"Content-Length: {length}")
    assert request.error is None and not request.completed
    assert request.received(b"x" * 5000) == 5000
    request.close()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A real server of which every sender is a stranger."""
    monkeypatch.setattr(large_requests, "sender_may_add", lambda *_: False)
    monkeypatch.setattr(HTTPChannel, "parser_class", HTTPChannel.parser_class)  # as before, afterwards
    bound_requests()
    server = create_server(lambda *_: [b"never asked"], host="127.0.0.1", port=0, threads=1)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_host, int(server.effective_port)
    server.close()
    thread.join(timeout=5)


def test_the_answer_comes_before_the_body(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=5) as sender:
        sender.sendall(f"POST /add/ HTTP/1.1\r\nHost: here\r\nContent-Length: {_LARGE}\r\n\r\n".encode())
        answer = b""
        while piece := sender.recv(4096):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413 ") and b"never asked" not in answer
