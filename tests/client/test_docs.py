"""The examples of docs/client.md, run as they stand there against the sample library, over HTTP."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.test_docs import _MAKES
from tests.conftest import PROJECT
from tests.journeys.served import Served, copied, serve
from tests.library_of_samples import loaded_samples

__all__ = ["loaded_samples"]
DOCUMENT = PROJECT / "docs" / "client.md"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.fixture
def served(loaded_samples: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(copied(loaded_samples / "library", tmp_path / "library"), "--demo") as server:
        yield server


def secret_of_staff(library: Path) -> str:
    environment = os.environ | {
        "HEEDED_DATA": str(library),
        "HEEDED_MODE": "loopback",
        "DJANGO_SETTINGS_MODULE": "heeded.config.settings",
        "PYTHONPATH": str(PROJECT),
    }
    done = subprocess.run(
        [sys.executable, "-c", _MAKES], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def examples() -> str:
    """The page without its prose: one session from top to bottom."""
    return "\n".join(re.findall(r"```pycon\n(.*?)```", DOCUMENT.read_text(), re.DOTALL))


@pytest.mark.slow
def test_every_example_of_the_page_says_what_it_says_there(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = examples().replace("https://reviews.example.org", served.url)
    words = words.replace("heeded_…", secret_of_staff(served.library))
    test = doctest.DocTestParser().get_doctest(words, {}, "client.md", str(DOCUMENT), 0)
    assert len(test.examples) > 30
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append, clear_globs=False)
    test.globs["library"].close()
    assert result.failed == 0, "".join(said)


def test_the_page_names_every_kind_of_error() -> None:
    from heeded import client

    kinds = [
        name
        for name in client.__all__
        if isinstance(kind := getattr(client, name), type) and issubclass(kind, Exception)
    ]
    words = DOCUMENT.read_text()
    assert [name for name in kinds if f"`{name}`" not in words] == []
