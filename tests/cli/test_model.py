"""`heeded model`: what it says, what it refuses, and that nothing is made by asking."""

import shutil
from pathlib import Path

import pytest

from heeded.engine.meaning import IDENTIFIER, SHARED_FOLDER
from tests.cli.made import command

pytestmark = pytest.mark.slow
needs_model = pytest.mark.needs("model")


def test_asking_makes_no_library(tmp_path: Path) -> None:
    answer = command("model", "--json", data=tmp_path / "library")
    assert answer.code == 0 and set(answer.json) == {"model", "folder"}
    assert not (tmp_path / "library").exists()


@needs_model
def test_a_model_is_put_into_the_library_and_comes_before_the_shared_one(tmp_path: Path) -> None:
    source = tmp_path / "brought"
    shutil.copytree(SHARED_FOLDER, source)
    library = tmp_path / "library"
    added = command("model", "add", source, "--json", data=library)
    assert added.code == 0, added.out
    assert added.json == {"model": IDENTIFIER, "folder": str(library / "model")}
    assert command("model", "--json", data=library).json == added.json
    assert {path.name for path in (library / "model").iterdir()} == {"model.onnx", "tokenizer.json"}


@needs_model
def test_a_wrong_file_is_refused_in_plain_words_and_nothing_changes(tmp_path: Path) -> None:
    library, wrong = tmp_path / "library", tmp_path / "model.safetensors"
    command("model", "add", SHARED_FOLDER, "--json", data=library)
    before = {path.name: path.read_bytes() for path in (library / "model").iterdir()}
    wrong.write_bytes(b"not the weights" * 100)
    shutil.copy(SHARED_FOLDER / "tokenizer.json", tmp_path)
    answer = command("model", "add", wrong, "--json", data=library)
    assert answer.code == 1
    assert "is another one than Heeded takes" in answer.json["error"] and "SHA-256" in answer.json["error"]
    assert "1110a243" in answer.json["advice"]
    assert {path.name: path.read_bytes() for path in (library / "model").iterdir()} == before


def test_a_folder_that_was_chosen_and_holds_none(tmp_path: Path) -> None:
    answer = command("model", "--json", data=tmp_path / "library", HEEDED_MODEL=str(tmp_path / "nothing"))
    assert answer.code == 1 and "There is no model.onnx" in answer.json["error"]
    assert "heeded model add" in answer.json["advice"]


def test_a_path_with_nothing_at_it(tmp_path: Path) -> None:
    answer = command("model", "add", tmp_path / "nothing", data=tmp_path / "library")
    assert answer.code == 1 and "There is nothing at" in answer.err and "Traceback" not in answer.err


def test_a_path_needs_the_word_add(tmp_path: Path) -> None:
    answer = command("model", str(tmp_path), data=tmp_path / "library")
    assert answer.code == 2 and "invalid choice" in answer.err


@needs_model
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert command("status", "--json", data=library).code == 0
    (library / "model").write_text("a file stands where the folder would be")
    answer = command("model", "add", SHARED_FOLDER, "--json", data=library)
    assert answer.code == 1 and "could not be written" in answer.json["error"]
