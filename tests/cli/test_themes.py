"""`train`, `suggest` and `evaluate`: the shapes that programs rely on, and what is said of bad files."""

import json
from pathlib import Path
from typing import Any

import pytest

from heeded.engine.citation import from_text
from tests.cli.made import command
from tests.engine.themes.made import doubled
from tests.intake.made import BUILT, REPORT

pytestmark = pytest.mark.slow
FIGURES = {"theme", "precision", "recall", "f1", "interval", "support"}
LABEL = {"theme", "identifier", "score", "quote", "reason", "learned"}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """144 invented sentences with labels as people write them."""
    path = tmp_path / "texts.jsonl"
    rows = [
        {"id": f"t{place}", "text": text, "labels": sorted(label.title() for label in labels)}
        for place, (text, labels) in enumerate(zip(*doubled(), strict=True))
    ]
    path.write_text("\n".join(json.dumps(row) for row in [*rows, rows[0]]) + "\n")
    return path


def test_evaluating_a_file_asks_no_library(texts: Path, tmp_path: Path) -> None:
    answer = command("evaluate", texts, "--folds", "3", "--json", data=tmp_path / "library")
    assert answer.code == 0 and not (tmp_path / "library").exists()
    found = answer.json
    assert {"micro", "macro", "themes", "texts", "repeats", "folds", "fewest", "left_out"} <= set(found)
    assert (found["texts"], found["repeats"], found["folds"]) == (144, 1, 3)
    assert {frozenset(theme) for theme in found["themes"]} == {frozenset(FIGURES)}
    assert 0.5 < found["micro"] <= 1 and 0.5 < found["macro"] <= 1
    plain = command("evaluate", texts, "--by-words-alone", data=tmp_path / "library")
    assert plain.code == 0 and "By words alone" in plain.out


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (b"", [], "no text"),
        (b"not json\n", [], "Line 1 is not JSON"),
        (b'{"text": "One.", "labels": "X"}\n', [], "labels of line 1"),
        (b'{"text": "One.", "labels": ["X"]}\n' * 3, [], "1 texts to learn from"),
        (b"\xff\xfe\x00", [], "UTF-8"),
        (b'{"text": "One.", "labels": ["X"]}\n', ["--folds", "1"], "1 folds"),
    ],
)
def test_a_file_that_cannot_be_evaluated(content: bytes, words: list[str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    answer = command("evaluate", path, *words, "--json", data=tmp_path / "library")
    assert answer.code == 1 and said in answer.json["error"]
    assert command("evaluate", tmp_path / "none.jsonl", "--json", data=tmp_path / "library").code == 1


def test_a_framework_is_made_of_labels_learned_and_suggested(texts: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    learned = command("train", "--framework", "Our themes", "--from", texts, "--json", data=library).json
    assert {"framework", "texts", "reviews", "repeats", "left_out", "micro", "macro", "themes"} <= set(
        learned
    )
    assert (learned["framework"], learned["texts"], learned["repeats"]) == ("our-themes", 144, 1)
    assert {frozenset(theme) for theme in learned["themes"]} == {
        frozenset(FIGURES | {"identifier", "silent"})
    }
    assert {theme["theme"] for theme in learned["themes"]} == {"Information", "Challenge", "Voice"}
    rows: list[dict[str, Any]] = command(
        "suggest", texts, "--framework", "our-themes", "--json", data=library
    ).json
    assert [row["id"] for row in rows][:3] == ["t0", "t1", "t2"] and len(rows) == 145
    labels = [(row, label) for row in rows for label in row["labels"]]
    assert {frozenset(label) for _, label in labels} == {frozenset(LABEL)}
    given = {row["id"]: row for row in map(json.loads, texts.read_text().splitlines())}
    right = [label["theme"] in given[row["id"]]["labels"] for row, label in labels]
    assert sum(right) > 0.8 * len(right) > 60
    assert all(label["quote"] in given[row["id"]]["text"] for row, label in labels)
    kept = command("suggest", texts, "--framework", "our-themes", "--keep", "--json", data=library)
    assert kept.code == 1 and "held" in kept.json["error"]


def test_suggesting_for_a_file_that_is_not_held_needs_no_library(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    rows = command(
        "suggest", report, "--framework", "practice-themes", "--json", data=tmp_path / "library"
    ).json
    assert not (tmp_path / "library").exists()
    assert rows and {frozenset(row) for row in rows} == {frozenset({"id", "page", "labels"})}
    assert all(from_text(row["id"]) for row in rows)
    pdf = BUILT / "05-pellwick-family-g.pdf"
    paged = command(
        "suggest", pdf, "--framework", "practice-themes", "--json", data=tmp_path / "library"
    ).json
    assert {row["page"] for row in paged} > {3, 4}
    assert all(from_text(row["id"])[0].page == row["page"] for row in paged)


def test_what_is_held_is_suggested_and_kept_where_that_is_asked_for(sample_library: Path) -> None:
    from tests.library_of_samples import loaded_samples

    assert loaded_samples
    name = BUILT / "05-pellwick-family-g.pdf"
    words = ["suggest", str(name), "--framework", "cause-patterns"]
    rows = command(*words, "--json", data=sample_library).json
    assert {frozenset(row) for row in rows} == {frozenset({"id", "document", "page", "labels"})}
    assert any(row["labels"] for row in rows)
    kept = command(*words, "--keep", data=sample_library)
    assert kept.code == 0 and "wait for a person" in kept.out


def test_what_cannot_be_learned_or_is_not_there_is_said(texts: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    for words, said in [
        (["train", "--framework", "hard-to-change"], "0 texts to learn from"),
        (["train", "--framework", "nonsense"], "no framework called nonsense"),
        (["suggest", str(texts), "--framework", "nonsense"], "no framework called nonsense"),
        (["suggest", "nonsense", "--framework", "cause-patterns"], "no file and no review"),
        (["train", "--framework", "cause-patterns", "--from", str(texts)], "No theme stands on two texts"),
    ]:
        answer = command(*words, "--json", data=library)
        assert (answer.code, set(answer.json)) == (1, {"error", "advice"}), words
        assert said in answer.json["error"], answer.json
