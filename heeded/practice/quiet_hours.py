"""When letters may go out: hours of this country, by the rules that ask for them."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from heeded.core.clock import LONDON

_HOUR = timedelta(hours=1)
_LONGEST = 49  # hours: from any quiet hour to the next one that is not


def first_allowed(at: datetime, hours: Collection[tuple[int, int]]) -> datetime:
    """The first instant from this one on, in UTC, at which a letter may go that is asked for by rules with these hours
    (from, and until before): all of them allow it, or, where they never do so together, one of them."""
    allowed = _together(hours)
    at = at.astimezone(UTC)
    if _hour(at) in allowed:
        return at
    begun = at.replace(minute=0, second=0, microsecond=0)
    instants = (begun + count * _HOUR for count in range(1, _LONGEST))
    return next(instant for instant in instants if _hour(instant) in allowed)


def _together(hours: Collection[tuple[int, int]]) -> set[int]:
    """The hours of a day in which something may go; without any rule all of them."""
    each = [set(range(first, last)) for first, last in hours] or [set(range(24))]
    return set.intersection(*each) or set.union(*each)


def _hour(instant: datetime) -> int:
    return instant.astimezone(LONDON).hour
