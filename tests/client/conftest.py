from pathlib import Path
from typing import Any

import pytest

from heeded.api import limits
from tests.library.folders import folders
from tests.web.kept import library_in
from tests.web.made import World

__all__ = ["folders"]


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    """Nothing counted in an earlier test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    limits.MINUTE.forget()
    limits.DAY.forget()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept-for-the-client")


@pytest.fixture
def library(db: None, folders: Path, kept: Path) -> World:
    """A public review beside documents that must look missing."""
    return library_in(folders, kept)
