"""What programs rely on of plans: read without storing anything, put on a board's plan, followed to what came back."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.cli.made import Answer, command
from tests.engine.plans.made import table, workbook
from tests.intake.made import REPORT

pytestmark = pytest.mark.slow
ROW = {"recommendation", "action", "owner", "due", "status", "evidence"}
PARTS = {"recommendation", "response", "actions", "evidence", "checks", "came_back"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_bytes(
        table(
            (
                "1",
                "Recommendation one",
                "Change the form",
                "Police",
                "Superintendent",
                "30.9.2019",
                "Complete",
            ),
            (
                "2",
                "Recommendation two",
                "Train everybody",
                "Health",
                "Named nurse",
                "31 September 2019",
                "Ongoing",
            ),
        )
    )
    return path


def test_a_plan_is_read_without_storing_anything(plan: Path, tmp_path: Path) -> None:
    answer = command("plan", plan, "--json", data=tmp_path / "library", cwd=tmp_path)
    assert answer.code == 0 and [path.name for path in tmp_path.iterdir()] == ["plan.csv"]
    rows, left = answer.json["rows"], answer.json["not_understood"]
    assert all(set(row) >= ROW for row in rows) and all({"row", "why"} <= set(one) for one in left)
    assert [(row["action"], row["due"], row["status"]) for row in rows] == [
        ("Change the form", "2019-09-30", "done"),
        ("Train everybody", None, "under-way"),
    ]
    assert rows[0]["owner"] == "Police, Superintendent" and rows[0]["evidence"] is None
    assert [one["row"] for one in left] == [3] and "31 September" in left[0]["why"]
    said = command("plan", plan, data=tmp_path / "library")
    assert "Nothing was stored" in said.out and "row 3" in said.out


def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    scan, empty = tmp_path / "plan.pdf", tmp_path / "empty.xlsx"
    scan.write_bytes(b"%PDF-1.7\n")
    empty.write_bytes(workbook([["Nothing", "here"]]))
    asked: list[list[str | Path]] = [
        ["plan", scan],
        ["plan", tmp_path / "nowhere.csv"],
        ["plan", scan, "--board", "Any Board"],
    ]
    for words in asked:
        answer = command(*words, "--json", data=tmp_path / "library")
        assert answer.code == 1 and set(answer.json) == {"error", "advice"}
    assert command("plan", empty, "--json", data=tmp_path / "library").json["not_understood"]


Held = tuple[Path, str, list[dict[str, str]]]


@pytest.fixture
def held(tmp_path: Path) -> Held:
    """A library with a published review of an invented board, and its recommendations."""
    report, library = tmp_path / "report.txt", tmp_path / "library"
    report.write_text(REPORT)
    words = ("add", report, "--published", "--board", "Invented Board", "--json")
    review = command(*words, data=library).json[0]["review"]
    return library, review, command("recommendations", review, "--json", data=library).json


def _plan_of(held: list[dict[str, str]], path: Path) -> Path:
    first, second = held
    path.write_bytes(
        table(
            (
                first["number"],
                first["text"],
                "Change the form",
                "Invented Board",
                "Chair",
                "30.9.2019",
                "Complete",
            ),
            (second["number"], second["text"], "Ask them", "", "", "", ""),
            ("9", "Something that no review here says at all", "Do that too", "", "", "", ""),
            ("", "", "", "Police", "", "", ""),
        )
    )
    return path


def test_a_plan_is_put_on_the_plan_of_its_review_once(held: Held, tmp_path: Path) -> None:
    library, review, points = held
    path = _plan_of(points, tmp_path / "plan.csv")
    answer: Answer = command("plan", path, "--into", review, "--json", data=library)
    into, rows = answer.json["into"], answer.json["rows"]
    assert answer.code == 0 and into["review"] == review and into["added"] == 3
    assert [row["became"] for row in rows if row["action"]] == ["added"] * 3
    assert all(row["told"] for row in rows if row["action"] == "Do that too")
    again = command("plan", path, "--into", review, "--board", "invented board", "--json", data=library).json[
        "into"
    ]
    assert (again["added"], again["here"]) == (0, 3)
    line = command("throughline", review, points[0]["number"], "--json", data=library).json
    assert set(line) >= PARTS and line["recommendation"]["id"] == points[0]["id"]
    assert line["recommendation"]["text"] == points[0]["text"] and line["recommendation"]["review"] == review
    assert [(one["what"], one["state"], one["due"]) for one in line["actions"]] == [
        ("Change the form", "done", "2019-09-30")
    ]
    assert line["came_back"] == [] and [one["answer"] for one in line["checks"]] == [None]
    assert command("throughline", points[0]["id"], "--json", data=library).json == line
    said = command("throughline", points[0]["id"], data=library).out
    assert "Change the form" in said and "Has practice changed?" in said


def test_what_everybody_would_read_is_taken_only_when_told(held: Held, tmp_path: Path) -> None:
    library, review, points = held
    path = _plan_of(points, tmp_path / "plan.csv")
    command("plan", path, "--into", review, data=library)
    _show_everything(library)
    first, other = path.read_text().splitlines()[:2]
    path.write_text(f"{first}\n{other.replace('Change the form', 'Ring the mother')}\n")
    refused = command("plan", path, "--into", review, "--json", data=library)
    assert refused.code == 1 and "1 action would come under 1 point" in refused.json["error"]
    assert "--for-everybody" in refused.json["advice"]
    answer = command("plan", path, "--into", review, "--for-everybody", "--json", data=library)
    assert (answer.json["into"]["added"], answer.json["into"]["for_everybody"]) == (1, 1)


def _show_everything(library: Path) -> None:
    """As if the board had shown all that is on its plan."""
    with closing(connect(library / "heeded.sqlite3")) as database, database:
        database.execute("UPDATE practice_planitem SET shown_by = 'board-staff', shown_at = opened_at")


def test_what_is_on_no_plan_and_what_is_nowhere(held: Held, tmp_path: Path) -> None:
    library, review, points = held
    line = command("throughline", points[1]["id"], "--json", data=library).json
    assert set(line) >= PARTS and line["actions"] == line["response"] == []
    assert "No response is known" in command("throughline", points[1]["id"], data=library).out
    for words in (["nowhere"], [review, "77"], ["nowhere", "1"], [review, "1", "2"]):
        answer = command("throughline", *words, "--json", data=library)
        assert answer.code == 1 and set(answer.json) == {"error", "advice"}, words
    for words in ("nowhere", "child z"):  # by no title either: what to say instead
        advice = command("throughline", words, "1", "--json", data=library).json["advice"]
        assert "named by its ID" in advice and (review in advice) == (words == "child z")
    refused = command(
        "plan", tmp_path / "report.txt", "--into", review, "--board", "No Board", "--json", data=library
    )
    assert refused.code == 1 and "no board" in refused.json["error"].casefold()
