"""A plan of 50,000 rows that a worker takes while it is killed again and again: each row taken once, none lost.

Run: `python -m benchmarks.long_plan [ROWS] [KILLS]`. The worker is `heeded work`, as anybody runs it; it is killed at
moments that nobody chose, then another goes on to the end.
"""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROWS, KILLS = 50_000, 8
_EACH = 5  # rows of one recommendation
_PROJECT = Path(__file__).parent.parent
_SQL = "SELECT {} FROM practice_{}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in the library in the end. `seconds` and `processor` are of the last worker, for `by_it` rows."""

    rows: int
    places: int  # of the file that stand there, each counted once
    taken: int
    actions: int
    different: int  # actions, by their words
    killed: tuple[int, ...]  # how many rows had been taken when a worker was killed
    state: str
    by_it: int
    seconds: float
    processor: float

    def is_right(self) -> bool:
        counts = {self.places, self.taken, self.actions, self.different}
        return counts == {self.rows} and self.state == "taken"


def run(folder: Path, *, rows: int, kills: int) -> Taken:
    """Hand in a plan, kill so many workers between its first row and its last, and let one go on to the end."""
    environment = os.environ | {"HEEDED_DATA": str(folder), "HEEDED_MODE": "loopback", "DATABASE_URL": ""}
    subprocess.run(
        [sys.executable, "-m", "benchmarks.long_plan", "hand-in", str(rows)],
        cwd=_PROJECT,
        env=environment,
        check=True,
    )
    killed = tuple(_kill_after(environment, folder, rows * nth // (kills + 2)) for nth in range(1, kills + 1))
    begun, used = time.monotonic(), _processor()
    subprocess.run(_worker("--once"), cwd=_PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds, processor = time.monotonic() - begun, _processor() - used
    places, taken = _asked(folder, "count(DISTINCT place), count(*)", "takenrow")
    actions, different = _asked(folder, "count(*), count(DISTINCT what)", "action")
    [state] = _asked(folder, "state", "plantaking")
    by_it = rows - (killed[-1] if killed else 0)
    return Taken(rows, places, taken, actions, different, killed, str(state), by_it, seconds, processor)


def _kill_after(environment: dict[str, str], folder: Path, rows: int) -> int:
    """Start a worker and kill it when so many rows are there; how many there were."""
    worker = subprocess.Popen(_worker(), cwd=_PROJECT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while worker.poll() is None and _asked(folder, "count(*)", "takenrow")[0] <= rows:
            time.sleep(0.03)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    return int(_asked(folder, "count(*)", "takenrow")[0])


def _worker(*words: str) -> Sequence[str]:
    return [sys.executable, "-m", "heeded", "work", *words]


def _asked(folder: Path, what: str, table: str) -> tuple[int, ...]:
    with closing(sqlite3.connect(folder / "heeded.sqlite3", timeout=60)) as database:
        found: tuple[int, ...] = database.execute(_SQL.format(what, table)).fetchone()
    return found


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def hand_in(rows: int) -> None:
    """A board, somebody of its staff, and a plan that they handed in and chose to take."""
    from heeded.cli.library import open_library

    open_library()
    from heeded.core.clock import now
    from heeded.engine.plans import PlanKind, PlanRow, plan_file
    from heeded.library.services import name_library_fictional
    from heeded.people.models import Account, Membership
    from heeded.people.queries import viewer_of
    from heeded.people.services import add_organisation
    from heeded.people.viewer import OPERATOR
    from heeded.practice import queries, services

    name_library_fictional(by=OPERATOR)
    board = add_organisation(name="Board (made)", kind="board", by=OPERATOR)
    account = Account.objects.create(email="staff@made.example", name="Board staff")
    Membership.objects.create(account=account, role="board-staff", organisation=board, since=now())
    by = viewer_of(account, strong=True)
    made = [
        PlanRow(at + 2, f"{at // _EACH}", f"Recommendation {at // _EACH} (made)", f"Action {at} (made)")
        for at in range(rows)
    ]
    held = services.hand_in_plan(board, BytesIO(plan_file(made, PlanKind.CSV)), "long.csv", by=by)
    plan = services.plan_in(held.sha256, held.name)
    at_hand = services.rows_at_hand(plan, [0])
    matched = queries.match_rows(by, board, None, at_hand.rows)
    services.begin_taking(
        board,
        None,
        services.PlanChoices({one.group.key: one.proposed for one in matched}),
        by=by,
        file_name=held.name,
        rows=len(at_hand.rows),
        sha256=held.sha256,
        tables={"0": {str(at): str(one) for at, one in services.columns_of(plan.tables[0]).items()}},
    )


def main(words: Sequence[str]) -> int:
    """Print what became of it; 1 where a row is lost or stands there twice."""
    if words[:1] == ["hand-in"]:
        hand_in(int(words[1]))
        return 0
    rows, kills = (int(words[0]) if words else ROWS), (int(words[1]) if words[1:] else KILLS)
    with tempfile.TemporaryDirectory() as made:
        found = run(Path(made) / "library", rows=rows, kills=kills)
    print(f"{found.rows:,} rows; a worker killed {len(found.killed)} times, after {found.killed} rows")
    print(f"taken {found.taken:,}, of them {found.places:,} places of the file; {found.state}")
    print(f"actions {found.actions:,}, different {found.different:,}")
    print(
        f"the last worker: {found.by_it:,} rows in {found.seconds:.0f} s, "
        f"{found.processor / max(found.by_it, 1) * 1000:.1f} ms of CPU a row (its start among them)"
    )
    return 0 if found.is_right() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
