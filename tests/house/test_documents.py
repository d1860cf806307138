"""What the documents say must be so: paths, commands, settings, targets of make, numbers of decisions."""

import re
from collections import Counter
from pathlib import Path

import pytest

from heeded.cli.main import COMMANDS
from tests.house.files import PROJECT, name_of, tracked, tracked_text

# A path in a document, in backticks: something with a slash in it.
PATH = re.compile(r"`((?:\.ci|\.?[\w-]+)(?:/[\w.*-]+)+/?)`")
# Made when Heeded runs or is set up, or beside the project: rightly not there in a clean checkout.
MADE = re.compile(
    r"^(\.venv|\.tools|\.heeded|library-mine|library|node_modules|dist|path|shared|\w+/built)(/|$)"
)
BUILT = re.compile(r"/built(/|$)")
SETTING = re.compile(r"\bHEEDED_[A-Z_]+\b")


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md" and "sources" not in path.parts]


def words_of_documents() -> str:
    return "\n".join(path.read_text() for path in documents())


def test_paths_named_in_documents_exist() -> None:
    lost = [
        f"{name_of(document)}: {named}"
        for document in documents()
        for named in PATH.findall(document.read_text())
        if "NN-" not in named
        and not MADE.match(named)
        and not BUILT.search(named)
        and not _exists(named, document)
    ]
    assert lost == []


def test_links_between_documents_lead_somewhere() -> None:
    lost = [
        f"{name_of(document)}: {target}"
        for document in documents()
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text())
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert lost == []


def test_numbers_of_decisions_are_used_once() -> None:
    names = [path.name for path in tracked() if path.parent == PROJECT / "docs" / "decisions"]
    wrong = [name for name in names if not re.match(r"\d{4}-[a-z0-9-]+\.md$", name)]
    assert wrong == []
    assert [number for number, count in Counter(name[:4] for name in names).items() if count > 1] == []


def test_every_setting_is_documented() -> None:
    named = {
        setting
        for path, words in tracked_text()
        if path.suffix == ".py" or path.name in {"Makefile", "run"}
        for setting in SETTING.findall(words)
    }
    told = set(SETTING.findall(words_of_documents()))
    assert named - told == set(), "say in docs/running.md what these are for"
    assert told - named == set(), "the documents name settings that nothing reads"


def test_every_command_is_documented() -> None:
    told = words_of_documents()
    assert len(COMMANDS) > 10
    assert sorted(name for name in COMMANDS if f"heeded {name}" not in told) == []


def test_every_documented_command_exists() -> None:
    told = set(re.findall(r"`heeded ([a-z]+)[ `]", words_of_documents()))
    assert told - set(COMMANDS) == set()


@pytest.mark.parametrize("name", ["README.md", "Makefile"])
def test_targets_of_make_that_are_named_exist(name: str) -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^ {4}|`|\$ )make ([a-z-]+)", (PROJECT / name).read_text(), re.MULTILINE))
    assert named - targets == set()


def test_make_help_lists_every_target() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    phony = {
        target for line in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE) for target in line.split()
    }
    told = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert phony == told


def _exists(named: str, document: Path) -> bool:
    """From the project's folder, from the package or from the document's own folder; stars match anything."""
    starts = (PROJECT, PROJECT / "heeded", document.parent)
    return any(any(start.glob(named.rstrip("/"))) for start in starts)
