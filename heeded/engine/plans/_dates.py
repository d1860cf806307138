"""Days as plans write them. What names no one day is not guessed at: it is said why."""

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"['’]?(?P<year>(?:19|20)\d\d|\d\d)"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"
_DAY = r"(?P<day>\d{1,2})"
_WHOLE = (
    re.compile(rf"{_WEEKDAY}{_DAY} ?(?P<gap>[/.\-]) ?(?P<number>\d{{1,2}}) ?(?P=gap) ?{_YEAR}"),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})"
        r"(?:[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?)?"),
    re.compile(rf"{_WEEKDAY}(?:the )?{_DAY} ?(?:st|nd|rd|th)?(?: of)?[ \-/.]*{_MONTH},?[ \-/.]*{_YEAR}"),
    re.compile(rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)"),
)  # fmt: skip
_MONTHLY = re.compile(rf"(?:(?P<part>end|start|beginning) (?:of )?)?{_MONTH}[ \-/,.]*{_YEAR}")
_MONTH_NUMBER = re.compile(
    r"(?:(?P<part>end|start|beginning) (?:of )?)?(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)"
)
_QUARTER = re.compile(
    r"(?:end (?:of )?)?q(?:uarter|tr)? ?(?P<quarter>[1-4])[ ,:\-]*"
    r"(?P<first>20\d\d|\d\d) ?[/\-] ?(?:20)?(?P<second>\d\d)"
)
_END_OF_YEAR = re.compile(r"end (?:of )?(?P<year>(?:19|20)\d\d)")
_SERIAL = re.compile(r"(?P<serial>[2-6]\d{4})(?:\.0+)?")
_LEAD_IN = re.compile(
    r"^(?:(?:to be )?(?:completed?|done|in place|implemented) by|by|before|no later than|not later than|on or before|on"
    r"|target(?: date)?|due(?: date)?(?: by)?|for|deadline|latest|date)\b[:\s]*(?:the )?"
)  # fmt: skip
_DONE_ON = re.compile(
    r"^(?:completed?|closed|done|achieved|signed off|yes|finished)\b[\s:,\-–—]*(?:on|in|by)?\b\s*"
)
_BY = re.compile(r"(?:by|before|no later than|not later than|on or before)\b")
_SAYS_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "nil", "n / a", "not applicable", "/"))
_REVISED = re.compile(
    r"(?:revised|extended|moved|changed|now|new)(?: (?:date|target|deadline|end|timescale))?"
    r"(?: (?:to|is))?[\s:\-–]+(?!from\b)"
)
_PARTS_OF_MANY = re.compile(r"[;\n|]")
_FIRST_EXCEL_DAY = date(1899, 12, 30)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|term|christmas|easter)\b")


class DayRead(NamedTuple):
    """A day, or in plain words why there is none; both empty where nothing is said."""

    day: date | None = None
    why: str = ""


def read_day(text: str, *, first: bool = False, done: bool = False) -> DayRead:
    """The day that a text names. A month is its last day, or its first one where `first` (when something starts).
    `done` allows the words with which a plan says that something was completed on a day."""
    words = " ".join(text.lower().replace("‑", "-").split()).strip(" .,;")
    if words in _SAYS_NOTHING:
        return DayRead()
    if done and _BY.match(words):
        return DayRead(None, "it says by when it was done, and not the day")
    day = _one(_led(words, done), first)
    if day is None:
        day = _revised(text, first)
    return DayRead(day) if day else DayRead(None, _why(words, done))


def _led(words: str, done: bool) -> str:
    if done:
        words = _DONE_ON.sub("", words)
    return _LEAD_IN.sub("", words, count=1).strip(" .,;()")


def _one(words: str, first: bool) -> date | None:
    for pattern in _WHOLE:
        if found := pattern.fullmatch(words):
            return _day(found)
    for pattern in (_MONTHLY, _MONTH_NUMBER):
        if (found := pattern.fullmatch(words)) and not _may_be_a_day(found):
            return _of_month(_year(found["year"]), _month(found), first=_at_start(found, first))
    if found := _QUARTER.fullmatch(words):
        return _of_quarter(found, first)
    if (found := _END_OF_YEAR.fullmatch(words)) and not first:
        return date(int(found["year"]), 12, 31)
    if found := _SERIAL.fullmatch(words):
        return _FIRST_EXCEL_DAY + timedelta(days=int(found["serial"]))
    return None


def _may_be_a_day(found: re.Match[str]) -> bool:
    """Whether the digits after a month may be its day: "Sept 19" is September 2019, "Sept 30" nobody can tell."""
    return found["year"] in ("30", "31")


def _at_start(found: re.Match[str], first: bool) -> bool:
    part = found["part"]
    return first if part is None else part != "end"


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    try:
        day = date(_year(groups["year"]), _month(found), int(groups["day"]))
    except ValueError:
        return None
    weekday = groups.get("weekday")
    return day if weekday is None or day.strftime("%a").lower() == weekday else None


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups.get("number"):
        return int(groups["number"])
    return next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(groups["month"][:3]))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else (2000 if int(digits) < 70 else 1900) + int(digits)


def _of_month(year: int, month: int, *, first: bool) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, 1) if first else last_of_month(year, month)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def _of_quarter(found: re.Match[str], first: bool) -> date | None:
    """A quarter of a financial year, which begins in April; the quarter of a bare year might be either."""
    year, quarter = _year(found["first"]), int(found["quarter"])
    if (year + 1) % 100 != int(found["second"]):
        return None
    year, month = (year + 1, 1) if quarter == 4 else (year, 3 * quarter + 1)
    return date(year, month, 1) if first else last_of_month(year, month + 2)


def _revised(text: str, first: bool) -> date | None:
    """The later word where a cell says both: "30/11/19, revised to 31/03/20"."""
    words = " ".join(_PARTS_OF_MANY.sub(" ", text.lower()).split())
    led = list(_REVISED.finditer(words))
    if len(led) != 1:
        return None
    return _one(words[led[0].end() :].strip(" .,;()"), first)


def _why(words: str, done: bool) -> str:
    if any(pattern.fullmatch(_led(words, done)) for pattern in _WHOLE):
        return "there is no such day"
    if words.startswith("#") and words.endswith(("!", "?", "/a", "/0!")):
        return "the spreadsheet shows an error there"
    if _SEASON.search(words):
        return "it names a part of the year and no day"
    if (found := _MONTHLY.fullmatch(words)) and _may_be_a_day(found):
        return "it may name a year or a day of the month"
    if re.search(r"\d", words) and re.search(_MONTH, words) and not re.search(r"\d{4}|\d\d$", words):
        return "it names no year"
    if len(re.findall(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", words)) > 1:
        return "it names more than one day"
    return "it names no day"
