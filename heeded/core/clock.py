"""The time, in one place: instants are UTC, days are Europe/London."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in London."""
    return now().astimezone(LONDON).date()


def local_day(instant: datetime) -> date:
    """The day that an instant falls on in London."""
    return instant.astimezone(LONDON).date()
