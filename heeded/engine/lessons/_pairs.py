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
from heeded.engine.lessons._sums import Sums

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
    summed = Sums(rows)
    least = np.float32(math.log(floor / (1 - floor)))
    for begin in range(0, rows.number, _BLOCK):
        for start in range(begin, rows.number, _BLOCK):
            found = summed.of(slice(begin, begin + _BLOCK), slice(start, start + _BLOCK))
            if start == begin:
                found[np.tril_indices(len(found))] = -np.inf  # each pair once, and none with itself
            at = _surest(found, least)
            score = (1 / (1 + np.exp(-found.ravel()[at]))).astype(np.float32)
            yield Pairs(at // found.shape[1] + begin, at % found.shape[1] + start, score)


def _surest(found: Floats, least: np.float32) -> Places:
    """Where in the block the sums reach the least; of a row with too many, its surest."""
    at = np.flatnonzero(found >= least)  # far quicker than looking for rows and columns
    if len(at) <= _MOST:
        return at
    row = at // found.shape[1]
    many = np.bincount(row, minlength=len(found)) > _MOST
    if many.any():
        lines = np.full(len(found), least, np.float32)
        lines[many] = np.partition(found[many], -_MOST, axis=1)[:, -_MOST]
        at = at[found.ravel()[at] >= lines[row]]
        row = at // found.shape[1]
        order = np.lexsort((at, -found.ravel()[at], row))  # of those that stand on the line the first
        at = at[order][np.arange(len(at)) - np.searchsorted(row, row) < _MOST]
    return np.sort(at)
