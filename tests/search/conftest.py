from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heeded.people.viewer import OPERATOR, Viewer
from heeded.search import _model, _shelf
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from heeded.search.services import embed, follow
from heeded.search.services._embed import forget_waiting
from heeded.search.vectors import forget_opened
from tests.search.made_model import MadeModel


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An index of the test's own; nothing remembered from another test. No model, whatever this machine has."""
    settings.INDEX = tmp_path / "index"
    monkeypatch.setattr(_model, "_folder", lambda: None)
    _forget()
    yield settings.INDEX
    _forget()


def _forget() -> None:
    _shelf.forget()
    _model.forget_model()
    forget_waiting()
    forget_opened()


@pytest.fixture
def model(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeModel:
    """A model made for tests, in the place of the real one."""
    made = MadeModel()
    monkeypatch.setattr(_model, "_folder", lambda: tmp_path / "model")
    monkeypatch.setattr(_model, "_open", lambda: made)
    return made


@pytest.fixture
def search(db: None) -> Callable[..., SearchResults]:
    """Bring the index up to date and search: `search("bruise", viewer=ANONYMOUS, harms=("neglect",))`."""

    def run(text: str = "", *, viewer: Viewer = OPERATOR, **wanted: object) -> SearchResults:
        embed()
        follow()
        return find(viewer, SearchRequest(text=text, **wanted))

    return run
