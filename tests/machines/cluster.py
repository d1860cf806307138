"""Machines as processes: each with a folder of its own, one PostgreSQL, one shared folder of files."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.made import PROJECT, Answer, command

PATIENCE = 60.0  # seconds that a process has on a busy machine


@dataclass
class Machine:
    """One machine: its folder, and what runs on it."""

    folder: Path
    settings: dict[str, str]
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    def command(self, *words: str | Path) -> Answer:
        """Run `heeded WORDS` on this machine."""
        return command(*words, data=self.folder, **self.settings)

    def start(self, *words: str) -> None:
        """Run `heeded WORDS` on this machine until it is stopped."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HEEDED_")}
        environment |= {"PYTHONPATH": str(PROJECT), "HEEDED_DATA": str(self.folder), **self.settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "heeded", *words],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def serve(self, *options: str) -> None:
        """Be a web node without a worker; return when it answers."""
        with closing(socket.socket()) as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.start("serve", "--no-worker", "--port", str(self.port), *options)
        until(lambda: self.get("/privacy/")[0] == 200, why=self.said)

    def kill(self) -> None:
        """Every process of the machine, hard, as if the power had failed."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def get(self, path: str) -> tuple[int, str]:
        """What a reader gets: status and page; 0 where nothing answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as response:
                return response.status, response.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")
        except OSError:
            return 0, ""

    def logs_in(self, address: str, password: str) -> str:
        """What somebody reads who tries to log in with a browser that was never here."""
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

        def asked(sent: bytes | None = None) -> str:
            wanted = urllib.request.Request(f"{self.address}/account/login/", sent)
            wanted.add_header("Host", "localhost")  # as a proxy sends it: the same for every node
            with browser.open(wanted, timeout=20) as response:
                return str(response.read().decode())

        form = {"login": address, "password": password}
        (form["csrfmiddlewaretoken"],) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', asked()))
        return asked(urllib.parse.urlencode(form).encode())

    def finds(self, words: str) -> bool:
        """Does a search without logging in list anything for these words, word for word?"""
        status, page = self.get("/search/?q=" + urllib.parse.quote(f'"{words}"'))
        assert status == 200, (status, self.said())
        return "/documents/" in page

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def holds(self, words: bytes) -> list[str]:
        """The files on this machine's disk in which these bytes stand."""
        found = []
        for path in self.folder.rglob("*"):
            if path.is_file() and words in path.read_bytes():
                found.append(str(path.relative_to(self.folder)))
        return found


def until(true: Callable[[], object], *, seconds: float = PATIENCE, why: Callable[[], str] = str) -> float:
    """Wait until something is so; how long it took. Fails when it does not become so."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if true():
            return time.monotonic() - began
        time.sleep(0.1)
    raise AssertionError(f"not so after {seconds} s: {why()[-3000:]}")
