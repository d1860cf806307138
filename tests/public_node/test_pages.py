"""The pages of a public node: nothing is written there, and it says what it is a copy of."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heeded.core.clock import now
from heeded.library.models import LibrarySettings, MainLibrary, Problem
from heeded.people.models import Account
from tests.people.made import account
from tests.public_node.made import text_document
from tests.web.addresses import POST_ONLY
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db
ADDRESS = "https://main.example.org"


@pytest.fixture
def node() -> MainLibrary:
    LibrarySettings.objects.update_or_create(pk=1, defaults={"follows": ADDRESS})
    return MainLibrary.objects.create(address=ADDRESS, reached_at=now(), done_at=now())


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_forms_that_change_the_library_are_refused(node: MainLibrary, staff: Client) -> None:
    document = text_document()
    of = f"/documents/{document.identifier}"
    for path in (
        "/add/",
        "/catalogue/",
        "/settings/",
        f"{of}/publish/",
        f"{of}/hide/",
        f"{of}/erase/",
        f"{of}/again/",
    ):
        answer = staff.post(path, {})
        assert answer.status_code == 403, path
        assert "copy of another" in answer.content.decode(), path


def test_every_form_of_a_library_is_open_on_one_that_follows_nobody(staff: Client) -> None:
    document = text_document()
    answer = staff.post(f"/documents/{document.identifier}/hide/", {})
    assert b"copy of another" not in answer.content
    assert "hide" in POST_ONLY


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_writes_nothing_either(node: MainLibrary, method: str) -> None:
    document = text_document()
    answer = getattr(Client(), method)(
        f"/api/v1/documents/{document.identifier}/publish", "{}", content_type="application/json"
    )
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert "copy of another" in answer.content.decode()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "searches"),
        ("delete", "searches/nothing-here"),
        ("put", "search-history"),
        ("delete", "tokens/nothing-here"),
        ("post", "invitations"),
        ("post", "accounts/nothing-here/close"),
    ],
)
def test_over_the_api_one_keeps_what_is_ones_own_as_on_the_pages(
    node: MainLibrary, method: str, path: str
) -> None:
    answer = getattr(Client(), method)(f"/api/v1/{path}", "{}", content_type="application/json")
    assert answer.status_code == 401


def test_a_reader_can_report_a_problem_and_log_in(node: MainLibrary, pages: PageClient) -> None:
    pages.get("/report-a-problem/")
    said = {"kind": "recognised", "message": "On page 3."}
    assert Client().post("/report-a-problem/", said).status_code == 200
    assert Problem.objects.count() == 1
    assert Client().post("/account/login/", {"login": "x@example.org", "password": "x"}).status_code == 200


@pytest.fixture
def pages() -> PageClient:
    return PageClient(Client())


def test_nothing_is_offered_that_would_be_refused(node: MainLibrary, staff: Client) -> None:
    page = PageClient(staff).get("/")
    leads = {element.get("href") for element in page.all("a")}
    assert not leads & {"/add/", "/catalogue/", "/settings/", "/queue/"}


def test_the_status_page_says_what_it_follows_and_how_far(node: MainLibrary, pages: PageClient) -> None:
    MainLibrary.objects.update(waiting=3, error="The secret place of the trouble.")
    text = pages.get("/status/").text
    assert "main.example.org" in text
    assert "3" in text
    assert "secret place" not in text


def test_staff_see_what_the_trouble_is(node: MainLibrary, staff: Client) -> None:
    MainLibrary.objects.update(error="The library cannot be reached.")
    assert "cannot be reached" in PageClient(staff).get("/status/").text


def test_every_page_says_so_when_nothing_is_heard(
    node: MainLibrary, pages: PageClient, frozen_time: time_machine.Traveller
) -> None:
    document = text_document()
    MainLibrary.objects.update(reached_at=now())
    paths = ["/", "/reviews/", f"/documents/{document.identifier}/", "/search/?q=bruise", "/about/"]
    assert not any("heard nothing" in pages.get(path).text for path in paths)
    frozen_time.shift(timedelta(hours=25).total_seconds())
    for path in paths:
        assert "heard nothing" in pages.get(path).text, path
        assert "4 March 2025, 12:00" in pages.get(path).text


def test_a_node_that_never_heard_anything_says_that(node: MainLibrary, pages: PageClient) -> None:
    MainLibrary.objects.update(reached_at=None)
    assert "never reached" in pages.get("/").text


def test_a_library_that_follows_nobody_says_nothing_and_asks_nothing(
    pages: PageClient, django_assert_max_num_queries: Any
) -> None:
    page = pages.get("/status/")
    assert "follows" not in page.text
    with django_assert_max_num_queries(3):
        pages.get("/about/")


def test_a_node_asks_one_thing_more(node: MainLibrary, pages: PageClient) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as on_a_node:
        pages.get("/about/")
    LibrarySettings.objects.update(follows="")
    with CaptureQueriesContext(connection) as elsewhere:
        pages.get("/about/")
    assert len(on_a_node) == len(elsewhere) + 1


def test_no_account_is_needed(node: MainLibrary) -> None:
    assert not Account.objects.exists()
    assert Client().get("/reviews/").status_code == 200
