"""Who reads a briefing, and which of its lines speak to them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Profession:
    """A profession with the agencies and words that speak to it. `key` is what stands in an address."""

    key: str
    title: str
    agencies: frozenset[str]
    words: re.Pattern[str]

    def is_spoken_to(self, text: str, agencies: Iterable[str]) -> bool:
        """Whether a line speaks to this profession: it names their agency, or says a word of theirs."""
        return not self.agencies.isdisjoint(agencies) or self.words.search(text.lower()) is not None


@cache
def professions() -> tuple[Profession, ...]:
    """The professions as `professions.toml` has them, in its order."""
    rows = tomllib.loads(Path(__file__).with_name("professions.toml").read_text())["professions"]
    return tuple(_profession(row) for row in rows)


def profession_of(key: str) -> Profession | None:
    """The profession of that key."""
    return next((one for one in professions() if one.key == key), None)


def _profession(row: dict[str, str | list[str]]) -> Profession:
    words = "|".join(re.escape(word) for word in row["words"])
    return Profession(
        str(row["key"]), str(row["title"]), frozenset(row["agencies"]), re.compile(rf"\b(?:{words})")
    )
