"""Days that can be reckoned with: those far off are slips of the pen, and no calendar or spreadsheet holds them all."""

from datetime import date

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)


def is_in_reach(day: date) -> bool:
    """Whether a plan or a report can mean this day."""
    return FIRST_DAY <= day <= LAST_DAY
