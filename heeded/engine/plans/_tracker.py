"""The NHS safeguarding case review tracker (DCB3124) as CSV: its fields, one review a row.

The tracker itself is filled in on web pages and publishes no file of its own, so the headings are its fields in plain
words; other headings that mean the same are taken too.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from heeded.engine.plans._csv import csv_grid
from heeded.engine.plans._dates import read_day
from heeded.engine.plans._grid import Cell
from heeded.engine.plans._headings import plain_heading
from heeded.engine.plans._records import NotUnderstood
from heeded.engine.plans._write import guarded
from heeded.engine.reading import FileRefused

MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class TrackerEntry:
    """One review in the tracker. `closed`: published, embargoed, or completed and signed off; None where not said.
    `converted`: a rapid review became a fuller one; None where not said. Themes are up to three of one list."""

    steis_number: str = ""
    local_reference: str = ""
    closed: bool | None = None
    date_added: date | None = None
    designated_professional: str = ""
    board: str = ""
    case_information: str = ""
    themes: tuple[str, ...] = ()
    review_type: str = ""
    converted: bool | None = None
    stage: str = ""
    slippage: str = ""
    published_on: date | None = None
    published_at: str = ""
    recommendation_themes: str = ""
    actions: str = ""
    lessons_and_good_practice: str = ""
    learning_passed_on: str = ""

    def __post_init__(self) -> None:
        if len(self.themes) > MOST_THEMES:
            raise ValueError(f"The tracker takes {MOST_THEMES} themes at most.")


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker file as read: its reviews, what was not understood of a row (from 1, as a spreadsheet counts), and the
    headings that are none of the tracker's."""

    entries: tuple[TrackerEntry, ...]
    not_understood: tuple[NotUnderstood, ...] = ()
    left_out: tuple[str, ...] = ()


_HEADINGS = {
    "steis_number": ("StEIS number", "steis", "steis no", "steis ref", "steis reference"),
    "local_reference": ("Local reference", "local ref", "local identifier", "local reference number", "local id"),
    "closed": ("Open or closed", "open closed", "case status", "status"),
    "date_added": ("Date added", "date of referral", "date added to tracker"),
    "designated_professional": ("Designated professional", "designated nurse or doctor"),
    "board": ("Safeguarding board or partnership", "board", "safeguarding partnership board", "partnership"),
    "case_information": ("Case information", "case details", "case summary"),
    "theme 1": ("Vulnerability theme 1", "abuse vulnerability theme 1", "theme 1"),
    "theme 2": ("Vulnerability theme 2", "abuse vulnerability theme 2", "theme 2"),
    "theme 3": ("Vulnerability theme 3", "abuse vulnerability theme 3", "theme 3"),
    "review_type": ("Type of review", "review type"),
    "converted": ("Converted from a rapid review", "converted", "conversion", "rapid review converted"),
    "stage": ("Stage", "current stage", "stage of review"),
    "slippage": ("Slippage", "slippage in timescales", "reason for slippage"),
    "published_on": ("Publication date", "date published", "date of publication"),
    "published_at": ("Publication link", "link to report", "link to final report", "report link"),
    "recommendation_themes": ("Recommendation themes", "recommendations", "themes of recommendations"),
    "actions": ("Actions", "actions required"),
    "lessons_and_good_practice": ("Lessons and good practice", "lessons learned and good practice", "lessons"),
    "learning_passed_on": ("How the learning was passed on", "dissemination", "dissemination of learning"),
}  # fmt: skip
_CLOSED = {"closed": True, "open": False}
_YES = {"yes": True, "y": True, "true": True, "converted": True, "no": False, "n": False, "false": False}
_DATES = ("date_added", "published_on")
_KNOWN_BY = {plain_heading(each): name for name, headings in _HEADINGS.items() for each in headings}


def tracker_file(entries: Sequence[TrackerEntry]) -> bytes:
    """The reviews as CSV with the tracker's fields, no cell of which a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([headings[0] for headings in _HEADINGS.values()])
    for entry in entries:
        writer.writerow([guarded(_written(entry, name)) for name in _HEADINGS])
    return out.getvalue().encode("utf-8-sig")


def read_tracker(content: bytes) -> Tracker:
    """The reviews of a tracker's CSV. Raises FileRefused where no heading is one of the tracker's."""
    rows = csv_grid(content).rows
    first = next((at for at, row in enumerate(rows) if any(cell.text for cell in row)), 0)
    headings = [cell.text for cell in rows[first]] if rows else []
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        places.setdefault(_KNOWN_BY.get(plain_heading(heading), ""), at)
    known = set(places) - {""}
    if len(known) < 2:
        raise FileRefused(
            "The headings of this table are not those of the safeguarding case review tracker.",
            f"Among them are “{_HEADINGS['steis_number'][0]}” and “{_HEADINGS['board'][0]}”.",
        )
    told: list[NotUnderstood] = []
    entries = [
        _entry({name: _at(row, at) for name, at in places.items() if name}, number, told)
        for number, row in enumerate(rows[first + 1 :], first + 2)
        if any(cell.text for cell in row)
    ]
    left_out = [
        each for at, each in enumerate(headings) if each and at not in {places[name] for name in known}
    ]
    return Tracker(tuple(entries), tuple(told), tuple(left_out))


def _at(row: Sequence[Cell], at: int) -> str:
    return row[at].text if at < len(row) else ""


def _entry(words: Mapping[str, str], row: int, told: list[NotUnderstood]) -> TrackerEntry:
    held: dict[str, Any] = {
        field.name: words[field.name] for field in fields(TrackerEntry) if field.name in words
    }
    held["themes"] = tuple(filter(None, (words.get(f"theme {at}", "") for at in range(1, MOST_THEMES + 1))))
    for name, meanings in (("closed", _CLOSED), ("converted", _YES)):
        held[name] = meanings.get(held.get(name, "").lower())
        if held[name] is None and words.get(name):
            told.append(
                NotUnderstood(
                    row, f"{_HEADINGS[name][0]} “{words[name]}”: it says neither the one nor the other."
                )
            )
    for name in _DATES:
        read = read_day(held.get(name, ""))
        if read.why:
            told.append(NotUnderstood(row, f"{_HEADINGS[name][0]} “{words[name]}”: {read.why}."))
        held[name] = read.day
    return TrackerEntry(**held)


def _written(entry: TrackerEntry, name: str) -> str:
    if name.startswith("theme "):
        at = int(name[-1]) - 1
        return entry.themes[at] if at < len(entry.themes) else ""
    value = getattr(entry, name)
    if name == "closed":
        return "" if value is None else ("Closed" if value else "Open")
    if name == "converted":
        return "" if value is None else ("Yes" if value else "No")
    return value.isoformat() if isinstance(value, date) else str(value or "")
