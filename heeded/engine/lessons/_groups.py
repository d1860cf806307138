"""Groups of learning points that teach the same lesson.

The surest pairs come first. Two groups become one only where all their pairs together, on average, are the same: a pair
that was not found counts nothing. So a chain of neighbours, each like the next, does not become one group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._concepts import telling_stems
from heeded.engine.lessons._pairs import Pairs, all_pairs
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import rows_of, some_of
from heeded.engine.lessons._score import SAME

_FLOOR = 0.3  # pairs below count as nothing like


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


class _Joining:
    """Clusters being joined: for each its members, and the sum of the scores of its pairs with each other cluster."""

    def __init__(self, count: int) -> None:
        self.members = {place: [place] for place in range(count)}
        self.of = list(range(count))
        self.links: list[dict[int, float]] = [{} for _ in range(count)]
        self.within = [0.0] * count
        self.likeness = [0.0] * count  # of each place with the rest of its cluster, all pairs that were found

    def likely(self, one: int, other: int) -> bool:
        """Whether the pairs between two clusters are the same on average."""
        between = self.links[one].get(other, 0.0)
        return between >= SAME * len(self.members[one]) * len(self.members[other])

    def join(self, one: int, other: int) -> None:
        """The smaller goes into the larger, of two alike the later into the earlier."""
        into, gone = sorted((one, other), key=lambda at: (-len(self.members[at]), at))
        self.within[into] += self.within[gone] + self.links[into].pop(gone)
        for at in self.members[gone]:
            self.of[at] = into
        self.members[into] += self.members.pop(gone)
        for third, summed in self.links[gone].items():
            if third != into:
                self.links[into][third] = self.links[into].get(third, 0.0) + summed
                self.links[third][into] = self.links[third].get(into, 0.0) + summed
                del self.links[third][gone]
        self.links[gone] = {}


def _clusters(pairs: Pairs, count: int) -> list[tuple[list[int], int, float]]:
    joining = _Joining(count)
    listed = list(zip(pairs.one.tolist(), pairs.other.tolist(), pairs.scores.tolist(), strict=True))
    for one, other, score in listed:
        joining.links[one][other] = joining.links[other][one] = score
    left = sorted((row for row in listed if row[2] >= SAME), key=lambda row: (-row[2], row[0], row[1]))
    for _ in range(2):  # what was refused may fit once its cluster has grown
        left = _round(joining, left)
    for one, other, score in listed:
        if joining.of[one] == joining.of[other]:
            joining.likeness[one] += score
            joining.likeness[other] += score
    return [
        (members, max(members, key=lambda at: (joining.likeness[at], -at)), _mean(joining, at))
        for at, members in joining.members.items()
    ]


def _round(joining: _Joining, pairs: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    refused = []
    for row in pairs:
        one, other = joining.of[row[0]], joining.of[row[1]]
        if one == other:
            continue
        if joining.likely(one, other):
            joining.join(one, other)
        else:
            refused.append(row)
    return refused


def _mean(joining: _Joining, cluster: int) -> float:
    size = len(joining.members[cluster])
    return joining.within[cluster] / (size * (size - 1) / 2) if size > 1 else 1.0
