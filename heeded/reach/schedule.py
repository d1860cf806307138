"""When a saved search is looked after: days are London's, whatever the clocks do.

An hour that a day leaves out, when the clocks go forward, comes an hour later; of one that a day has twice, the first
counts.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from heeded.core.clock import LONDON, local_day

_MONDAY = 0
_DAYS = 9  # a week, and a day at either end


def next_look(often: str, *, after: datetime, hour: int) -> datetime | None:
    """The first moment after an instant: daily at this hour in London, weekly on Mondays; None for never."""
    moments = _moments(often, range(_DAYS), near=after, hour=hour)
    return next((moment for moment in moments if moment > after), None)


def last_look(often: str, *, before: datetime, hour: int) -> datetime | None:
    """The latest moment that an instant has reached; None for never."""
    moments = _moments(often, range(0, -_DAYS, -1), near=before, hour=hour)
    return next((moment for moment in moments if moment <= before), None)


def _moments(often: str, days: Iterable[int], *, near: datetime, hour: int) -> Iterator[datetime]:
    today = local_day(near)
    for ahead in days:
        day = today + timedelta(days=ahead)
        if often == "daily" or (often == "weekly" and day.weekday() == _MONDAY):
            yield datetime.combine(day, time(hour), LONDON).astimezone(near.tzinfo)
