"""Learning: one linear model a theme, all at once, and what each text would have been given had it been left out.

Ridge regression on present (1) and not (-1). Its answer for a text that is left out follows from the one solution by
plain arithmetic (Allen's PRESS), so that chances and thresholds are worked out on texts that the model has not seen,
at no cost.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.themes._counting import Block, Counted, Rows, Vectors, blocks_of
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._thresholds import Floats, Truth, chance, curves, thresholds_of

SQUARED = 0.5  # what the square of how near two meanings are counts for beside it (docs/decisions/0017)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned: weights (column, theme) for words and for letters, shares (text, theme) for the meanings of the
    texts learned from, and how to judge scores."""

    blocks: tuple[Block, ...]
    weights: tuple[Floats, ...]
    middle: Vectors | None  # of the vectors learned from
    meanings: Vectors | None  # these vectors, as seen from the middle
    shares: Floats
    constant: Floats
    slopes: Floats
    offsets: Floats
    thresholds: Floats

    def chances(self, texts: Counted, rows: Rows) -> Floats:
        """How likely each theme is for each of these rows (rows, themes)."""
        scores = np.tile(self.constant, (len(rows), 1))
        for block, counts, weights in zip(self.blocks, texts.counts, self.weights, strict=True):
            scores += block.weighed(counts[rows]) @ weights
        if self.meanings is not None and self.middle is not None and texts.vectors is not None:
            near = centred(texts.vectors[rows], self.middle) @ self.meanings.T
            scores += (near + SQUARED * near**2) @ self.shares
        return chance(scores, self.slopes, self.offsets)


def fit(texts: Counted, rows: Rows, truth: Truth, settings: Settings) -> Fitted:
    """Learn from `rows` alone; `truth` (text, theme) has a row for every text, also those that are not learned from."""
    blocks = blocks_of(texts, rows, settings)
    parts = [block.weighed(counts[rows]) for block, counts in zip(blocks, texts.counts, strict=True)]
    middle = None if texts.vectors is None else texts.vectors[rows].mean(axis=0)
    close = np.ones((len(rows), len(rows)))
    for part in parts:
        close += (part @ part.T).toarray()
    if texts.vectors is not None and middle is not None:
        vectors = centred(texts.vectors[rows], middle)
        near = vectors @ vectors.T
        close += near + SQUARED * near**2
    known = truth[rows]
    shares, left_out = _solved(close, np.where(known, 1.0, -1.0), settings.penalty)
    slopes, offsets = curves(left_out, known)
    return Fitted(
        blocks=blocks,
        weights=tuple((part.T @ shares).astype(np.float32) for part in parts),
        middle=middle,
        meanings=None if middle is None else vectors,
        shares=shares.astype(np.float32),
        constant=shares.sum(axis=0).astype(np.float32),
        slopes=slopes,
        offsets=offsets,
        thresholds=thresholds_of(chance(left_out, slopes, offsets), known),
    )


def centred(vectors: Vectors, middle: Vectors) -> Vectors:
    """Vectors seen from the middle of those learned from, of length one."""
    apart = vectors - middle
    lengths: Vectors = np.maximum(np.linalg.norm(apart, axis=-1, keepdims=True), np.float32(1e-6))
    seen: Vectors = apart / lengths
    return seen


def _solved(
    close: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64], penalty: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Each text's share in the weights, and the score that it would have without itself."""
    from scipy.linalg import inv

    inverse = inv(close + penalty * np.eye(len(close)), overwrite_a=True, check_finite=False)
    shares = inverse @ wanted
    return shares, wanted - shares / np.diag(inverse)[:, None]
