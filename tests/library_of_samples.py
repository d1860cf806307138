"""The sample library, loaded once a run by the command itself and copied for whoever wants to change it."""

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.cli.made import command


@pytest.fixture(scope="session")
def loaded_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that nobody may change. With several test processes one loads it and the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "loaded-samples"
    with (shared / "loading").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            answer = command("samples", "--json", data=folder / "library")
            assert answer.code == 0, answer.err
            (folder / "answer.json").write_text(answer.out)
            (folder / "done").touch()
    return folder


@pytest.fixture
def sample_library(loaded_samples: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    shutil.copytree(loaded_samples / "library", tmp_path / "samples")
    return tmp_path / "samples"
