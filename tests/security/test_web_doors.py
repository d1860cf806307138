"""The doors of the site: forms, cookies, redirects, log-in, and questions of any size."""

from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from heeded.people.models import Account, Message
from heeded.people.services import send_waiting_mail
from heeded.people.services._invitations import invite
from heeded.people.viewer import OPERATOR
from tests.library.folders import folders

__all__ = ["folders"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folders")]
PASSWORD = "three words in a row"


@pytest.fixture(autouse=True)
def _nothing_remembered(settings: Any) -> None:
    """No counts of an earlier test; and passwords checked in no time."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person() -> Account:
    return Account.objects.create_user("person@example.org", PASSWORD, name="Person")


def _log_in(
    client: Client, password: str = PASSWORD, email: str = "person@example.org", **more: str
) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def _addresses() -> list[str]:
    """An address of every route, allauth's too, with something in each place."""
    found = []
    for name, route in get_resolver().reverse_dict.items():
        places = dict.fromkeys(route[0][0][1], "1")
        if isinstance(name, str):
            with suppress(NoReverseMatch):
                found.append(reverse(name, kwargs=places))
    assert len(found) > 50
    return sorted(found)


# A mail program sends this form by itself (RFC 8058): only the signed link lets it in, and it only stops letters.
_FROM_ELSEWHERE = {"/your-searches/stop/1/"}


def test_no_form_is_taken_from_another_site() -> None:
    client = Client(enforce_csrf_checks=True)
    open_ones = {a for a in _addresses() if client.post(a, {"x": "y"}).status_code != 403}
    assert open_ones == _FROM_ELSEWHERE


def test_every_answer_carries_the_policy() -> None:
    client = Client()
    for address in [*_addresses(), "/no-such-page/"]:
        policy = client.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy or policy == "sandbox; default-src 'none'"  # a page, or a file


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:x"]
)
def test_logging_in_leads_nowhere_else(client: Client, person: Account, to: str) -> None:
    answer = _log_in(client, next=to)
    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_a_session_laid_out_by_somebody_else_is_not_the_one_logged_in_to(
    client: Client, person: Account
) -> None:
    client.get(reverse("find"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = before = session.session_key
    _log_in(client)
    assert client.cookies[configured.SESSION_COOKIE_NAME].value != before
    assert client.cookies[configured.SESSION_COOKIE_NAME]["httponly"]
    assert client.cookies[configured.SESSION_COOKIE_NAME]["samesite"] == "Lax"


def test_five_wrong_passwords_lock_an_address_for_everybody(person: Account) -> None:
    for _ in range(5):
        _log_in(Client(), password="wrong wrong wrong")
    client = Client()
    _log_in(client)
    assert "_auth_user_id" not in client.session


def test_resetting_a_password_does_not_tell_who_is_here(person: Account, mailoutbox: list[object]) -> None:
    answers = []
    for email in ("person@example.org", "nobody@example.org"):
        answer = Client().post(reverse("account_reset_password"), {"email": email})
        answers.append((answer.status_code, answer.get("Location")))
    assert answers[0] == answers[1]
    assert [message.to for message in mailoutbox] == [["person@example.org"]]


def test_nobody_signs_up() -> None:
    client = Client()
    client.post("/account/signup/", {"email": "a@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert not Account.objects.exists()


def test_the_key_of_an_invitation_does_not_stay_behind(mailoutbox: list[object]) -> None:
    secret = invite(
        email="new@example.org", role="reader", organisation=None, address="https://a.example/", by=OPERATOR
    )
    assert send_waiting_mail() == 1
    assert secret in mailoutbox[0].body
    assert not Message.objects.filter(body__contains=secret).exists()


def test_reports_of_problems_from_one_place_come_to_an_end(client: Client) -> None:
    report = {"kind": "other", "message": "Something is wrong."}
    answers = [client.post(reverse("report-problem"), report).status_code for _ in range(35)]
    assert answers[:30] == [200] * 30
    assert set(answers[30:]) == {409}


@pytest.mark.parametrize("address", ["/account/demo/", "/account/first/"])
def test_one_click_and_first_accounts_are_for_their_own_modes(client: Client, address: str) -> None:
    assert client.post(address, {"account": "x"}).status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        "a" * 10_000,
        "(" * 10_000,
        '"a ' * 3_000,
        "w* " * 3_000,
        "-" * 9_000,
        "\x00" * 100,
        "\ud800",
        "é" * 5_000,
    ],
)
def test_a_question_of_any_size_is_answered_shortly(client: Client, question: str) -> None:
    answer = client.get(reverse("search"), {"q": question.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert len(answer.content) < 120_000


@pytest.mark.parametrize("page", ["0", "-1", "9" * 400, "²", "1e9", "", "last"])
def test_a_page_of_any_number_is_answered(client: Client, page: str) -> None:
    for name in ("search", "reviews"):
        assert client.get(reverse(name), {"q": "neglect", "page": page}).status_code == 200


def test_hundreds_of_filters_do_not_swell_the_page(client: Client) -> None:
    answer = client.get(reverse("search") + "?" + "&".join(f"area=place{n}" for n in range(900)))
    assert answer.status_code == 200
    assert len(answer.content) < 120_000
