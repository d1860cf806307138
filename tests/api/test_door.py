"""Who is let in: tokens and their scopes, how often somebody may ask, what a refusal looks like."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heeded.core.errors import HeededError, NotAllowed, NotFound, Refused
from heeded.core.models import AuditRow
from heeded.library import exports
from heeded.library.errors import StoreAway
from heeded.people import terms
from heeded.people.models import ApiToken
from heeded.people.queries import viewer_of
from heeded.people.scopes import Scope
from heeded.people.services import close_account, end_token
from heeded.people.viewer import OPERATOR
from tests.api.asking import Asker, secret_of
from tests.web.made import World


def test_a_token_says_what_it_may(library: World) -> None:
    asker = Asker(secret_of(library.people["named"], Scope.READ, Scope.PUBLISH))
    said = asker.get("/token").json()
    assert [one["scope"] for one in said["scopes"]] == ["publish", "read"]
    assert set(said["may"]) == {"see-unconfirmed", "publish", "withdraw"}
    assert said["reads_restricted"] is False


def test_without_a_token_one_is_nobody(library: World) -> None:
    answer = Asker().get("/token")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("secret", ["heeded_wrong", "x", "heeded_" + "a" * 5000, "ü"])
def test_a_secret_that_is_none_is_refused_even_where_nobody_needs_one(library: World, secret: str) -> None:
    assert Asker(secret).get("/search").status_code == 401


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer ", "heeded_abc"])
def test_a_header_that_cannot_be_read_is_refused(library: World, header: str) -> None:
    asker = Asker()
    asker.headers = {"Authorization": header}
    assert asker.get("/search").status_code == 401


def test_a_cookie_makes_nobody_somebody(library: World) -> None:
    client = library.client("named")
    assert client.get("/api/v1/token").status_code == 401


def test_what_a_token_is_not_for_is_refused_with_the_scope_named(library: World) -> None:
    answer = Asker(secret_of(library.people["named"], Scope.ADD)).get("/search")
    assert answer.status_code == 403
    assert "“read”" in answer.json()["detail"]


def test_an_ended_token_a_closed_account_and_an_old_token_are_dead(library: World) -> None:
    reader = library.people["reader"]
    ended, old, closed = (secret_of(reader, Scope.READ, days=2) for _ in range(3))
    assert Asker(ended).get("/token").status_code == 200
    end_token(ApiToken.objects.order_by("pk")[0].identifier, by=viewer_of(reader, strong=True))
    assert Asker(ended).get("/token").status_code == 401
    with time_machine.travel(ApiToken.objects.order_by("pk")[1].expires_at + timedelta(seconds=1)):
        assert Asker(old).get("/token").status_code == 401
    close_account(reader, by=OPERATOR)
    assert Asker(closed).get("/token").status_code == 401


def test_nobody_ends_the_token_of_another(library: World) -> None:
    secret_of(library.people["reader"], Scope.READ)
    token = ApiToken.objects.get()
    with pytest.raises(NotFound):
        end_token(token.identifier, by=OPERATOR)
    other = Asker(secret_of(library.people["named"], Scope.READ))
    assert other.send("DELETE", f"/tokens/{token.identifier}").status_code == 404
    token.refresh_from_db()
    assert token.ended_at is None


def test_new_terms_hold_old_tokens_back(library: World, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = secret_of(library.people["reader"], Scope.READ)
    monkeypatch.setattr(terms, "VERSION", terms.VERSION + 1)
    answer = Asker(secret).get("/token")
    assert answer.status_code == 403
    assert "terms" in answer.json()["detail"]


def test_the_day_of_use_is_kept_and_nothing_closer(library: World) -> None:
    asker = Asker(secret_of(library.people["reader"], Scope.READ))
    asker.get("/token")
    assert ApiToken.objects.get().last_used_on is not None


@pytest.mark.parametrize("who", ["anonymous", "token"])
def test_too_many_requests_are_told_when_to_come_back(library: World, settings: Any, who: str) -> None:
    settings.API_ANONYMOUS_A_MINUTE = settings.API_TOKEN_A_MINUTE = 2
    asker = Asker(secret_of(library.people["reader"], Scope.READ) if who == "token" else "")
    with time_machine.travel("2025-03-04 12:00:10+00:00", tick=False):
        ApiToken.objects.update(expires_at="2025-06-01T00:00:00Z")
        first, second, third = (asker.get("/search", q="health") for _ in range(3))
        assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
        assert (first["RateLimit-Remaining"], second["RateLimit-Remaining"]) == ("1", "0")
        assert third["Retry-After"] == "50"
    with time_machine.travel("2025-03-04 12:01:00+00:00", tick=False):
        assert asker.get("/search", q="health").status_code == 200


def test_an_address_has_a_limit_of_a_day_too(library: World, settings: Any) -> None:
    settings.API_ANONYMOUS_A_DAY = 1
    asker = Asker()
    assert asker.get("/search").status_code == 200
    refused = asker.get("/search")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", "/nothing", 404), ("DELETE", "/search", 405), ("GET", "/", 404), ("POST", "/token", 405)],
)
def test_what_django_refuses_is_a_problem_too(library: World, method: str, address: str, status: int) -> None:
    assert Asker().send(method, address).status_code == status


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFound("x"), 404), (NotAllowed("x"), 403), (Refused("x"), 409), (StoreAway("x"), 503)],
)
def test_what_a_service_refuses_has_the_status_of_the_pages(
    library: World, monkeypatch: pytest.MonkeyPatch, error: HeededError, status: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(exports, "public_original", refuse)
    one, asker = library.public.identifier, Asker(secret_of(library.people["reader"], Scope.READ))
    assert asker.get(f"/documents/{one}/file").status_code == status
    assert Client().get(f"/documents/{one}/original").status_code == status


def test_a_parameter_that_there_is_not_is_refused_and_not_left_out(library: World) -> None:
    """A misspelt filter would widen what is found without a word."""
    answer = Asker().get("/search", harms="neglect")
    assert answer.status_code == 422
    assert "harms" in json.dumps(answer.json())


def test_what_cannot_be_used_is_said_place_by_place(library: World) -> None:
    said = Asker().get("/search", harm="hunger", limit="0").json()
    assert {one["where"] for one in said["errors"]} == {"query.harm", "query.limit"}


def test_what_looks_private_is_not_searched_for(library: World) -> None:
    answer = Asker().get("/search", q="LS1 4AP")
    assert answer.status_code == 409
    assert Asker().get("/search", q="LS1 4AP", sure="true").status_code == 200


def test_an_answer_that_has_not_changed_is_not_sent_again(library: World) -> None:
    first = Asker().get("/search", q="bruise")
    again = Asker()
    again.headers = {"If-None-Match": first["ETag"]}
    assert again.get("/search", q="bruise").status_code == 304


def test_a_token_that_reads_restricted_leaves_nothing_in_a_cache(library: World) -> None:
    asker = Asker(secret_of(library.people["named"]))
    assert asker.get("/search", q="bruise")["Cache-Control"] == "private, no-store"


def test_reading_restricted_words_in_a_search_leaves_its_trace(library: World) -> None:
    Asker(secret_of(library.people["named"])).get("/search", q="bruise", limit=50)
    hidden = library.hidden["restricted"].identifier
    assert AuditRow.objects.filter(action="document.read.api-search", thing=hidden).exists()
