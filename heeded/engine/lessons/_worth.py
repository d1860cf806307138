"""What everything is worth: how much a word, a concept and each likeness count (`weights.json`)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WEIGHTS = Path(__file__).with_name("weights.json")
# What two learning points are compared by.
LIKENESSES = ("meaning", "words", "speaks_of", "asks", "both", "kinds", "addressees")


class Weights(NamedTuple):
    """How much each likeness counts towards "the same lesson"; with `constant`, 0 is the line between yes and no."""

    meaning: float = 0.0
    words: float = 0.0
    speaks_of: float = 0.0
    asks: float = 0.0
    both: float = 0.0  # spoken of and asked: the product of the two
    kinds: float = 0.0
    addressees: float = 0.0
    constant: float = 0.0


def weights(*, meaning: bool, asks: bool) -> Weights:
    """Those for a pair, by whether its vectors are at hand and whether something known is asked in both."""
    return Weights(**_read()["weights"][name_of(meaning=meaning, asks=asks)])


def name_of(*, meaning: bool, asks: bool) -> str:
    """The name under which weights stand in the file."""
    return f"{'meaning' if meaning else 'words'}, {'something' if asks else 'nothing'} known is asked"


@cache
def worth_of_words() -> Mapping[str, float]:
    """How much a word tells, by its stem: the rarer, the more. One that is not there is worth the most."""
    table: Mapping[str, float] = _read()["words"]
    return table


@cache
def worth_of_concepts() -> Mapping[str, float]:
    """The same of concepts, by name."""
    table: Mapping[str, float] = _read()["concepts"]
    return table


@cache
def _read() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return table
