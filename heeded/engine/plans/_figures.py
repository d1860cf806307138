"""Figures over time as people paste them: "date, value, out of", one a line."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from heeded.engine.plans._dates import read_day

MOST_FIGURES = 1000
_MOST_LINES = 5000
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
_SHARE = re.compile(r"(?P<value>\S+)\s*(?:/|of|out of)\s*(?P<out_of>\S+)")
_LARGEST = 1e12
# "1 September 2026: 3 of 10" and "2026-09-01 3/10": nothing but a colon or a blank between the day and the figure.
_DAY_FIRST = re.compile(
    r"(?P<day>\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{2,4}|\d\d?\s+[a-z]+\s+\d{4})\s*[:\s]\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)


class FigureRead(NamedTuple):
    """One figure of one day, from a line (from 1)."""

    line: int
    on: date
    value: float
    out_of: float | None


class NotRead(NamedTuple):
    """A line that was not understood, and why in plain words."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """Every line that holds anything is a figure or listed as not understood; but for a heading above the first."""

    figures: tuple[FigureRead, ...]
    not_understood: tuple[NotRead, ...]


def figures_in(text: str) -> FiguresRead:
    """The figures of a text or of a CSV file: cells apart by comma, semicolon or tab; "90%" is 90 out of 100, "18/20"
    and "18 of 20" are 18 out of 20. Between day and figure a colon or a blank will do."""
    figures: list[FigureRead] = []
    wrong: list[NotRead] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        cells = _cells(line)
        if not any(cells) or (not figures and not wrong and _is_heading(cells)):
            continue
        found = _read(number, cells)
        (figures if isinstance(found, FigureRead) else wrong).append(found)  # type: ignore[arg-type]
    if len(lines) > _MOST_LINES:
        wrong.append(NotRead(_MOST_LINES + 1, f"only {_MOST_LINES} lines are read"))
    return FiguresRead(tuple(figures), tuple(wrong))


def _cells(line: str) -> list[str]:
    separator = next((one for one in ("\t", ";") if one in line), ",")
    row = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    cells = [cell.replace("\xa0", " ").strip() for cell in row]
    found = _DAY_FIRST.fullmatch(cells[0]) if cells else None
    return [found["day"], found["rest"], *cells[1:]] if found else cells


def _is_heading(cells: list[str]) -> bool:
    return not any(letter.isdigit() for cell in cells for letter in cell)


def _read(line: int, cells: list[str]) -> FigureRead | NotRead:
    day = read_day(cells[0])
    if day.day is None:
        return NotRead(line, _why_no_day(day.why))
    rest = [cell for cell in cells[1:] if cell]
    if not rest:
        return NotRead(line, "there is no figure after the date")
    if len(rest) > 2:
        return NotRead(line, "there is more than a figure and out of how many")
    value, out_of = _parts(rest)
    if value is None or (len(rest) > 1 and out_of is None):
        return NotRead(line, f"“{_short(' '.join(rest))}” is no figure")
    if out_of is not None and not value <= out_of:
        return NotRead(line, f"{value:g} is more than the {out_of:g} that it is out of")
    return FigureRead(line, day.day, value, out_of)


def _why_no_day(why: str) -> str:
    if why in {"", "it names no day"}:
        return "it does not begin with a date, such as 3 March 2019"
    return why


def _parts(cells: list[str]) -> tuple[float | None, float | None]:
    """The figure, and out of how many."""
    if len(cells) > 1:
        out_of = _number(cells[1])
        return _number(cells[0]), out_of or None
    if cells[0].endswith("%"):
        return _number(cells[0][:-1].strip()), 100.0
    share = _SHARE.fullmatch(cells[0].lower())
    if share is not None:
        return _number(share["value"]), _number(share["out_of"]) or None
    return _number(cells[0]), None


def _number(words: str) -> float | None:
    """A number that is not below nought; "1,200" is a thousand and more, "8,5" has a comma for its point."""
    if not _NUMBER.fullmatch(words):
        return None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", words):
        words = words.replace(",", "")
    found = float(words.replace(",", "."))
    return found if found < _LARGEST else None


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
