"""A meeting pack as plain records: no database, no layout."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from heeded.engine.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class PackLine:
    """One thing of a pack: what it is, what there is to say of it, and the page that it rests on, with its address."""

    words: str
    details: str = ""
    place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PackSection:
    """A part of a pack. `more`: how many lines are left out of it, for the page where all are listed."""

    title: str
    lines: tuple[PackLine, ...] = ()
    note: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """What a meeting needs of a board's plan, on a day."""

    title: str
    board: str
    day: date
    fictional: bool
    figures: tuple[Figure, ...]
    wanting: tuple[Figure, ...]
    sections: tuple[PackSection, ...]
    note: str = ""

    def file_name(self, ending: str) -> str:
        """A name that says what it is: "meeting-pack-2026-11-22.docx"."""
        return f"meeting-pack-{self.day.isoformat()}.{ending}"

    def to_write(self) -> "Pack":
        """The same in characters that any file can hold: words of reports come as they were read."""
        return replace(self, **{one.name: _plain(getattr(self, one.name)) for one in fields(self)})


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _plain(getattr(value, one.name)) for one in fields(value)})
    return value


MORE = "… and {count} more, listed in Heeded."
FIGURES, WANTING, NOTHING = "Where the plan stands", "What wants looking at", "Nothing."
