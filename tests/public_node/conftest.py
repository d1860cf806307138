from collections.abc import Callable
from pathlib import Path

import pytest

from heeded.reach.following._main import begin
from tests.library.folders import folders
from tests.public_node.kept import ADDRESS, another_machine

__all__ = ["folders"]


@pytest.fixture
def node(tmp_path: Path) -> Callable[[], None]:
    """From here on the database and the folders are the node's."""

    def begun() -> None:
        another_machine(tmp_path)
        begin(ADDRESS)

    return begun
