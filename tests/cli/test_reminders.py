"""`heeded reminders`: what would go, what went, what may not have arrived; nobody's name and nothing of a plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.made import PROJECT, command

pytestmark = pytest.mark.slow


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Three owners of two actions each that were due yesterday, and a rule that reminds them."""
    folder = tmp_path / "library"
    environment = {**os.environ, "HEEDED_DATA": str(folder), "HEEDED_MODE": "loopback"}
    words = [sys.executable, "-m", "benchmarks._killed_sender", "fill", "3", "2"]
    subprocess.run(words, check=True, timeout=120, env=environment, cwd=PROJECT)
    return folder


def test_tried_then_run_then_nothing_is_left(library: Path) -> None:
    tried = command("reminders", "try", "--json", data=library).json
    (board,) = tried["boards"]
    assert (board["name"], board["people"], board["reminders"]) == ("Board (made)", 3, 6)
    assert (
        command("reminders", "try", "--on", "2001-01-01", "--json", data=library).json["boards"][0]["people"]
        == 0
    )
    assert "Board (made): 6 reminders to 3 people." in command("reminders", "try", data=library).out
    nobody = command("reminders", "try", "--on", "2001-01-01", data=library).out
    assert nobody.splitlines() == [
        "Nobody would be reminded of anything.",
        "On 1 January 2001. Nothing was written or sent.",
    ]
    assert command("reminders", "list", "--json", data=library).json == []
    done = command("reminders", "run", "--json", data=library)
    said = {"written": 6, "sent": 3, "refused": 0, "not-needed": 0, "unknown": 0, "may not have arrived": 0}
    assert done.json == said, "letters are printed where there is no mail server, and not into the answer"
    again = command("reminders", "run", data=library)
    assert again.out.splitlines()[-1] == "Reminders written: 0. Letters sent: 0, refused: 0."
    assert command("reminders", "list", data=library).out.strip() == "Every letter was sent."


def test_a_mail_server_that_is_away_is_said_and_letters_wait(library: Path) -> None:
    away = command("reminders", "run", "--json", data=library, HEEDED_SMTP="127.0.0.1:9")
    assert away.code == 1 and "cannot be reached" in away.json["error"]
    rows = command("reminders", "list", "--json", data=library).json
    assert {row["fate"] for row in rows} == {"waiting"} and len(rows) == 3
    assert set(rows[0]) == {"letter", "account", "day", "fate", "error"}
