"""What was done stays as it was written down: our code cannot change it, and neither can the database's own door."""

import pytest
from django.db import DatabaseError, connection, transaction

from heeded.core.actors import SYSTEM
from heeded.core.guards import guard_audit, is_audit_guarded
from heeded.core.models import AppendOnly, AuditRow, Change
from heeded.core.queries import BEGINNING, changes_after, history_of, last_change, place_of
from heeded.core.services import ChangeKind, note_change, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> AuditRow:
    record("thing.do", by=SYSTEM, thing_kind="document", thing="abc", number=3)
    return AuditRow.objects.get()


@pytest.fixture
def guards() -> None:
    """What stands in every library that was made by `heeded`."""
    guard_audit()


def test_a_row_says_who_what_and_when(row: AuditRow) -> None:
    assert (row.actor, row.action, row.thing, row.details) == (
        "system:system",
        "thing.do",
        "abc",
        {"number": 3},
    )
    assert row.at is not None


def test_a_row_is_not_changed(row: AuditRow) -> None:
    row.actor = "somebody else"
    with pytest.raises(AppendOnly):
        row.save()
    assert AuditRow.objects.get().actor == "system:system"


def test_a_row_is_not_deleted(row: AuditRow) -> None:
    with pytest.raises(AppendOnly):
        row.delete()


def test_rows_are_neither_changed_nor_deleted_together(row: AuditRow) -> None:
    with pytest.raises(AppendOnly):
        AuditRow.objects.filter(thing="abc").update(actor="nobody")
    with pytest.raises(AppendOnly):
        AuditRow.objects.all().delete()
    with pytest.raises(AppendOnly), transaction.atomic():
        AuditRow.objects.bulk_update([row], ["actor"])
    assert AuditRow.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE core_auditrow SET actor = 'x'", "DELETE FROM core_auditrow"])
def test_the_database_itself_refuses(row: AuditRow, guards: None, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditRow.objects.get().actor == "system:system"


def test_rows_can_still_be_added_behind_the_guards(row: AuditRow, guards: None) -> None:
    record("thing.again", by=SYSTEM, thing_kind="document", thing="abc")
    assert AuditRow.objects.count() == 2


def test_guards_can_be_put_up_twice(guards: None) -> None:
    guard_audit()
    assert is_audit_guarded()


def test_missing_guards_are_seen() -> None:
    assert not is_audit_guarded()


def test_the_history_of_a_thing_is_newest_first(row: AuditRow) -> None:
    record("thing.again", by=SYSTEM, thing_kind="document", thing="abc")
    record("thing.do", by=SYSTEM, thing_kind="document", thing="other")
    assert [found.action for found in history_of("document", "abc")] == ["thing.again", "thing.do"]


def test_changes_are_read_in_order_from_a_place() -> None:
    assert last_change() == BEGINNING
    for number in range(5):
        note_change(ChangeKind.FACTS, thing_kind="work", thing=number)
    second = place_of(Change.objects.order_by("pk")[1])
    assert [change.thing for change in changes_after(second, limit=2)] == [2, 3]
    assert last_change() == place_of(Change.objects.order_by("-pk")[0])
