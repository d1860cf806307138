"""Moving a library to PostgreSQL: all of it or nothing, the same on both sides, and nothing taken from where it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from heeded.cli.commands.move import _must_stand_still, _without_password
from heeded.config.databases import database
from heeded.core import moving
from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.models import AuditRow, Heartbeat, Node
from heeded.core.moving import move
from heeded.core.moving._tables import fingerprint, models
from heeded.core.queries import Place
from heeded.core.schema import MOVING, state_of_mark
from heeded.core.services import node_is_here, record
from heeded.library.models import Document, Fact, Passage, Work
from tests.cli.made import PROJECT, Answer, command
from tests.database.server import Server
from tests.people import made as people
from tests.search.factories import make_document, make_work, propose

TEXT = "“Nobody asked her.” – Ŵyl, 子ども, \U0001f642 'quoted' \\ back\tslash\nline"


@pytest.fixture(autouse=True)
def two_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's tests forbid a second database; here it is what is tested."""

    def ensure_connection(self: BaseDatabaseWrapper) -> None:
        if self.connection is None:
            with self.wrap_database_errors:
                self.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture
def library() -> None:
    """A little of everything: letters of many scripts, numbers, JSON, instants, rows that name each other."""
    make_document(make_work("One"), passages=[TEXT, "Neglect."])
    work = make_work("Two", catalogued=True)
    Work.objects.filter(pk=work.pk).update(keeper=people.board("Invented Board"))
    fact = propose(Document.objects.get(), "harm", "neglect", confidence=0.1 + 0.2)
    Fact.objects.filter(pk=fact.pk).update(spans=[[1, -0.0, 1e-07], {"b": None, "a": [True, 10**12]}])
    node_is_here("here", "web", words=Place(812, 3), vectors=Place(812, 2))
    record("thing.do", by=SYSTEM, thing_kind="document", thing="abc", number=3, nothing=None)


def _to(address: str) -> dict[str, Any]:
    return database(address, Path("/nowhere"))


def _asked(address: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address, autocommit=True) as other:
        return list(other.execute(statement.encode()).fetchall())


def _fingerprints() -> list[moving.Table]:
    return [fingerprint(model, using="default") for model in models()]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_row_arrives_and_none_is_taken(library: None, postgresql: str) -> None:
    before = _fingerprints()
    moved = move(_to(postgresql), by=SYSTEM)
    assert moved.tables == tuple(before) == tuple(_fingerprints())
    assert moved.rows == sum(table.rows for table in before) > 5
    assert _asked(postgresql, "SELECT text FROM library_passage ORDER BY id LIMIT 1") == [(TEXT,)]
    assert _asked(postgresql, "SELECT details FROM core_auditrow WHERE action = 'thing.do'") == [
        ({"number": 3, "nothing": None},)
    ]
    assert _asked(postgresql, f"SELECT {', '.join(Node.PLACES)} FROM core_node") == [(None,) * 4]
    assert "target" not in connections.settings
    _is_a_whole_library(postgresql)
    with pytest.raises(Refused, match="not empty"):
        move(_to(postgresql), by=SYSTEM)
    assert _asked(postgresql, "SELECT count(*) FROM library_work") == [(2,)]


