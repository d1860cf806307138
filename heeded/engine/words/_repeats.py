"""The same thing said twice: a recommendation printed in a summary, in its chapter and in a list."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_SAME = 0.75  # of the runs of three words of the shorter one
_SHORTEST = 8  # words; less than that says nothing of its own
Thing = TypeVar("Thing")


def distinct_first(things: Sequence[Thing], *, text_of: Callable[[Thing], str]) -> list[Thing]:
    """The same things, those that repeat an earlier one put last. None is lost."""
    kept, repeated = _parted(things, text_of)
    return kept + repeated


def repeats(things: Sequence[Thing], *, text_of: Callable[[Thing], str]) -> list[Thing]:
    """Those that repeat an earlier one."""
    return _parted(things, text_of)[1]


def _parted(things: Sequence[Thing], text_of: Callable[[Thing], str]) -> tuple[list[Thing], list[Thing]]:
    kept: list[Thing] = []
    repeated: list[Thing] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    for thing in things:
        runs = _runs_of(text_of(thing))
        again = any(_is_repeat(runs, other) for other in seen)
        (repeated if again else kept).append(thing)
        seen.append(runs)
    return kept, repeated


def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    words = text.lower().split()
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _is_repeat(runs: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(runs), len(other))
    return shorter > 0 and len(runs & other) >= _SAME * shorter
