"""A real server over a real library: `heeded serve` in a process of its own, on a port of this machine."""

import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.made import PROJECT

_PATIENCE = 60.0  # seconds until it must answer


@dataclass(frozen=True)
class Served:
    """Where it answers, and the library it serves."""

    url: str
    library: Path

    def one(self, query: str, *values: object) -> str:
        """The first column of the first row that a query of the library's database finds."""
        with closing(
            sqlite3.connect(f"file:{self.library / 'heeded.sqlite3'}?mode=ro", uri=True)
        ) as database:
            row = database.execute(query, values).fetchone()
        assert row is not None, query
        return str(row[0])

    def review(self, title: str) -> str:
        return self.one("select identifier from library_work where title like ?", f"%{title}%")

    def document(self, name: str) -> str:
        return self.one("select identifier from library_document where name like ?", f"%{name}%")


@contextmanager
def serve(library: Path, *options: str) -> Iterator[Served]:
    """Serve a library until the block ends."""
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = [sys.executable, "-m", "heeded", "serve", "--data", str(library), "--port", str(port), *options]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT), "HOME": str(library)}
    log = library.parent / f"{library.name}.log"
    with log.open("w") as out:
        process = subprocess.Popen(words, env=environment, stdout=out, stderr=out, cwd=library.parent)
        try:
            _wait(f"http://127.0.0.1:{port}/privacy/", process, log)
            yield Served(f"http://127.0.0.1:{port}", library)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no answer in {_PATIENCE} s: {log.read_text()}")


def copied(library: Path, folder: Path) -> Path:
    """A copy of a library to change."""
    shutil.copytree(library, folder)
    return folder
