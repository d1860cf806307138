"""How the entries of a list are numbered: by figures, by letters, by the report's own paragraphs."""

from collections.abc import Callable, Sequence
from functools import partial

from heeded.engine.learning_points._asking import (
    ASKS,
    SHOULD,
)
from heeded.engine.learning_points._extent import is_finished, is_open, is_sub
from heeded.engine.learning_points._report import Entry

Chooses = Callable[[Entry], bool]
FEWEST_WORDS = 4


def scheme(entries: Sequence[Entry]) -> tuple[Chooses, int]:
    """Which entries begin a recommendation, and the rank of such a list."""
    numbered = [entry for entry in entries if is_figure(entry)]
    for depth in sorted({entry.number.count(".") for entry in numbered}):
        group = [entry for entry in numbered if entry.number.count(".") == depth]
        if any(_carries_words(entry, entries) for entry in group):
            return partial(_at_depth, depth=depth), 2
    if any(is_sub(entry) for entry in entries) and not any(_opens_letters(entry) for entry in entries):
        return is_sub, 2
    if any(entry.is_item or entry.start for entry in entries):
        return (lambda entry: not entry.is_heading and not is_sub(entry)), 1
    return (lambda entry: not entry.is_heading), 1


def _at_depth(entry: Entry, *, depth: int) -> bool:
    return is_figure(entry) and entry.number.count(".") == depth


def is_figure(entry: Entry) -> bool:
    """Whether an entry's own number is one of figures: 7, 7.1, (2), 6a(iv)."""
    return any(sign.isdigit() for sign in entry.number)


def _opens_letters(entry: Entry) -> bool:
    return not is_sub(entry) and not entry.is_heading and is_open(entry) and bool(ASKS.search(entry.words))


def _carries_words(entry: Entry, entries: Sequence[Entry]) -> bool:
    words = entry.words
    leads_on = is_open(entry) and not entry.is_heading
    if len(words.split()) >= FEWEST_WORDS and (is_finished(words) or ASKS.search(words) or leads_on):
        return True
    at = entries.index(entry) + 1
    below = entries[at] if at < len(entries) else entry
    return not below.is_listed and not below.is_heading and bool(SHOULD.search(below.words))


def numbers_paragraphs(entries: Sequence[Entry], begins: Chooses) -> bool:
    """Whether the numbers of a list are those of the report's paragraphs: 7.1, 7.2, or 140, 141."""
    first = next((entry.number for entry in entries[1:] if begins(entry)), "")
    return "." in first or (first.isdigit() and int(first) > 1)
