from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heeded.people.viewer import OPERATOR, Viewer
from heeded.search import _shelf
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from heeded.search.services import follow


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: object) -> Iterator[Path]:
    """An index of the test's own; nothing remembered from another test."""
    settings.INDEX = tmp_path / "index"
    _shelf.forget()
    yield settings.INDEX
    _shelf.forget()


@pytest.fixture
def search(db: None) -> Callable[..., SearchResults]:
    """Bring the index up to date and search: `search("bruise", viewer=ANONYMOUS, harms=("neglect",))`."""

    def run(text: str = "", *, viewer: Viewer = OPERATOR, **wanted: object) -> SearchResults:
        follow()
        return find(viewer, SearchRequest(text=text, **wanted))

    return run
