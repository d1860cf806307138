"""The command line on a library whose records are on PostgreSQL: what it makes, and what it refuses in plain words."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.made import PROJECT, command
from tests.database.server import Server

pytestmark = pytest.mark.slow


def _mark(server: Server, address: str, words: str = "") -> str:
    """What stands as the version of the library; written anew where words are given."""
    name = address.rsplit("/", 1)[1]
    if words:
        server.run(f"COMMENT ON TABLE django_migrations IS '{words}'", database=name)
    return server.run("SELECT obj_description('django_migrations'::regclass, 'pg_class')", database=name)


def test_two_commands_make_one_library_and_versions_are_told_apart(
    postgresql: str, postgresql_server: Server, tmp_path: Path
) -> None:
    environment = {"PYTHONPATH": str(PROJECT), "DATABASE_URL": postgresql, "PATH": "/usr/bin:/bin"}
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "heeded", "--data", tmp_path / name, "status", "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("one", "other")
    ]
    for each in both:
        _, said = each.communicate(timeout=200)
        assert each.returncode == 0, said.decode()
    assert not (tmp_path / "one" / "heeded.sqlite3").exists()
    made = _mark(postgresql_server, postgresql)
    _mark(postgresql_server, postgresql, "99.0.0 abcdef")
    newer = command("status", "--json", data=tmp_path / "one", DATABASE_URL=postgresql)
    assert "newer version" in newer.json["error"]
    _mark(postgresql_server, postgresql, "0.0.1 abcdef")
    older = command("status", "--json", data=tmp_path / "one", DATABASE_URL=postgresql)
    assert "heeded upgrade" in older.json["advice"]
    asked = command("upgrade", "--json", data=tmp_path / "one", DATABASE_URL=postgresql)
    assert asked.code == 1 and "pg_dump" in asked.json["advice"]
    done = command("upgrade", "--backed-up", "--json", data=tmp_path / "one", DATABASE_URL=postgresql)
    assert (done.code, done.json["state"]) == (0, "upgraded")
    assert _mark(postgresql_server, postgresql) == made


def test_a_library_of_another_server_is_set_right_when_it_is_opened(
    postgresql: str, postgresql_server: Server, tmp_path: Path
) -> None:
    name = postgresql.rsplit("/", 1)[1]
    assert command("status", "--json", data=tmp_path, DATABASE_URL=postgresql).code == 0
    row = "INSERT INTO core_change (at, kind, thing_kind, thing, transaction) VALUES (now(), 'facts', 'work', 1, 10^15)"
    postgresql_server.run(row, database=name)
    assert command("index", "--json", data=tmp_path, DATABASE_URL=postgresql).code == 0
    assert postgresql_server.run("SELECT DISTINCT transaction FROM core_change", database=name) == "0"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", "LATIN1"),
        ("CREATE DATABASE {name}; \\c {name}\nCREATE TABLE theirs (id int)", "something else"),
    ],
)
def test_a_database_that_is_no_place_for_a_library_is_refused(
    postgresql_server: Server, tmp_path: Path, statement: str, said: str
) -> None:
    name = f"odd_{len(statement)}"
    postgresql_server.run(statement.format(name=name))
    refused = command("status", "--json", data=tmp_path, DATABASE_URL=postgresql_server.address(name))
    assert refused.code == 1 and said in refused.json["error"]


def test_records_left_in_the_folder_are_not_forgotten(postgresql: str, tmp_path: Path) -> None:
    (tmp_path / "heeded.sqlite3").touch()
    refused = command("status", "--json", data=tmp_path, DATABASE_URL=postgresql)
    assert refused.code == 1 and "heeded move" in refused.json["advice"]


@pytest.mark.parametrize(
    "address", ["postgresql://heeded:secret@127.0.0.1:9/heeded", "nonsense", "mysql://a:secret@b/c"]
)
def test_an_address_without_an_answer_is_said_and_its_password_is_not(tmp_path: Path, address: str) -> None:
    refused = command("status", "--json", data=tmp_path, DATABASE_URL=address)
    assert refused.code == 1 and "DATABASE_URL" in refused.json["error"] + refused.json["advice"]
    assert "secret" not in refused.out + refused.err and "Traceback" not in refused.err
