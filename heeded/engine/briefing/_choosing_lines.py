"""Sentences become lines: one that leans on the sentence before it brings that one with it, a belief of the time
brings the reviewer's view of it, and what cannot stand even so is no line."""

from collections.abc import Sequence

from heeded.engine.briefing._candidate import Candidate
from heeded.engine.briefing._choosing_standing import leans
from heeded.engine.briefing._choosing_voices import (
    believes,
    introduces_speech,
    names_a_speaker,
    open_quotations,
    speaks_of_itself,
)
from heeded.engine.briefing._prose import is_prose
from heeded.engine.briefing._shortening import shortened
from heeded.engine.briefing._unit import Unit

_MOST_UNITS, _MOST_WORDS = 4, 80  # of a joined line
_FAR = 12  # units back at which somebody may have been said to speak


def candidates(units: Sequence[Unit]) -> list[Candidate]:
    """Every unit that can be a line, with those that it needs beside it."""
    found = []
    for at in range(len(units)):
        needed = _needed(units, at)
        if needed and sum(len(units[one].words) for one in needed) <= _MOST_WORDS:
            found.append(Candidate(at, needed))
    return found


def _needed(units: Sequence[Unit], at: int) -> tuple[int, ...]:
    """The units of the line round `at`; none where it cannot stand."""
    chain = _with_the_ones_before(units, at)
    if not chain or not all(is_prose(units[one]) for one in chain):
        return ()
    if units[at].text.endswith(":") or (units[at].text.endswith("?") and not _may_ask(units[at])):
        return ()
    text = " ".join(units[one].text for one in chain)
    if open_quotations(text) > 0 or believes(text):
        return _with_the_one_after(units, chain, text)
    return tuple(chain) if open_quotations(text) == 0 else ()


def _with_the_ones_before(units: Sequence[Unit], at: int) -> list[int]:
    """The unit after those that it leans on, the nearest last; empty where they are too many or not there."""
    chain = [at]
    while _leans(units[chain[0]]) or _led_in(units, chain[0]):
        before = chain[0] - 1
        if len(chain) == _MOST_UNITS or before < 0 or not _next_to(units[before], units[before + 1]):
            return []
        chain.insert(0, before)
    if not speaks_of_itself(units[chain[0]].text):
        return chain
    speaker = _who_speaks(units, chain[0])
    return [*speaker, *chain] if speaker and len(speaker) + len(chain) <= _MOST_UNITS else []


def _leans(unit: Unit) -> bool:
    return unit.text.startswith("“") or leans(shortened(unit.text)) or open_quotations(unit.text) < 0


def _led_in(units: Sequence[Unit], at: int) -> bool:
    """True for what stands after a colon: the rest of its paragraph with it."""
    first = at
    while first > 0 and units[first - 1].block == units[at].block >= 0:
        first -= 1
    return first > 0 and units[first - 1].text.endswith(":") and _next_to(units[first - 1], units[first])


def _who_speaks(units: Sequence[Unit], at: int) -> list[int]:
    """The sentence above somebody's own words that says whose they are, with the one it leans on; empty where none
    does."""
    for before in range(at - 1, max(-1, at - _FAR), -1):
        unit = units[before]
        if unit.section != units[at].section:
            return []
        if speaks_of_itself(unit.text) or not introduces_speech(unit.text) or _within_speech(units, before):
            continue
        if names_a_speaker(unit.text):
            return [before]
        if unit.text.endswith(":"):
            return [before - 1, before] if before and _next_to(units[before - 1], unit) else []
        return []
    return []


def _within_speech(units: Sequence[Unit], at: int) -> bool:
    """True for "He said it was a fresh start." amid somebody's own words: it is not the report that says so."""
    block = units[at].block
    beside = (units[one] for one in (at - 1, at + 1) if 0 <= one < len(units) and units[one].block == block)
    return any(speaks_of_itself(unit.text) and not unit.text.startswith("“") for unit in beside)


def _may_ask(unit: Unit) -> bool:
    """Questions that the report puts to its board may stand, and a child's; others wait for an answer."""
    return unit.point_kind == "question" or speaks_of_itself(unit.text)


def _with_the_one_after(units: Sequence[Unit], chain: Sequence[int], text: str) -> tuple[int, ...]:
    """The line with the sentence that ends its quotation, or that sets the reviewer's view against a belief."""
    after = chain[-1] + 1
    if after == len(units) or not _next_to(units[chain[-1]], units[after]) or not is_prose(units[after]):
        return ()
    both = f"{text} {units[after].text}"
    if open_quotations(both) or believes(both) or units[after].text.endswith(("?", ":")):
        return ()
    return (*chain, after)


def _next_to(one: Unit, other: Unit) -> bool:
    """True where nothing stands between them but a change of paragraph."""
    if one.section != other.section or not 0 <= other.block - one.block <= 1:
        return False
    return other.running == one.running + 1 if one.running >= 0 else one.point == other.point
