"""Erasing a review, boards and teams at the command line, what the samples leave to do, states in words."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import command

pytestmark = pytest.mark.slow


def rows(library: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        return database.execute(query).fetchall()


def test_a_review_is_erased_with_every_document(sample_library: Path, loaded_samples: Path) -> None:
    answers = json.loads((loaded_samples / "answer.json").read_text())
    review = next(row["review"] for row in answers if row["file"].startswith("03-"))
    its = {row["document"] for row in answers if row["review"] == review}
    assert len(its) == 2
    answer = command("erase", review, "--reason", "court-order", "--json", data=sample_library)
    assert answer.code == 0, answer.err
    assert (answer.json["review"], answer.json["state"]) == (review, "erased")
    assert {row["document"] for row in answer.json["documents"]} == its
    assert rows(
        sample_library, f"SELECT count(*) FROM library_document WHERE identifier IN {tuple(its)}"
    ) == [(0,)]
    assert rows(sample_library, f"SELECT count(*) FROM library_work WHERE identifier = '{review}'") == [(0,)]
    words = b"Serious case review in respect of Child R"
    held = [path for path in sample_library.rglob("*") if path.is_file() and words in path.read_bytes()]
    assert held == []
    again = command("erase", review, "--reason", "court-order", "--json", data=sample_library)
    assert again.code == 1 and "no such document or review" in again.json["error"]


def test_the_samples_leave_something_to_do(loaded_samples: Path) -> None:
    library = loaded_samples / "library"
    [(keeper,)] = rows(
        library,
        "SELECT o.name FROM library_document d JOIN library_work w ON w.id = d.work_id "
        "JOIN people_organisation o ON o.id = w.keeper_id WHERE d.state = 'restricted' AND d.read_state = 'read'",
    )
    assert keeper.startswith("Tarnbridge")
    assert rows(library, "SELECT count(*) FROM people_grant WHERE role = 'board-staff'") == [(1,)]
    problems = rows(library, "SELECT kind, answer_by >= date(sent_at) FROM library_problem ORDER BY kind")
    assert problems == [("recognised", 1), ("wrong", 1)]
    assert rows(library, "SELECT count(*) FROM library_work WHERE catalogued AND fictional") == [(3,)]
    assert rows(library, "SELECT count(*) FROM library_work WHERE NOT title_is_confirmed") == [(1,)]
    decided = "SELECT DISTINCT work_id FROM library_factdecision"
    [(without,)] = rows(
        library, f"SELECT count(*) FROM library_work WHERE NOT catalogued AND id NOT IN ({decided})"
    )
    assert without == 5
    assert len(rows(library, decided)) >= 10


def test_a_board_is_named_when_files_are_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A review of what was known. " * 40)
    library = tmp_path / "library"
    answer = command("add", tmp_path / "a.txt", "--board", "Westmarch Board", "--json", data=library)
    assert answer.code == 0, answer.err
    kept = rows(library, "SELECT o.name FROM library_work w JOIN people_organisation o ON o.id = w.keeper_id")
    assert kept == [("Westmarch Board",)]
    granted = rows(library, "SELECT role FROM people_grant")
    assert granted == [("board-staff",)]


def test_an_account_is_in_a_team_of_an_organisation(tmp_path: Path) -> None:
    library = tmp_path / "library"
    said = ["--role", "practitioner", "--team", "Duty team"]
    refused = command("account", "a@example.org", *said, "--json", data=library)
    assert refused.code == 1 and "organisation" in refused.json["error"]
    made = command("account", "a@example.org", *said, "--organisation", "Westmarch", "--json", data=library)
    assert made.code == 0, made.err
    held = rows(library, "SELECT t.name FROM people_membership m JOIN people_team t ON t.id = m.team_id")
    assert held == [("Duty team",)]


def test_people_read_words_and_no_records(loaded_samples: Path, tmp_path: Path) -> None:
    status = command("status", data=loaded_samples / "library")
    assert status.code == 0
    assert "{" not in status.out and "True" not in status.out and "(bytes)" not in status.out
    assert "Free disk: " in status.out and " GB" in status.out
    assert "memory 1,000 MB" in status.out
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "a.txt").write_text("A review of what was known. " * 40)
    added = command("add", tmp_path / "empty.pdf", tmp_path / "a.txt", "--wait", data=tmp_path / "library")
    assert added.code == 1
    assert [line.split("  ")[0] for line in added.out.splitlines() if line.endswith((".pdf", ".txt"))] == [
        "Not accepted",
        "Read",
    ]
