"""What every file says the same way: state, version, date, where a line stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from heeded.briefing.at_a_glance import by_addressee, opening
from heeded.briefing.drafting import Glance
from heeded.briefing.shown import ShownBriefing, ShownLine
from heeded.core.clock import local_day
from heeded.engine.briefing import PointKind

Addresses = Callable[[ShownLine], str]
"""The full address that opens the document with a line's words marked; empty for the editor's own words."""

_NUMBER = "No."
_COLUMNS = (  # of recommendations at a glance, and how wide each is beside the others
    ("Who must act", 3.6),
    (_NUMBER, 0.0),
    ("What it says", 5.6),
    ("What it asks for", 3.8),
    ("By when", 2.8),
)


@dataclass(frozen=True, slots=True)
class Look:
    """A board's own look: a colour for headings, a logo, and templates whose styles and slides are used."""

    colour: str = "#0e3b43"
    logo: Path | None = None
    docx: Path | None = None
    pptx: Path | None = None


def file_name(shown: ShownBriefing, ending: str) -> str:
    """A name that says what it is: "briefing-child-z-version-2.pdf"."""
    words = re.sub(r"[^a-z0-9]+", "-", shown.title.lower()).strip("-")[:60].strip("-") or shown.identifier
    return f"briefing-{words}-version-{shown.number}.{ending}"


def state_line(shown: ShownBriefing) -> str:
    """Who stands behind it: never more than is so."""
    day = _day(shown)
    if shown.state == "issued":
        return f"Version {shown.number}, checked against the report and issued {day}."
    if shown.state == "replaced":
        return f"Version {shown.number}, replaced by a newer version."
    if shown.state == "checked":
        return f"Version {shown.number}, checked against the report {day}, not yet issued."
    if shown.by_machine:
        gathered = "Gathered by machine" if shown.kind == "digest" else "Drafted by machine"
        return f"Version {shown.number}, {day}. {gathered}, not checked."
    return f"Version {shown.number}, {day}. A draft, not checked."


def source_line(shown: ShownBriefing) -> str:
    """Board and year, as far as a person has confirmed them."""
    return ", ".join(part for part in (shown.board, shown.year) if part)


def time_line(shown: ShownBriefing) -> str:
    minutes = shown.minutes_to_read
    return f"{shown.words} words, {minutes} minute{'s' if minutes != 1 else ''} to read."


def place_of(shown: ShownBriefing, line: ShownLine) -> str:
    """Where a line stands, as short as it stays plain."""
    if not line.document:
        return "editor’s words"
    words = line.place
    if shown.kind == "review" and len(shown.sources) > 1:
        words = f"{line.source}, {words}"
    return f"{words}, reworded" if line.origin == "reworded" else words


@dataclass(frozen=True, slots=True)
class GlanceTable:
    """Recommendations at a glance as a table. `widths` are shares of its width, one a column: they come to one."""

    heads: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def glance_table(shown: ShownBriefing) -> GlanceTable:
    """Who must act, number, how it begins, what it asks for, by when; one addressee's together, a column that would
    be empty left out."""
    rows = [_row(one) for _, held in by_addressee(shown.recommendations) for one in held]
    used = [place for place in range(len(_COLUMNS)) if any(row[place] for row in rows)]
    return GlanceTable(
        heads=tuple(_COLUMNS[place][0] for place in used),
        widths=tuple(_share(_COLUMNS[place][1], [_COLUMNS[other][1] for other in used]) for place in used),
        rows=tuple(tuple(row[place] or "–" for place in used) for row in rows),
    )


def _share(width: float, widths: list[float]) -> float:
    """The column of numbers is as narrow as it can be, whatever stands beside it."""
    narrow = 0.065 if 0.0 in widths else 0.0
    return width / sum(widths) * (1 - narrow) if width else narrow


def _row(one: Glance) -> tuple[str, ...]:
    kinds = "; ".join(PointKind(kind).label for kind in one.kinds)
    guess = "" if one.decided else " (found by machine)"
    return (
        "; ".join(one.addressees),
        one.point.number,
        opening(one),
        kinds + guess if kinds else "",
        one.by_when,
    )


def _day(shown: ShownBriefing) -> str:
    day = local_day(shown.date)
    return f"{day.day} {day:%B %Y}"
