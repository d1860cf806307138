"""Groups of learning points that teach the same lesson.

A chain of neighbours, each like the next, does not become one group, and nothing stands in two (`_clusters.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._clusters import clusters
from heeded.engine.lessons._concepts import telling_stems
from heeded.engine.lessons._pairs import all_pairs
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import rows_of, some_of

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
        for cluster, middle, score in clusters(pairs, len(printed))
    ]
    several = [one for one in found if len({said[place].review for place in one.members}) > 1]
    return tuple(
        sorted(several, key=lambda one: (-len({said[at].review for at in one.members}), one.members))
    )


def _same_words(said: Sequence[Said]) -> list[list[int]]:
    by_words: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(said):
        # what has no words that say anything is like nothing else
        by_words.setdefault(tuple(telling_stems(one.text)) or (place,), []).append(place)
    return list(by_words.values())


def _group(members: list[int], middle: int, score: float) -> Group:
    return Group(tuple(sorted(members)), middle, score)
