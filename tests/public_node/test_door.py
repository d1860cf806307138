"""The addresses that followers ask: by a token that is for it, and for what is public alone."""

import hashlib
import json
from typing import Any

import pytest

from heeded.api import limits
from heeded.library.models import Document
from heeded.people.scopes import Scope
from tests.api.asking import Asker, secret_of
from tests.people.made import account
from tests.public_node.made import SECRET, text_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    limits.MINUTE.forget()
    limits.DAY.forget()


def follower() -> Asker:
    """A token for following, of an account that holds no role at all."""
    return Asker(secret_of(account(), Scope.FOLLOW, strong=False))


def paths(document: Document) -> list[str]:
    return [
        "/publications",
        "/publications/library/library",
        f"/publications/work/{document.work.identifier}",
        f"/publications/document/{document.identifier}",
        f"/publications/document/{document.identifier}/file",
    ]


def test_a_follower_is_answered() -> None:
    document = text_document()
    asked = follower()
    for path in paths(document):
        answer = asked.get(path)
        assert answer.status_code == 200, path
        assert b"".join(answer), path


@pytest.mark.parametrize("scopes", [(), tuple(scope for scope in Scope if scope is not Scope.FOLLOW)])
def test_nobody_else_is(scopes: tuple[Scope, ...]) -> None:
    document = text_document()
    asked = Asker(secret_of(account("board-staff", "administrator"), *scopes)) if scopes else Asker()
    assert {asked.get(path).status_code for path in paths(document)} == {403 if scopes else 401}


def test_whoever_follows_sees_what_everybody_sees_however_much_they_may() -> None:
    """A token of board staff that are named for everything tells no more than any other."""
    hidden = text_document(SECRET, state="restricted")
    staff = account("board-staff")
    from tests.people.made import grant

    grant(hidden.pk, account=staff)
    asked = Asker(secret_of(staff, Scope.FOLLOW, Scope.READ_RESTRICTED))
    assert {asked.get(path).status_code for path in paths(hidden)[2:]} == {404}
    assert hidden.identifier not in asked.get("/publications").content.decode()


def test_the_list_goes_on_from_a_place() -> None:
    for _ in range(3):
        text_document()
    asked, seen, place = follower(), [], ""
    while True:
        part = json.loads(asked.get("/publications", after=place, limit=2).content)
        seen += [(row["kind"], row["identifier"]) for row in part["items"]]
        place = part["next"]
        if not part["more"]:
            break
    assert len(seen) == len(set(seen)) == 7
    assert place == part["newest"]
    again = json.loads(asked.get("/publications", after=place).content)
    assert (again["items"], again["next"], again["more"]) == ([], place, False)


@pytest.mark.parametrize("place", ["nonsense", "W10", "WyJ4Il0", "é", "x" * 2000])
def test_a_place_that_is_none_is_refused_plainly(place: str) -> None:
    assert follower().get("/publications", after=place).status_code == 422


@pytest.mark.parametrize("limit", [0, 1001, "many"])
def test_so_many_at_once_are_not_given(limit: Any) -> None:
    assert follower().get("/publications", limit=limit).status_code == 422


def test_a_record_and_a_file_have_their_hashes() -> None:
    document = text_document()
    asked = follower()
    answer = asked.get(f"/publications/document/{document.identifier}")
    assert answer["ETag"].strip('"') == hashlib.sha256(answer.content).hexdigest()
    record = json.loads(answer.content)
    file = asked.get(f"/publications/document/{document.identifier}/file")
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == record["file"]["sha256"]
    assert len(content) == record["file"]["bytes"]


@pytest.mark.parametrize(
    "path",
    [
        "/publications/account/x",
        "/publications/document/UPPER",
        "/publications/document/x",
        "/publications/work/9x/file",
    ],
)
def test_what_there_is_not_is_not_found_or_not_understood(path: str) -> None:
    assert follower().get(path).status_code in {404, 422}


def test_a_file_without_a_picture_of_its_own_has_no_pdf() -> None:
    document = text_document()
    assert follower().get(f"/publications/document/{document.identifier}/pdf").status_code == 404
