"""How fast PDFs are read beside bare pypdfium2 text extraction, and how much memory a worker takes.

    python -m benchmarks.reading

Reads the real reports of the shared folder's `inquiries` and `guidance` where they lie. Each file is read bare
and by us in turn, several times, in worker processes already started; the least processor time of each counts.
"""

import os
import resource
import time
from pathlib import Path
from typing import Any

from heeded.engine.sandbox import Sandbox

_TIMES = 4
_SETS = ("inquiries", "guidance")


def shared() -> Path:
    """Where the real reports lie: HEEDED_SHARED, or `shared` beside the project."""
    named = os.environ.get("HEEDED_SHARED")
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"


def files() -> list[Path]:
    return [path for name in _SETS for path in sorted((shared() / "data" / name).glob("*.pdf"))]


def bare(path: Path) -> tuple[int, float]:
    """Pages and processor seconds of text alone, as pypdfium2's own documentation does it."""
    import pypdfium2

    started = time.process_time()
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pages = len(document)
    document.close()
    return pages, time.process_time() - started


def ours(path: Path) -> tuple[int, float]:
    """Pages and processor seconds of the whole reading."""
    from heeded.engine.reading import read_pdf

    started = time.process_time()
    pages = len(read_pdf(path).pages)
    return pages, time.process_time() - started


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run() -> list[dict[str, Any]]:
    """One row a file and one for all: pages, pages a processor second bare and ours, our share of the bare rate.
    The last row also has the worker's largest memory in MB and the owner's seconds a page for taking pages over."""
    rows: list[dict[str, Any]] = []
    with Sandbox() as plain, Sandbox() as full:
        for path in files():
            pages, first, second = _least(plain, full, path)
            rows.append(_row(path.name, pages, first, second))
        if rows:
            rows.append(_total(rows))
    if rows:
        rows[-1] |= _memory_and_handing_over()
    return rows


def _least(plain: Sandbox, full: Sandbox, path: Path) -> tuple[int, float, float]:
    """Pages and the least seconds bare and ours, measured in turn so that a busy machine slows both alike."""
    pages, first, second = 0, float("inf"), float("inf")
    for _ in range(_TIMES):
        pages, seconds = plain.call("benchmarks.reading:bare", path)
        first = min(first, seconds)
        second = min(second, full.call("benchmarks.reading:ours", path)[1])
    return pages, first, second


def _row(name: str, pages: int, first: float, second: float) -> dict[str, Any]:
    return {
        "file": name,
        "pages": pages,
        "bare pages/s": round(pages / first),
        "our pages/s": round(pages / second),
        "share of bare": round(first / second, 2),
        "bare seconds": first,
        "our seconds": second,
    }


def _total(rows: list[dict[str, Any]]) -> dict[str, Any]:
    first, second = sum(row["bare seconds"] for row in rows), sum(row["our seconds"] for row in rows)
    return _row("all", sum(row["pages"] for row in rows), first, second)


def _memory_and_handing_over() -> dict[str, Any]:
    """A fresh worker reads every file once and hands it over."""
    started, pages = time.process_time(), 0
    with Sandbox() as worker:
        for path in files():
            pages += len(worker.call("heeded.engine.reading:read_pdf", path).pages)
        spent = time.process_time() - started
        most = worker.call("benchmarks.reading:peak")
    return {"worker MB": most // 1_000_000, "handing over ms a page": round(spent / pages * 1000, 2)}


def table(rows: list[dict[str, Any]]) -> str:
    shown = (
        "file",
        "pages",
        "bare pages/s",
        "our pages/s",
        "share of bare",
        "worker MB",
        "handing over ms a page",
    )
    lines = ["  ".join(shown)]
    for row in rows:
        cells = (str(row.get(name, ""))[:60] for name in shown)
        lines.append("  ".join(cell.rjust(len(name)) for cell, name in zip(cells, shown, strict=True)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(run()) or "The real reports are not there: set HEEDED_SHARED.")
