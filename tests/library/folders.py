"""Folders of a test's own for what a library keeps outside its database."""

from pathlib import Path

import pytest

from heeded.config.file_store import file_store
from heeded.search import _shelf


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: object) -> Path:
    """Files, pictures, index and erasures of this test alone; nothing remembered from another."""
    settings.DATA = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": file_store("", data=tmp_path)}
    settings.FILE_COPIES = tmp_path / "file-copies"
    settings.PICTURES = tmp_path / "pictures"
    settings.INDEX = tmp_path / "index"
    settings.ERASURES = tmp_path / "erasures.jsonl"
    _shelf.forget()
    return tmp_path
