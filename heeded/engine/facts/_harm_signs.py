"""The words by which each harm is told, read from `harms.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.vocabulary import Harm


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one harm."""

    harm: Harm
    find: tuple[str, ...]
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None


@cache
def signs() -> tuple[Signs, ...]:
    """The words of `harms.toml`, in its order."""
    tables = tomllib.loads(Path(__file__).with_name("harms.toml").read_text(encoding="utf-8"))
    return tuple(
        Signs(
            Harm(value),
            tuple(table["find"]),
            _words(table["strong"]),
            _words(table["weak"]) if table["weak"] else None,
        )
        for value, table in tables.items()
    )


def _words(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})")
