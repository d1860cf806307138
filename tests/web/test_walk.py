"""Every address as everybody: what one may not see looks exactly as if it did not exist."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web import addresses
from tests.web.made import SECRETS, World

OUTSIDERS = ("anonymous", "reader", "administrator", "other-staff", "named-weak")
EVERYBODY = (*OUTSIDERS, "named")
# Hundreds of answers each: make test asks as the public, make check as everybody.
_OUTSIDERS_IN_TURN = ("anonymous", *(pytest.param(who, marks=pytest.mark.slow) for who in OUTSIDERS[1:]))
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
_POSTED = {"again", "publish", "hide", "end", "briefing", "next", "state"}
NOWHERE = "zzzzzzzzzzzz"  # as long as an identifier, and none


def test_every_address_is_listed() -> None:
    """A new page fails here until somebody has said who may see it."""
    listed = {
        *addresses.OF_DOCUMENT, *addresses.OF_REVIEW, *addresses.OF_POINT, *addresses.OF_LESSON, *addresses.OF_BRIEFING,
        *addresses.FOR_ALL,
        *addresses.OF_FRAMEWORK,
        *addresses.FOR_SOME, *addresses.OF_PEOPLE,
    }  # fmt: skip
    assert set(addresses.ours()) == listed


@pytest.mark.parametrize("name", sorted(addresses.POST_ONLY))
def test_what_changes_something_is_not_done_by_following_a_link(name: str, client: Client, db: None) -> None:
    pattern = addresses.ours()[name]
    filled = {"board": NOWHERE, "identifier": NOWHERE, "number": 1, "key": NOWHERE, "theme": NOWHERE}
    wanted = {asked: value for asked, value in filled.items() if f":{asked}>" in pattern}
    assert client.get(reverse(name, kwargs=wanted)).status_code == 405


@pytest.mark.parametrize("who", EVERYBODY)
def test_lists_and_staff_pages_open_for_those_and_nobody_else(library: World, who: str) -> None:
    client = library.client(who)
    for name in addresses.FOR_ALL:
        assert client.get(reverse(name)).status_code == 200, name
    for name, allowed in addresses.FOR_SOME.items():
        status = client.get(reverse(name)).status_code
        assert (status == 200) == (who in allowed), f"{name} answered {who} with {status}"
        assert status in {200, 302, 403}


@pytest.mark.parametrize("who", _OUTSIDERS_IN_TURN)
def test_what_one_may_not_see_looks_missing(library: World, who: str) -> None:
    client = library.client(who)
    nothing: dict[tuple[str, str], Any] = {}
    for state, document in library.hidden.items():
        for address, identifier in _addresses_of(library, state):
            empty = address.replace(identifier, NOWHERE)
            for method in ("get", "post") if _takes_forms(address) else ("get",):
                if (method, empty) not in nothing:
                    nothing[method, empty] = _as_seen(getattr(client, method)(empty), NOWHERE)
                told = _as_seen(getattr(client, method)(address), identifier)
                assert told == nothing[method, empty], (
                    f"{who} learns of {document.name} ({state}) from {address}"
                )
                assert told[0] in {403, 404, 405}


def _takes_forms(address: str) -> bool:
    return address.endswith(
        (
            "/again/",
            "/publish/",
            "/hide/",
            "/facts/",
            "/erase/",
            "/readers/",
            "/end/",
            "/briefing/",
            "/next/",
            "/add-line/",
            "/why/",
            "/state/",
            "/edit/",
            "/discard/",
            "/desk/",
            "/merge/",
            "/gather/",
        )
    ) or address.startswith("/learning-points/")


def _addresses_of(library: World, state: str) -> Iterator[tuple[str, str]]:
    document = library.hidden[state]
    things: list[tuple[dict[str, tuple[dict[str, Any], ...]], str]] = [
        (addresses.OF_DOCUMENT, document.identifier),
        (addresses.OF_POINT, document.learning_points.get().identifier),
        (addresses.OF_BRIEFING, library.briefings[state]),
        (addresses.OF_LESSON, library.lessons[state]),
    ]
    if state != "replaced":  # its review is public: the newer version stands in it
        things.append((addresses.OF_REVIEW, document.work.identifier))
    for names, identifier in things:
        for name, variants in names.items():
            for variant in variants:
                yield reverse(name, kwargs={"identifier": identifier, **variant}), identifier


def _fetched(client: Client, address: str) -> Any:
    """An answer taken to its end, so that no file stays open."""
    response = client.get(address)
    if response.streaming:
        response.content_taken = b"".join(response.streaming_content)
        for close in response._resource_closers:  # `response.close()` would end the test's transaction too
            close()
    return response


def _as_seen(response: Any, typed: str) -> tuple[int, str, str]:
    """All of an answer that a viewer can compare, without what they typed and what is new at every request."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = _TOKEN.sub("", body.decode()).casefold().replace(typed.casefold(), "?")
    left_out = {"Date", "Set-Cookie", "Content-Length"}
    headers = {name: value for name, value in response.items() if name not in left_out}
    return response.status_code, str(sorted(headers.items())), text


