"""Clusters in which nothing hangs by a chain.

One begins with what has most around it that is the same. Of these, whatever is not the same as all the others on
average is left out, the worst first, until each is; it may come into a later one. A pair that was not found counts
nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._pairs import Pairs
from heeded.engine.lessons._score import SAME

Places = npt.NDArray[np.intp]
Scores = npt.NDArray[np.floating]


class Cluster(NamedTuple):
    """Places of the members, the one that is most like all the others, and the mean score of its pairs."""

    members: list[int]
    middle: int
    score: float


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


def clusters(pairs: Pairs, count: int) -> Iterator[Cluster]:
    """All of them, what is alone last; each place stands in one."""
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
        members = np.array(found.members)
        free[members] = False
        around[members] = 0
        _, others, scores = neighbours.rows(members)
        fewer = free[others] & (scores >= SAME)
        around -= np.bincount(others[fewer], scores[fewer], count)
        around[around < SAME / 2] = 0  # what is left by rounding
    yield from (Cluster([place], place, 1.0) for place in np.flatnonzero(free).tolist())


def _around(neighbours: _Neighbours, seed: int, free: npt.NDArray[np.bool_]) -> Cluster | None:
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
    return Cluster(members[kept].tolist(), middle, mean)


def _table(neighbours: _Neighbours, members: Places) -> Scores:
    """The scores of members with each other; 0 for what was not found, and for each with itself."""
    position, others, scores = neighbours.rows(members)
    at = np.searchsorted(members, others).clip(max=len(members) - 1)
    within = members[at] == others
    table = np.zeros((len(members), len(members)), np.float64)
    table[position[within], at[within]] = scores[within]
    return table
