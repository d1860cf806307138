"""Printed dates as ISO dates, no more exact than they are printed: 2010, 2010-11 or 2010-11-04."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_A_YEAR = re.compile(rf"\b{YEAR}\b")
_WRITTEN = re.compile(
    rf"\b(?:{_WEEKDAY})?(?:(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?(?:\s+|-))?(?P<month>\b{MONTH})\b\.?"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?,)?,?(?:\s+|-)(?:of\s+)?$",
    re.IGNORECASE,
)
_LONGEST = 45  # characters before the year: "Wednesday, the 30th of September, "
_NUMBERS = re.compile(
    rf"(?<![\d./-])(?P<day>\d{{1,2}})(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{YEAR}|\d\d)(?![\d./-]\d)"
)
_DOTTED = re.compile(r"\d\.\d{1,2}\.\d")
_ISO = re.compile(rf"(?<![\d-])(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_NEWEST_SHORT_YEAR = 49


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """A date in a text: characters `start` to `end`, and its ISO value, as exact as it is printed."""

    start: int
    end: int
    value: str


def dates_in(text: str) -> tuple[Printed, ...]:
    """Every date with at least month and year in `text`, in order. Impossible ones (31 June) are left out."""
    return tuple(sorted((*_written(text), *_in_numbers(text))))


def _written(text: str) -> Iterator[Printed]:
    """Dates with the month in words. The year is looked for first: it is the rarest part and the fastest to find."""
    for year in _A_YEAR.finditer(text):
        begin = max(0, year.start() - _LONGEST)
        match = _WRITTEN.search(text[begin : year.start()])
        # "they may 2010 times" is no date
        if match is None or match["month"] in {"may", "march"}:
            continue
        value = _iso(int(year[0]), _MONTHS[match["month"].lower()], match["day"] or match["after"])
        if value:
            yield Printed(begin + match.start(), year.end(), value)


def _in_numbers(text: str) -> Iterator[Printed]:
    if not ("/" in text or "-" in text or _DOTTED.search(text)):
        return
    for pattern in (_NUMBERS, _ISO):
        for match in pattern.finditer(text):
            value = _iso(_full_year(match["year"]), int(match["month"]), match["day"])
            if value:
                yield Printed(match.start(), match.end(), value)


def _full_year(printed: str) -> int:
    year = int(printed)
    if year > 99:
        return year
    return year + (2000 if year <= _NEWEST_SHORT_YEAR else 1900)


def _iso(year: int, month: int, day: str | None) -> str:
    """The ISO value, empty where there is no such day."""
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, int(day)).isoformat()
    except ValueError:
        return ""