@pytest.mark.parametrize("who", _OUTSIDERS_IN_TURN)
def test_no_list_tells_of_what_is_hidden(library: World, who: str) -> None:
    """Neither a title, a file, a place nor a word of it: in lists, in the search, in filters and suggestions."""
    client = library.client(who)
    public = library.public.work.identifier
    pages = [reverse(name) for name in (*addresses.FOR_ALL, *addresses.FOR_SOME)]
    pages += [f"/search/?q=bruise&per_review=50&sort={sort}" for sort in ("relevance", "newest")]
    pages += [
        "/search/?q=baby+bruise&section=findings",
        "/search/?q=grandfather+clock",
        "/search/?area=Ashbourne+Vale",
    ]
    pages += [f"/report-a-problem/?review={one.work.identifier}" for one in library.hidden.values()]
    pages += [reverse("review", args=[public]), f"/reviews/{library.hidden['replaced'].work.identifier}/"]
    pages += [f"/reviews/{library.hidden['replaced'].work.identifier}/recommendations.csv"]
    for address in pages:
        body = client.get(address).content.decode()
        told = [secret for secret in SECRETS if secret.casefold() in body.casefold()]
        assert told == [], f"{who} reads {told} on {address}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_search_answers_for_a_hidden_word_as_for_one_that_is_nowhere(library: World, who: str) -> None:
    client = library.client(who)
    for secret in SECRETS:
        nowhere = "Xx" + secret[2:][::-1]
        told = _as_seen(client.get("/search/", {"q": secret}), secret)
        assert told == _as_seen(client.get("/search/", {"q": nowhere}), nowhere), secret


def test_a_search_inside_something_hidden_is_a_search_inside_nothing(library: World) -> None:
    client = library.client("reader")
    for one in library.hidden.values():
        for name, identifier in (("document", one.identifier), ("review", one.work.identifier)):
            if name == "review" and one is library.hidden["replaced"]:
                continue
            told = _as_seen(client.get("/search/", {"q": "bruise", name: identifier}), identifier)
            assert told == _as_seen(client.get("/search/", {"q": "bruise", name: NOWHERE}), NOWHERE)


@pytest.mark.parametrize(
    "state",
    ["restricted", *(pytest.param(state, marks=pytest.mark.slow) for state in ("embargoed", "replaced"))],
)
def test_those_who_are_named_reach_it_by_every_door(library: World, state: str) -> None:
    client = library.client("named")
    for address, _ in _addresses_of(library, state):
        name = address.rstrip("/").rsplit("/", 1)[-1]
        expected = {405} if name in _POSTED else {200, 302}
        if name == "cleaned":
            continue  # made from a file that hides something; its own test is the engine's
        assert _fetched(client, address).status_code in expected, address
    found = client.get(
        "/search/", {"q": SECRETS[["restricted", "embargoed", "withdrawn", "replaced"].index(state)]}
    )
    assert library.hidden[state].identifier in found.content.decode()


def test_reading_what_is_restricted_is_on_record_at_every_door(library: World) -> None:
    from heeded.core.models import AuditRow

    document = library.hidden["restricted"]
    client = library.client("named")
    doors = {
        "page": "",
        "text": "text",
        "original": "original",
        "record": "record/",
        "picture": "pages/1.webp",
    }
    for door, rest in doors.items():
        _fetched(client, f"/documents/{document.identifier}/{rest}")
        row = AuditRow.objects.filter(action=f"document.read.{door}", thing=document.identifier).first()
        assert row is not None, door
        assert row.actor == f"account:{library.people['named'].pk}"
    client.get(f"/documents/{library.public.identifier}/")
    assert not AuditRow.objects.filter(
        action__startswith="document.read", thing=library.public.identifier
    ).exists()


def test_a_withdrawn_document_is_found_by_those_who_may_bring_it_back(library: World) -> None:
    document = library.hidden["withdrawn"]
    address = reverse("document-record", args=[document.identifier])
    assert library.client("named").get(address).status_code == 200
    assert library.client("named").get(reverse("document", args=[document.identifier])).status_code == 404
    assert library.client("other-staff").get(address).status_code == 404
