"""All pairs among many rows whose score reaches a floor: exact, block by block.

A score is a sum of products of rows and one product of two of them (`both`), which is never more than the likeness in
what is asked. With that in its place the sum is one matrix product and never less than the true one: whatever
reaches the floor by it is compared in full, and nothing is missed. Rows that ask for nothing known have weights of
their own for each other, so those are compared apart.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons._rows import Floats, Rows, some_of
from heeded.engine.lessons._score import USUAL, known, likenesses, scores
from heeded.engine.lessons._worth import weights
from heeded.engine.meaning import unpacked

Places = npt.NDArray[np.intp]
_BLOCK = 1_024  # rows at a time: 4 MB by 1,024 others
_MOST = 100  # others kept of a row within a block of others, the closest first, so that memory is bounded
_AT_ONCE = 100_000  # pairs compared in full at a time


class Pairs(NamedTuple):
    """Pairs of rows, each once, the first the lower, in order; and their scores."""

    one: Places
    other: Places
    scores: Floats


def all_pairs(rows: Rows, *, floor: float) -> Pairs:
    """Every pair that scores `floor` or more; of more than a hundred that a row has among a thousand, the closest."""
    asks = rows.asks.any(1)
    ordered = np.concatenate([np.flatnonzero(~asks), np.flatnonzero(asks)])
    cut = rows.number - int(asks.sum())
    found = [
        _compared(rows, ordered[one], ordered[other], floor)
        for one, other in _likely(some_of(rows, ordered), cut, floor)
    ]
    one, other, score = (
        np.concatenate([part[at] for part in found]) if found else np.zeros(0, kind)
        for at, kind in enumerate((np.intp, np.intp, np.float32))
    )
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], score[order])


def _compared(rows: Rows, one: Places, other: Places, floor: float) -> Pairs:
    parts = []
    for at in range(0, len(one), _AT_ONCE):
        left, right = one[at : at + _AT_ONCE], other[at : at + _AT_ONCE]
        found = scores(likenesses(rows, left, rows, right), known(rows, left, rows, right))
        kept = found >= floor
        parts.append(Pairs(left[kept], right[kept], found[kept]))
    return Pairs(*(np.concatenate([part[place] for part in parts]) for place in range(3)))


def _likely(rows: Rows, cut: int, floor: float) -> Iterator[tuple[Places, Places]]:
    """Pairs of places that may reach the floor. Rows from `cut` on ask for something known."""
    yield from _likely_within(rows, slice(0, cut), floor, asks=False)
    yield from _likely_within(rows, slice(cut, rows.number), floor, asks=True)


def _likely_within(rows: Rows, some: slice, floor: float, *, asks: bool) -> Iterator[tuple[Places, Places]]:
    """Pairs of `some` rows with each other and with those before them, each pair once."""
    left, right, constant = _as_one(rows, asks=asks)
    least = np.float32(math.log(floor / (1 - floor)) - constant - 1e-4)
    for begin in range(some.start, some.stop, _BLOCK):
        end = min(begin + _BLOCK, some.stop)
        for start in range(0, end, _BLOCK):
            stop = min(start + _BLOCK, end)
            bound = left[begin:end] @ right[start:stop].T
            one, other = np.nonzero(bound >= least)
            one, other = one + begin, other + start
            kept = other < one
            one, other = one[kept], other[kept]
            if len(one):
                yield _closest_of_each(one, other, bound[one - begin, other - start])


def _closest_of_each(one: Places, other: Places, bound: Floats) -> tuple[Places, Places]:
    """At most so many of each row."""
    if len(one) <= _MOST:
        return one, other
    order = np.lexsort((other, -bound, one))
    one, other = one[order], other[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    return one[rank < _MOST], other[rank < _MOST]


def _as_one(rows: Rows, *, asks: bool) -> tuple[Floats, Floats, float]:
    """Two matrices whose product bounds the sums of all pairs from above, but for the constant."""
    worth = weights(meaning=rows.vectors is not None, asks=asks)
    parts = [(rows.words, worth.words)]
    if asks:
        parts += [(rows.speaks_of, worth.speaks_of), (rows.asks, worth.asks + worth.both)]
    if rows.vectors is not None:
        parts.append((unpacked(rows.vectors), worth.meaning))
    left, right = [], []
    for part, worthy in parts:
        if worthy:
            left.append(part * np.float32(worthy))
            right.append(part)
    for name, usual in USUAL.items():
        counts = np.float32(getattr(worth, name))
        if counts:
            values: Floats = getattr(rows, name)
            there = values.any(1, keepdims=True).astype(np.float32)
            left.append(np.hstack([values, there * np.float32(-usual)]) * counts)
            right.append(np.hstack([values, there]))
    return np.hstack(left), np.hstack(right), worth.constant
