"""One process of the intake benchmark: a worker with its sandbox, on a library of its own.

`python -m benchmarks._intake_round WARM FILE…` reads the first file to warm up, measures each other one bare
and through the whole intake, in turn, and prints one JSON document. Without a file it makes the library.
With `--hand-in` it only takes the files in; with `--drain` it reads what waits, as a worker does, once a line
comes on its input.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from heeded.cli.library import open_library

open_library()

from heeded.engine.reading import _tesseract  # noqa: E402 -- Django comes first
from heeded.engine.sandbox import Sandbox  # noqa: E402
from heeded.intake import _reader  # noqa: E402
from heeded.intake.claims import take_next, worker_name  # noqa: E402
from heeded.intake.runner import read_document  # noqa: E402
from heeded.intake.services import Handed, take  # noqa: E402
from heeded.intake.workers import read_all  # noqa: E402
from heeded.people.viewer import OPERATOR  # noqa: E402
from heeded.search.services import follow  # noqa: E402

_BARE = "benchmarks.reading:bare"
Shares = dict[str, float]


def without_ocr() -> None:
    """Reads as on a machine without tesseract: a page that is only a picture is listed and left. One page of
    the ten files is such a picture, and its OCR would take longer than all the rest."""
    _tesseract.tools = lambda: _tesseract.OcrTools(
        missing=("tesseract",), install="left out of this measurement"
    )


class Meter:
    """Processor seconds of this process and of its sandbox's child, by step."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._clock = _clock_of(sandbox)
        self._step = ""
        self._mark = (0.0, 0.0)
        self.shares: Shares = {}

    def enter(self, step: str) -> None:
        """What was used so far counts for the step before; from here on for `step` ("" counts for nothing)."""
        now = (time.process_time(), self._clock())
        if self._step:
            inside = f"{self._step}, in the sandbox"
            self.shares[self._step] = self.shares.get(self._step, 0.0) + now[0] - self._mark[0]
            if now[1] - self._mark[1] > 0.0005:
                self.shares[inside] = self.shares.get(inside, 0.0) + now[1] - self._mark[1]
        self._step, self._mark = step, now


def _clock_of(sandbox: Sandbox) -> Callable[[], float]:
    """The processor time of the sandbox's child: Linux has a clock for each process."""
    number = sandbox.pid
    assert number is not None, "the sandbox is started before it is measured"
    return lambda: time.clock_gettime((~number << 3) | 2)


def hand_in(path: Path) -> None:
    with path.open("rb") as stream:
        for _ in take([Handed(path.name, path.stat().st_size, stream)], by=OPERATOR):
            pass


def measure(paths: list[Path], warm: Path) -> dict[str, Any]:
    """Bare and whole processor seconds of each file, the shares of the steps, and the most memory held."""
    with Sandbox() as plain, Sandbox() as sandbox:
        plain.call(_BARE, warm)
        hand_in(warm)
        read_all(sandbox=sandbox)
        follow()
        meter = Meter(sandbox)
        rows = [_one(path, plain, sandbox, meter) for path in paths]
        meter.enter("Follow the index")
        follow()
        meter.enter("")
        peak = {"owner": _peak(os.getpid()), "child": _peak(sandbox.pid or 0)}
    return {"files": rows, "shares": meter.shares, "peak": peak}


def _one(path: Path, plain: Sandbox, sandbox: Sandbox, meter: Meter) -> dict[str, Any]:
    pages, bare = plain.call(_BARE, path)
    before = sum(meter.shares.values())
    meter.enter("Take the file in")
    hand_in(path)
    document = take_next(worker_name())
    assert document is not None and document.name == path.name
    read_document(document, sandbox, tell=meter.enter)
    meter.enter("")
    document.refresh_from_db()
    return {
        "file": path.name,
        "state": document.read_state,
        "pages": pages,
        "bare": bare,
        "whole": sum(meter.shares.values()) - before,
    }


def _peak(number: int) -> int:
    """The most memory a process has held, in bytes."""
    status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def drain(warm: Path) -> float:
    """Start, warm up without touching the library, wait for the word, and read what waits; seconds of clock."""
    from heeded.intake.preview import Preview

    with Sandbox() as sandbox:
        known = _reader.recognise(sandbox, warm, name=warm.name)
        read = _reader.read(sandbox, warm, kind=known.kind, encoding=None, folder=warm.parent)
        look = Preview(read.reading)
        assert look.sections and look.facts and look.learning_points is not None
        print("ready", flush=True)
        sys.stdin.readline()
        started = time.monotonic()
        read_all(sandbox=sandbox)
        return time.monotonic() - started


def main(words: list[str]) -> None:
    if not words:
        return  # the library is made
    without_ocr()
    warm, *paths = map(Path, (word for word in words if not word.startswith("--")))
    if "--drain" in words:
        drain(warm)
        print("done", flush=True)
    elif "--hand-in" in words:
        for path in paths:
            hand_in(path)
    else:
        print(json.dumps(measure(paths, warm)))


if __name__ == "__main__":
    main(sys.argv[1:])
