"""Letting the database overwrite what was deleted: rows that are gone are still bytes on its disk."""

import logging
import time

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

log = logging.getLogger(__name__)
_TRIES = 3  # each waits as long as the database waits for others
_PATIENCE = 20.0  # seconds for those who still read an old state
_LOOK = 0.1
_SAMPLES = "pg_statistic"  # what planning queries knows of the values in each column


def overwrite_what_was_freed() -> None:
    """Of what was deleted nothing stays in the database's files. Not inside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _rewrite(cursor)
        else:
            _vacuum(cursor)


def _vacuum(cursor: CursorWrapper) -> None:
    """SQLite: the file is written anew without the freed pages, and the log beside it is emptied."""
    cursor.execute("VACUUM")
    for _ in range(_TRIES):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0] == 0:
            return
    log.warning("somebody keeps reading an old state: the log of the database is emptied when they are done")


def _rewrite(cursor: CursorWrapper) -> None:
    """PostgreSQL: each table is written anew, once nobody sees the rows any more. Its write-ahead log goes by what
    its operator keeps of it (docs/running.md)."""
    if not _nobody_sees(cursor):
        log.warning(
            "somebody keeps reading an old state: what was erased leaves the disk at the next erasure"
        )
    tables = connection.introspection.table_names(cursor)
    cursor.execute("SET statement_timeout = 0")
    try:
        for table in [*tables, _SAMPLES]:
            _rewrite_table(cursor, connection.ops.quote_name(table))
    finally:
        cursor.execute("RESET statement_timeout")


def _rewrite_table(cursor: CursorWrapper, table: str) -> None:
    for attempt in range(_TRIES):
        try:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")  # and what is known of its commonest values
            return
        except OperationalError:  # others had it for too long
            if attempt + 1 == _TRIES:
                log.warning(
                    "the table %s is busy: what was erased leaves the disk at the next erasure", table
                )


def _nobody_sees(cursor: CursorWrapper) -> bool:
    """Wait until all who began before the deletion have ended: until then the rows are kept for them."""
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    since = cursor.fetchone()[0]
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::xid)",
            [since],
        )
        if not cursor.fetchone()[0]:
            return True
        time.sleep(_LOOK)
    return False
