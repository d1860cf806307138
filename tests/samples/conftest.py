"""The sample library built once a run into a folder of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from heeded.samples._source import Source, read_source
from heeded.samples.build import SOURCES, build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def manifest(built: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((built / "manifest.json").read_text())
    return entries


@pytest.fixture(scope="session")
def gold(built: Path) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads((built / "gold.json").read_text())
    return entries


@pytest.fixture(scope="session")
def sources() -> dict[str, Source]:
    return {path.stem: read_source(path) for path in sorted(SOURCES.glob("[0-9]*.md"))}
