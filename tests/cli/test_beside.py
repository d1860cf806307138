"""What runs beside a server: started anew when it dies, gone when the server is."""

import os
import signal
import time
from pathlib import Path

import pytest

from heeded.cli import beside
from heeded.cli.beside import Beside

pytestmark = pytest.mark.slow


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_LOOK", 0.1)
    monkeypatch.setattr(beside, "_FIRST", 0.1)


def runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_that_dies_is_started_anew_and_ends_with_the_server(quick: None, tmp_path: Path) -> None:
    one = Beside("follow", "--mode", "loopback", folder=str(tmp_path / "library"))
    try:
        first = one._process.pid
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + 20
        while one._process.pid == first and time.monotonic() < until:
            time.sleep(0.05)
        second = one._process.pid
        assert second != first and runs(second)
    finally:
        one.end()
    assert one._process.poll() is not None and not runs(second)


def test_it_gives_up_when_the_server_is_gone(tmp_path: Path) -> None:
    """Killed hard, a server cannot end what runs beside it: that looks for itself."""
    import subprocess
    import sys

    words = [
        sys.executable,
        "-m",
        "heeded",
        "follow",
        "--data",
        str(tmp_path / "library"),
        "--with-parent",
        "1",
    ]
    done = subprocess.run(words, timeout=60, capture_output=True)
    assert done.returncode == 0, done.stderr
