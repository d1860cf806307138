import pytest

from tests.library.folders import folders
from tests.machines.stores import bucket, s3, s3_server, store

__all__ = ["bucket", "folders", "s3", "s3_server", "store"]


@pytest.fixture(autouse=True)
def without_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds a file, so it is only there for tests that need it."""
    if not request.node.get_closest_marker("needs"):
        monkeypatch.setattr("heeded.engine.reading._convert.office", lambda: None)
