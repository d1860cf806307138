"""The change log on PostgreSQL, where transactions end in another order than they began."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from heeded.core.clock import now
from heeded.core.models import Change, Node
from heeded.core.queries import (
    BEGINNING,
    after,
    changes_after,
    is_in_log,
    last_change,
    place_of,
    records_are_in,
)
from heeded.core.services import ChangeKind, node_is_here, note_change, settle_copied_log

pytestmark = [
    pytest.mark.only_on("postgresql", "SQLite lets one transaction write at a time"),
    pytest.mark.django_db(transaction=True),
]
_INSERT = (
    "INSERT INTO core_change (at, kind, thing_kind, thing, transaction) "
    "VALUES (now(), 'facts', 'work', %s, pg_current_xact_id()::text::bigint)"
)


@contextmanager
def _another() -> Iterator[BaseDatabaseWrapper]:
    """A second real connection, as another process has."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def _note(thing: int) -> None:
    note_change(ChangeKind.FACTS, thing_kind="work", thing=thing)


def _heard(things: list[Change]) -> list[int]:
    return [change.thing for change in things]


def test_what_an_older_transaction_holds_is_not_stepped_over() -> None:
    with _another() as slow:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(_INSERT, [1])  # takes the lower key, and is still running
        _note(2)
        place = last_change()
        heard = _heard(changes_after(place))
        assert (place, heard) == (BEGINNING, []), "nothing is settled while an older transaction runs"
        assert _heard(list(after(place))) == [2], "though it can be seen"
        slow.commit()
    assert _heard(changes_after(place)) == [1, 2]


def test_a_follower_that_goes_by_keys_alone_would_lose_it() -> None:
    """What the test above guards against does happen on this database."""
    with _another() as slow:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(_INSERT, [1])
        _note(2)
        reached = Change.objects.latest("pk").pk
        slow.commit()
    assert not Change.objects.filter(pk__gt=reached).exists()
    assert Change.objects.filter(thing=1).exists()


def test_a_younger_transaction_with_lower_keys_comes_after() -> None:
    """Keys may be handed out long before a row is written, so the order is that of transactions first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('core_change', 'id'), 1000)")
    _note(1)
    place = last_change()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('core_change', 'id'), 1)")
    _note(2)
    assert Change.objects.get(thing=2).pk < place.change
    assert _heard(changes_after(place)) == [2]


def test_one_sees_ones_own_changes_where_nobody_older_writes() -> None:
    from django.db import transaction

    with transaction.atomic():
        _note(1)
        assert _heard(changes_after(BEGINNING)) == [1]


def test_one_does_not_see_ones_own_changes_while_somebody_older_writes() -> None:
    from django.db import transaction

    with _another() as slow:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(_INSERT, [1])
        with transaction.atomic():
            _note(2)
            assert changes_after(BEGINNING) == []
        slow.rollback()
    assert _heard(changes_after(BEGINNING)) == [2]


def test_a_log_copied_from_another_server_is_set_right() -> None:
    _note(1)
    _note(2)
    assert not settle_copied_log(), "its own numbers are left alone"
    Change.objects.update(transaction=2**40)  # as if this server had not come so far
    place = place_of(Change.objects.get(thing=2))
    node_is_here("there", "web", words=place, vectors=place)
    assert changes_after(BEGINNING) == [], "they would not be heard of for years"
    assert settle_copied_log()
    assert not is_in_log(place), "so that followers notice and start anew"
    assert Node.objects.values_list(*Node.PLACES).get() == (None,) * 4, "it is asked anew what it has erased"
    _note(3)
    assert _heard(changes_after(BEGINNING)) == [1, 2, 3]
    assert not settle_copied_log()


def test_how_long_the_log_has_been_held_up_is_said() -> None:
    """By whomever: of another role's transactions the server tells a plain user nothing."""
    held_up = "change log held up (seconds)"
    with _another() as slow:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(_INSERT, [1])
        assert records_are_in()[held_up] == 0, "nobody waits for it yet"
        _note(2)
        Change.objects.update(at=now() - timedelta(seconds=90))
        assert records_are_in()[held_up] in range(90, 100)
        slow.commit()
    assert records_are_in()[held_up] == 0


def test_the_order_is_read_from_its_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_change (at, kind, thing_kind, thing, transaction) "
            "SELECT now(), 'facts', 'work', n, n / 10 FROM generate_series(1, 20000) AS n"
        )
        cursor.execute("ANALYZE core_change")
        changes = after(BEGINNING._replace(transaction=1900)).order_by("transaction", "pk")[:100]
        statement, values = changes.query.sql_with_params()
        cursor.execute(f"EXPLAIN {statement}", values)
        assert "core_change_order" in "".join(row[0] for row in cursor.fetchall())
