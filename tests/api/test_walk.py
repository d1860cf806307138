"""Every operation as everybody: what one may not see looks exactly as if it did not exist."""

import json
from typing import Any

import pytest

from heeded.learning.models import Coding, Lesson
from heeded.people.scopes import STRONG, Scope
from tests.api.asking import Asker, secret_of
from tests.api.learned import Learned, everything_learned
from tests.api.operations import BODIES, UPLOADS, Operation, operations
from tests.web.made import SECRETS, World

NOWHERE = "zzzzzzzzzzzz"  # as long as an identifier, and none
OUTSIDERS = ("anonymous", "reader", "administrator", "other-staff", "named-weak", "named-unscoped")
_IN_TURN = ("anonymous", *(pytest.param(who, marks=pytest.mark.slow) for who in OUTSIDERS[1:]))
# Addresses that tell of no document: what stands there is somebody's own, for those who look after people, or, as
# frameworks and the files of figures, names nothing.
NOT_OF_DOCUMENTS = (
    "/searches",
    "/accounts",
    "/tokens",
    "/problems",
    "/catalogue",
    "/invitations",
    "/frameworks",
    "/analysis",
    *("/plan-items", "/actions", "/addressees", "/evidence", "/checks", "/boards"),  # tests/api/test_practice
    *("/submissions", "/openings", "/questions"),  # tests/api/test_outside
)
# Told on purpose: that something which everybody could read is gone, by identifier and date.
TELLS_OF_WHAT_IS_GONE = {"withdrawals", "publications"}


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    settings.API_TOKEN_A_MINUTE = settings.API_ANONYMOUS_A_MINUTE = settings.API_ANONYMOUS_A_DAY = 100_000


@pytest.fixture(autouse=True)
def learned(library: World) -> dict[str, Learned]:
    """A coding of every document, and a lesson that it teaches."""
    return everything_learned(library)


def asker_of(library: World, who: str) -> Asker:
    """Somebody's program, with a token of all that somebody could have."""
    if who == "anonymous":
        return Asker()
    scopes = tuple(Scope)
    if who == "named-weak":
        return Asker(secret_of(library.people["named"], *set(scopes) - STRONG, strong=False))
    if who == "named-unscoped":
        return Asker(secret_of(library.people["named"], *set(scopes) - {Scope.READ_RESTRICTED}))
    return Asker(secret_of(library.people[who], *scopes))


def _send(asker: Asker, one: Operation, address: str) -> Any:
    if one.name in UPLOADS:
        return asker.upload(address)
    return asker.send(one.method, address, BODIES.get(one.name))


def _addresses(library: World, state: str, one: Operation) -> list[tuple[str, str]]:
    document = library.hidden[state]
    work = document.work.identifier
    of = {
        "/documents/{": document.identifier,
        "/learning-points/{": document.learning_points.get().identifier,
        "/points/{": document.learning_points.get().identifier,
        "/briefings/{": library.briefings[state],
        "/codings/{": Coding.objects.get(places__document=document).identifier,
        "/lessons/{": Lesson.objects.get(title=f"A lesson of {document.name}").identifier,
    }
    if state != "replaced":  # its review is public: the newer version stands in it
        of["/reviews/{"] = work
    found = [
        (one.address(identifier), identifier)
        for start, identifier in of.items()
        if one.path.startswith(start)
    ]
    if one.path.startswith("/publications/"):
        things = {"document": document.identifier, "briefing": library.briefings[state]}
        found = [(one.address(identifier, kind=kind), identifier) for kind, identifier in things.items()]
    return found


