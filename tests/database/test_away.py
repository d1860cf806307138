"""A database that goes away and comes back: a plain page meanwhile, and then everything as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.test import Client

from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from tests import environment


class Browser(Client):
    """Asks as a browser does: an error is a page, and each request looks at its connection first, which Django's own
    test client leaves out."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)

    def request(self, **request: Any) -> Any:
        if not connection.in_atomic_block:
            close_old_connections()
        return super().request(**request)


@pytest.fixture
def asking() -> Client:
    return Browser()


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_an_unreachable_database_is_a_page_that_says_so(
    asking: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def away(*_: object, **__: object) -> None:
        raise error("connection to server at 10.0.0.1 refused for user heeded")

    monkeypatch.setattr("heeded.web.views.find.newest_reviews", away)
    answer = asking.get("/")
    words = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "cannot be reached just now" in words
    assert "10.0.0.1" not in words and "Traceback" not in words


@pytest.mark.django_db
def test_what_nobody_foresaw_is_not_called_a_database_that_is_away(
    asking: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("heeded.web.views.find.newest_reviews", broken)
    assert asking.get("/").status_code == 500


@pytest.fixture
def server() -> Iterator[environment.Server]:
    """The server of this process, running again afterwards."""
    assert environment.server is not None
    yield environment.server
    if not environment.server.is_running():
        environment.server.start()


@pytest.mark.only_on("postgresql", "SQLite is a file: it does not go away")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at_once", [False, True], ids=["stopped", "killed"])
def test_a_server_that_comes_back_finds_us_with_nothing_lost(
    asking: Client, server: environment.Server, at_once: bool
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # as on every real server
    note_change(ChangeKind.FACTS, thing_kind="work", thing=7)
    assert asking.get("/").status_code == 200
    server.stop(at_once=at_once)
    answers = [asking.get(address) for address in ("/", "/search/?q=neglect", "/reviews/", "/no-such-page/")]
    assert {answer.status_code for answer in answers} == {503}
    assert all("cannot be reached just now" in answer.content.decode() for answer in answers)
    server.start()
    assert asking.get("/").status_code == 200
    assert Change.objects.filter(thing=7).exists()


@pytest.mark.only_on("postgresql", "a connection of SQLite is not cut by anybody")
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_cut_is_made_anew_for_the_next_page(
    asking: Client, server: environment.Server
) -> None:
    assert asking.get("/").status_code == 200
    name = str(connection.settings_dict["NAME"])
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    assert asking.get("/").status_code == 200
