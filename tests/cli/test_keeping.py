"""Keeping a library: backup, restore, check, upgrade."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import PROJECT, command
from tests.intake.made import WEB_REPORT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one report and one known review, made once and copied."""
    folder = tmp_path_factory.mktemp("small")
    report = folder / "report.html"
    report.write_text(WEB_REPORT)
    (folder / "known.csv").write_text("title,year\nAn invented review,2012\n")
    assert command("add", report, "--published", "--json", data=folder / "library").code == 0
    assert command("catalogue", folder / "known.csv", "--json", data=folder / "library").code == 0
    return folder


@pytest.fixture
def library(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small / "library", tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture(scope="module")
def backed_up(small: Path) -> Path:
    target = small / "backup.zip"
    assert command("backup", target, "--json", data=small / "library").code == 0
    return target


@pytest.fixture
def backup(backed_up: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(backed_up, tmp_path))


def counts(library: Path) -> dict[str, Any]:
    found: dict[str, Any] = command("status", "--json", data=library).json["library"]
    return found


def changed(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup, with its members changed."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = backup.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def test_a_restored_library_is_the_same(library: Path, backup: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert command("restore", backup, "--json", data=again).code == 0
    assert counts(again) == counts(library)
    assert {path.name for path in (again / "files").glob("??/*")} == {
        path.name for path in (library / "files").glob("??/*")
    }
    assert command("check", "--json", data=again).json["ok"]
    assert command("search", "neighbours", "--json", data=again).json["total"]["passages"] > 0


def test_a_backup_is_whole_or_not_there(library: Path, backup: Path, tmp_path: Path) -> None:
    refused = command("backup", backup, "--json", data=library)
    assert refused.code == 1 and "there already" in refused.json["error"]
    assert command("backup", tmp_path / "no" / "folder.zip", "--json", data=library).code == 1
    assert [path.name for path in tmp_path.glob("*.half")] == []
    assert not (library / "backup.sqlite3").exists()


def test_a_missing_library_has_no_backup(tmp_path: Path) -> None:
    answer = command("backup", tmp_path / "a.zip", "--json", data=tmp_path / "nothing")
    assert answer.code == 1 and not (tmp_path / "a.zip").exists()


def test_nothing_is_restored_over_a_library(library: Path, backup: Path) -> None:
    answer = command("restore", backup, "--json", data=library)
    assert answer.code == 1 and "already" in answer.json["error"]


def _spoil(part: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.startswith(part))
        content = bytearray(members[name])
        content[len(content) // 2] ^= 1
        members[name] = bytes(content)

    return change


def _without(part: str) -> Callable[[dict[str, bytes]], None]:
    return lambda members: [members.pop(name) for name in list(members) if name.startswith(part)] and None


def _forged(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    manifest["files"].append("../../outside")
    members["manifest.json"] = json.dumps(manifest).encode()
    members["files/../../outside"] = b"written outside"


def _newer(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "schema": "99.0.0 abcdef"}).encode()


@pytest.mark.parametrize(
    "change",
    [_spoil("files/"), _spoil("heeded.sqlite3"), _without("files/"), _without("manifest"), _forged, _newer],
    ids=[
        "a byte of a file",
        "a byte of the records",
        "a file",
        "the manifest",
        "a forged name",
        "a newer version",
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    change: Callable[[dict[str, bytes]], None], backup: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    answer = command("restore", changed(backup, change), "--json", data=again)
    assert answer.code == 1 and answer.json["error"] and answer.json["advice"]
    assert not (again / "heeded.sqlite3").exists() and not list(tmp_path.rglob("outside"))
    assert command("restore", backup, "--json", data=again).code == 0, "the folder can still be used"


def test_what_is_cut_short_is_no_backup(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    for size in (0, 100, len(content) // 2, len(content) - 30):
        cut = tmp_path / f"cut-{size}.zip"
        cut.write_bytes(content[:size])
        assert command("restore", cut, "--json", data=tmp_path / f"from-{size}").code == 1


def _stored(library: Path) -> Path:
    return next((library / "files").glob("??/*"))


def test_check_finds_a_missing_file(library: Path) -> None:
    _stored(library).unlink()
    answer = command("check", "--json", data=library)
    assert answer.code == 1 and len(answer.json["files"]["missing"]) == 1


def test_check_finds_a_changed_byte(library: Path) -> None:
    path = _stored(library)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    answer = command("check", "--json", data=library)
    assert answer.code == 1 and len(answer.json["files"]["changed"]) == 1
    assert command("check", "--quick", "--json", data=library).code == 0, "a quick look reads no file"


def test_check_finds_a_file_that_no_row_names(library: Path) -> None:
    (library / "files" / "ab").mkdir(exist_ok=True)
    (library / "files" / "ab" / ("ab" * 32)).write_bytes(b"left behind")
    answer = command("check", "--json", data=library)
    assert (answer.code, answer.json["files"]["unnamed"]) == (0, ["ab" * 32])


def test_check_finds_drift_of_the_index_and_rebuilding_mends_it(library: Path) -> None:
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        database.execute(
            "UPDATE library_passage SET kind = 'appendix' WHERE id = (SELECT min(id) FROM library_passage)"
        )
        database.execute("DELETE FROM library_passage WHERE id = (SELECT max(id) FROM library_passage)")
        database.commit()
    answer = command("check", "--json", data=library)
    assert answer.code == 1
    assert {name: answer.json["index"][name] for name in ("missing", "extra", "stale")} == {
        "missing": 0,
        "extra": 1,
        "stale": 1,
    }
    command("index", "--rebuild", "--json", data=library)
    assert command("check", "--json", data=library).code == 0


def test_check_says_that_the_index_is_gone(library: Path) -> None:
    shutil.rmtree(library / "index")
    answer = command("check", "--json", data=library)
    assert (answer.code, answer.json["index"]["state"]) == (1, "missing")
    assert command("search", "neighbours", "--json", data=library).json["total"]["passages"] > 0


def test_a_library_of_a_newer_version_is_refused(library: Path) -> None:
    (library / "schema").write_text("99.0.0 abcdef\n")
    for words in (["status"], ["upgrade"], ["search", "x"]):
        answer = command(*words, "--json", data=library)
        assert answer.code == 1 and "newer version" in answer.json["error"]


_BACK = """
import django
from heeded.config.environment import use_settings
use_settings()
django.setup()
from django.core.management import call_command
for room, name in {"reach": "zero", "search": "zero", "core": "0001", "intake": "0001", "library": "0002",
                   "people": "0002"}.items():
    call_command("migrate", room, name, verbosity=0)
"""


def make_older(library: Path) -> None:
    """Take the records back to the tables of the version before search by meaning."""
    environment = {**os.environ, "HEEDED_DATA": str(library), "HEEDED_MODE": "loopback"}
    subprocess.run([sys.executable, "-c", _BACK], env=environment, cwd=PROJECT, check=True, timeout=120)
    (library / "schema").write_text("0.0.1 abcdef\n")
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        columns = {row[1] for row in database.execute("PRAGMA table_info(library_document)")}
    assert "sha256" in columns and "public_pdf_sha256" not in columns


def test_a_library_of_an_older_version_is_upgraded_after_a_backup(library: Path, tmp_path: Path) -> None:
    before = counts(library)
    make_older(library)
    refused = command("status", "--json", data=library)
    assert refused.code == 1 and "heeded upgrade" in refused.json["advice"]
    backup = tmp_path / "before.zip"
    said = command("upgrade", "--backup", backup, "--json", data=library)
    assert said.json.get("state") == "upgraded", said.json
    assert counts(library) == before and zipfile.is_zipfile(backup)
    assert command("upgrade", "--json", data=library).json == {"state": "current", "backup": None}
    assert command("restore", backup, "--json", data=tmp_path / "older").code == 0
    assert counts(tmp_path / "older") == before


def test_the_audit_of_a_library_cannot_be_changed_from_outside_either(library: Path) -> None:
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        for statement in ("DELETE FROM core_auditrow", "UPDATE core_auditrow SET actor = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                database.execute(statement)


def test_no_words_of_a_report_stand_in_the_audit(loaded_samples: Path) -> None:
    with closing(sqlite3.connect(loaded_samples / "library" / "heeded.sqlite3")) as database:
        columns = "actor || '|' || action || '|' || thing_kind || '|' || thing || '|' || details"
        rows = [row[0] for row in database.execute(f"SELECT {columns} FROM core_auditrow")]
        names = [row[0] for row in database.execute("SELECT name FROM library_document")]
        titles = [row[0] for row in database.execute("SELECT title FROM library_work")]
        texts = [row[0] for row in database.execute("SELECT text FROM library_passage")]
    assert len(rows) > 300
    audit = "\n".join(rows)
    assert [words for words in (*names, *titles) if words in audit] == []
    four_words = {
        " ".join(text.split()[at : at + 4]) for text in texts for at in range(0, len(text.split()) - 4, 4)
    }
    assert [words for words in four_words if words in audit] == []
    assert max(map(len, rows)) < 250


def test_two_commands_that_make_one_library_at_once_both_get_there(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(WEB_REPORT)
    with ThreadPoolExecutor(3) as several:
        answers = list(
            several.map(lambda _: command("add", report, "--json", data=tmp_path / "new"), range(3))
        )
    assert [answer.code for answer in answers] == [0, 0, 0], [answer.err[-200:] for answer in answers]
    assert len({answer.json[0]["document"] for answer in answers}) == 1
