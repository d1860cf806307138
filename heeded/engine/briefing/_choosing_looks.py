"""What is seen of a sentence without weighing its words: marks in it, and where it stands."""

from collections.abc import Sequence

from heeded.engine.briefing._choosing_standing import leans
from heeded.engine.briefing._choosing_voices import (
    believes,
    gives_evidence,
    judges,
    names_somebody,
    speaks_of_itself,
)
from heeded.engine.briefing._unit import Unit

_ORDINALS = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Last",
    "The first",
    "The second",
    "The third",
    "Finally",
)
_QUOTES = frozenset('“”"')
_DIGITS = frozenset("0123456789")


def looks_of(unit: Unit) -> list[str]:
    """What is seen without reading."""
    text = unit.text
    seen = {
        "has:figure": not _DIGITS.isdisjoint(text),
        "has:quotation": not _QUOTES.isdisjoint(text),
        "has:brackets": "(" in text,
        "has:colon": ":" in text or ";" in text,
        "ends:question": text.endswith("?"),
        "ends:colon": text.endswith(":"),
        "repeated": unit.times > 1,
        "named": names_somebody(text),
        "witness": gives_evidence(text) and not judges(text),
        "judges": judges(text),
        "asks": unit.asks and unit.point_kind == "recommendation",
        "ordinal": text.startswith(_ORDINALS),
        "leans": leans(text),
        "believes": believes(text),
        "itself": speaks_of_itself(text),
    }
    return [name for name, true in seen.items() if true]


def places_of(units: Sequence[Unit]) -> list[list[str]]:
    """Where each unit stands in its section, its paragraph and the report."""
    last = len(units) - 1
    found = []
    for at, unit in enumerate(units):
        here = [f"fifth:{min(4, 5 * at // max(1, last + 1))}"]
        if at == 0 or units[at - 1].section != unit.section:
            here.append("first-of-section")
        if at == last or units[at + 1].section != unit.section:
            here.append("last-of-section")
        if at == 0 or units[at - 1].block != unit.block:
            here.append("first-of-paragraph")
        if at == last or units[at + 1].block != unit.block:
            here.append("last-of-paragraph")
        if at and units[at - 1].text.endswith("?"):
            here.append("after:question")
        if at and units[at - 1].point >= 0 > unit.point:
            here.append("after:point")
        if at < last and units[at + 1].point >= 0 > unit.point:
            here.append("before:point")
        found.append(here)
    return found
