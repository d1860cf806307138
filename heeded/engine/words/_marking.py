"""Where in a passage the words asked for stand, and why it was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine.words._folding import placed_words
from heeded.engine.words._language import Way, Wish
from heeded.engine.words._stemming import stems_of


@dataclass(frozen=True, slots=True)
class Found:
    """Marks as (start, end) in the text, in order and apart; and the ways that led here, by wish."""

    marks: tuple[tuple[int, int], ...]
    ways: tuple[tuple[Wish, Way], ...]


def mark(text: str, wishes: Sequence[Wish]) -> Found:
    """Mark every wish that the text grants; wishes that exclude are left aside."""
    if not wishes:
        return Found((), ())
    words, starts, ends = placed_words(text)
    stems = stems_of(words)
    there = set(stems)
    marks: list[tuple[int, int]] = []
    ways: list[tuple[Wish, Way]] = []
    for wish, way in _all_ways(wishes):
        if not way.term.prefix and way.term.stems[0] not in there:
            continue
        runs = list(runs_of(way, words, stems))
        marks += [(starts[first], ends[last]) for first, last in runs]
        if runs:
            ways.append((wish, way))
    return Found(tuple(_apart(marks)), tuple(ways))


def runs_of(way: Way, words: Sequence[str], stems: list[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each place where a way is found."""
    return _beginnings(way, words) if way.term.prefix else _runs(way, stems)


def _all_ways(wishes: Sequence[Wish]) -> Iterator[tuple[Wish, Way]]:
    return ((wish, way) for wish in wishes if wish.occur != "not" for way in wish.ways)


def _beginnings(way: Way, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    letters = way.term.words[0]
    return ((at, at) for at, word in enumerate(words) if word.startswith(letters))


def _runs(way: Way, stems: list[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the term stands."""
    wanted = list(way.term.stems)
    at = -1
    for _ in range(stems.count(wanted[0])):
        at = stems.index(wanted[0], at + 1)
        if len(wanted) == 1 or stems[at : at + len(wanted)] == wanted:
            yield at, at + len(wanted) - 1


def _apart(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(marks)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
