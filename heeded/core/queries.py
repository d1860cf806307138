"""Reading the change log and the audit."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import Min, Q, QuerySet

from heeded.core.clock import now
from heeded.core.models import AuditRow, Change, Node
from heeded.core.transactions import SettledBelow


class Place(NamedTuple):
    """A place in the change log, as (transaction, change): everything up to it was heard. Places compare."""

    transaction: int
    change: int


BEGINNING = Place(0, 0)
UNKNOWN = Place(-1, -1)  # before every other


def place_of(change: Change) -> Place:
    """Where a change stands."""
    return Place(change.transaction, change.pk)


def changes_after(place: Place, *, limit: int = 1000) -> list[Change]:
    """The changes after `place`, in order, at most `limit`. Only settled ones: none can still come between."""
    return list(_settled(after(place)).order_by("transaction", "pk")[:limit])


def after(place: Place) -> QuerySet[Change]:
    """All changes after `place`, those that are not settled too: to count or look at, not to move on by."""
    later = Q(transaction__gt=place.transaction) | Q(pk__gt=place.change)
    return Change.objects.filter(later, transaction__gte=place.transaction)


def last_change() -> Place:
    """The newest settled change; the beginning where there is none."""
    newest = _settled(Change.objects.all()).order_by("-transaction", "-pk").values_list("transaction", "pk")
    return Place(*(newest.first() or BEGINNING))


def newest_change() -> Change | None:
    """The newest settled change itself."""
    return _settled(Change.objects.all()).order_by("-transaction", "-pk").first()


def is_in_log(place: Place) -> bool:
    """Is there such a place? Not where this is another library, or a copy on another server."""
    if place == BEGINNING:
        return True
    return Change.objects.filter(transaction=place.transaction, pk=place.change).exists()


def _settled(changes: QuerySet[Change]) -> QuerySet[Change]:
    return changes.filter(transaction__lt=SettledBelow())


class Following(NamedTuple):
    """A node and how many changes its indexes have still to hear of; None where it keeps no such index."""

    node: Node
    words_behind: int | None
    vectors_behind: int | None


def nodes() -> list[Following]:
    """Every node that was heard of, by name."""
    return [
        Following(
            node,
            _behind(node.words_transaction, node.words_change),
            _behind(node.vectors_transaction, node.vectors_change),
        )
        for node in Node.objects.order_by("kind", "name")
    ]


def _behind(transaction: int | None, change: int | None) -> int | None:
    if transaction is None or change is None:
        return None
    return after(Place(transaction, change)).count()


def records_are_in() -> dict[str, str | int]:
    """Which database holds the records; on PostgreSQL also for how many seconds the oldest change has waited for an
    older transaction to end: another program's, where it is many."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT sqlite_version()")
            return {"in": f"SQLite {cursor.fetchone()[0]}"}
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    waiting = Change.objects.filter(transaction__gte=SettledBelow()).aggregate(oldest=Min("at"))["oldest"]
    held_up = max(0, round((now() - waiting).total_seconds())) if waiting else 0
    return {"in": f"PostgreSQL {version}", "change log held up (seconds)": held_up}


def history_of(thing_kind: str, thing: str) -> Iterator[AuditRow]:
    """What was done to one thing, newest first."""
    return AuditRow.objects.filter(thing_kind=thing_kind, thing=thing).order_by("-at", "-pk").iterator()
