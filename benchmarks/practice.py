"""The pages on which boards stand: server time and queries, of a board with 5,000 actions and of a nation.

Run: `python -m benchmarks.practice [FOLDER]`; FOLDER is a library that this program made before, else one is made.
`--postgresql` in its place makes one in a PostgreSQL of its own.
Asked through Django's own client, each page a number of times after a first time that is not counted; what stands then
is left out of Python's looking for what can be thrown away, as `heeded serve` does before its first reader.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._made_plans import ACTIONS, BOARDS, OF_THE_LARGEST, fill

MILLISECONDS = 300.0
ROUNDS = 20


@dataclass(frozen=True)
class Row:
    """One page as somebody sees it: milliseconds, of them this process's own, queries, and bytes."""

    page: str
    whose: str
    times: list[float]
    processor: list[float]
    queries: list[int]
    largest: int

    @property
    def slowest(self) -> float:
        """The 95th of a hundred."""
        return statistics.quantiles(self.times, n=20)[18]

    @property
    def slowest_processor(self) -> float:
        return statistics.quantiles(self.processor, n=20)[18]


def run(folder: Path | None = None) -> Iterator[Row]:
    """Make the nation where it is not there, and ask for each page."""
    with tempfile.TemporaryDirectory() as made:
        os.environ |= {"HEEDED_DATA": str(folder or Path(made) / "nation"), "HEEDED_MODE": "demo"}
        from heeded.cli.library import open_library

        open_library()
        from heeded.library.services import name_library_fictional
        from heeded.people.models import Organisation
        from heeded.people.viewer import OPERATOR

        if not Organisation.objects.filter(kind="board").exists():
            name_library_fictional(by=OPERATOR)
            begun = time.monotonic()
            fill()
            _analysed()
            print(
                f"{BOARDS} boards, {ACTIONS:,} actions made in {time.monotonic() - begun:.0f} s", flush=True
            )
        for page, whose, paths in _pages():
            yield _measured(page, whose, paths, _client(whose))


def _analysed() -> None:
    """What a database does by itself overnight: look at how its values are spread."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _pages() -> Iterator[tuple[str, str, list[str]]]:
    from heeded.people.models import Organisation
    from heeded.practice.models import Action, PlanItem

    board = Organisation.objects.filter(kind="board").order_by("pk")[0]
    item = PlanItem.objects.filter(board=board, shown_at__isnull=False).order_by("pk")[0]
    action = Action.objects.filter(owner__isnull=False).order_by("pk")[0]
    work = item.point.work
    assert work is not None
    plan, public = f"/plans/{board.identifier}/", f"/boards/{board.identifier}/"
    lacks = ("overdue", "no-owner", "no-date", "no-evidence", "no-check")
    yield "plan of a board", "board-staff", [plan]
    yield "its actions", "board-staff", [f"{plan}actions/", f"{plan}actions/?page=40"]
    yield "its actions that lack", "board-staff", [f"{plan}actions/?lacks={one}" for one in lacks]
    yield "plan-items/…", "board-staff", [f"/plan-items/{item.identifier}/"]
    yield "actions/…", "board-staff", [f"/actions/{action.identifier}/"]
    yield "my actions", "practitioner", ["/my-actions/"]
    yield "my team’s actions", "manager", ["/my-actions/team/"]
    yield "a board, for all", "", [public]
    yield "a point, for all", "", [f"/points/{item.point.identifier}/"]
    yield "after a review", "", [f"/reviews/{work.identifier}/after/"]
    yield "boards side by side", "", ["/boards/", "/boards/?nation=england"]
    yield "boards, by staff", "board-staff", ["/boards/"]


def _client(whose: str) -> Any:
    from django.test import Client

    from heeded.people.models import Account

    client = Client(headers={"host": "localhost"})
    if whose:
        account = Account.objects.get(email=f"{whose}@made.example")
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
    return client


def _measured(page: str, whose: str, paths: list[str], client: Any) -> Row:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    queries, largest = [], 0
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        queries.append(len(asked))
        largest = max(largest, len(response.content))
    gc.collect()
    gc.freeze()
    times, processor = [], []
    for path in paths * (ROUNDS // len(paths)):
        begun, used = time.perf_counter(), time.process_time()
        client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Row(page, whose, times, processor, queries, largest)


@contextmanager
def _database(words: list[str]) -> Iterator[Path | None]:
    """The folder that was named, or none; with a PostgreSQL that stands as long as it is asked."""
    if words != ["--postgresql"]:
        yield Path(words[0]) if words else None
        return
    from tests.database.server import Server

    server = Server()
    try:
        server.start(shared_buffers="512MB", work_mem="32MB", jit="off")
        server.run("CREATE DATABASE made")
        os.environ["DATABASE_URL"] = server.address("made")
        yield None
    finally:
        server.remove()


def main() -> int:
    """Print the table; 1 where a page is slower than it may be."""
    with _database(sys.argv[1:]) as folder:
        return _told(folder)


def _told(folder: Path | None) -> int:
    print(f"150 boards; the largest has {OF_THE_LARGEST:,} actions; p95 at most {MILLISECONDS:.0f} ms")
    heads = f"{'p50 ms':>8} {'p95 ms':>8} {'cpu p95':>8} {'queries':>9} {'bytes':>9}"
    print(f"{'page':<24} {'whose':<13} {heads}")
    slow = 0
    for row in run(folder):
        queries = "-".join(str(one) for one in sorted({min(row.queries), max(row.queries)}))
        print(
            f"{row.page:<24} {row.whose or 'everybody':<13} {statistics.median(row.times):>8.1f}"
            f" {row.slowest:>8.1f} {row.slowest_processor:>8.1f} {queries:>9} {row.largest:>9,}",
            flush=True,
        )
        slow += row.slowest > MILLISECONDS
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
