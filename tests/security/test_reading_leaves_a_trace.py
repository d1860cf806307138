"""Whoever reads what is not public is on record, through whichever door; no words of it are."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from heeded.core.clock import now
from heeded.core.models import AuditRow
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.services import Named, grant_reading
from heeded.people.viewer import OPERATOR
from heeded.search.services import follow
from tests.library.folders import folders
from tests.library.made import SENTENCE, document, learning_point, passage
from tests.library.made import page as a_page
from tests.people import made as people

__all__ = ["folders"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folders")]


@pytest.fixture
def draft() -> Document:
    made = document(state="restricted", name="draft.pdf")
    page = a_page(made)
    page.blocks = [["paragraph", SENTENCE, [[0, 1, 0, len(SENTENCE)]]]]
    page.save()
    passage(made)
    learning_point(made, kind="recommendation", number="1")
    return made


@pytest.fixture
def staff(draft: Document, settings: object) -> Iterator[Client]:
    """Board staff who are named for the draft, with a second factor."""
    settings.SECOND_FACTOR_FOR_RESTRICTED = False
    account = people.account("board-staff")
    grant_reading(Named(account.pk), thing_kind="document", thing=draft.pk, by=OPERATOR)
    follow()
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def doors(made: Document) -> dict[str, str]:
    point = made.learning_points.get()
    of_document = [made.identifier]
    return {
        "page": reverse("document", args=of_document),
        "record": reverse("document-record", args=of_document),
        "text": reverse("text", args=of_document),
        "review": reverse("review", args=[made.work.identifier]),
        "facts": reverse("facts", args=[made.work.identifier]),
        "recommendations": reverse("recommendations", args=[made.work.identifier, "csv"]),
        "learning-point": reverse("learning-point", args=[point.identifier]),
        "search": reverse("search") + "?q=grandmother",
    }


DOORS = ("page", "record", "text", "review", "facts", "recommendations", "learning-point", "search")


@pytest.mark.parametrize("door", DOORS)
def test_every_door_leaves_one_row(staff: Client, draft: Document, door: str) -> None:
    answer = staff.get(doors(draft)[door])
    assert answer.status_code == 200
    if door not in {"record", "facts"}:
        assert SENTENCE[7:30] in answer.content.decode().replace("<mark>", "").replace("</mark>", "")
    rows = AuditRow.objects.filter(action=f"document.read.{door}", thing=draft.identifier)
    assert rows.count() == 1
    assert "grandmother" not in json.dumps(
        [list(row) for row in AuditRow.objects.values_list("details", "thing")]
    )
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_reading_what_is_public_leaves_none(staff: Client, draft: Document) -> None:
    Document.objects.filter(pk=draft.pk).update(
        state="published", published_at=now(), published_by="operator"
    )
    for address in doors(draft).values():
        staff.get(address)
    assert not AuditRow.objects.filter(action__startswith="document.read").exists()


def test_an_administrator_finds_nothing_by_role_alone(staff: Client, draft: Document) -> None:
    client = Client()
    client.force_login(people.account("administrator"), backend="django.contrib.auth.backends.ModelBackend")
    for name, address in doors(draft).items():
        answer = client.get(address)
        assert SENTENCE[7:30] not in answer.content.decode(), name
    assert Account.objects.count() == 2
    assert not AuditRow.objects.filter(action__startswith="document.read").exists()


@pytest.mark.parametrize("place", ["p²", "p" + "9" * 5000, "p-1", "p0", "1" * 5000, "%00", "p1x", "٣"])
def test_a_place_that_makes_no_sense_is_missing_and_breaks_nothing(
    staff: Client, draft: Document, place: str
) -> None:
    assert staff.get(reverse("document", args=[draft.identifier]) + f"at/{place}/").status_code in {302, 404}
    answer = staff.get(reverse("document", args=[draft.identifier]), {"page": place, "at": place, "q": place})
    assert answer.status_code == 200
