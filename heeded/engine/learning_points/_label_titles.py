"""What stands around a label: only a title, the sort of a finding, narrative, or the words themselves."""

import re
from collections.abc import Callable, Sequence

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._asking import ASKS, SHOULD
from heeded.engine.learning_points._extent import is_finished
from heeded.engine.learning_points._heads import Label
from heeded.engine.learning_points._kinds import FINDING, RECOMMENDATION
from heeded.engine.learning_points._notes import EXPLAINS
from heeded.engine.learning_points._report import Entry

Stops = Callable[[Entry], bool]

FEWEST_TITLE_WORDS = 3
SHORT_POINT = 40  # words up to which a paragraph below a title is the point itself
SORT_WORDS = 7
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|can|may|not|too|there)\b")


def is_title(entries: Sequence[Entry], at: int, rest: str, label: Label, stops: Stops) -> bool:
    """Whether the words after a label are only its title, the text standing below."""
    entry = entries[at]
    if label.kind is FINDING:
        return _names_sort(entries, at, rest, stops)
    if at + 1 >= len(entries) or stops(entries[at + 1]) or EXPLAINS.match(entries[at + 1].words):
        return False
    below = entries[at + 1]
    if below.is_heading and not (entry.is_heading and below.block.size == entry.block.size):
        return False
    if is_finished(rest) and (ASKS.search(rest) or len(rest.split()) > 12):
        return False
    if rest.endswith((":", ";", ",")):
        return False
    standing_out = entry.is_heading or (entry.block.bold and not below.block.bold)
    if label.kind is not RECOMMENDATION:
        return standing_out and not is_finished(rest) and len(rest.split()) <= 12
    return (standing_out or len(rest.split()) <= 14) and (
        bool(SHOULD.search(below.words)) or not ASKS.search(rest)
    )


def _names_sort(entries: Sequence[Entry], at: int, rest: str, stops: Stops) -> bool:
    """Whether the words after a finding's label only say what sort it is of ("Management systems"), and one sentence
    below it says what was found."""
    if at + 1 >= len(entries) or len(rest.split()) > SORT_WORDS or is_finished(rest) or _STATES.search(rest):
        return False
    below = entries[at + 1]
    if stops(below) or below.is_heading or below.is_listed or below.is_row:
        return False
    return is_finished(below.words) and not re.search(r"[.?!]\s", below.words.strip())


def heads_narrative(entries: Sequence[Entry], at: int, title: str, stops: Stops) -> bool:
    """Whether a lesson is said in its title, and what stands below only tells how it came about."""
    if len(title.split()) < FEWEST_TITLE_WORDS:
        return False
    if entries[at].block.box:
        return at + 1 < len(entries) and not entries[at + 1].block.box and is_finished(entries[at + 1].words)
    below = []
    for entry in entries[at + 1 : at + 5]:
        if entry.is_heading or entry.is_listed or entry.is_row or stops(entry):
            break
        below.append(len(entry.words.split()))
    return len(below) > 1 or sum(below) > SHORT_POINT


def is_preamble(entries: Sequence[Entry], at: int, begin: int, label: Label, stops: Stops) -> bool:
    """A heading's second line, a line of agencies, or a paragraph that argues before the one that asks."""
    entry = entries[begin]
    if stops(entry):
        return False
    if entry.is_heading:
        return (
            begin == at + 1
            and entries[at].is_heading
            and entry.block.size == entries[at].block.size
            and not (is_finished(entry.block.text))
        )
    if names_agencies(entry):
        return True
    if label.kind is not RECOMMENDATION or ASKS.search(entry.words) or begin + 1 >= len(entries):
        return False
    after = entries[begin + 1]
    if is_finished(entry.block.text) and not stops(after) and not after.is_heading and begin - at <= 3:
        return bool(SHOULD.search(after.words)) and not after.is_listed
    return False


def names_agencies(entry: Entry) -> bool:
    words = entry.words.strip()
    short = len(words.split()) <= 10 and not words.endswith((".", ":"))
    return short and agency_of(words) is not None and not ASKS.search(words)
