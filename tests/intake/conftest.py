import pytest

from tests.library.folders import folders
from tests.library_of_samples import loaded_samples, sample_library

__all__ = ["folders", "loaded_samples", "sample_library"]


@pytest.fixture(autouse=True)
def without_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds a file, so it is only there for tests that need it."""
    if not request.node.get_closest_marker("needs"):
        monkeypatch.setattr("heeded.engine.reading._convert.office", lambda: None)