def _as_seen(answer: Any, typed: str) -> tuple[int, str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode(errors="replace").replace(typed, "?")


def test_every_operation_that_takes_something_is_given_it() -> None:
    """A new operation fails here until somebody has said what is sent to it."""
    takes = {one.name for one in operations() if one.takes}
    assert takes == set(BODIES) | UPLOADS


def test_every_address_with_an_identifier_is_walked_or_named() -> None:
    walked = (
        "/documents/{",
        "/learning-points/{",
        "/points/{",
        "/briefings/{",
        "/reviews/{",
        "/publications/",
        "/codings/{",
    )
    walked = (*walked, "/lessons/{")
    left = [
        one.path
        for one in operations()
        if "{" in one.path and not one.path.startswith((*walked, *NOT_OF_DOCUMENTS))
    ]
    assert left == []
    assert len(list(operations())) > 60


@pytest.mark.parametrize("who", _IN_TURN)
@pytest.mark.slow
def test_what_one_may_not_see_looks_missing(library: World, who: str) -> None:
    asker = asker_of(library, who)
    nothing: dict[tuple[str, str], tuple[int, str]] = {}
    for state in library.hidden:
        for one in operations():
            for address, identifier in _addresses(library, state, one):
                empty = address.replace(identifier, NOWHERE)
                if (one.method, empty) not in nothing:
                    nothing[one.method, empty] = _as_seen(_send(asker, one, empty), NOWHERE)
                told = _as_seen(_send(asker, one, address), identifier)
                assert told == nothing[one.method, empty], (
                    f"{who} learns of {state} by {one.method} {address}"
                )
                assert told[0] in {401, 403, 404}, (one.method, address, told)


@pytest.mark.parametrize("who", _IN_TURN)
def test_no_list_tells_of_what_is_hidden(library: World, who: str) -> None:
    """Neither a title, a file, a place nor a word of it."""
    asker = asker_of(library, who)
    asked = 0
    for one in operations():
        if one.method != "GET" or "{" in one.path:
            continue
        parameters: dict[str, Any] = {"limit": 100} if "limit" in one.parameters else {}
        answer = asker.get(one.path, **parameters)
        asked += answer.status_code == 200
        told = [secret for secret in SECRETS if secret.casefold() in answer.content.decode().casefold()]
        assert told == [], f"{who} reads {told} on {one.path}"
        if one.name not in TELLS_OF_WHAT_IS_GONE:
            named = [one for one in library.hidden.values() if one.identifier in answer.content.decode()]
            assert [document.state for document in named] == [], one.path
    assert asked > 4
    public = library.public
    for address in (
        f"/reviews/{public.work.identifier}",
        f"/reviews/{library.hidden['replaced'].work.identifier}",
    ):
        body = asker.get(address).content.decode()
        assert [secret for secret in SECRETS if secret in body] == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_search_answers_for_a_hidden_word_as_for_one_that_is_nowhere(library: World, who: str) -> None:
    asker = asker_of(library, who)
    for secret in SECRETS:
        nowhere = "Xx" + secret[2:][::-1]
        told = _as_seen(asker.get("/search", q=secret), secret)
        assert told == _as_seen(asker.get("/search", q=nowhere), nowhere), secret


def test_a_filter_by_something_hidden_is_one_by_nothing(library: World) -> None:
    asker = asker_of(library, "reader")
    for state, one in library.hidden.items():
        for name, identifier in (("document", one.identifier), ("review", one.work.identifier)):
            if name == "review" and state == "replaced":
                continue
            for address in ("/search", "/learning-points"):
                told = _as_seen(asker.get(address, **{name: identifier}), identifier)
                assert told == _as_seen(asker.get(address, **{name: NOWHERE}), NOWHERE)


@pytest.mark.parametrize("state", ["restricted", "embargoed", "replaced"])
@pytest.mark.slow
def test_those_who_are_named_read_it_by_every_door(library: World, state: str) -> None:
    asker = asker_of(library, "named")
    read = 0
    for one in operations():
        if one.method != "GET" or one.name in {"cleaned", "draft", "publication", "publication_file"}:
            continue
        for address, _identifier in _addresses(library, state, one):
            parameters = (
                {"document": library.hidden[state].identifier} if one.name == "more_like_passage" else {}
            )
            answer = asker.get(address, **parameters)
            assert answer.status_code == 200, (address, answer.content[:300])
            _as_seen(answer, "")
            read += 1
    assert read > 12


def test_without_a_token_nobody_reads_in_bulk(library: World) -> None:
    """Only what stands open by name, and of lists the first part."""
    for one in operations():
        if one.anonymous:
            continue
        answer = _send(Asker(), one, one.address(library.public.identifier))
        assert answer.status_code == 401, one.name
    opened = {one.name for one in operations() if one.anonymous}
    assert opened == {
        "search", "more_like_passage", "more_like_learning_point", "reviews", "review", "asked_for", "document",
        "page", "picture", "place", "learning_point", "briefings", "briefing", "briefing_version", "vocabulary",
        "holdings", "report_problem", "frameworks", "framework", "lessons", "lesson", "lesson_throughline",
        "said_before_of_text", "analysis", "analysis_reviews",
        "point_followed", "plan_items", "plan_item", "action", "evidence", "check", "boards", "board", "review_after",
    }  # fmt: skip
    first = Asker().get("/reviews", limit=1)
    assert json.loads(first.content)["next"]
    assert Asker().get("/reviews", limit=1, cursor=first.json()["next"]).status_code == 401


def test_each_operation_asks_for_its_own_scope(library: World) -> None:
    """A token that may everything else does not do, whatever its owner may."""
    without = {
        scope.value: Asker(secret_of(library.people["named"], *set(Scope) - {scope})) for scope in Scope
    }
    for one in operations():
        answer = _send(without[one.scope], one, one.address(library.public.identifier))
        assert answer.status_code == 403, (one.name, answer.content)
        assert f"“{one.scope}”" in answer.json()["detail"]
    # Reading what is restricted is asked of the token wherever such a document is met: the walk above sees to it.
    assert {one.scope for one in operations()} == {scope.value for scope in Scope} - {"read-restricted"}
