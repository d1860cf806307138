"""Erasing on the page: it says what goes and what stays, asks for a word, and leaves the sentence in no store."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from heeded.core.erasure import written_down
from heeded.core.models import AuditRow, Tombstone
from heeded.library.models import Document, Problem, Work
from heeded.people.models import Account, Organisation
from heeded.search.services import follow
from tests import environment
from tests.library import made as rows
from tests.people import made as people
from tests.web.conftest import browser
from tests.web.made import SENTENCE, World, document
from tests.web.test_walk import _fetched as fetched

SAID = {"reason": "identified-someone", "confirm": "erase"}


def of_document(one: Document) -> str:
    return reverse("erase", args=[one.identifier])


def of_review(work: Work) -> str:
    return reverse("erase-review", args=[work.identifier])


def test_the_page_says_what_goes_and_what_stays(library: World) -> None:
    one = library.hidden["restricted"]
    page = browser(library, "named").get(of_document(one))
    for words in ("What is erased", "What stays", one.name, "1 page", "1 recommendation", "A tombstone"):
        assert words in page.text
    assert one.identifier in page.text
    assert "The review itself" in page.text
    assert Document.objects.filter(pk=one.pk).exists()


def test_a_further_version_stays_and_the_page_says_so(library: World) -> None:
    old = library.hidden["replaced"]
    newest = Document.objects.get(replaces=old)
    page = browser(library, "named").get(of_document(newest))
    assert "The version before it, which is made restricted" in page.text
    assert "The review itself" not in page.text


@pytest.mark.parametrize(
    "data",
    [
        {"reason": "identified-someone", "confirm": ""},
        {"reason": "identified-someone", "confirm": "yes"},
        {"reason": "Child K was named", "confirm": "erase"},
        {"confirm": "erase"},
    ],
)
def test_without_word_and_reason_nothing_is_erased(library: World, data: dict[str, Any]) -> None:
    one = library.hidden["restricted"]
    page = browser(library, "named").post(of_document(one), data, status=422)
    assert page.one("div", class_="govuk-error-summary")
    assert Document.objects.filter(pk=one.pk).exists()
    assert not list(written_down())


@pytest.mark.parametrize("who", ["reader", "administrator"])
def test_others_do_not_reach_it(library: World, who: str) -> None:
    for address in (of_document(library.public), of_review(library.public.work)):
        assert library.client(who).get(address).status_code == 403
        assert library.client(who).post(address, SAID).status_code == 403
    assert Document.objects.filter(pk=library.public.pk).exists()


def test_staff_of_another_board_erase_nothing_of_ours(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(keeper=library.board)
    for address in (of_document(library.public), of_review(library.public.work)):
        assert library.client("other-staff").post(address, SAID).status_code == 403
    assert Document.objects.filter(pk=library.public.pk).exists()


def test_a_review_goes_only_where_every_document_of_it_may(library: World) -> None:
    """A draft that one is not named for is not erased with the review, nor is the rest."""
    draft = document("Thornbeck", work=library.public.work)
    assert library.client("other-staff").post(of_review(library.public.work), SAID).status_code == 403
    assert Document.objects.filter(pk__in=[draft.pk, library.public.pk]).count() == 2
    assert not list(written_down())


def test_a_catalogued_review_stays_known(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(catalogued=True)
    browser(library, "named").post(of_review(library.public.work), SAID)
    library.public.work.refresh_from_db()
    page = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    assert "Not held" in page.text


def with_second_factor(staff: Account) -> Client:
    """Somebody's browser, logged in with a second factor."""
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


def _stores(folder: Path) -> list[Path]:
    """Every file that a library keeps: originals, pictures, index, the note of erasures."""
    return [path for path in folder.rglob("*") if path.is_file()]


def _database() -> bytes:
    """All that the database holds, freed pages and all."""
    if environment.server is not None:
        return environment.server.bytes_on_disk()
    place = Path(str(connection.settings_dict["NAME"]))
    if place.is_file():
        return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))
    assert isinstance(connection.connection, sqlite3.Connection)
    return connection.connection.serialize()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["document", "review"])
def test_an_erased_sentence_is_in_no_store(folders: Path, what: str) -> None:
    board: Organisation = people.board("Westmarch Safeguarding Board")
    staff = people.account("board-staff", organisation=board)
    one = document("Larkhollow", work=rows.work("Review of Larkhollow", keeper=board), state="published")
    other = document("Mossgate", state="published")
    Problem.objects.create(
        work=one.work, kind="wrong", message="Larkhollow", sent_at=one.added_at, answer_by=one.added_at
    )
    follow()
    client = with_second_factor(staff)
    fetched(client, reverse("picture", args=[one.identifier, 1]))  # a picture is kept
    wanted = b"Larkhollow. " + SENTENCE.encode()
    assert wanted in _database()
    assert any(one.sha256 in path.name for path in _stores(folders))
    answer = client.post(of_document(one) if what == "document" else of_review(one.work), SAID, follow=True)
    assert answer.status_code == 200
    assert one.identifier in answer.content.decode()
    assert b"Larkhollow" not in _database()
    for path in _stores(folders):
        assert b"Larkhollow" not in path.read_bytes(), path
        assert one.sha256 not in path.name
    assert {stone.thing for stone in Tombstone.objects.all()} == {one.identifier, one.work.identifier}
    assert AuditRow.objects.get(action="document.erase").actor == f"account:{staff.pk}"
    assert client.get(reverse("document", args=[one.identifier])).status_code == 404
    assert "Larkhollow" not in client.get("/search/", {"q": "bruise"}).content.decode()
    assert other.name.encode() in client.get(reverse("review", args=[other.work.identifier])).content
    assert settings.ERASURES and [row.identifier for row in written_down()] == [one.identifier]
