"""Front page, results page and document page over the samples: server time and bytes sent before pictures.

Run: `python -m benchmarks.pages [FOLDER]`; FOLDER is a library of samples that is there already, else one is made.
Each page is asked for with many questions and pages, once inside this process and once over the server itself.
"""

import gzip
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

MILLISECONDS, BYTES = 100.0, 100_000
ROUNDS = 3
QUESTIONS = (
    "bruise baby", "was not brought", "mother says the bruise came from a toy", "domestic abuse",
    "\"lived experience\"",
    "neglect*", "father not seen", "school attendance", "GP did not share", "strategy discussion police", "self harm",
    "bruising -sport", "unsafe sleeping", "CSE", "interpreter", "health visitor", "missed appointments", "supervision",
)  # fmt: skip
STATIC = ("built/heeded.css", "built/heeded.js")
Ask = Callable[[str], int]


@dataclass(frozen=True)
class Row:
    """One kind of page, asked for in one way: milliseconds, and bytes of the largest answer."""

    page: str
    way: str
    times: list[float]
    processor: list[float]  # of this process: what a busy machine cannot blur; 0 where another one served
    largest: int

    @property
    def middle(self) -> float:
        return statistics.median(self.times)

    @property
    def slowest(self) -> float:
        return statistics.quantiles(self.times, n=20)[18]


def run(folder: Path | None = None) -> list[Row]:
    """Measure all three pages both ways."""
    with tempfile.TemporaryDirectory() as made:
        library = folder or _samples(Path(made) / "samples")
        os.environ |= {
            "HEEDED_DATA": str(library), "HEEDED_MODE": "demo", "DJANGO_SETTINGS_MODULE": "heeded.config.settings",
        }  # fmt: skip
        paths = _paths()
        rows = [_measured(page, "in process", ask, _client()) for page, ask in paths.items()]
        with _server(library) as ask_server:
            rows += [_measured(page, "over the server", ask, ask_server) for page, ask in paths.items()]
        return rows


def weight_of_the_look() -> int:
    """Bytes of style and script, packed, which a browser fetches once."""
    folder = Path(__file__).parent.parent / "heeded" / "web" / "static"
    return sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in STATIC)


def _samples(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "heeded", "samples", "--data", str(folder)], check=True, timeout=900,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return folder


def _paths() -> dict[str, list[str]]:
    """The addresses asked for: every page of two documents, one with a question whose words are marked."""
    import django

    django.setup()
    from heeded.library.queries import visible_documents
    from heeded.people.viewer import ANONYMOUS

    documents = list(visible_documents(ANONYMOUS).filter(paged=True).order_by("pk")[:8])
    pages = [
        f"/documents/{one.identifier}/?page={number}&q={question}"
        for one in documents
        for number, question in zip(
            range(1, one.page_count + 1), ("child", "", "bruise", "mother") * 9, strict=False
        )
    ]
    return {
        "front page": ["/"] * len(QUESTIONS),
        "results page": [f"/search/?q={quote_plus(question)}" for question in QUESTIONS],
        "document page": pages,
    }


def _measured(page: str, way: str, paths: list[str], ask: Ask) -> Row:
    ask(paths[0])  # what is read once a process is read before
    times, processor, largest = [], [], 0
    for path in paths * ROUNDS:
        begun, used = time.perf_counter(), time.process_time()
        largest = max(largest, ask(path))
        times.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Row(page, way, times, processor, largest)


def _client() -> Ask:
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def ask(path: str) -> int:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return len(response.content)

    return ask


@contextmanager
def _server(library: Path) -> Iterator[Ask]:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = [sys.executable, "-m", "heeded", "serve", "--demo", "--no-worker", "--data", str(library)]
    process = subprocess.Popen([*words, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        ask = _over(port)
        for _ in range(150):
            try:
                ask("/privacy/")
                break
            except OSError:
                time.sleep(0.2)
        yield ask
    finally:
        process.terminate()
        process.wait(timeout=20)


def _over(port: int) -> Ask:
    def ask(path: str) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.status == 200, (path, response.status)
            return len(response.read())

    return ask


def main() -> int:
    """Print the table; 1 where a page is slower or heavier than it may be."""
    rows, look = run(Path(sys.argv[1]) if len(sys.argv) > 1 else None), weight_of_the_look()
    heads = ("p50 ms", "p95 ms", "of 100", "cpu ms")
    print(
        f"{'page':<14} {'asked':<16} {' '.join(f'{head:>7}' for head in heads)} {'bytes':>8} {'with look':>9}"
    )
    for row in rows:
        print(
            f"{row.page:<14} {row.way:<16} {row.middle:>7.1f} {row.slowest:>7.1f} {row.slowest / MILLISECONDS:>7.2f}"
            f" {statistics.median(row.processor):>7.1f}"
            f" {row.largest:>8,} {row.largest + look:>9,}"
        )
    return int(any(row.slowest > MILLISECONDS or row.largest + look > BYTES for row in rows))


if __name__ == "__main__":
    sys.exit(main())
