"""Pages are tested over folders of a test's own, and over one small library."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.library.folders import folders
from tests.web.client import PageClient
from tests.web.kept import library_in
from tests.web.made import World

__all__ = ["folders"]


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    """No lockout from another test, and passwords hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def library(db: None, folders: Path, kept: Path) -> World:
    """A public review beside documents that must look missing, all findable as far as they may be found."""
    return library_in(folders, kept)


@pytest.fixture
def pages(client: Client, db: None) -> PageClient:
    """A browser of nobody in particular that checks every page it fetches."""
    return PageClient(client)


def browser(library: World, who: str) -> PageClient:
    """Somebody's browser that checks every page it fetches."""
    return PageClient(library.client(who))
