"""A process killed at any moment loses no accepted file and repeats no finished step."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.made import PROJECT, command
from tests.intake.made import BUILT
from tests.intake.test_versions import long_report

pytestmark = pytest.mark.slow
_DELAYS = sorted(random.Random(2024).uniform(0.3, 4.0) for _ in range(12))
_STEPS = 8


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of six files: two real layouts and four made ones, of which two hold the same bytes."""
    folder = tmp_path_factory.mktemp("reports")
    for name in ("01-ellerwick-baby-j.pdf", "05-pellwick-family-g.pdf"):
        (folder / name).write_bytes((BUILT / name).read_bytes())
    pages = [
        f"<html><body><p>{long_report(n).replace(chr(10) * 2, '</p><p>')}</p></body></html>" for n in range(3)
    ]
    for number, page in enumerate([*pages, pages[0]]):
        (folder / f"made-{number}.html").write_text(page)
    return folder


def killed(library: Path, reports: Path, delay: float, *, workers: int) -> None:
    """Start adding and kill the process, hard, after so many seconds; its workers end by themselves."""
    words = [
        sys.executable,
        "-m",
        "heeded",
        "add",
        "--wait",
        "--json",
        "--workers",
        str(workers),
        str(reports),
    ]
    environment = {
        **os.environ,
        "HEEDED_DATA": str(library),
        "HEEDED_MODE": "loopback",
        "PATH": _without_office(),
    }
    process = subprocess.Popen(
        words, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _without_office() -> str:
    """LibreOffice would take most of the time that is to be cut into pieces here."""
    return str(Path(sys.executable).parent)


def rows(library: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(library / "heeded.sqlite3")) as database:
        return database.execute(statement).fetchall()


def accepted(library: Path) -> set[str]:
    """The hashes of all files that were accepted so far."""
    if not (library / "schema").exists():
        return set()
    return {
        str(row[0]) for row in rows(library, "SELECT sha256 FROM intake_delivery WHERE state = 'accepted'")
    }


def done(library: Path) -> dict[tuple[object, ...], object]:
    """Every finished step with its attempts."""
    if not (library / "schema").exists():
        return {}
    found = rows(library, "SELECT document_id, name, attempts FROM intake_steprun WHERE state = 'done'")
    return {(document, name): attempts for document, name, attempts in found}


def assert_whole(library: Path, reports: Path) -> None:
    answer = command("add", "--wait", "--json", reports, data=library, PATH=_without_office())
    assert answer.code == 0, answer.out + answer.err
    assert {row["state"] for row in answer.json} <= {"read", "known"}
    files = len({path.read_bytes() for path in reports.iterdir()})
    assert rows(library, "SELECT count(*), count(DISTINCT sha256) FROM library_document") == [(files, files)]
    assert rows(library, "SELECT count(*) FROM intake_steprun WHERE state = 'done'") == [(files * _STEPS,)]
    for table, thing in (
        ("library_page", "number"),
        ("library_passage", '"order"'),
        ("library_section", '"order"'),
    ):
        twice = f"SELECT count(*) FROM {table} GROUP BY document_id, {thing} HAVING count(*) > 1"
        assert rows(library, twice) == [], f"{table} holds something twice"
    assert rows(library, "SELECT count(*) FROM intake_claim") == [(0,)]
    state = command("check", "--json", data=library).json
    assert state["ok"], state


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_lost_and_nothing_done_twice(workers: int, reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    taken: set[str] = set()
    finished: dict[tuple[object, ...], object] = {}
    for delay in _DELAYS[workers - 1 :: 2]:
        killed(library, reports, delay, workers=workers)
        now_taken, now_finished = accepted(library), done(library)
        assert taken <= now_taken, "an accepted file was lost"
        assert {step: now_finished.get(step) for step in finished} == finished, "a finished step was repeated"
        taken, finished = now_taken, now_finished
    assert_whole(library, reports)
    after = done(library)
    assert {step: after[step] for step in finished} == finished
    assert taken <= accepted(library)


def test_a_worker_that_is_killed_is_replaced(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    words = [sys.executable, "-m", "heeded", "add", "--wait", "--json", "--workers", "2", str(reports)]
    environment = {
        **os.environ,
        "HEEDED_DATA": str(library),
        "HEEDED_MODE": "loopback",
        "PATH": _without_office(),
    }
    process = subprocess.Popen(
        words, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    ended = 0
    until = time.monotonic() + 60  # they come when Python has begun, which a busy machine takes long for
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
        for child in _children(process.pid)[: 2 - ended]:
            os.kill(child, signal.SIGKILL)
            ended += 1
        if ended == 2:
            break
    out, _ = process.communicate(timeout=120)
    assert ended == 2 and process.returncode == 0
    assert {row["state"] for row in json.loads(out)} <= {"read", "known"}


def _children(parent: int) -> list[int]:
    """The workers of a process that have begun to work."""
    found = Path(f"/proc/{parent}/task/{parent}/children")
    if not found.exists():
        pytest.skip("this machine does not tell the children of a process")
    return [int(child) for child in found.read_text().split() if _has_begun(int(child))]


def _has_begun(process: int) -> bool:
    try:
        return b"worker_process" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
