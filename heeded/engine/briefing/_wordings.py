"""The wordings of `choosing_standing.toml` as patterns, and those that stand for people."""

import re
import tomllib
from functools import cache
from pathlib import Path

_NAME = r"\b[A-Z]\d?\b(?![’']?[a-z])|\b[A-Z]{2,3}\d?\b|(?<=[a-z,] )[A-Z][a-z]+\b"
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|‘[^’]*(?:’\w[^’]*)*’")


@cache
def wordings() -> dict[str, list[str]]:
    """The lists of the file, by name."""
    return tomllib.loads(Path(__file__).with_name("choosing_standing.toml").read_text(encoding="utf-8"))


@cache
def wording(name: str) -> re.Pattern[str]:
    """A pattern that finds any wording of the list `name`."""
    return re.compile(rf"\b(?:{'|'.join(wordings()[name])})\b", re.IGNORECASE)


@cache
def people_named() -> re.Pattern[str]:
    """A pattern that finds people, by what they are or by a name."""
    return re.compile(rf"\b(?:{'|'.join(wordings()['people'])})s?(?:’s|'s|’)?\b|{_NAME}")
