"""Deadlines as an iCalendar file (RFC 5545): one whole day each, which Outlook, Apple and Google all show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75  # bytes, the blank of a folded line with them
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in a calendar. `identifier` stays the same when the day moves, so that the calendar moves it too;
    `changes` counts how often it was changed."""

    identifier: str
    day: date
    summary: str
    description: str = ""
    address: str = ""
    changes: int = 0


def calendar_file(deadlines: Sequence[Deadline], *, now: datetime, name: str = "Action plan") -> bytes:
    """The deadlines as an iCalendar file; `now` is the instant that it is made at, with its time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heeded//Action plan//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for deadline in deadlines:
        lines += _event(deadline, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(deadline: Deadline, stamp: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(deadline.identifier)}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{deadline.changes}",
        f"DTSTART;VALUE=DATE:{_day(deadline.day)}",
        f"SUMMARY:{_text(deadline.summary)}",
        "TRANSP:TRANSPARENT",  # a deadline does not make anybody busy all day
    ]
    if deadline.day < date.max:  # after that there is no next day; without an end it is one day all the same
        lines.insert(5, f"DTEND;VALUE=DATE:{_day(deadline.day + timedelta(days=1))}")
    if deadline.description:
        lines.append(f"DESCRIPTION:{_text(deadline.description)}")
    if deadline.address:
        lines.append(f"URL:{_NOT_TEXT.sub('', deadline.address).replace(chr(10), '')}")
    return [*lines, "END:VEVENT"]


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(words: str) -> str:
    plain = _NOT_TEXT.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut so that none is longer than 75 bytes, never inside a letter."""
    parts: list[str] = []
    part, held = "", 0
    for letter in line:
        size = len(letter.encode())
        if held + size > _LONGEST_LINE - bool(parts):
            parts.append(part)
            part, held = "", 0
        part, held = part + letter, held + size
    return "\r\n ".join([*parts, part])
