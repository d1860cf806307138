"""The pages that allauth brings look and behave like the rest of the site."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.web.client import PageClient, words

PASSWORD = "a long password for tests"


@pytest.fixture
def member(client: Client, db: None) -> PageClient:
    """Somebody who logged in a moment ago."""
    get_user_model().objects.create_user("reader@example.org", PASSWORD, name="A reader")
    answer = client.post("/account/login/", {"login": "reader@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    return PageClient(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/password/reset/", "/account/password/reset/done/"]
)
def test_pages_before_the_log_in(client: Client, address: str) -> None:
    assert PageClient(client).get(address).heading


@pytest.mark.parametrize(
    "address",
    [
        "/account/password/change/",
        "/account/2fa/",
        "/account/sessions/",
        "/account/logout/",
        "/account/reauthenticate/",
    ],
)
def test_pages_of_an_account(member: PageClient, address: str) -> None:
    assert member.get(address).heading


def test_a_wrong_password_is_said_at_the_top(client: Client, db: None) -> None:
    page = PageClient(client).post("/account/login/", {"login": "a@example.org", "password": "wrong"})
    assert page.one("div", class_="govuk-error-summary")


def test_who_is_logged_in_may_log_out_from_every_page(member: PageClient) -> None:
    page = member.get("/account/sessions/")
    assert words(page.one("button", class_="heeded-navigation__button")) == "Log out"
