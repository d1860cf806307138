"""Saved searches are tested over a small index of a test's own."""

from pathlib import Path
from typing import Any

import pytest

from heeded.search import _shelf
from tests.library.folders import folders
from tests.reach.made import Desk, desk_of

__all__ = ["folders"]


@pytest.fixture(autouse=True)
def alike(folders: Path, settings: Any) -> None:
    """Seven o'clock, an address of our own, nothing remembered."""
    settings.ALERTS_HOUR = 7
    settings.PUBLIC_ADDRESS = "https://reviews.example.org"
    settings.SECOND_FACTOR_FOR_RESTRICTED = False  # every account counts as having one
    _shelf.forget()


@pytest.fixture
def desk(db: None) -> Desk:
    """A practitioner who asks about bruises, in a library with one review that answers already."""
    return desk_of()
