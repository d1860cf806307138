"""A text in pieces: each word with its stem, its pair with the next, and its runs of letters.

All that is counted belongs to a word that stands somewhere, so that a score can be told word by word.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from heeded.engine.words import Token, stems_of, tokens

_SHORTEST_RUN, _LONGEST_RUN = 2, 5
_LONGEST_WORD = 40  # letters: more is an address or a fault of reading


def words_in(text: str) -> list[Token]:
    """The words of a text with their places."""
    return [token for token in tokens(text) if len(token.word) <= _LONGEST_WORD]


def placed_words(words: Sequence[Token]) -> list[tuple[int, str, float]]:
    """Stems, and pairs of stems that follow each other: which word each belongs to, and how much of it. A pair belongs
    to both of its words by half."""
    stems = stems_of([token.word for token in words])
    single = [(place, stem, 1.0) for place, stem in enumerate(stems)]
    pairs = [(place, f"{one} {other}", 0.5) for place, (one, other) in enumerate(pairwise(stems))]
    return [*single, *pairs, *((place + 1, pair, half) for place, pair, half in pairs)]


def placed_runs(words: Sequence[Token]) -> list[tuple[int, str, float]]:
    """Runs of letters, with the word that each belongs to."""
    return [(place, run, 1.0) for place, token in enumerate(words) for run in runs_of(token.word)]


def words_and_pairs(text: str) -> list[str]:
    """What is counted of words: each stem and each pair, as often as it stands there."""
    stems = stems_of([token.word for token in words_in(text)])
    return [*stems, *(f"{one} {other}" for one, other in pairwise(stems))]


def all_runs(text: str) -> list[str]:
    """What is counted of letters."""
    return [run for token in words_in(text) for run in runs_of(token.word)]


@lru_cache(maxsize=50_000)
def runs_of(word: str) -> tuple[str, ...]:
    """The runs of two to five letters of one word, a blank standing for its edges."""
    edged = f" {word} "
    return tuple(
        edged[start : start + length]
        for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(edged) - length + 1)
    )
