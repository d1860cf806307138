"""The process that sends reminders is killed at every step, over a mail server that is really there."""

from pathlib import Path

import pytest

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
