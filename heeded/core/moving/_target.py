"""The database that records are copied into: connected beside the library's own, empty, and marked while it is half
full."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

from heeded.core.errors import Refused
from heeded.core.schema import MOVING, mark_tables, marked_tables

TARGET = "target"
_LOG_OF_MIGRATIONS = "django_migrations"


@contextmanager
def connected(target: dict[str, Any]) -> Iterator[None]:
    """Django's connection `TARGET`, for as long as it is needed.

    Raises:
        Refused: it cannot be reached.
    """
    known = connections.configure_settings({DEFAULT_DB_ALIAS: {}, TARGET: dict(target)})
    connections.settings[TARGET] = known[TARGET]
    try:
        with closing(connections[TARGET]):
            try:
                connections[TARGET].ensure_connection()
            except OperationalError as error:
                raise Refused(
                    "The other database cannot be reached.",
                    advice="Check its address, and that PostgreSQL runs and lets this machine in.",
                ) from error
            yield
    finally:
        del connections[TARGET]
        del connections.settings[TARGET]


def must_be_empty() -> None:
    """Half of an earlier move is cleared away; anything else that is there stays, and is no place for a library."""
    connection = connections[TARGET]
    with transaction.atomic(using=TARGET), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not tables:
            return
        half = connection.vendor == "postgresql" and _LOG_OF_MIGRATIONS in tables
        if not half or marked_tables(using=TARGET) != MOVING:
            raise Refused("The other database is not empty.", advice="Make an empty one: createdb heeded")
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")


def make_tables(tell: Callable[[str], None]) -> None:
    """Empty tables of this version, marked as half moved before there is anything in them."""
    from django.db.migrations.recorder import MigrationRecorder

    tell("the tables")
    if (
        connections[TARGET].vendor == "postgresql"
    ):  # a file of SQLite has no mark of its own, and no need of one
        with transaction.atomic(using=TARGET):
            MigrationRecorder(connections[TARGET]).ensure_schema()
            mark(MOVING)
    call_command("migrate", database=TARGET, interactive=False, verbosity=0)


def look_over() -> None:
    """PostgreSQL plans by what it knows of the rows, and would look at them of itself only after a minute or two: until
    then a page that asks much took ten times as long."""
    if connections[TARGET].vendor == "postgresql":
        with connections[TARGET].cursor() as cursor:
            cursor.execute("ANALYZE")


def mark(words: str) -> None:
    """A file of SQLite has its mark beside it, if it is to be a library at all."""
    if connections[TARGET].vendor == "postgresql":
        mark_tables(words, using=TARGET)
