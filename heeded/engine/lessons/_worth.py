"""What everything is worth: how much a word, a concept and each likeness count (`weights.json`)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WEIGHTS = Path(__file__).with_name("weights.json")
# What two learning points are compared by.
LIKENESSES = ("meaning", "words", "speaks_of", "asks", "both", "kinds", "known")


class Weights(NamedTuple):
    """How much each likeness counts towards "the same lesson"; with `constant`, 0 is the line between yes and no."""

    meaning: float = 0.0
    words: float = 0.0
    speaks_of: float = 0.0
    asks: float = 0.0
    both: float = 0.0  # spoken of and asked: the product of the two
    kinds: float = 0.0
    known: float = 0.0  # counts against: what is known of either and is not the same, is not the same
    constant: float = 0.0


@cache
def weights(*, meaning: bool) -> Weights:
    """Those for pairs with the sentence model's vectors or without."""
    return Weights(**_read()["weights"][name_of(meaning=meaning)])


def name_of(*, meaning: bool) -> str:
    """The name under which weights stand in the file."""
    return "with meaning" if meaning else "words alone"


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
