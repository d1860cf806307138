"""The sums behind the scores of a block of rows with a block of rows: three matrix products."""

import numpy as np

from heeded.engine.lessons._rows import Floats, Rows
from heeded.engine.lessons._score import USUAL_KINDS, length
from heeded.engine.lessons._worth import Weights, weights
from heeded.engine.meaning import unpacked


class Sums:
    """The rows laid out for it."""

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
