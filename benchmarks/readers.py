"""Two hundred readers who pause 5 to 15 seconds (about 20 requests a second) on the samples and 100,000 made passages.

Run: `python -m benchmarks.readers [--database sqlite|postgresql|both] [--seconds 60]`. A real library is made under a
temporary folder, `heeded serve` serves it as it does anywhere, and readers come over HTTP on the loopback: front page,
results by words and by meaning with and without filters, pages of documents, their pictures, briefings. Printed are
times by kind of page, errors, and the processor's share of the server and of the asking itself, which has to fit on
the same cores.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from benchmarks._reading_people import WARM_UP, Heard, Kind, read
from heeded.search.request import SearchRequest

MUST_REACH = 300.0  # milliseconds, 95th percentile
PASSAGES, READERS, SECONDS = 100_000, 200, 60.0
_BESIDE = 10.0  # seconds for the other processes to come up
QUESTIONS = (
    "bruise baby", "was not brought", "mother says the bruise came from a toy", "domestic abuse", "neglect*",
    "nobody asked the child what home was like", "father not seen", "school attendance", "GP did not share",
    "strategy discussion police", "self harm", "why did nobody put the pieces together", "unsafe sleeping",
    "interpreter", "health visitor", "missed appointments", "supervision", "was the worker left alone with it",
)  # fmt: skip
FILTERS = (
    {"year_from": 2012},
    {"outcomes": ("fatal",)},
    {"regions": ("Region 3",)},
    {"section_kinds": ("analysis",)},
    {"mode": "words"},
)


def main() -> int:
    """Print the tables; 1 where the mark is missed or anything failed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    arguments.add_argument("--readers", type=int, default=READERS)
    arguments.add_argument("--passages", type=int, default=PASSAGES)
    arguments.add_argument(
        "--processes", type=int, default=4, help="that answer, as in production on two cores"
    )
    arguments.add_argument("--threads", type=int, default=2, help="of each")
    arguments.add_argument("--library", help="one made before, on SQLite")
    arguments.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    wanted = arguments.parse_args()
    if wanted.fill:
        return _fill(wanted.passages)
    chosen = ("sqlite", "postgresql") if wanted.database == "both" else (wanted.database,)
    return max(_measured(name, wanted) for name in chosen)


def _measured(database: str, wanted: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder, _records(database) as address:
        library = Path(wanted.library or f"{folder}/library")
        settings = {"HEEDED_DATA": str(library), "HEEDED_MODE": "demo", "DATABASE_URL": address}
        if not wanted.library:
            _made(settings, wanted.passages)
        with _serving(settings, wanted) as (port, spent):
            kinds = _kinds(settings)
            before, load = spent(), os.getloadavg()[0]
            print(f"\n{wanted.readers} readers, {database}, {wanted.seconds:.0f} s, load before {load:.1f}")
            heard = read(port, kinds, readers=wanted.readers, seconds=wanted.seconds)
            return _print(heard, spent() - before)


@contextmanager
def _records(database: str) -> Iterator[str]:
    """What DATABASE_URL is: nothing for SQLite."""
    if database == "sqlite":
        yield ""
        return
    from tests.database.server import Server

    server = Server()
    try:
        server.start(autovacuum="on")
        server.run("CREATE DATABASE heeded")
        yield server.address("heeded")
    finally:
        server.remove()


def _made(settings: dict[str, str], passages: int) -> None:
    began = time.monotonic()
    _run(settings, "heeded", "samples")
    _run(settings, "heeded", "embed")  # of the samples alone: the made passages come with theirs
    _run(settings, "benchmarks.readers", "--fill", "--passages", str(passages))
    _run(settings, "heeded", "follow", "--once")
    print(f"library made in {time.monotonic() - began:.0f} s")


def _run(settings: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", *words], env=os.environ | settings, check=True, timeout=1800,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _fill(passages: int) -> int:
    """In a process of its own, on the library that the environment names."""
    from heeded.config.environment import use_settings

    use_settings()
    import django

    django.setup()
    from benchmarks._made_library import fill, vocabulary

    fill(passages, vocabulary())
    from django.db import connection

    if connection.vendor == "postgresql":  # what autovacuum does within a minute or two
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return 0


@contextmanager
def _serving(
    settings: dict[str, str], wanted: argparse.Namespace
) -> Iterator[tuple[int, Callable[[], float]]]:
    """The port, and how many seconds of processor the server and what runs beside it have taken so far."""
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = [sys.executable, "-m", "heeded", "serve", "--demo", "--no-worker", "--port", str(port)]
    words += ["--processes", str(wanted.processes), "--threads", str(wanted.threads)]
    log = Path(settings["HEEDED_DATA"]).with_suffix(".log").open("w")
    process = subprocess.Popen(
        words, env=os.environ | settings, stdout=subprocess.PIPE, stderr=log, text=True
    )
    try:
        assert process.stdout is not None
        while "Heeded is at" not in (line := process.stdout.readline()):
            assert line, f"the server does not start: {log.name}"
        time.sleep(_BESIDE)
        yield port, lambda: _spent(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _spent(pid: int) -> float:
    """Seconds of processor of a process and its children, from /proc."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(entry.parent.name) == pid or int(fields[1]) == pid:
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def _kinds(settings: dict[str, str]) -> list[Kind]:
    """What readers ask for, of every kind of page."""
    words = [sys.executable, "-m", "benchmarks.readers_addresses"]
    said = subprocess.run(
        words, env=os.environ | settings, check=True, timeout=120, capture_output=True, text=True
    )
    documents, pictures, briefings = (line.split() for line in said.stdout.splitlines())
    questions = [SearchRequest(text=question) for question in QUESTIONS]
    filtered = [replace(question, **chosen) for question in questions for chosen in FILTERS]
    return [
        Kind("front page", 12, ["/"]),
        Kind("results", 22, [_address(one) for one in questions]),
        Kind("results, filters", 20, [_address(one) for one in filtered]),
        Kind("document page", 26, documents),
        Kind("picture", 12, pictures),
        Kind("briefing", 8, briefings),
    ]


def _address(asked: SearchRequest) -> str:
    return f"/search/?{urlencode(asked.to_parameters())}"


def _print(heard: Heard, served: float) -> int:
    print(f"{'page':<18}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}{'of 300':>8}")
    for name in sorted(heard.times):
        slowest = heard.slowest(name)
        print(
            f"{name:<18}{len(heard.times[name]):>7}{heard.middle(name):>9.0f}{slowest:>9.0f}"
            f"{slowest / MUST_REACH:>8.2f}"
        )
    slowest = heard.slowest()
    print(
        f"{'all':<18}{len(heard.all_times):>7}{heard.middle():>9.0f}{slowest:>9.0f}{slowest / MUST_REACH:>8.2f}"
    )
    rate = len(heard.all_times) / max(heard.seconds - WARM_UP, 1)
    print(
        f"{rate:.1f} requests a second, {len(heard.errors)} errors; processor: server {served / heard.seconds:.0%}"
        f" of one core, asking {heard.cpu / heard.seconds:.0%}"
    )
    for error in heard.errors[:5]:
        print(f"  {error}")
    return int(slowest > MUST_REACH or bool(heard.errors))


if __name__ == "__main__":
    sys.exit(main())
