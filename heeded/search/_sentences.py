"""The sentences of some passages compared with a question: a passage is as close as its closest sentence makes it."""

import numpy as np

from heeded.search.vectors import Vectors

OF_SENTENCE = (
    0.5  # the share of the closest sentence in the closeness of a passage; the rest is the whole passage's
)


def closeness(vectors: Vectors, vector: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """How close passages are, by their rows, in full precision of the question; nan for row -1: without a vector."""
    found = np.full(len(rows), np.nan)
    at = np.flatnonzero(rows >= 0)
    if not len(at):
        return found
    whole = _products(vectors, "passages", rows[at], vector)
    windows, begin = vectors.windows_of(rows[at])
    cut = np.flatnonzero(np.append(begin[1:], len(windows)) > begin)  # those with any window
    best = whole.copy()
    if len(cut):
        best[cut] = np.maximum.reduceat(_products(vectors, "windows", windows, vector), begin[cut])
    found[at] = (1 - OF_SENTENCE) * whole + OF_SENTENCE * best
    return found


def closest(vectors: Vectors, vector: np.ndarray, row: int) -> tuple[int, int] | None:
    """Where in a passage's text its closest sentence stands."""
    windows, _ = vectors.windows_of(np.array([row]))
    if not len(windows):
        return None
    best = vectors.rows["windows"][windows[_products(vectors, "windows", windows, vector).argmax()]]
    return int(best["start"]), int(best["end"])


def _products(vectors: Vectors, name: str, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    from heeded.engine.meaning import unpacked

    return np.asarray(unpacked(vectors.vectors[name][rows]) @ vector)
