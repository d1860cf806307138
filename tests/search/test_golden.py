"""Questions and the passages they must lead to, over a small made library, through the whole of `find`."""

import tomllib
from pathlib import Path

import pytest

from heeded.people.viewer import ANONYMOUS
from heeded.search import _shelf
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.services import follow
from tests.search.factories import make_document

GOLDEN = tomllib.loads((Path(__file__).parent / "golden.toml").read_text(encoding="utf-8"))
NAMES = {text: name for name, text in GOLDEN["passages"].items()}


@pytest.fixture(scope="module")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("golden") / "index"


@pytest.fixture
def golden_library(db: None, settings: object, index_folder: Path) -> None:
    """One document a passage, so that no passage hides behind a better one of its review."""
    settings.INDEX = index_folder
    _shelf.forget()
    for text in GOLDEN["passages"].values():
        make_document(passages=[text])
    follow()


def found(ask: str) -> list[str]:
    hits = find(ANONYMOUS, SearchRequest(text=ask, per_page=40)).hits
    return [NAMES[passage.text] for hit in hits for passage in hit.passages]


def test_every_question_leads_to_its_passage(golden_library: None) -> None:
    wrong = []
    for row in GOLDEN["question"]:
        names = found(row["ask"])
        if "first" in row and names[:1] != [row["first"]]:
            wrong.append((row["ask"], row["first"], names[:3]))
        wrong += [(row["ask"], name, names[:3]) for name in row.get("within", []) if name not in names[:3]]
        wrong += [(row["ask"], f"not {name}", names[:3]) for name in row.get("never", []) if name in names]
        if row.get("only") and len(names) != 1:
            wrong.append((row["ask"], "only one", names))
    assert wrong == []


def test_the_table_is_no_shorter_than_promised() -> None:
    assert len(GOLDEN["question"]) >= 40
