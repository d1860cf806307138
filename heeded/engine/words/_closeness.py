"""How well a passage answers a question as a whole: how much of it stands there, and how close together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from heeded.engine.words._folding import plain_words
from heeded.engine.words._language import Wish
from heeded.engine.words._marking import runs_of
from heeded.engine.words._stemming import stems_of
from heeded.engine.words._stop_words import STOP_WORDS

_REACH = 15  # words; further apart, two words say nothing about each other


class Closeness(NamedTuple):
    """Three figures from 0 to 1: the share of what was asked for that stands in the text, how near its parts stand
    to each other, and how much the text is running prose: contents, lists of names and notes are not."""

    share: float
    nearness: float
    prose: float


def closeness(text: str, wishes: Sequence[Wish], worth: Sequence[float]) -> Closeness:
    """How well a text answers the wishes. `worth` says what each counts for; 0 leaves one aside."""
    words = plain_words(text)
    total = sum(worth)
    if not total or not words:
        return Closeness(0.0, 0.0, 1.0)
    places = _places(words, wishes, worth)
    there = {number for _, number in places}
    share = sum([worth[number] for number in there]) / total
    return Closeness(share, min(_nearness(places, worth) / total, 1.0), _prose(words))


def _prose(words: Sequence[str]) -> float:
    """Prose is a quarter small words or more."""
    small = sum([word in STOP_WORDS for word in words])
    return min(1.0, 4 * small / len(words))


def _places(words: Sequence[str], wishes: Sequence[Wish], worth: Sequence[float]) -> list[tuple[int, int]]:
    """Where each wish is granted: (word, wish), in the order of the text."""
    stems = stems_of(words)
    known = set(stems)
    found = [
        (first, number)
        for number, wish in enumerate(wishes)
        if worth[number]
        for way in wish.ways
        if way.term.prefix or way.term.stems[0] in known
        for first, _ in runs_of(way, words, stems)
    ]
    return sorted(set(found))


def _nearness(places: Sequence[tuple[int, int]], worth: Sequence[float]) -> float:
    """For each pair of wishes their nearest places, those of little worth counting little."""
    best: dict[tuple[int, int], float] = {}
    for (before, one), (after, other) in pairwise(places):
        if one == other or after - before > _REACH:
            continue
        pair = (min(one, other), max(one, other))
        near = min(worth[one], worth[other]) / max(after - before, 1)
        best[pair] = max(best.get(pair, 0.0), near)
    return sum(best.values())
