"""How soon a change made at one machine can be searched for at another, and how quickly one that was away catches up.

Run: `python -m benchmarks.following [--changes 20] [--passages 10000]`. Real processes on a real PostgreSQL: the first
writes published documents of ten passages, one transaction each; the second is `heeded serve --no-worker` with a folder
of its own, asked over HTTP until it answers with the new words. Then it is killed, passages are written while it
is away, and it is started again: how long until it answers with the last of them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.machines.cluster import Machine

MUST_REACH = 5.0  # seconds
_EACH = 10  # passages of a document
_PATIENCE = 600.0


def main() -> int:
    """Print both; 1 where the mark is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--changes", type=int, default=20)
    arguments.add_argument("--passages", type=int, default=10_000)
    arguments.add_argument("--write", nargs=2, metavar=("FROM", "DOCUMENTS"), help=argparse.SUPPRESS)
    wanted = arguments.parse_args()
    if wanted.write:
        return _write(*map(int, wanted.write))
    with _two_machines() as (settings, second):
        times = [_one_change(settings, second, number) for number in range(wanted.changes)]
        print(
            f"a change can be found at the second node after (s): median {statistics.median(times):.2f},",
            end=" ",
        )
        print(f"longest {max(times):.2f}, of {len(times)}; {max(times) / MUST_REACH:.2f} of what is allowed")
        _catch_up(settings, second, wanted.passages // _EACH)
    return int(max(times) > MUST_REACH)


@contextmanager
def _two_machines() -> "Iterator[tuple[dict[str, str], Machine]]":
    """The settings of the first, which writes, and the second, which follows and answers."""
    from tests.database.server import Server
    from tests.machines.cluster import Machine

    server = Server()
    with tempfile.TemporaryDirectory() as folder:
        settings = {"HEEDED_MODE": "loopback", "HEEDED_FILES": f"{folder}/shared"}
        second = Machine(Path(folder) / "second", settings)
        try:
            server.start(autovacuum="on")
            server.run("CREATE DATABASE heeded")
            settings["DATABASE_URL"] = server.address("heeded")
            second.command("status", "--json")
            second.serve()
            yield settings | {"HEEDED_DATA": f"{folder}/first"}, second
        finally:
            second.kill()
            server.remove()


def _one_change(settings: dict[str, str], second: "Machine", number: int) -> float:
    """From the commit at the first until the second finds it."""
    committed = _written(settings, number, 1)
    return _found_at(second, _word(number)) - committed


def _catch_up(settings: dict[str, str], second: "Machine", documents: int) -> None:
    second.kill()
    _written(settings, 10_000, documents)
    last = _word(10_000 + documents - 1)
    began = time.monotonic()
    second.serve()
    answers = time.monotonic()
    found = _found_at(second, last)
    passages = documents * _EACH
    print(f"{passages} passages in {documents} documents while it was away: it answers again after", end=" ")
    print(f"{answers - began:.1f} s and had caught up {found - answers:.1f} s later:", end=" ")
    print(f"{passages / (found - began):,.0f} passages a second from its start")


def _found_at(second: "Machine", word: str) -> float:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if second.finds(word):
            return time.monotonic()
        time.sleep(0.05)
    raise RuntimeError(f"{word} is not found at the second node: {second.said()[-2000:]}")


def _written(settings: dict[str, str], first: int, documents: int) -> float:
    """Write documents at the first machine, in a process of its own; when the last was committed."""
    words = [sys.executable, "-m", "benchmarks.following", "--write", str(first), str(documents)]
    done = subprocess.run(
        words, env=os.environ | settings, check=True, stdout=subprocess.PIPE, text=True, timeout=600
    )
    return float(done.stdout)


def _word(number: int) -> str:
    """A word that stands in one document alone."""
    return "quillon" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def _write(first: int, documents: int) -> int:
    from heeded.config.environment import use_settings

    use_settings()
    import django

    django.setup()
    from django.db import transaction

    for number in range(first, first + documents):
        with transaction.atomic():
            _document(number)
    print(time.monotonic())  # the clock is the machine's, the same in every process
    return 0


def _document(number: int) -> None:
    from heeded.core.clock import now
    from heeded.core.services import ChangeKind, note_change
    from heeded.library.models import Document, Page, Passage, Work

    at = now()
    work = Work.objects.create(title=f"Invented review {number}", fictional=True, added_at=at)
    document = Document.objects.create(
        work=work, sha256=f"{number:064x}", name=f"{number}.pdf", bytes=1, read_state="read", added_at=at,
        added_by="operator", state="published", published_at=at, published_by="operator", page_count=1,
    )  # fmt: skip
    texts = [
        f"Nobody asked the {_word(number)} neighbours what they had seen in week {week} of that winter, "
        + "and the school wrote to the family and heard nothing. " * 8
        for week in range(_EACH)
    ]
    Page.objects.create(
        document=document, number=1, text="\n".join(texts), width=595, height=842, source="text"
    )
    starts = [sum(len(one) + 1 for one in texts[:place]) for place in range(_EACH)]
    Passage.objects.bulk_create(
        Passage(
            document=document, order=order, page=1, text=text, pieces=[[0, 1, starts[order], len(text)]],
            kind="analysis", speaker="reviewer",
        )
        for order, text in enumerate(texts)
    )  # fmt: skip
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)


if __name__ == "__main__":
    sys.exit(main())
