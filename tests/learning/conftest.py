from collections.abc import Iterator
from pathlib import Path

import pytest

from heeded.learning._points import forget_points
from heeded.search import _model
from heeded.search.services._embed import forget_waiting
from tests.search.made_model import MadeModel


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """No learning points that another test held ready, and no documents whose vectors it waited for."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    forget_points()
    forget_waiting()


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence model, whatever this machine has."""
    monkeypatch.setattr(_model, "_folder", lambda: None)


@pytest.fixture
def made_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeModel:
    """A model made for tests, in the place of the real one."""
    made = MadeModel()
    monkeypatch.setattr(_model, "_folder", lambda: tmp_path / "model")
    monkeypatch.setattr(_model, "_open", lambda: made)
    return made
