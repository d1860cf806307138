"""The sentences of some passages compared with a question: a passage is as close as its closest sentence makes it."""

import numpy as np

from heeded.search.vectors import Vectors

OF_SENTENCE = (
    0.6  # the share of the closest sentence in the closeness of a passage; the rest is the whole passage's
)


def closeness(vectors: Vectors, vector: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """How close passages are, by their rows; nan for row -1: without a vector."""
    found = np.full(len(rows), np.nan)
    at = np.flatnonzero(rows >= 0)
    if not len(at):
        return found
    whole = _cosines(vectors, "passages", rows[at], vector)
    windows, begin = vectors.windows_of(rows[at])
    cut = np.flatnonzero(np.append(begin[1:], len(windows)) > begin)  # those with any window
    best = whole.copy()
    if len(cut):
        best[cut] = np.maximum.reduceat(_cosines(vectors, "windows", windows, vector), begin[cut])
    found[at] = (1 - OF_SENTENCE) * whole + OF_SENTENCE * best
    return found


def closest(vectors: Vectors, vector: np.ndarray, rows: np.ndarray) -> list[tuple[int, int] | None]:
    """Where in the text of each passage its closest sentence stands."""
    if not len(rows):
        return []
    windows, begin = vectors.windows_of(rows)
    scores = _cosines(vectors, "windows", windows, vector)
    found: list[tuple[int, int] | None] = []
    for first, last in zip(begin, np.append(begin[1:], len(windows)), strict=True):
        if first == last:
            found.append(None)
            continue
        best = vectors.rows["windows"][windows[first + scores[first:last].argmax()]]
        found.append((int(best["start"]), int(best["end"])))
    return found


def _cosines(vectors: Vectors, name: str, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    from heeded.engine.meaning import cosine, packed

    return np.asarray(cosine(vectors.scan(packed(vector), name, rows=rows)))
