"""Whether an empty database is a place for a library."""

from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

from heeded.core.errors import Refused


def must_fit(folder: Path) -> None:
    """A database that cannot hold every letter of a report, or holds something else, is no place for a library; nor
    is an empty one where the records are still in the folder.

    Raises:
        Refused: one of these.
    """
    if (folder / "heeded.sqlite3").exists():
        raise Refused(
            "DATABASE_URL names an empty database, and the records of this library are in its folder.",
            advice="Move them: DATABASE_URL= heeded move --to ADDRESS, or give another folder.",
        )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
        made_by = _made_by(cursor)
    if encoding != "UTF8":
        raise Refused(
            f"The database is in {encoding}, which does not have every letter of a report.",
            advice="Make one in UTF-8: createdb --encoding=UTF8 --template=template0 heeded",
        )
    if made_by - set(apps.app_configs):  # else this is a first making that was broken off
        raise Refused("The database holds something else.", advice="Make a database for Heeded alone.")


def _made_by(cursor: CursorWrapper) -> set[str]:
    """What has made tables here, by Django's own log of it."""
    tables = connection.introspection.table_names(cursor)
    if "django_migrations" not in tables:
        return {"somebody else"} if tables else set()
    cursor.execute("SELECT DISTINCT app FROM django_migrations")
    return {row[0] for row in cursor.fetchall()}
