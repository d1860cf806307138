"""Which entries of a list begin a recommendation, and which of those are recommendations at all."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from heeded.engine.learning_points._asking import (
    ASKS,
    COMMAND,
    ORDERS,
    PLEADS,
    RECOMMENDS,
    SHOULD,
    announces,
    asks_now,
)
from heeded.engine.learning_points._extent import is_finished
from heeded.engine.learning_points._report import Entry, Region
from heeded.engine.learning_points._schemes import Chooses, is_figure

_SAYS_WHICH = re.compile(r"[(\[](?P<which>Recommendation|Conclusion)[,:;] [Pp]ara[^()]*[)\]]\s*$")
_LIST_OF_BOTH = re.compile(r"\bconclusions?\b", re.IGNORECASE)
# "Develop a local protocol", "That the partners agree": also where conclusions stand between the recommendations.
_COMMANDS = re.compile(rf"{COMMAND}|That (?:the|all|each|every|any|both|[A-Z])")
MOSTLY = 0.7
TITLE_WORDS = 12


def asks(entry: Entry) -> bool:
    """Whether an entry asks for something, in whatever words."""
    return _recommends(entry) or bool(ORDERS.match(entry.words))


def chooser(region: Region, entries: Sequence[Entry], begins: Chooses, rank: int) -> Chooses:
    """Which entries of a list are recommendations, where it holds conclusions or argument as well.

    A report that says so at the end of each ("(Recommendation, Paragraph 8)") is believed first, then one that
    sets its recommendations in italics, then the words. Paragraphs that argue are told from bold ones that ask."""
    starts = [entry for entry in entries[1:] if begins(entry) and not entry.is_heading]
    said = _said(entries, begins)
    if said:
        return lambda entry: said.get(entry.index) == "Recommendation"
    if _LIST_OF_BOTH.search(region.title) and _some(entry.block.italic for entry in starts):
        return lambda entry: entry.block.italic
    if region.mixed:
        return (lambda entry: True) if _is_announced(entries, begins) or _mostly_asks(starts) else _recommends
    asking = [entry for entry in starts if SHOULD.search(entry.words)]
    if (
        rank == 1
        and not any(entry.is_listed for entry in starts)
        and _some(_stands_out(entry) for entry in asking)
    ):
        return _stands_out
    return lambda entry: True


def _mostly_asks(starts: Sequence[Entry]) -> bool:
    """Whether a list of 1, 2, 3 hardly holds anything but what asks: then the rest asks in words not known here."""
    counted = len(starts) > 2 and starts[0].number == "1"
    return counted and sum(map(_recommends, starts)) >= MOSTLY * len(starts)


def _is_announced(entries: Sequence[Entry], begins: Chooses) -> bool:
    """Whether a list of 1, 2, 3 stands right under a line that announces recommendations, whatever the heading says."""
    for before, entry in pairwise(entries[1:]):
        if begins(entry):
            says = announces(before.words) and "ecommend" in before.words
            return says and entry.number == "1" and not before.is_heading
    return False


def _said(entries: Sequence[Entry], begins: Chooses) -> dict[int, str]:
    """What a list says at the end of each of its entries, or of the last line that belongs to it."""
    said: dict[int, str] = {}
    start = 0
    for entry in entries[1:]:
        start = entry.index if begins(entry) else start
        if found := _SAYS_WHICH.search(entry.block.text):
            said[start] = found["which"]
    return said


def _some(flags: Iterable[bool]) -> bool:
    """Whether some but not all are so."""
    known = list(flags)
    return len(known) > 2 and 0.1 <= sum(known) / len(known) <= 0.9


def _stands_out(entry: Entry) -> bool:
    return entry.block.bold or entry.block.italic or bool(entry.block.box)


def _recommends(entry: Entry) -> bool:
    if _COMMANDS.match(entry.words):
        return True
    return bool(asks_now(entry.words) or RECOMMENDS.search(entry.words) or PLEADS.search(entry.words))


def is_title(entry: Entry, entries: Sequence[Entry], at: int) -> bool:
    """Whether a number carries only a title, and the words that ask stand below it."""
    words = entry.words
    if len(words.split()) > TITLE_WORDS or is_finished(words) or ASKS.search(words) or words.endswith(":"):
        return False
    return at < len(entries) and not is_figure(entries[at]) and bool(ASKS.search(entries[at].words))
