"""Letters go out at hours of this country, whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from heeded.core.clock import LONDON
from heeded.practice.quiet_hours import first_allowed

HOURS = some.sets(
    some.tuples(some.integers(0, 23), some.integers(1, 24)).filter(lambda pair: pair[0] < pair[1]), max_size=4
)
INSTANTS = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 1, 5, 3, 20, tzinfo=UTC), datetime(2026, 1, 5, 8, tzinfo=UTC)),
        (datetime(2026, 7, 6, 3, 20, tzinfo=UTC), datetime(2026, 7, 6, 7, tzinfo=UTC)),
        (datetime(2026, 7, 6, 9, 20, tzinfo=UTC), datetime(2026, 7, 6, 9, 20, tzinfo=UTC)),
        (datetime(2026, 7, 6, 17, 0, tzinfo=UTC), datetime(2026, 7, 7, 7, tzinfo=UTC)),
        (datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)),  # clocks go forward
        (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 8, tzinfo=UTC)),  # and back
    ],
)
def test_the_next_hour_that_is_not_quiet(at: datetime, expected: datetime) -> None:
    assert first_allowed(at, {(8, 18)}) == expected


def test_all_rules_allow_it_or_where_they_never_do_one_of_them() -> None:
    night = datetime(2026, 1, 5, 3, tzinfo=UTC)
    assert first_allowed(night, {(8, 18), (10, 24)}).hour == 10
    assert first_allowed(night, {(8, 10), (20, 22)}).hour == 8
    assert first_allowed(night, set()) == night


@given(INSTANTS, HOURS)
def test_it_is_never_earlier_never_quiet_and_never_far(at: datetime, hours: set[tuple[int, int]]) -> None:
    found = first_allowed(at, hours)
    assert at <= found <= at + timedelta(hours=25)
    hour = found.astimezone(LONDON).hour
    assert not hours or any(first <= hour < last for first, last in hours)
    assert first_allowed(found, hours) == found
