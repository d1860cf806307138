"""What the whole intake costs beside bare pypdfium2 text extraction of the same files.

    python -m benchmarks.intake

Reads the real reports of the shared folder's `inquiries` and `guidance`, each into a new library in a folder of its
own, with every step from recognising the file to the word index. Processor seconds are those of all processes,
with workers already started; wall time is measured with one worker and with two.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.reading import bare, files

_TIMES = 3
_READ_ALL = "import sys, benchmarks.intake as b; b.read_in_this_process(sys.argv[1:])"


def run() -> list[dict[str, Any]]:
    """One row: pages, bare and our pages a processor second, our share, two workers against one, memory in MB."""
    paths = files()
    if not paths:
        return []
    bare_pages, bare_seconds = _bare(paths)
    costs = [_measured(paths) for _ in range(_TIMES)]
    best = min(costs, key=lambda cost: cost["cpu"])
    assert best["pages"] == bare_pages, "a page was lost"
    one, two = _wall(paths, workers=1), _wall(paths, workers=2)
    return [
        {
            "pages": bare_pages,
            "bare ms a page": round(bare_seconds / bare_pages * 1000, 2),
            "our ms a page": round(best["cpu"] / bare_pages * 1000, 2),
            "of which reader": round(best["reader"] / bare_pages * 1000, 2),
            "of which worker": round(best["worker"] / bare_pages * 1000, 2),
            "of which index": round(best["index"] / bare_pages * 1000, 2),
            "share of bare rate": round(bare_seconds / best["cpu"], 2),
            "pages/s, one worker": round(bare_pages / one),
            "pages/s, two workers": round(bare_pages / two),
            "two against one": round(one / two, 2),
            "reader MB": best["reader MB"],
            "worker MB": best["worker MB"],
            "ms a page by step": best["steps"],
        }
    ]


def _bare(paths: list[Path]) -> tuple[int, float]:
    pages, seconds = 0, 0.0
    for path in paths:
        found = [bare(path) for _ in range(_TIMES)]
        pages, seconds = pages + found[0][0], seconds + min(cost for _, cost in found)
    return pages, seconds


def _measured(paths: list[Path]) -> dict[str, Any]:
    """A fresh process and a fresh library, so that one run leaves nothing for the next."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-c", _READ_ALL, *map(str, paths)]
        answer = subprocess.run(words, env=_library(folder), check=True, capture_output=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def read_in_this_process(names: list[str]) -> None:
    """Read these files as one worker does; print what it cost. For `_measured`."""
    from heeded.cli.library import open_library

    open_library()
    from django.db.models import Sum

    from heeded.engine.sandbox import Sandbox
    from heeded.intake.models import StepRun
    from heeded.intake.workers import read_all
    from heeded.library.models import Page
    from heeded.search.services import follow

    with Sandbox() as sandbox:
        _take(names[:1], sandbox)  # everything is imported and every process has started
        read_all(sandbox=sandbox)
        follow()
        warm = Page.objects.count()
        _take(names[1:], sandbox)
        started, child = time.process_time(), sandbox.call("time:process_time")
        read_all(sandbox=sandbox)
        own, read = time.process_time() - started, sandbox.call("time:process_time") - child
        started = time.process_time()
        follow()
        index = time.process_time() - started
        reader = sandbox.call("benchmarks.reading:peak") // 1_000_000
    pages = Page.objects.count()
    share = pages / (pages - warm)  # the first file counts at the price of the others
    steps = StepRun.objects.exclude(document_id=1).values_list("name").annotate(Sum("seconds"))
    answer = {
        "pages": pages,
        "cpu": (own + read + index) * share,
        "reader": read * share,
        "worker": own * share,
        "index": index * share,
        "reader MB": reader,
        "worker MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
        "steps": {name: round(seconds / (pages - warm) * 1000, 2) for name, seconds in steps},
    }
    print(json.dumps(answer))


def _take(names: list[str], sandbox: Any) -> None:
    from heeded.intake.services import Handed, take
    from heeded.people.viewer import OPERATOR

    for name in names:
        with Path(name).open("rb") as stream:
            list(take([Handed(Path(name).name, Path(name).stat().st_size, stream)], by=OPERATOR))


def _wall(paths: list[Path], *, workers: int) -> float:
    """Seconds of `heeded add --wait` with so many workers, less those of adding one small file: the start."""
    small = min(paths, key=lambda path: path.stat().st_size)
    return _added(paths, workers=workers) - _added([small], workers=workers)


def _added(paths: list[Path], *, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "heeded", "add", "--wait", "--json", "--workers", str(workers)]
        started = time.perf_counter()
        subprocess.run(
            [*words, *map(str, paths)], env=_library(folder), check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - started


def _library(folder: str) -> dict[str, str]:
    return {**os.environ, "HEEDED_DATA": str(Path(folder) / "library")}


def table(rows: list[dict[str, Any]]) -> str:
    return "\n".join(f"{name:>22}  {value}" for row in rows for name, value in row.items())


if __name__ == "__main__":
    print(table(run()) or "The real reports are not there: set HEEDED_SHARED.")
