"""Worker processes: each reads one document after another, opening files only in its own sandbox."""

import subprocess
import sys
import time
from collections.abc import Callable

from heeded.engine.sandbox import Sandbox
from heeded.intake.claims import Pulse, claimable, take_next, unfinished, worker_name
from heeded.intake.runner import read_document

_LOOK = 0.1  # seconds between two looks at how far the workers are
_SPARE = 20  # workers started beyond one a document before the reading is given up until the next run


def read_all(
    *,
    sandbox: Sandbox | None = None,
    tell: Callable[[str], None] = lambda _: None,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Read every waiting document in this process; how many were read. Stops between two documents once
    `go_on` says no."""
    own = sandbox or Sandbox()
    done = 0
    try:
        with Pulse():
            while go_on() and (document := take_next(worker_name())):
                tell(document.name)
                read_document(document, own)
                done += 1
    finally:
        if sandbox is None:
            own.close()
    return done


def read_with_workers(count: int, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Read every waiting document with several processes. One that dies is replaced; its document is taken
    up by another at the step it was at. Call it from a process that holds no open transaction."""
    workers: list[subprocess.Popen[bytes]] = []
    starts = unfinished() + _SPARE
    try:
        while left := unfinished():
            progress(left)
            workers = [worker for worker in workers if worker.poll() is None]
            needed = min(count, claimable() + len(workers)) or 1
            if len(workers) < needed and (starts := starts - 1) < 0:
                break
            if len(workers) < needed:
                workers.append(_start())
                continue
            time.sleep(_LOOK)
    finally:
        for worker in workers:
            _end(worker)


def _start() -> "subprocess.Popen[bytes]":
    """A fresh interpreter that finds the library by the environment, as this process did."""
    return subprocess.Popen([sys.executable, "-m", "heeded.intake.worker_process"], stdin=subprocess.DEVNULL)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    try:
        worker.wait(timeout=5)
    except subprocess.TimeoutExpired:
        worker.terminate()
        worker.wait()
