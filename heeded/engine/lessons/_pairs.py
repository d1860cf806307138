"""All pairs among many rows whose score reaches a floor: exact, block by block.

A score comes from a sum of products of rows, and of one product of two of them (`both`): three matrix products for a
block by a block, and nothing is guessed or left out. Rows that ask for nothing known have weights of their own for each
other, so those are compared apart.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._rows import Floats, Rows, some_of
from heeded.engine.lessons._score import USUAL
from heeded.engine.lessons._worth import Weights, weights
from heeded.engine.meaning import unpacked

Places = npt.NDArray[np.intp]
_BLOCK = 1_024  # rows at a time: 4 MB by as many others
_MOST = 100  # others kept of a row within a block of others, the surest, so that memory is bounded


class Pairs(NamedTuple):
    """Pairs of rows, each once, the first the lower, in order; and their scores."""

    one: Places
    other: Places
    scores: Floats


def all_pairs(rows: Rows, *, floor: float) -> Pairs:
    """Every pair that scores `floor` or more; of more than a hundred that a row has in a block, the surest."""
    asks = rows.asks.any(1)
    ordered = np.concatenate([np.flatnonzero(~asks), np.flatnonzero(asks)])
    cut = rows.number - int(asks.sum())
    found = list(_reaching(some_of(rows, ordered), cut, floor))
    one, other, score = (
        np.concatenate([part[at] for part in found]) if found else np.zeros(0, kind)
        for at, kind in enumerate((np.intp, np.intp, np.float32))
    )
    one, other = ordered[one], ordered[other]
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], score[order])


def _reaching(rows: Rows, cut: int, floor: float) -> Iterator[Pairs]:
    """Pairs of places that reach the floor. Rows from `cut` on ask for something known."""
    yield from _reaching_within(rows, slice(0, cut), floor, asks=False)
    yield from _reaching_within(rows, slice(cut, rows.number), floor, asks=True)


def _reaching_within(rows: Rows, some: slice, floor: float, *, asks: bool) -> Iterator[Pairs]:
    """Pairs of `some` rows with each other and with those before them, each pair once."""
    summed = _Sums(rows, asks=asks)
    least = np.float32(math.log(floor / (1 - floor)))
    for begin in range(some.start, some.stop, _BLOCK):
        these = slice(begin, min(begin + _BLOCK, some.stop))
        for start in range(0, these.stop, _BLOCK):
            found = summed.of(these, slice(start, min(start + _BLOCK, these.stop)))
            at = np.flatnonzero(found >= least)  # far quicker than looking for rows and columns
            score: Floats = 1 / (1 + np.exp(-found.ravel()[at]))
            one, other = at // found.shape[1] + begin, at % found.shape[1] + start
            once = other < one
            yield _surest_of_each(one[once], other[once], score[once])


class _Sums:
    """The sums behind the scores of rows with rows of one sort."""

    def __init__(self, rows: Rows, *, asks: bool) -> None:
        self.worth = weights(meaning=rows.vectors is not None, asks=asks)
        self.left, self.right = _as_one(rows, self.worth)
        self.concepts = (rows.speaks_of, rows.asks) if asks else None

    def of(self, some: slice, others: slice) -> Floats:
        """One row of sums for each of some, one column for each of others."""
        summed: Floats = self.left[some] @ self.right[others].T
        summed += np.float32(self.worth.constant)
        if self.concepts is not None:
            speaks_of, asks = (part[some] @ part[others].T for part in self.concepts)
            summed += speaks_of * np.float32(self.worth.speaks_of)
            speaks_of *= np.float32(self.worth.both)
            speaks_of += np.float32(self.worth.asks)
            speaks_of *= asks
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
    for name, usual in USUAL.items():
        counts = np.float32(getattr(worth, name))
        if counts:
            values: Floats = getattr(rows, name)
            there = values.any(1, keepdims=True).astype(np.float32)
            left.append(np.hstack([values, there * np.float32(-usual)]) * counts)
            right.append(np.hstack([values, there]))
    return np.hstack(left), np.hstack(right)
