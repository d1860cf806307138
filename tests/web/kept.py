"""The small library, made once by each test process and put back for every test: its rows, files and index.

Making it takes some 70 ms of work, putting it back 10, and two hundred tests ask for it.
"""

import pickle
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from heeded.core.clock import now
from heeded.search.services import follow
from tests.web.made import World, world

_OLD = timedelta(hours=1)  # a test may have frozen another time
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What making the library left behind, over what stood in the database before."""

    before: Rows
    added: Rows
    folder: Path
    world: bytes
    made_at: datetime


_kept: list[_Kept] = []


def library_in(folder: Path, keep_in: Path) -> World:
    """The library in this test's database and folder. The first time it is made and kept in `keep_in`."""
    before = _rows()
    if not _kept:
        made = world()
        follow()
        shutil.copytree(folder, keep_in, dirs_exist_ok=True)
        _kept.append(_Kept(before, _added(before, _rows()), keep_in, pickle.dumps(made), now()))
        return made
    kept = _kept[0]
    if before != kept.before or not kept.made_at <= now() < kept.made_at + _OLD:
        made = world()
        follow()
        return made
    shutil.copytree(kept.folder, folder, dirs_exist_ok=True)
    with connection.cursor() as cursor:
        for table, rows in kept.added.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
    again: World = pickle.loads(kept.world)
    return again


def _rows() -> Rows:
    """Every row of every table, as stored."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def _added(before: Rows, after: Rows) -> Rows:
    """What is in `after` only. Nothing that stood there before may have been changed."""
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows, f"making the library changed what stood in {table}"
    return {table: rows[len(before[table]) :] for table, rows in after.items() if rows != before[table]}
