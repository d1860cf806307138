"""Tokens on the page: made with a promise, shown once, ended; somebody else's look missing."""

from typing import Any

import pytest
from django.urls import reverse

from heeded.core.models import AuditRow
from heeded.people import terms
from heeded.people.models import ApiToken
from tests.web.conftest import browser
from tests.web.made import World

MAKE = {"name": "Monthly count", "scopes": ["read", "alerts"], "days": "30", "accepted": "on"}


def _made(library: World, who: str, **said: Any) -> Any:
    return browser(library, who).post(reverse("make-token"), {**MAKE, **said})


def test_a_token_is_made_and_its_secret_shown_once(library: World) -> None:
    page = _made(library, "reader")
    assert page.heading == "Your token is made"
    token = ApiToken.objects.get()
    secret = next(word for word in page.text.split() if word.startswith(token.prefix))
    assert (token.scopes, token.terms_version) == (["alerts", "read"], terms.VERSION)
    assert token.secret_hash not in page.text
    assert (
        library.client("reader")
        .get("/api/v1/token", headers={"Authorization": f"Bearer {secret}"})
        .status_code
        == 200
    )
    again = browser(library, "reader").get(reverse("tokens"))
    assert "Monthly count" in again.text
    assert secret not in again.text
    assert AuditRow.objects.filter(action="token.make", thing=token.identifier).exists()


def test_without_the_promise_no_token_is_made(library: World) -> None:
    said = {name: value for name, value in MAKE.items() if name != "accepted"}
    page = browser(library, "reader").post(reverse("make-token"), said, status=422)
    assert "Read the terms and tick the box" in page.text
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "said", [{"days": "0"}, {"days": "366"}, {"name": ""}, {"scopes": []}, {"scopes": ["everything"]}]
)
def test_what_cannot_be_is_said_at_the_form(library: World, said: dict[str, Any]) -> None:
    page = browser(library, "reader").post(reverse("make-token"), {**MAKE, **said}, status=422)
    assert page.heading == "Make a token"
    assert not ApiToken.objects.exists()


def test_only_what_could_be_of_use_is_offered(library: World) -> None:
    """A reader publishes nothing, and without a second factor nobody reads what is restricted."""
    offered = browser(library, "reader").get(reverse("make-token")).text
    assert "Publish, hide and withdraw" not in offered
    weak = browser(library, "named-weak").get(reverse("make-token")).text
    strong = browser(library, "named").get(reverse("make-token")).text
    assert "Read restricted documents" in strong
    assert "Read restricted documents that" not in weak
    page = browser(library, "named-weak").post(
        reverse("make-token"), {**MAKE, "scopes": ["read-restricted"]}, status=422
    )
    assert page.heading == "Make a token"


def test_a_token_is_ended_after_asking_by_its_owner_alone(library: World) -> None:
    _made(library, "reader")
    token = ApiToken.objects.get()
    address = reverse("end-token", args=[token.identifier])
    assert library.client("named").post(address).status_code == 404
    assert library.client("anonymous").post(address).status_code == 302
    assert "End the token" in browser(library, "reader").get(address).heading
    token.refresh_from_db()
    assert token.ended_at is None
    page = browser(library, "reader").post(address, {})
    assert "is ended" in page.text
    token.refresh_from_db()
    assert token.ended_at is not None


def test_new_terms_are_accepted_on_the_page(library: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(library, "reader")
    token = ApiToken.objects.get()
    monkeypatch.setattr(terms, "VERSION", terms.VERSION + 1)
    assert "Waits for you to accept the terms" in browser(library, "reader").get(reverse("tokens")).text
    address = reverse("token-terms", args=[token.identifier])
    browser(library, "reader").post(address, {}, status=422)
    assert library.client("named").post(address, {"accepted": "on"}).status_code == 404
    assert "works again" in browser(library, "reader").post(address, {"accepted": "on"}).text
    token.refresh_from_db()
    assert token.terms_version == terms.VERSION


def test_the_page_for_programs_names_every_operation(library: World) -> None:
    from tests.api.operations import operations

    page = library.client("anonymous").get(reverse("api")).content.decode()
    missing = [one.name for one in operations() if f'id="{one.name}"' not in page]
    assert missing == []
