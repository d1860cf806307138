"""The words of the sample plans, and the days in them."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from heeded import samples
from heeded.core.clock import now, today

FOLDER = Path(samples.__file__).parent / "plans"
PLANS = ("hollinsford", "brackhithe", "wrenhythe", "tarnbridge", "ostlebury", "elsewhere")
_MORNING = time(10)

Row = dict[str, Any]
Told = date | int | None  # a day, or so many days from the day of loading


@lru_cache(maxsize=16)
def told(name: str) -> Row:
    """One file of `heeded/samples/plans`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def day(said: Told) -> date | None:
    """The day that is meant."""
    return today() + timedelta(days=said) if isinstance(said, int) else said


def instant(said: Told) -> datetime:
    """The morning of that day; nothing has happened later than now."""
    meant = day(said)
    if meant is None:
        return now()
    return min(datetime.combine(meant, _MORNING, UTC), now())


def later(said: Told) -> datetime:
    """The morning of a day that may be to come."""
    meant = day(said)
    return datetime.combine(meant, _MORNING, UTC) if meant is not None else now()
