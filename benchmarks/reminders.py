"""Reminders of 20,000 actions, the sender killed at every step: none sent twice, what a kill left unknown listed and
not sent again, the rest all sent. Run: `python -m benchmarks.reminders`.

A mail server on this machine takes the letters; `accepted` is a kill after it has one and before it says so.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks._killed_sender import IN_THE_SENDER

PEOPLE, EACH, KILLS = 2_000, 10, 1
STEPS = (*IN_THE_SENDER, "accepted")
LEAVES_UNKNOWN = frozenset({"claimed", "worded", "accepted", "sent", "settling"})
_PROJECT = Path(__file__).parent.parent


class Server(Controller):
    """A mail server that keeps by number what arrives, and can kill whoever sends before it answers."""

    def __init__(self) -> None:
        super().__init__(self, hostname="127.0.0.1", port=0)
        self.arrived: Counter[str] = Counter()
        self.to: Counter[str] = Counter()
        self.links = 0
        self.kills_at, self.victim = 0, 0

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.arrived[message_from_bytes(envelope.content)["Message-ID"]] += 1
        self.to.update(envelope.rcpt_tos)
        self.links += envelope.content.count(b"/do/")
        self.kills_at -= 1
        if not self.kills_at:
            os.kill(self.victim, signal.SIGKILL)
        return "250 OK"


@dataclass
class Outcome:
    """What was sent and listed in the end; `expected` letters are of unknown fate because of a kill."""

    people: int
    expected: int
    server: Server
    fates: dict[str, int]
    listed: set[str]
    killed: list[str] = field(default_factory=list)
    last: dict[str, float] = field(default_factory=dict)

    @property
    def twice(self) -> int:
        return sum(count > 1 for count in self.server.arrived.values())

    @property
    def arrived_and_listed(self) -> int:
        return sum(f"<reminder.{one}@localhost>" in self.server.arrived for one in self.listed)

    @property
    def never(self) -> int:
        """Letters that neither arrived nor are listed."""
        there = {f"<reminder.{one}@localhost>" for one in self.listed} | set(self.server.arrived)
        return self.people - len(there)

    def is_right(self) -> bool:
        settled = set(self.fates) <= {"sent", "may-not-have-arrived"}
        unknown = self.fates.get("may-not-have-arrived", 0)
        return not self.twice and not self.never and settled and unknown == self.expected


def run(folder: Path, *, people: int, each: int, kills: int) -> Outcome:
    """Kill the sender so many times at each step, then let one send the rest."""
    killed = []
    with _serving() as server:
        environment = os.environ | {
            "HEEDED_DATA": str(folder), "HEEDED_MODE": "loopback", "HEEDED_SMTP": f"127.0.0.1:{server.port}",
            "HEEDED_FROM": "heeded@localhost", "HEEDED_ADDRESS": "https://reviews.example.org", "DATABASE_URL": "",
        }  # fmt: skip
        _sender(environment, "fill", str(people), str(each)).communicate()
        for nth in range(1, kills + 1):
            for step in STEPS:
                # The first commits are few: of those each is killed at its first.
                if _killed(environment, server, step, 1 if step in {"writing", "written"} else nth):
                    killed.append(step)
        last = json.loads(_sender(environment, "send").communicate()[0])
    expected = sum(step in LEAVES_UNKNOWN for step in killed)
    fates, listed = _fates(folder)
    return Outcome(people, expected, server, fates, listed, killed, last)


def _killed(environment: dict[str, str], server: Server, step: str, nth: int) -> bool:
    """Start a sender that dies there; whether it came to that."""
    words = () if step == "accepted" else (step, str(nth))
    sender = _sender(environment, "send", *words)
    if step == "accepted":
        server.kills_at, server.victim = nth, sender.pid
    sender.communicate()
    server.kills_at = 0
    return sender.returncode == -signal.SIGKILL


def _sender(environment: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks._killed_sender", *words],
        cwd=_PROJECT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@contextmanager
def _serving() -> Iterator[Server]:
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _fates(folder: Path) -> tuple[dict[str, int], set[str]]:
    with closing(sqlite3.connect(folder / "heeded.sqlite3")) as database:
        rows = database.execute("SELECT fate, identifier FROM practice_reminderletter").fetchall()
    return dict(Counter(fate for fate, _ in rows)), {one for fate, one in rows if fate != "sent"}


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        found = run(Path(made) / "library", people=PEOPLE, each=EACH, kills=KILLS)
    print(
        f"{PEOPLE * EACH:,} actions of {PEOPLE:,} owners; killed {len(found.killed)} times: {Counter(found.killed)}"
    )
    print(
        f"letters that arrived once        {sum(count == 1 for count in found.server.arrived.values()):>7,}"
    )
    print(f"twice                            {found.twice:>7,}   must be 0")
    print(f"listed as may not have arrived   {len(found.listed):>7,}   must be {found.expected}")
    print(f"of these arrived all the same    {found.arrived_and_listed:>7,}")
    print(f"neither arrived nor listed       {found.never:>7,}   must be 0")
    sent = found.last.get("sent", 0)
    print(
        f"CPU of the last sender: {found.last['sending'] / max(sent, 1) * 1000:.1f} ms a letter of {EACH} actions"
    )
    return 0 if found.is_right() else 1


if __name__ == "__main__":
    sys.exit(main())
