"""Days that somebody types, for all that practice keeps: what is reckoned from them must not leave the calendar."""

from datetime import date

from heeded.engine.days import FIRST_DAY, LAST_DAY, is_in_reach
from heeded.practice.errors import NotToBeDone


def checked_day(day: date | None, *, field: str = "") -> date | None:
    """A day that may be kept; none is none. `field` names what it is of, for the form that sent it.

    Raises:
        NotToBeDone: it lies before 1900 or after 2200.
    """
    if day is not None and not is_in_reach(day):
        raise NotToBeDone(
            "There is a date too far off to be meant.",
            advice=f"Enter a year from {FIRST_DAY.year} to {LAST_DAY.year}.",
            field=field,
        )
    return day
