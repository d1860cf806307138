"""Where in a passage the words asked for stand, and why it was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine.words._folding import Token, tokens
from heeded.engine.words._language import Way, Wish
from heeded.engine.words._stemming import stem


@dataclass(frozen=True, slots=True)
class Found:
    """Marks as (start, end) in the text, in order and apart; and the ways that led here, by wish."""

    marks: tuple[tuple[int, int], ...]
    ways: tuple[tuple[Wish, Way], ...]


def mark(text: str, wishes: Sequence[Wish]) -> Found:
    """Mark every wish that the text grants; wishes that exclude are left aside."""
    words = tokens(text)
    stems = [stem(token.word) for token in words]
    places = _places(stems)
    marks: list[tuple[int, int]] = []
    ways: list[tuple[Wish, Way]] = []
    for wish in wishes:
        if wish.occur == "not":
            continue
        for way in wish.ways:
            runs = list(_runs(way, words, stems, places))
            marks += [(words[first].start, words[last].end) for first, last in runs]
            if runs:
                ways.append((wish, way))
    return Found(tuple(_apart(marks)), tuple(ways))


def _places(stems: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(stems):
        found.setdefault(word, []).append(at)
    return found


def _runs(
    way: Way, words: Sequence[Token], stems: Sequence[str], places: dict[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """First and last token of each place where the term stands."""
    if way.term.prefix:
        beginning = way.term.words[0]
        yield from ((at, at) for at, token in enumerate(words) if token.word.startswith(beginning))
        return
    wanted = way.term.stems
    for at in places.get(wanted[0], ()):
        if tuple(stems[at : at + len(wanted)]) == wanted:
            yield at, at + len(wanted) - 1


def _apart(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(marks)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
