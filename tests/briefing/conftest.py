from pathlib import Path

import pytest

from heeded.library.models import Document
from tests.briefing import made


@pytest.fixture
def published(tmp_path: Path, db: None) -> Document:
    return made.report(tmp_path, state="published")
