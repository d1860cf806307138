"""Copying the records of a library from one database to another, whole or not at all. Start at `move`; a backup of
a library on PostgreSQL is a copy in SQLite."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.guards import guard_audit
from heeded.core.models import AuditRow
from heeded.core.moving._tables import Table, copy_rows, fingerprint, models
from heeded.core.schema import MOVING, mark_tables, marked_tables, this_version

_TARGET = "target"
_LOG_OF_MIGRATIONS = "django_migrations"


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
    with _connected(target):
        _must_be_empty()
        _make_tables(tell)
        try:
            with _as_of_now(), transaction.atomic(using=_TARGET):
                tables = _copied(tell)
                note(tables)
        except DatabaseError as error:
            raise Refused(
                f"The other database did not take everything ({type(error).__name__}). Nothing was moved.",
                advice="The library is as it was. Tell those who make Heeded.",
            ) from error
        guard_audit(using=_TARGET)
        _mark(this_version())
    return Moved(tuple(tables))


@contextmanager
def _connected(target: dict[str, Any]) -> Iterator[None]:
    known = connections.configure_settings({DEFAULT_DB_ALIAS: {}, _TARGET: dict(target)})
    connections.settings[_TARGET] = known[_TARGET]
    try:
        with closing(connections[_TARGET]):
            try:
                connections[_TARGET].ensure_connection()
            except OperationalError as error:
                raise Refused(
                    "The other database cannot be reached.",
                    advice="Check its address, and that PostgreSQL runs and lets this machine in.",
                ) from error
            yield
    finally:
        del connections[_TARGET]
        del connections.settings[_TARGET]


def _must_be_empty() -> None:
    """Half of an earlier move is cleared away; anything else that is there stays, and is no place for a library."""
    connection = connections[_TARGET]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not tables:
            return
        half = connection.vendor == "postgresql" and _LOG_OF_MIGRATIONS in tables
        if not half or marked_tables(using=_TARGET) != MOVING:
            raise Refused("The other database is not empty.", advice="Make an empty one: createdb heeded")
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")


def _make_tables(tell: Callable[[str], None]) -> None:
    """Empty tables of this version, marked as half moved before there is anything in them."""
    from django.db.migrations.recorder import MigrationRecorder

    tell("the tables")
    MigrationRecorder(connections[_TARGET]).ensure_schema()
    _mark(MOVING)
    call_command("migrate", database=_TARGET, interactive=False, verbosity=0)


def _mark(words: str) -> None:
    """A file of SQLite has its mark beside it, if it is to be a library at all."""
    if connections[_TARGET].vendor == "postgresql":
        mark_tables(words, using=_TARGET)


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
    connection = connections[_TARGET]
    with connection.cursor() as cursor:
        for model in chosen:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 -- our own
        for model in chosen:
            tell(model._meta.db_table)
            copy_rows(model, source=DEFAULT_DB_ALIAS, target=_TARGET)
            found.append(_compared(model))
        for statement in connection.ops.sequence_reset_sql(no_style(), chosen):
            cursor.execute(statement)
    return found


def _compared(model: Any) -> Table:
    here, there = fingerprint(model, using=DEFAULT_DB_ALIAS), fingerprint(model, using=_TARGET)
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
    ).save(using=_TARGET)
