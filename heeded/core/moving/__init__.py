"""Copying the records of a library from one database to another, whole or not at all. Start at `move`; a backup of
a library on PostgreSQL is a copy in SQLite."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.guards import guard_audit
from heeded.core.models import AuditRow
from heeded.core.moving._tables import Table, copy_rows, fingerprint, models
from heeded.core.moving._target import TARGET, connected, look_over, make_tables, mark, must_be_empty
from heeded.core.schema import this_version


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: each table as it was counted and hashed on both sides."""

    tables: tuple[Table, ...]

    @property
    def rows(self) -> int:
        """How many rows there are altogether."""
        return sum(table.rows for table in self.tables)

    @property
    def sha256(self) -> str:
        """One hash for all tables."""
        return hashlib.sha256("".join(table.sha256 for table in self.tables).encode()).hexdigest()


def move(target: dict[str, Any], *, by: Actor, tell: Callable[[str], None] = lambda _: None) -> Moved:
    """Copy every record from this library's database into an empty one, count and hash both sides, and only then
    let it count. The database that it was in stays as it is; nobody may write to it meanwhile.

    `target`: Django's settings of a database. A move that was interrupted is begun anew. `tell` hears the name of
    each table.

    Raises:
        Refused: the target cannot be reached or holds something, or a table is not the same on both sides.
    """
    return copy(target, tell=tell, note=lambda tables: _note(by, tables))


def copy(
    target: dict[str, Any],
    *,
    tell: Callable[[str], None] = lambda _: None,
    note: Callable[[list[Table]], None] = lambda _: None,
) -> Moved:
    """The same without an audit row of its own, unless `note` writes one into the target.

    Raises:
        Refused: as above.
    """
    with connected(target):
        must_be_empty()
        make_tables(tell)
        try:
            with _as_of_now(), transaction.atomic(using=TARGET):
                tables = _copied(tell)
                note(tables)
        except DatabaseError as error:
            raise Refused(
                f"The other database did not take everything ({type(error).__name__}). Nothing was moved.",
                advice="The library is as it was. Tell those who make Heeded.",
            ) from error
        guard_audit(using=TARGET)
        look_over()
        mark(this_version())
    return Moved(tuple(tables))


@contextmanager
def _as_of_now() -> Iterator[None]:
    """The source as of one moment: SQLite lets nobody write meanwhile, PostgreSQL shows what was there at first."""
    with transaction.atomic():
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _copied(tell: Callable[[str], None]) -> list[Table]:
    """Every table, copied and then compared. What making the tables put into them goes first."""
    found, chosen = [], models()
    connection = connections[TARGET]
    with connection.cursor() as cursor:
        for model in chosen:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 -- our own
        for model in chosen:
            tell(model._meta.db_table)
            copy_rows(model, source=DEFAULT_DB_ALIAS, target=TARGET)
            found.append(_compared(model))
        for statement in connection.ops.sequence_reset_sql(no_style(), chosen):
            cursor.execute(statement)
    return found


def _compared(model: Any) -> Table:
    here, there = fingerprint(model, using=DEFAULT_DB_ALIAS), fingerprint(model, using=TARGET)
    if here != there:
        raise Refused(
            f"The table {here.name} is not the same on both sides ({here.rows} rows and {there.rows}). "
            "Nothing was moved.",
            advice="The library is as it was. Tell those who make Heeded.",
        )
    return here


def _note(by: Actor, tables: list[Table]) -> None:
    """The audit goes on in its new place."""
    details = {"rows": sum(table.rows for table in tables), "tables": len(tables)}
    AuditRow(
        at=now(), actor=by.audit_name, action="library.move", thing_kind="library", thing="1", details=details
    ).save(using=TARGET)
