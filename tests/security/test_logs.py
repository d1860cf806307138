"""Logs hold no question, no secret and no words of a report, whatever fails and however it is worded."""

import io
import logging
import logging.config
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from heeded.web.views import find

WORRY = "grandmother worried about bruises"


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """What our own handler writes during the test."""
    handler = logging.StreamHandler(said := io.StringIO())
    set_up = logging.config.DictConfigurator(settings.LOGGING)  # type: ignore[arg-type]
    handler.addFilter(set_up.configure_filter({"()": "heeded.core.logs.WithoutQuery"}))
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield said.getvalue
    logging.getLogger().removeHandler(handler)


def test_every_handler_has_the_filter() -> None:
    for handler in settings.LOGGING["handlers"].values():
        assert "no_query" in handler["filters"]
    assert not settings.ADMINS  # no mail with a whole request in it is sent to anybody


def test_an_unforeseen_error_does_not_quote_the_question(
    written: Callable[[], str], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError(f"cannot parse {WORRY}")

    monkeypatch.setattr(find, "find", fails)
    client = Client(raise_request_exception=False)
    assert client.get(reverse("search"), {"q": WORRY}).status_code == 500
    said = written()
    assert "RuntimeError" in said
    assert "find.py" in said
    assert "worried" not in said


def test_not_even_a_missing_page_keeps_the_question(
    written: Callable[[], str], client: Client, db: None
) -> None:
    client.get("/no-such-page/", {"q": WORRY})
    assert "/no-such-page/" in written()
    assert "worried" not in written()


@pytest.mark.parametrize(
    "address",
    [
        "/account/invitation/c2VjcmV0c2VjcmV0/",
        "/account/password/reset/key/3-c2VjcmV0c2VjcmV0/",
    ],
)
def test_a_refused_form_does_not_log_the_key_of_its_address(
    written: Callable[[], str], address: str, db: None
) -> None:
    Client(enforce_csrf_checks=True).post(address, {"name": "A"})
    assert "Forbidden" in written()
    assert "c2VjcmV0" not in written()


def test_a_link_that_stops_letters_is_not_logged(
    written: Callable[[], str], client: Client, db: None
) -> None:
    assert client.post("/your-searches/stop/c2VjcmV0c2VjcmV0/").status_code == 404
    assert "/your-searches/stop/…" in written()
    assert "c2VjcmV0" not in written()


def test_an_address_of_any_length_is_one_short_line(
    written: Callable[[], str], client: Client, db: None
) -> None:
    client.get("/" + "x" * 20_000 + "/%0aERROR%20made%20up/")
    assert len(written()) < 1_200
    assert written().count("\n") == 1
