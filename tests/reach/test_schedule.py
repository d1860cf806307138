"""Days are London's, also when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from heeded.core.clock import LONDON
from heeded.reach.schedule import last_look, next_look


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "often, after, expected",
    [
        ("daily", "2026-01-15T06:59:59", "2026-01-15T07:00:00"),
        ("daily", "2026-01-15T07:00:00", "2026-01-16T07:00:00"),
        ("daily", "2026-07-15T05:00:00", "2026-07-15T06:00:00"),  # summer time
        ("daily", "2026-03-28T07:00:00", "2026-03-29T06:00:00"),  # the clocks go forward in the night
        ("daily", "2026-10-24T06:00:00", "2026-10-25T07:00:00"),  # and back
        ("daily", "2026-07-15T23:30:00", "2026-07-16T06:00:00"),  # after midnight in London
        ("weekly", "2026-11-22T12:00:00", "2026-11-23T07:00:00"),  # a Sunday
        ("weekly", "2026-11-23T07:00:00", "2026-11-30T07:00:00"),  # a Monday, done
        ("weekly", "2026-03-23T07:00:00", "2026-03-30T06:00:00"),
    ],
)
def test_the_next_look(often: str, after: str, expected: str) -> None:
    assert next_look(often, after=at(after), hour=7) == at(expected)


def test_nobody_looks_for_what_is_only_kept() -> None:
    assert next_look("never", after=at("2026-01-15T06:00:00"), hour=7) is None
    assert last_look("never", before=at("2026-01-15T06:00:00"), hour=7) is None


@pytest.mark.parametrize("hour", range(24))
def test_every_day_of_a_year_has_one_look_whatever_the_hour(hour: int) -> None:
    """Also at one and two in the morning, which some days lack or have twice."""
    moment, days = at("2025-12-31T23:59:00"), []
    while moment < at("2027-01-02T00:00:00"):
        following = next_look("daily", after=moment, hour=hour)
        assert following is not None
        assert timedelta(hours=22) <= following - moment <= timedelta(hours=26) or not days
        assert last_look("daily", before=following, hour=hour) == following
        moment = following
        days.append(moment.astimezone(LONDON).date())
    assert len(days) == len(set(days)) >= 366


def test_the_last_look_is_the_one_that_was_due() -> None:
    assert last_look("daily", before=at("2026-01-15T06:59:00"), hour=7) == at("2026-01-14T07:00:00")
    assert last_look("weekly", before=at("2026-11-22T12:00:00"), hour=7) == at("2026-11-16T07:00:00")
