"""Processes of the worker are killed: those that send reminders at every step, over a mail server that is really there,
and those that take a long plan at any moment."""

from pathlib import Path

import pytest

from benchmarks import long_plan
from benchmarks.reminders import LEAVES_UNKNOWN, STEPS, run

pytestmark = pytest.mark.slow


def test_none_is_sent_twice_and_what_is_unknown_is_listed(tmp_path: Path) -> None:
    found = run(tmp_path / "library", people=40, each=3, kills=1)
    assert found.killed == list(STEPS), "every kill came to its step"
    assert found.twice == 0 and found.never == 0
    assert found.fates == {"sent": 40 - len(LEAVES_UNKNOWN), "may-not-have-arrived": len(LEAVES_UNKNOWN)}
    assert found.arrived_and_listed == 3, "accepted, sent and settling: they did arrive, and nobody can know"
    assert len(found.server.to) == sum(found.server.arrived.values()) == 40 - 2
    assert found.server.links == (40 - 2) * 3


def test_each_row_of_a_long_plan_is_taken_once(tmp_path: Path) -> None:
    found = long_plan.run(tmp_path / "library", rows=600, kills=3)
    assert found.is_right(), found
    assert 0 < found.killed[0] < found.killed[-1] < 600, "each worker was killed in the middle of it"
