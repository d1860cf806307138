"""The commands of docs/running.md for more than one machine, as they stand there, with places and ports of this one."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.made import PROJECT, command
from tests.machines.cluster import until
from tests.machines.test_two_nodes import report

pytestmark = pytest.mark.slow
PAGE = (PROJECT / "docs" / "running.md").read_text()
SECTION = PAGE.partition("\n## More than one machine\n")[2].partition("\n## ")[0]


def block(before: str) -> str:
    """The block of commands that stands after a line which ends like that."""
    _, _, rest = SECTION.partition(before)
    assert rest, f"the page no longer says {before!r}"
    lines: list[str] = []
    for line in rest.strip("\n").splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line)
    return textwrap.dedent("\n".join(lines)).strip()


class Machines:
    """Processes as the page starts them; whatever runs is killed at the end."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.running = folder, []
        commands = folder / "bin"
        commands.mkdir()
        (commands / "heeded").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m heeded "$@"\n')
        (commands / "heeded").chmod(0o755)
        settings = block("the same on every machine; `heeded.env`:\n")
        settings = settings.replace(
            "postgresql://heeded:PASSWORD@database.example.org/heeded", shlex.quote(database)
        ).replace("/srv/heeded/files", str(folder / "files"))
        (folder / "heeded.env").write_text(settings)

    def words(self, before: str, machine: str, port: int = 0) -> str:
        """A block of the page, for one of the machines that are all this one."""
        words = block(before).replace("/var/lib/heeded", str(self.folder / machine))
        words = words.replace("--host 10.0.0.11 --port 8000", f"--host 127.0.0.1 --port {port}")
        return words.replace("10.0.0.5", "127.0.0.1")

    def run(self, words: str) -> str:
        done = subprocess.run(["sh", "-e", "-c", words], cwd=self.folder, env=self.environment, timeout=240,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, words: str, name: str) -> None:
        with (self.folder / f"{name}.log").open("w") as log:
            self.running.append(
                subprocess.Popen(
                    ["sh", "-e", "-c", words], cwd=self.folder, env=self.environment, stdout=log, stderr=log,
                    start_new_session=True,
                )
            )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "PYTHONPATH": str(PROJECT),
            "HOME": str(self.folder),
        }

    @property
    def settings(self) -> dict[str, str]:
        lines = (self.folder / "heeded.env").read_text().splitlines()
        return {name: shlex.split(value)[0] for name, _, value in (line.partition("=") for line in lines)}

    def said(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("*.log"))

    def stop(self) -> None:
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def machines(tmp_path: Path, postgresql: str) -> Iterator[Machines]:
    made = Machines(tmp_path, postgresql)
    yield made
    made.stop()


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def asked(port: int, path: str) -> str:
    """What the proxy of the page hands on; "" where nothing answers."""
    wanted = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    headers = {"Host": "$host", "X-Forwarded-Proto": "$scheme", "X-Forwarded-For": "$remote_addr"}
    said = {"$host": "reviews.example.org", "$scheme": "https", "$remote_addr": "192.0.2.7"}
    for name, value in headers.items():
        assert f"proxy_set_header {name} {value};" in SECTION
        wanted.add_header(name, said[value])
    try:
        with urllib.request.urlopen(wanted, timeout=20) as response:
            return str(response.read().decode())
    except OSError:
        return ""


def test_two_web_nodes_and_a_worker_as_the_page_starts_them(machines: Machines, tmp_path: Path) -> None:
    assert "Added admin@example.org" in machines.run(machines.words("Once, from any of them:\n", "one"))
    ports = {name: free_port() for name in ("one", "two")}
    machines.start(machines.words("as there is reading to do:\n", "worker"), "worker")
    for name, port in ports.items():
        machines.start(machines.words("On each web node:\n", name, port), name)
    for port in ports.values():
        until(lambda: asked(port, "/privacy/"), seconds=90, why=machines.said)  # noqa: B023 -- called at once
    path = report(tmp_path, "quillonpage")
    (row,) = command("add", path, "--json", data=tmp_path / "one", **machines.settings).json
    published = ("publish", row["document"], "--restrictions-checked", "--json")
    until(
        lambda: command(*published, data=tmp_path / "one", **machines.settings).code == 0, why=machines.said
    )
    for port in ports.values():
        until(lambda: row["document"] in asked(port, "/search/?q=quillonpage"), why=machines.said)  # noqa: B023
    nodes = command("status", "--json", data=tmp_path / "two", **machines.settings).json["nodes"]
    assert sorted(node["kind"] for node in nodes.values()) == ["web", "web", "worker"]


def test_production_on_postgresql_asks_for_one_key_for_all(machines: Machines) -> None:
    (env := machines.folder / "heeded.env").write_text(
        re.sub(r"HEEDED_SECRET_KEY=.*\n", "", (machines.folder / "heeded.env").read_text())
    )
    assert "SECRET" not in env.read_text()
    words = machines.words("On each web node:\n", "one", free_port())
    done = subprocess.run(["sh", "-e", "-c", words], cwd=machines.folder, env=machines.environment, timeout=120,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1 and "HEEDED_SECRET_KEY must be given" in done.stdout + done.stderr
