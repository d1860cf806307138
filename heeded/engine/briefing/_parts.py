"""The parts of a briefing, as data that a board can change."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.briefing._records import Role


@dataclass(frozen=True, slots=True)
class PartSetting:
    """A part: what it is for, its title, how many lines it has at most, what is said where there are none."""

    role: Role
    title: str
    lines: int
    nothing: str


@cache
def usual_parts() -> tuple[PartSetting, ...]:
    """The parts as `parts.toml` has them."""
    rows = tomllib.loads(Path(__file__).with_name("parts.toml").read_text())["parts"]
    return tuple(PartSetting(Role(row["role"]), row["title"], row["lines"], row["nothing"]) for row in rows)
