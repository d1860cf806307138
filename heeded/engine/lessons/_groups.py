"""Groups of learning points that teach the same lesson.

A group begins with what has most around it that is the same. Of these, whatever is not the same as all the others on
average is left out, the worst first, until each is; it may come into a later group. A pair below the floor counts
nothing. So a chain of neighbours, each like the next, does not become one group, and nothing stands in two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._concepts import telling_stems
from heeded.engine.lessons._pairs import Pairs, all_pairs
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import rows_of, some_of
from heeded.engine.lessons._score import SAME

_FLOOR = 0.3  # pairs below count as nothing like
Places = npt.NDArray[np.intp]
Scores = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Group:
    """A lesson that is proposed: places of its members in what was given, in order; which of them is most like all
    the others; and how sure its pairs are on average."""

    members: tuple[int, ...]
    middle: int
    score: float


def groups(
    said: Sequence[Said], *, vectors: npt.NDArray[np.floating] | npt.NDArray[np.int8] | None = None
) -> tuple[Group, ...]:
    """Lessons that come from two reviews or more, those of most reviews first. The same from the same, always.

    What is said in the very same words is compared once. `vectors` are the sentence model's, one for each.
    """
    printed = _same_words(said)
    first = np.array([places[0] for places in printed], np.intp)
    rows = some_of(rows_of(said, vectors), first) if len(said) else rows_of(())
    pairs = all_pairs(rows, floor=_FLOOR)
    found = [
        _group([place for at in cluster for place in printed[at]], printed[middle][0], score)
        for cluster, middle, score in _clusters(pairs, len(printed))
    ]
    several = [one for one in found if len({said[place].review for place in one.members}) > 1]
    return tuple(
        sorted(several, key=lambda one: (-len({said[at].review for at in one.members}), one.members))
    )


def _same_words(said: Sequence[Said]) -> list[list[int]]:
    by_words: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(said):
        by_words.setdefault(tuple(telling_stems(one.text)), []).append(place)
    return list(by_words.values())


def _group(members: list[int], middle: int, score: float) -> Group:
    return Group(tuple(sorted(members)), middle, score)


class _Neighbours:
    """Of each place those that it was paired with, one after the other, and the scores."""

    def __init__(self, pairs: Pairs, count: int) -> None:
        one, other = np.concatenate([pairs.one, pairs.other]), np.concatenate([pairs.other, pairs.one])
        order = np.lexsort((other, one))
        self.of, self.scores = other[order], np.concatenate([pairs.scores, pairs.scores])[order]
        self.begin = np.searchsorted(one[order], np.arange(count + 1))

    def rows(self, places: Places) -> tuple[Places, Places, Scores]:
        """All pairs of some places: which of them (by its position), with whom, and the score."""
        first, number = self.begin[places], self.begin[places + 1] - self.begin[places]
        position = np.repeat(np.arange(len(places)), number)
        at = np.arange(number.sum()) + np.repeat(first - np.cumsum(number) + number, number)
        return position, self.of[at], self.scores[at]


def _clusters(pairs: Pairs, count: int) -> Iterator[tuple[list[int], int, float]]:
    """Members, middle and mean score of each: next is what has most around it that is the same; last what is alone."""
    neighbours = _Neighbours(pairs, count)
    free = np.full(count, True)
    same = pairs.scores >= SAME
    around = np.bincount(pairs.one[same], pairs.scores[same], count)
    around += np.bincount(pairs.other[same], pairs.scores[same], count)
    while count and around[seed := int(around.argmax())] > 0:
        found = _around(neighbours, seed, free)
        if found is None:
            around[seed] = 0
            continue
        yield found
        members = np.array(found[0])
        free[members] = False
        around[members] = 0
        _, others, scores = neighbours.rows(members)
        fewer = free[others] & (scores >= SAME)
        around -= np.bincount(others[fewer], scores[fewer], count)
        around[around < SAME / 2] = 0  # what is left by rounding
    yield from (([place], place, 1.0) for place in np.flatnonzero(free).tolist())


def _around(
    neighbours: _Neighbours, seed: int, free: npt.NDArray[np.bool_]
) -> tuple[list[int], int, float] | None:
    """The free neighbours of a place with itself, without those that are not the same as all the rest on average."""
    _, others, scores = neighbours.rows(np.array([seed]))
    members = np.sort(np.append(others[free[others] & (scores >= SAME)], seed))
    likeness = _table(neighbours, members)
    kept = np.full(len(members), True)
    summed = likeness.sum(1)
    while (number := int(kept.sum())) > 1:
        worst = int(np.where(kept, summed, np.inf).argmin())
        if summed[worst] >= SAME * (number - 1):
            break
        kept[worst] = False
        summed = summed - likeness[worst]
    if number < 2:
        return None
    mean = float(summed[kept].sum() / number / (number - 1))
    middle = int(members[np.where(kept, summed, -np.inf).argmax()])
    return members[kept].tolist(), middle, mean


def _table(neighbours: _Neighbours, members: Places) -> Scores:
    """The scores of members with each other; 0 for what was not found, and for each with itself."""
    position, others, scores = neighbours.rows(members)
    at = np.searchsorted(members, others).clip(max=len(members) - 1)
    within = members[at] == others
    table = np.zeros((len(members), len(members)), np.float64)
    table[position[within], at[within]] = scores[within]
    return table
