"""An erased report is in no store and behind no door; no backup brings it back. The same for one withdrawn, at once."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import PROJECT, command

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Target:
    """The document that goes: the plain text sample, so that its words can be seen in its bytes."""

    review: str
    document: str
    sha256: str
    name: str
    sentence: str
    point: str


@pytest.fixture
def target(sample_library: Path) -> Target:
    with closing(sqlite3.connect(sample_library / "heeded.sqlite3")) as database:
        key, document, sha256, name, review = database.execute(
            "SELECT d.id, d.identifier, d.sha256, d.name, w.identifier FROM library_document d "
            "JOIN library_work w ON w.id = d.work_id WHERE d.name LIKE '17-%'"
        ).fetchone()
        points = database.execute(
            "SELECT identifier FROM library_learningpoint WHERE document_id = ? ORDER BY id", (key,)
        )
        point = points.fetchone()[0]
        texts = [
            row[0]
            for row in database.execute("SELECT text FROM library_passage WHERE document_id = ?", (key,))
        ]
        others = " ".join(
            row[0]
            for row in database.execute("SELECT text FROM library_passage WHERE document_id != ?", (key,))
        )
    words = max(texts, key=len).split()
    sentence = next(
        part
        for at in range(len(words) - 6)
        if (part := " ".join(words[at : at + 6])) not in others and part.isascii()
    )
    return Target(review, document, sha256, name, sentence, point)


def where(folder: Path, target: Target) -> list[str]:
    """Every file of a library that holds the sentence or the file's name, however JSON or a line break writes it."""
    needles = [target.sentence, target.name, target.name.removesuffix(".txt")]
    spaced = [needle.encode() for needle in needles]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            flat = content.replace(b"\r\n", b" ").replace(b"\\n", b" ").replace(b"\n", b" ")
            if any(needle in content or needle in flat for needle in spaced):
                found.append(str(path.relative_to(folder)))
    return found


def doors(folder: Path, target: Target) -> dict[str, list[Any]]:
    asked = {name: getattr(target, name) for name in ("review", "document", "point", "sentence", "name")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.doors"],
        input=json.dumps(asked),
        env={**os.environ, "HEEDED_DATA": str(folder), "HEEDED_MODE": "test"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, list[Any]] = json.loads(done.stdout)
    return answers


def found(folder: Path, target: Target) -> int:
    total: int = command("search", f'"{target.sentence}"', "--json", data=folder).json["total"]["passages"]
    return total


def assert_gone(folder: Path, target: Target) -> None:
    """No door shows it; the addresses that name it answer as if it had never been there."""
    answers = doors(folder, target)
    assert [address for address, (_, shown) in answers.items() if shown and "?q=" not in address] == []
    named = {address: answer[0] for address, answer in answers.items() if target.review in address}
    named |= {address: answer[0] for address, answer in answers.items() if target.document in address}
    assert set(named.values()) == {404}, named
    assert answers[f"/learning-points/{target.point}/"][0] in {403, 404}, "decisions are for staff only"
    assert found(folder, target) == 0


def test_before_anything_the_scan_and_the_doors_do_find_it(sample_library: Path, target: Target) -> None:
    held = where(sample_library, target)
    assert any(name.startswith("heeded.sqlite3") for name in held)
    assert f"files/{target.sha256[:2]}/{target.sha256}" in held
    shown = {address for address, (status, shown) in doors(sample_library, target).items() if shown}
    assert f"/documents/{target.document}/" in shown and f"/documents/{target.document}/text" in shown
    assert found(sample_library, target) > 0


def test_nothing_is_left_of_an_erased_report(sample_library: Path, target: Target, tmp_path: Path) -> None:
    backup = tmp_path / "before.zip"
    doors(sample_library, target)  # pictures and copies are made and must go too
    assert command("backup", backup, "--json", data=sample_library).code == 0
    answer = command("erase", target.document, "--reason", "court-order", "--json", data=sample_library)
    assert answer.json["state"] == "erased" and target.sha256 in answer.json["hashes"]
    assert where(sample_library, target) == []
    assert_gone(sample_library, target)
    assert where(sample_library, target) == [], "looking for it left nothing either"
    _tombstone_stays(sample_library, target)
    state = command("check", "--json", data=sample_library).json
    assert state["ok"] and state["files"] == {"missing": [], "changed": [], "unnamed": []}
    _backup_does_not_bring_it_back(backup, sample_library, target, tmp_path)


def _tombstone_stays(library: Path, target: Target) -> None:
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        stones = dict(database.execute("SELECT thing, reason FROM core_tombstone").fetchall())
        assert stones[target.document] == "court-order"
        rows = database.execute("SELECT count(*) FROM core_auditrow WHERE action = 'document.erase'")
        assert rows.fetchone() == (1,)
    lines = (library / "erasures.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["identifier"] == target.document


def _backup_does_not_bring_it_back(backup: Path, library: Path, target: Target, tmp_path: Path) -> None:
    plain, replayed = tmp_path / "plain", tmp_path / "replayed"
    assert command("restore", backup, "--json", data=plain).json["erased again"] == 0
    assert found(plain, target) > 0, "without its erasures a backup is what it was"
    erasures = library / "erasures.jsonl"
    answer = command("restore", backup, "--erasures", erasures, "--json", data=replayed)
    assert answer.json["erased again"] == 1
    assert where(replayed, target) == []
    assert_gone(replayed, target)


def test_the_same_file_is_not_taken_again(sample_library: Path, target: Target, tmp_path: Path) -> None:
    original = tmp_path / target.name
    original.write_bytes((sample_library / "files" / target.sha256[:2] / target.sha256).read_bytes())
    command("erase", target.document, "--reason", "identified-someone", "--json", data=sample_library)
    again = command("samples", "--json", data=sample_library).json
    row = next(row for row in again if row["file"] == target.name)
    assert row["state"] == "refused" and "erased" in row["error"]


def test_an_erasure_that_was_interrupted_is_carried_out(sample_library: Path, target: Target) -> None:
    """It is written down first; whoever works next does it."""
    line = {
        "identifier": target.document,
        "hashes": [target.sha256],
        "reason": "other",
        "at": "2025-01-01T00:00:00+00:00",
    }
    (sample_library / "erasures.jsonl").write_text(json.dumps(line) + "\n")
    assert command("work", "--once", "--json", data=sample_library).code == 0
    assert where(sample_library, target) == []


def test_what_is_withdrawn_is_hidden_at_once(sample_library: Path, target: Target) -> None:
    """In the database alone: the index has not heard of it yet, and still nothing shows."""
    with closing(sqlite3.connect(sample_library / "heeded.sqlite3")) as database:
        database.execute(
            "UPDATE library_document SET state = 'withdrawn', withdrawn_at = '2025-01-01', withdrawn_by = 'operator' "
            "WHERE identifier = ?",
            (target.document,),
        )
        database.commit()
    assert_gone(sample_library, target)


def test_withdrawing_by_the_command(sample_library: Path, target: Target) -> None:
    assert command("withdraw", target.document, "--reason", "a doubt", data=sample_library).code == 0
    assert_gone(sample_library, target)
    assert where(sample_library, target), "withdrawn is not erased"
