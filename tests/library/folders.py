"""Folders of a test's own for what a library keeps outside its database."""

from pathlib import Path

import pytest

from heeded.search import _shelf


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: object) -> Path:
    """Files, pictures, index and erasures of this test alone; nothing remembered from another."""
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"
    settings.PICTURES = tmp_path / "pictures"
    settings.INDEX = tmp_path / "index"
    settings.ERASURES = tmp_path / "erasures.jsonl"
    _shelf.forget()
    return tmp_path
