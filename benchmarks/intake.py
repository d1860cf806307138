"""How fast files are taken in, beside bare pypdfium2 text extraction; what a second worker adds; memory held.

    python -m benchmarks.intake [ROUNDS]

Takes the real reports of the shared folder's `inquiries` and `guidance` through the whole intake, each into a new
library: stored under its hash, read, cleaned, cut, saved, indexed. Workers are started and have read one file before
anything is measured. Counted is the processor time of all processes; the bare extraction of each file is measured
just before it, in a process of its own. Pages that are pictures are left without OCR.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.reading import files

_ROUNDS = 3
_MOST_TIMES_BARE, _LEAST_GAIN, _MOST_MB = 3.0, 1.6, 400
_WARM = Path(__file__).resolve().parent.parent / "heeded" / "samples" / "built" / "01-ellerwick-baby-j.pdf"
Row = dict[str, Any]


def run(rounds: int = _ROUNDS) -> dict[str, Any]:
    """`files` and `steps`: rows with the median of all rounds; `ratio`, `gain` and `megabytes` with their marks."""
    paths = files()
    if not paths or not _WARM.exists():
        return {}
    found = [_round(paths) for _ in range(rounds)]
    gains = [_drained(paths, 1) / _drained(paths, 2) for _ in range(rounds)]
    ratios = [_total(one, "whole") / _total(one, "bare") for one in found]
    return {
        "files": _by_file(found),
        "steps": _by_step(found),
        "ratio": median(ratios),
        "ratios": ratios,
        "gain": median(gains),
        "gains": gains,
        "megabytes": {
            name: max(one["peak"][name] for one in found) // 1_000_000 for name in ("owner", "child")
        },
        "load": os.getloadavg()[0],
    }


def _round(paths: list[Path]) -> dict[str, Any]:
    """One library, one worker, every file."""
    with tempfile.TemporaryDirectory() as folder:
        _make_library(folder)
        answer: dict[str, Any] = json.loads(_said(folder, [_WARM, *paths]))
    left = sum(row["whole"] for row in answer["files"])
    for row in answer["files"]:  # the index is followed once for all
        row["whole"] *= sum(answer["shares"].values()) / left
    return answer


def _drained(paths: list[Path], workers: int) -> float:
    """Seconds of clock in which so many workers, started and warm, read all files; the index is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        _make_library(folder)
        _said(folder, ["--hand-in", _WARM, *paths])
        started = [_start(folder, ["--drain", _WARM]) for _ in range(workers)]
        try:
            for worker in started:
                _expect(worker, "ready")
            clock = time.monotonic()
            for worker in started:
                assert worker.stdin is not None
                worker.stdin.write("go\n")
                worker.stdin.flush()
            for worker in started:
                _expect(worker, "done")
            return time.monotonic() - clock
        finally:
            for worker in started:
                worker.communicate(timeout=30)


def _expect(worker: "subprocess.Popen[str]", word: str) -> None:
    assert worker.stdout is not None
    said = worker.stdout.readline().strip()
    if said != word:
        raise RuntimeError(f"a worker ended early: {said}")


def _said(folder: str, words: list[Any]) -> str:
    worker = _start(folder, words)
    answer, _ = worker.communicate(timeout=600)
    if worker.returncode:
        raise RuntimeError("the measured process failed")
    return answer


def _start(folder: str, words: list[Any]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks._intake_round", *map(str, words)],
        env=os.environ | {"HEEDED_DATA": folder, "HEEDED_MODE": "loopback"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _make_library(folder: str) -> None:
    """An empty library; made once and copied, as making one takes longer than reading a report."""
    if not _made:
        _made.append(tempfile.TemporaryDirectory())
        _said(_made[0].name, [])
    shutil.copytree(_made[0].name, folder, dirs_exist_ok=True)


_made: list[tempfile.TemporaryDirectory[str]] = []


def _total(one: dict[str, Any], name: str) -> float:
    return float(sum(row[name] for row in one["files"]))


def _by_file(found: list[dict[str, Any]]) -> list[Row]:
    rows = [_row([one["files"][place] for one in found]) for place in range(len(found[0]["files"]))]
    pages = sum(row["pages"] for row in rows)
    bare, whole = (median(_total(one, name) for one in found) for name in ("bare", "whole"))
    ratio = median(_total(one, "whole") / _total(one, "bare") for one in found)
    return [*rows, _shown("all, with the index", pages, bare, whole, ratio)]


def _row(same: list[Row]) -> Row:
    bare, whole = (median(row[name] for row in same) for name in ("bare", "whole"))
    ratio = median(row["whole"] / row["bare"] for row in same)
    return _shown(same[0]["file"], same[0]["pages"], bare, whole, ratio) | {"state": same[0]["state"]}


def _shown(name: str, pages: int, bare: float, whole: float, ratio: float) -> Row:
    return {
        "file": name,
        "pages": pages,
        "bare pages/s": round(pages / bare),
        "our pages/s": round(pages / whole),
        "times bare": round(ratio, 2),
        "ms a page": round(1000 * whole / pages, 2),
    }


def _by_step(found: list[dict[str, Any]]) -> list[Row]:
    """Each step's seconds as times the bare extraction of the same round."""
    names = dict.fromkeys(name for one in found for name in one["shares"])
    pages = sum(row["pages"] for row in found[0]["files"])
    return [
        {
            "step": name,
            "times bare": round(median(one["shares"].get(name, 0) / _total(one, "bare") for one in found), 3),
            "ms a page": round(1000 * median(one["shares"].get(name, 0) for one in found) / pages, 3),
        }
        for name in names
    ]


def table(rows: list[Row]) -> str:
    shown = list(rows[-1] if "file" in rows[-1] else rows[0])
    widths = [max(len(name), *(len(str(row.get(name, ""))) for row in rows)) for name in shown]
    lines = ["  ".join(name.rjust(width) for name, width in zip(shown, widths, strict=True))]
    for row in rows:
        cells = (str(row.get(name, "")) for name in shown)
        lines.append("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Prints the tables; 1 when a mark is missed."""
    found = run(int(words[0]) if words else _ROUNDS)
    if not found:
        print("Left out: the real reports are not there (set HEEDED_SHARED) or the samples are not made.")
        return 0
    print(table(found["files"]), table(found["steps"]), sep="\n\n")
    memory = sum(found["megabytes"].values())
    every = [" ".join(f"{value:.2f}" for value in found[name]) for name in ("ratios", "gains")]
    print(f"\nwhole intake: {found['ratio']:.2f} times bare (at most {_MOST_TIMES_BARE}; rounds {every[0]})")
    print(f"two workers: {found['gain']:.2f} times one by the clock (at least {_LEAST_GAIN}; {every[1]})")
    print(
        f"memory: worker {found['megabytes']['owner']} MB and its sandbox {found['megabytes']['child']} MB, "
    )
    print(f"together {memory} (at most {_MOST_MB}); load of the machine {found['load']:.1f}")
    met = found["ratio"] <= _MOST_TIMES_BARE and found["gain"] >= _LEAST_GAIN and memory <= _MOST_MB
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
