"""What programs rely on: the shape of each answer, and that nothing else is printed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from heeded.engine.meaning import model_folder
from tests.cli.made import Answer, command
from tests.intake.made import BUILT, REPORT

pytestmark = pytest.mark.slow
ADDED = {"file", "sha256", "review", "document", "state", "error"}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_adding(report: Path, tmp_path: Path) -> None:
    empty, library = tmp_path / "empty.pdf", tmp_path / "made" / "library"
    empty.touch()
    answer = command("add", report, empty, tmp_path / "nowhere.pdf", "--wait", "--json", data=library)
    assert answer.code == 1, "something was refused"
    rows: list[dict[str, Any]] = answer.json
    assert [set(row) for row in rows] == [ADDED] * 3
    by_name = {Path(row["file"]).name: row for row in rows}
    assert {name: row["state"] for name, row in by_name.items()} == {
        "report.txt": "read",
        "empty.pdf": "refused",
        "nowhere.pdf": "refused",
    }
    assert by_name["report.txt"]["error"] is None and by_name["empty.pdf"]["error"]
    again = command("--json", "add", "--wait", report, "--data", library)
    assert (again.code, again.json[0]["state"]) == (0, "known")
    assert again.json[0]["document"] == by_name["report.txt"]["document"]
    found = command("search", "neighbours", "--json", data=library).json
    assert found["total"] == {"reviews": 1, "passages": 1}


def test_without_waiting_a_file_is_waiting(report: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert command("add", report, "--json", data=library).json[0]["state"] == "waiting"
    assert command("work", "--once", "--json", data=library).json == {"waiting": 0}
    assert command("add", report, "--json", data=library).json[0]["state"] == "known"
    assert command("status", "--json", data=library).json["intake"]["waiting"] == 0


def test_a_node_that_follows(report: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    command("add", report, "--wait", "--json", data=library)
    caught_up = command("follow", "--once", "--json", data=library).json
    assert set(caught_up) == {"documents", "behind", "vectors behind"} and caught_up["behind"] == 0
    (node,) = command("status", "--json", data=library).json["nodes"].values()
    assert set(node) == {
        "kind",
        "words behind",
        "vectors behind",
        "erasures to confirm",
        "seconds since heard of",
    }
    left = command("follow", "--leave", "--json", data=library).json
    assert set(left) == {"node", "left"} and command("status", "--json", data=library).json["nodes"] == {}
    refused = command("follow", "--from", "https://library.example.org", "--json", data=library)
    assert refused.code == 1 and set(refused.json) == {"error", "advice"}


def test_published_by_the_operator(report: Path, tmp_path: Path) -> None:
    answer = command("add", report, "--published", "--json", data=tmp_path / "library")
    assert (answer.code, answer.json[0]["state"]) == (0, "read")
    assert command("status", "--json", data=tmp_path / "library").json["library"]["published"] == 1


def test_a_file_that_is_not_held_is_read_without_being_stored(report: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    answer = command("recommendations", report, "--json", data=library, cwd=tmp_path)
    assert answer.code == 0
    rows = answer.json
    assert [set(row) for row in rows] == [{"id", "number", "text", "pages", "addressees"}] * 2
    assert ([row["number"] for row in rows], [row["id"] for row in rows]) == (["1", "2"], [None, None])
    assert rows[0]["text"].endswith("how it will check that a call was answered.")
    sections = command(
        "sections", BUILT / "05-pellwick-family-g.pdf", "--json", data=library, cwd=tmp_path
    ).json
    assert {frozenset(row) for row in sections} == {frozenset({"title", "level", "kind", "page"})}
    facts = command("facts", BUILT / "05-pellwick-family-g.pdf", "--json", data=library, cwd=tmp_path).json
    assert {frozenset(row) for row in facts} == {
        frozenset({"name", "value", "page", "quote", "confidence", "subject"})
    }
    assert not library.exists() and [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_library_is_not_changed_by_looking_at_a_file(
    sample_library: Path, report: Path, tmp_path: Path
) -> None:
    library = shutil.copytree(sample_library, tmp_path / "library")  # of which nobody else has anything open
    before = contents(library)
    assert command("recommendations", report, "--json", data=library).json
    assert contents(library) == before


def test_what_is_held_is_asked_by_file_review_or_document(sample_library: Path, loaded_samples: Path) -> None:
    row = next(
        r for r in json.loads((loaded_samples / "answer.json").read_text()) if r["file"].startswith("01")
    )
    by_name = {
        name: command("recommendations", name, "--json", data=sample_library).json
        for name in (row["review"], row["document"], str(BUILT / row["file"]))
    }
    first, *others = by_name.values()
    assert len(first) > 3 and others == [first, first]
    assert all(one["id"] and one["pages"] == sorted(one["pages"]) for one in first)


def test_searching(sample_library: Path) -> None:
    answer = command(
        "search", "bruise baby", "--json", "--top", "3", "--per-review", "2", data=sample_library
    ).json
    assert set(answer) == {
        "total", "mode", "by_word_only", "results", "corrections", "notes", "suggestions", "not_held",
    }  # fmt: skip
    assert answer["mode"] in {"words", "both"}
    assert set(answer["total"]) == {"reviews", "passages"}
    assert 0 < len(answer["results"]) <= 3
    ranks = []
    for review in answer["results"]:
        assert set(review) == {"review", "title", "board", "year", "fictional", "passages"}
        assert review["fictional"] is True and len(review["passages"]) <= 2
        for passage in review["passages"]:
            assert set(passage) == {
                "rank",
                "document",
                "file",
                "page",
                "label",
                "start",
                "end",
                "text",
                "marks",
                "why",
                "found_by",
                "meaning",
                "closeness",
            }
            assert passage["found_by"] in {"words", "meaning", "both"}
            assert all(0 <= start < end <= len(passage["text"]) for start, end in passage["marks"])
            ranks.append(passage["rank"])
    assert sorted(ranks) == sorted(set(ranks)) and min(ranks) == 1


def test_every_row_of_the_samples_says_fictional(loaded_samples: Path) -> None:
    rows = json.loads((loaded_samples / "answer.json").read_text())
    assert len(rows) >= 16
    assert [row["file"] for row in rows if row["fictional"] is not True or row["state"] != "read"] == []
    assert {frozenset(row) for row in rows} == {frozenset(ADDED | {"fictional", "briefing"})}


def test_loading_the_samples_again_changes_nothing(sample_library: Path) -> None:
    before = command("status", "--json", data=sample_library).json["library"]
    assert command("samples", "--json", data=sample_library).code == 0
    assert command("status", "--json", data=sample_library).json["library"] == before


def test_samples_and_real_reviews_stay_apart(report: Path, sample_library: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    command("add", report, "--json", data=real)
    refused = command("samples", "--json", data=real)
    assert refused.code == 1 and "real reviews" in refused.json["error"]
    added = command("add", report, "--json", data=sample_library)
    assert (added.code, added.json[0]["state"]) == (1, "refused")


@pytest.mark.parametrize(
    "words", [["search", "x"], ["status"], ["check"], ["index"], ["catalogue", "none.csv"]]
)
def test_a_missing_library_is_made(words: list[str], tmp_path: Path) -> None:
    answer = command(*words, "--json", data=tmp_path / "new" / "library")
    assert answer.json is not None
    assert (tmp_path / "new" / "library" / "heeded.sqlite3").exists()


def test_every_command_prints_one_document(
    sample_library: Path, loaded_samples: Path, tmp_path: Path
) -> None:
    row = json.loads((loaded_samples / "answer.json").read_text())[0]
    (tmp_path / "known.csv").write_text(
        "title,board,year\nAn invented review,Invented Board,2012\n,no title,2011\n"
    )
    for words, code in [
        (["sections", row["review"]], 0),
        (["facts", row["review"]], 0),
        (["check"], 0),
        (["index"], 0),
        (["index", "--rebuild"], 0),
        (["model"], 0),
        (["embed", "--seconds", "0"], 0 if model_folder(chosen=None, library=sample_library) else 1),
        (["again", row["document"], "facts", "--alone"], 0),
        (["again", row["document"], "nonsense"], 1),
        (["publish", row["document"]], 1),
        (["publish", row["document"], "--restrictions-checked"], 0),
        (["catalogue", str(tmp_path / "known.csv")], 1),
        (["account", "someone@example.org"], 0),
        (["account", "someone@example.org"], 1),
        (["alerts", "run", "--dry-run"], 0),
        (["alerts", "run", "--now"], 0),
        (["reminders", "try", "--on", "2026-11-30"], 0),
        (["reminders", "list"], 0),
        (["reminders", "run"], 0),
        (["reminders", "try", "--board", "nowhere"], 1),
        (["backup", str(tmp_path / "backup.zip")], 0),
        (["upgrade"], 0),
        (["move", "--to", "mysql://example.org/heeded"], 1),
        (["withdraw", row["document"]], 0),
        (["withdraw", row["document"]], 1),
        (["erase", row["document"], "--reason", "nonsense"], 1),
        (["erase", row["document"], "--reason", "other"], 0),
        (["serve", "--host", "0.0.0.0"], 1),
        (["serve", "--production"], 1),
    ]:
        answer: Answer = command(*words, "--json", data=sample_library)
        assert (words, answer.code) == (words, code), answer.out + answer.err
        assert answer.json is not None


def test_an_outside_address_is_not_served(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::"):
        answer = command("serve", "--host", host, data=tmp_path / "library")
        assert answer.code == 1 and "--production" in answer.err


def test_the_production_server_refuses_unsafe_settings(tmp_path: Path) -> None:
    answer = command("serve", "--production", "--json", data=tmp_path / "library")
    assert answer.code == 1
    for setting in ("HEEDED_HOSTS", "HEEDED_SMTP", "HEEDED_ADDRESS"):
        assert setting in answer.json["advice"]


@pytest.mark.parametrize(
    "setting", [{"HEEDED_MODE": "nonsense"}, {"HEEDED_WORKERS": "many"}, {"HEEDED_ALERTS_HOUR": "24"}]
)
def test_a_setting_that_is_none_is_said(setting: dict[str, str], tmp_path: Path) -> None:
    answer = command("status", "--json", data=tmp_path / "library", **setting)
    assert answer.code == 1 and next(iter(setting)) in answer.json["error"]


def test_a_terminal_that_knows_no_letters_but_ascii(sample_library: Path) -> None:
    answer = command("search", "bruise", "--json", data=sample_library, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert answer.json["total"]["reviews"] > 0
    assert command("search", "bruise", data=sample_library, PYTHONIOENCODING="ascii").code == 0


def test_a_briefing_of_a_file_that_is_not_held(report: Path, tmp_path: Path) -> None:
    answer = command("briefing", report, "--json", data=tmp_path / "library").json
    assert answer["state"] == "draft" and not (tmp_path / "library").exists()
    lines = [line for part in answer["parts"] for line in part["lines"]]
    assert lines and all(part["lines"] or part["note"] for part in answer["parts"] if part["role"] != "talk")
    for line in lines:
        assert set(line) == {"text", "citations", "why"} and line["why"] in {"explains", "describes"}
        assert [set(one) for one in line["citations"]] == [{"document", "page", "quote"}]
        assert line["citations"][0]["quote"].split()[0] in report.read_text()
    assert {"id", "number", "kind", "addressees", "by_when"} <= set(answer["recommendations"][0])


@pytest.mark.parametrize("name", ["briefing", "explains"])
def test_of_a_scan_that_nobody_can_read_nothing_is_said(name: str, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("L", (620, 877), 255).save(path)
    answer = command(name, path, "--json", data=tmp_path / "library", PATH="")
    assert answer.code == 1 and "No text was found" in answer.json["error"]


def test_a_briefing_of_a_review_names_its_document(report: Path, tmp_path: Path) -> None:
    held = command("add", report, "--wait", "--json", data=tmp_path / "library").json[0]
    answer = command("briefing", held["review"], "--json", data=tmp_path / "library").json
    cited = {
        one["document"] for part in answer["parts"] for line in part["lines"] for one in line["citations"]
    }
    assert cited == {held["document"]}
    assert answer["recommendations"][0]["id"]


def test_the_sentences_that_explain(report: Path, tmp_path: Path) -> None:
    rows = command("explains", report, "--json", data=tmp_path / "library").json
    assert rows and not (tmp_path / "library").exists()
    for row in rows:
        assert set(row) == {"text", "page", "is"} and row["is"] in {"explains", "describes"}
    places = [report.read_text().find(row["text"][:20]) for row in rows]
    assert places == sorted(places)
    held = command("add", report, "--wait", "--json", data=tmp_path / "library").json[0]
    assert command("explains", held["review"], "--json", data=tmp_path / "library").json == rows


def test_lessons(sample_library: Path) -> None:
    found = command("lessons", "--json", data=sample_library).json
    assert {frozenset(row) for row in found} == {frozenset({"id", "title", "named", "decided", "members"})}
    members = [member for row in found for member in row["members"]]
    keys = {"kind", "review", "review_title", "number", "text", "page", "learning_point"}
    assert {frozenset(member) for member in members} == {frozenset(keys)}
    assert all(
        len({member["review"] for member in row["members"]}) > 1 for row in found if not row["decided"]
    )
    decided = command("lessons", "--decided", "--json", data=sample_library).json
    assert decided == [row for row in found if row["decided"]] == found[: len(decided)]
    assert command("lessons", "--find", "--json", data=sample_library).code == 0


def test_what_was_said_before(sample_library: Path) -> None:
    text = "Health visitors should record the name of every man in the home, and whether he has been seen."
    found = command("said-before", text, "--json", data=sample_library).json
    asked = {"text", "review", "number", "board", "year", "page", "score"}
    more = {"same", "kind", "review_title", "learning_point"}
    assert {frozenset(row) for row in found} == {frozenset(asked | more)}
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert (
        found[0]["same"] and found[0]["year"] and found[0]["page"] and "father" in found[0]["text"].casefold()
    )
    assert command("said-before", "-", "--json", data=sample_library, given=text).json == found
    assert len(command("said-before", text, "--most", "2", "--json", data=sample_library).json) == 2
    refused = command("said-before", " ", "--json", data=sample_library)
    assert refused.code == 1 and set(refused.json) == {"error", "advice"}
