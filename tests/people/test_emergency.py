"""An administrator reads nothing restricted, except in an emergency: for an hour, on record, and its owner hears."""

from datetime import timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import AuditRow
from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document
from heeded.library.queries import document_for, visible_documents
from heeded.people.models import Account, EmergencyAccess, Message
from heeded.people.roles import ROLES
from heeded.people.services import open_in_emergency
from tests.library.made import document
from tests.people.made import account, seen_as, viewer

pytestmark = pytest.mark.django_db
REASON = "The duty team needs it for a child at risk tonight."


@pytest.fixture
def restricted() -> Document:
    return document()


@pytest.fixture
def administrator() -> Account:
    return account("administrator")


def opened(
    thing: Document, by: Account, *, owner: Account | None = None, reason: str = REASON
) -> EmergencyAccess:
    return open_in_emergency(
        thing=thing.pk,
        identifier=thing.identifier,
        tell=[owner] if owner else [],
        reason=reason,
        by=seen_as(by),
    )


def test_an_administrator_alone_reads_nothing_restricted(
    restricted: Document, administrator: Account
) -> None:
    with pytest.raises(NoSuchDocument):
        document_for(seen_as(administrator), restricted.identifier)


def test_in_an_emergency_one_document_opens(restricted: Document, administrator: Account) -> None:
    other = document()
    opened(restricted, administrator)
    assert list(visible_documents(seen_as(administrator))) == [restricted]
    assert other not in visible_documents(seen_as(administrator))


def test_it_is_for_one_person(restricted: Document, administrator: Account) -> None:
    opened(restricted, administrator)
    assert not visible_documents(viewer("administrator")).exists()


def test_it_ends_after_an_hour(restricted: Document, administrator: Account) -> None:
    opened(restricted, administrator)
    with time_machine.travel(now() + timedelta(minutes=59), tick=False):
        assert visible_documents(seen_as(administrator)).exists()
    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        assert not visible_documents(seen_as(administrator)).exists()


def test_what_was_withdrawn_stays_hidden(administrator: Account) -> None:
    withdrawn = document(state="withdrawn")
    opened(withdrawn, administrator)
    assert not visible_documents(seen_as(administrator)).exists()


def test_it_is_recorded_and_the_owner_is_told(restricted: Document, administrator: Account) -> None:
    owner = account("board-staff")
    opened(restricted, administrator, owner=owner)
    row = AuditRow.objects.get(action="emergency.open")
    assert (row.thing, row.actor) == (restricted.identifier, f"account:{administrator.pk}")
    message = Message.objects.get()
    assert message.account == owner
    assert restricted.identifier in message.body
    assert REASON not in message.body
    assert EmergencyAccess.objects.get().reason == REASON


@pytest.mark.parametrize("reason", ["", "   ", "urgent"])
def test_it_needs_a_reason(restricted: Document, administrator: Account, reason: str) -> None:
    with pytest.raises(Refused):
        opened(restricted, administrator, reason=reason)
    assert not EmergencyAccess.objects.exists()


def test_it_needs_a_second_factor(restricted: Document, administrator: Account) -> None:
    weak = seen_as(administrator, strong=False)
    with pytest.raises(NotAllowed):
        open_in_emergency(
            thing=restricted.pk, identifier=restricted.identifier, tell=[], reason=REASON, by=weak
        )


def test_an_open_emergency_is_not_seen_without_a_second_factor(
    restricted: Document, administrator: Account
) -> None:
    opened(restricted, administrator)
    assert not visible_documents(seen_as(administrator, strong=False)).exists()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_nobody_else_has_emergencies(restricted: Document, role: str) -> None:
    with pytest.raises(NotAllowed):
        opened(restricted, account(role))
