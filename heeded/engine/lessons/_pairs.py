"""All pairs among many rows whose score reaches a floor: exact, block by block.

A score comes from a sum of products of rows, and of one product of two of them (`both`): three matrix products for a
block by a block, and nothing is guessed or left out.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._rows import Floats, Rows
from heeded.engine.lessons._score import USUAL_KINDS, length
from heeded.engine.lessons._worth import Weights, weights
from heeded.engine.meaning import unpacked

Places = npt.NDArray[np.intp]
_BLOCK = 1_024  # rows at a time: 4 MB by as many others
_MOST = 32  # pairs kept of a row with a block of others, the surest, so that memory is bounded


class Pairs(NamedTuple):
    """Pairs of rows, each once, the first the lower, in order; and their scores."""

    one: Places
    other: Places
    scores: Floats


def all_pairs(rows: Rows, *, floor: float) -> Pairs:
    """Every pair that scores `floor` or more; of more than 32 that a row has in a block, the surest."""
    found = list(_reaching(rows, floor))
    one, other, score = (
        np.concatenate([part[at] for part in found]) if found else np.zeros(0, kind)
        for at, kind in enumerate((np.intp, np.intp, np.float32))
    )
    order = np.lexsort((other, one))
    return Pairs(one[order], other[order], score[order])


def _reaching(rows: Rows, floor: float) -> Iterator[Pairs]:
    """Pairs of rows with those after them, block by block."""
    summed = _Sums(rows)
    least = np.float32(math.log(floor / (1 - floor)))
    for begin in range(0, rows.number, _BLOCK):
        for start in range(begin, rows.number, _BLOCK):
            found = summed.of(slice(begin, begin + _BLOCK), slice(start, start + _BLOCK))
            at = np.flatnonzero(found >= least)  # far quicker than looking for rows and columns
            score = (1 / (1 + np.exp(-found.ravel()[at]))).astype(np.float32)
            one, other = at // found.shape[1] + begin, at % found.shape[1] + start
            once = one < other
            yield _surest_of_each(one[once], other[once], score[once])


class _Sums:
    """The sums behind the scores."""

    def __init__(self, rows: Rows) -> None:
        self.worth = weights(meaning=rows.vectors is not None)
        self.left, self.right = _as_one(rows, self.worth)
        self.speaks_of, self.asks, self.known = rows.speaks_of, rows.asks, length(rows.asks)

    def of(self, some: slice, others: slice) -> Floats:
        """One row of sums for each of some, one column for each of others."""
        summed: Floats = self.left[some] @ self.right[others].T
        known = np.maximum.outer(self.known[some], self.known[others])
        known *= np.float32(self.worth.known)
        summed += known
        summed += np.float32(self.worth.constant)
        speaks_of, asks = (part[some] @ part[others].T for part in (self.speaks_of, self.asks))
        asks *= speaks_of * np.float32(self.worth.both) + np.float32(self.worth.asks)
        summed += asks
        speaks_of *= np.float32(self.worth.speaks_of)
        summed += speaks_of
        return summed


def _surest_of_each(one: Places, other: Places, score: Floats) -> Pairs:
    """At most so many of each row."""
    if len(one) > _MOST:
        order = np.lexsort((other, -score, one))
        one, other, score = one[order], other[order], score[order]
        kept = np.arange(len(one)) - np.searchsorted(one, one) < _MOST
        one, other, score = one[kept], other[kept], score[kept]
    return Pairs(one, other, score)


def _as_one(rows: Rows, worth: Weights) -> tuple[Floats, Floats]:
    """Two matrices whose product is the sum of all that counts but for the concepts and the constant."""
    left, right = [rows.words * np.float32(worth.words)], [rows.words]
    if rows.vectors is not None:
        vectors = unpacked(rows.vectors)
        left.append(vectors * np.float32(worth.meaning))
        right.append(vectors)
    there = rows.kinds.any(1, keepdims=True).astype(np.float32)
    left.append(np.hstack([rows.kinds, there * np.float32(-USUAL_KINDS)]) * np.float32(worth.kinds))
    right.append(np.hstack([rows.kinds, there]))
    return np.hstack(left), np.hstack(right)