def _is_a_whole_library(postgresql: str) -> None:
    """Of this version, its audit guarded and going on, its keys counted on from where they were."""
    highest = Passage.objects.latest("pk").pk
    mark = _asked(postgresql, "SELECT obj_description('django_migrations'::regclass, 'pg_class')")[0][0]
    assert state_of_mark(mark) == "current"
    assert _asked(postgresql, "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_no_%'") == [(3,)]
    assert _asked(postgresql, "SELECT actor FROM core_auditrow WHERE action = 'library.move'") == [
        ("system:system",)
    ]
    key = "nextval(pg_get_serial_sequence('library_passage', 'id'))"
    assert _asked(postgresql, f"SELECT {key}") == [(highest + 1,)]
    assert _asked(postgresql, "SELECT DISTINCT transaction FROM core_change") == [(0,)]
    assert not AuditRow.objects.filter(action="library.move").exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_place_that_holds_something_is_left_alone(library: None, postgresql: str) -> None:
    with psycopg.connect(postgresql, autocommit=True) as other:
        other.execute("CREATE TABLE theirs AS SELECT 1 AS kept")
    with pytest.raises(Refused, match="not empty"):
        move(_to(postgresql), by=SYSTEM)
    assert _asked(postgresql, "SELECT kept FROM theirs") == [(1,)]
    assert _asked(postgresql, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_move_that_breaks_off_leaves_nothing_that_looks_whole_and_can_be_done_again(
    library: None, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = moving.copy_rows

    def breaks(model: Any, **where: str) -> None:
        if model is Passage:
            raise KeyboardInterrupt
        whole(model, **where)

    monkeypatch.setattr(moving, "copy_rows", breaks)
    with pytest.raises(KeyboardInterrupt):
        move(_to(postgresql), by=SYSTEM)
    monkeypatch.setattr(moving, "copy_rows", whole)
    mark = _asked(postgresql, "SELECT obj_description('django_migrations'::regclass, 'pg_class')")[0][0]
    assert (mark, state_of_mark(mark)) == (MOVING, "half")
    assert _asked(postgresql, "SELECT count(*) FROM library_work") == [(0,)]
    assert move(_to(postgresql), by=SYSTEM).rows == sum(table.rows for table in _fingerprints())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_table_that_differs_is_noticed_and_nothing_counts(
    library: None, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = moving.copy_rows
    spoilt = "UPDATE library_passage SET text = 'Neglect!' WHERE text = 'Neglect.'"

    def spoils(model: Any, **where: str) -> None:
        whole(model, **where)
        if model is Passage:
            with connections[where["target"]].cursor() as cursor:
                cursor.execute(spoilt)

    monkeypatch.setattr(moving, "copy_rows", spoils)
    with pytest.raises(Refused, match="library_passage is not the same"):
        move(_to(postgresql), by=SYSTEM)
    assert _asked(postgresql, "SELECT count(*) FROM library_work") == [(0,)]


@pytest.mark.django_db
def test_nobody_may_be_at_work() -> None:
    _must_stand_still()
    Heartbeat.objects.create(worker="here:1", seen_at=now())
    with pytest.raises(Refused, match="works in this library"):
        _must_stand_still()


@pytest.mark.django_db
def test_an_address_that_nobody_answers_is_said_plainly() -> None:
    with pytest.raises(Refused, match="cannot be reached"):
        move(_to("postgresql://heeded@127.0.0.1:9/heeded"), by=SYSTEM)


@pytest.mark.parametrize(
    "address", ["mysql://a/b", "heeded", "postgresql://", "postgresql://host/", "sqlite:///x"]
)
def test_an_address_of_anything_else_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="DATABASE_URL"):
        _to(address)


def test_a_password_is_not_printed() -> None:
    shown = _without_password("postgresql://heeded:s%40cret@db.example.org:5433/heeded?sslmode=require")
    assert shown == "postgresql://heeded:…@db.example.org:5433/heeded?sslmode=require"
    assert _without_password("postgresql://heeded@db/heeded") == "postgresql://heeded@db/heeded"


@pytest.mark.slow
def test_the_samples_answer_the_same_in_their_new_place(
    sample_library: Path, postgresql: str, tmp_path: Path
) -> None:
    there = command("search", "neglect", "--json", data=sample_library)
    moved = command("move", "--to", postgresql, "--json", data=sample_library)
    assert moved.code == 0, moved.err
    assert {"library_document", "core_auditrow"} <= {
        row["table"] for row in moved.json["tables"] if row["rows"]
    }

    def at_new(*words: str | Path) -> Answer:
        return command(*words, "--json", data=sample_library, DATABASE_URL=postgresql)

    assert at_new("search", "neglect").json == there.json
    assert at_new("check").json["ok"]
    known = next(row for row in at_new("search", "neglect").json["results"])
    assert at_new("withdraw", known["passages"][0]["document"]).code == 0
    assert at_new("search", "neglect").json != there.json
    assert command("search", "neglect", "--json", data=sample_library).json == there.json, (
        "SQLite is as it was"
    )
    assert at_new("move", "--to", postgresql).code == 1
    saved = at_new("backup", tmp_path / "backup.zip")
    assert saved.code == 0, saved.err
    assert not list(sample_library.glob("backup.sqlite3*"))
    assert "restored into a folder first" in at_new("restore", tmp_path / "backup.zip").json["error"]
    assert command("restore", tmp_path / "backup.zip", "--json", data=tmp_path / "again").code == 0
    again = command("search", "neglect", "--json", data=tmp_path / "again").json
    assert again == at_new("search", "neglect").json


@pytest.mark.slow
def test_a_move_that_is_killed_can_be_done_again(
    sample_library: Path, postgresql: str, postgresql_server: Server
) -> None:
    name = postgresql.rsplit("/", 1)[1]
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "HEEDED_DATA": str(sample_library)}
    killed = subprocess.Popen(
        [sys.executable, "-m", "heeded", "move", "--to", postgresql],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for_tables(postgresql_server, name)
        killed.send_signal(signal.SIGKILL)
    finally:
        killed.kill()
        killed.wait()
    refused = command("status", "--json", data=sample_library, DATABASE_URL=postgresql)
    assert refused.code == 1 and "never wholly moved" in refused.json["error"]
    again = command("move", "--to", postgresql, "--json", data=sample_library)
    assert again.code == 0, again.err
    assert command("check", "--json", data=sample_library, DATABASE_URL=postgresql).json["ok"]


def _wait_for_tables(server: Server, name: str) -> None:
    """Return in the middle of making them: the mark is there by then, the records are not."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        count = server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database=name)
        if int(count) > 10:
            return
        time.sleep(0.02)
    raise AssertionError("no table was made")
