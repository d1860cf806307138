"""The first few hundred passages looked at more closely: each part of a question takes the stretch of a passage that is
closest to it, so that a passage that tells of many things is as good as one that tells of this alone."""

import numpy as np

from heeded.engine.meaning import QuestionVectors, cosine, packed, unpacked
from heeded.search.vectors import Vectors

OF_PARTS = 0.85  # the share of its parts in the closeness of a passage; the rest is the whole passage's
_LOOKED_AT = 250  # passages compared part by part: the closest as a whole


def closeness(vectors: Vectors, question: QuestionVectors, rows: np.ndarray) -> np.ndarray:
    """How close passages are, by their rows, as cosines; nan for row -1: without a vector. Of many only the closest are
    compared part by part, and stay before the others."""
    found = np.full(len(rows), np.nan)
    at = np.flatnonzero(rows >= 0)
    if not len(at):
        return found
    whole = _cosines(vectors, rows[at], question.whole)
    found[at] = whole
    best = at[np.argsort(-whole, kind="stable")[:_LOOKED_AT]]
    found[best] = _by_parts(vectors, question, rows[best], found[best])
    others = np.setdiff1d(at, best)
    if len(others):
        found[others] = np.minimum(found[others], found[best].min())
    return found


def _by_parts(vectors: Vectors, question: QuestionVectors, rows: np.ndarray, whole: np.ndarray) -> np.ndarray:
    stretches, begin = vectors.stretches_of(rows)
    cut = np.flatnonzero(np.append(begin[1:], len(stretches)) > begin)  # those with any
    found = whole.copy()
    if len(cut):
        parts = unpacked(stretches)
        found[cut] = (1 - OF_PARTS) * whole[cut] + OF_PARTS * question.closeness(parts, begin[cut])
    return found


def closest(vectors: Vectors, question: QuestionVectors, rows: np.ndarray) -> list[tuple[int, int] | None]:
    """Where in the text of each passage the sentence stands that most of the question is closest to."""
    return [_sentence(vectors, question, row) for row in rows.tolist()]


def _sentence(vectors: Vectors, question: QuestionVectors, row: int) -> tuple[int, int] | None:
    stretches, _ = vectors.stretches_of(np.array([row]))
    if not len(stretches):
        return None
    products = question.tokens @ unpacked(stretches).T
    nearest = products.argmax(axis=1)
    places = vectors.places_of(row)
    sentences, which = np.unique(places["start"], return_inverse=True)
    worth = np.bincount(which[nearest], question.weights * products.max(axis=1), len(sentences))
    best = places[np.flatnonzero(which == worth.argmax())[0]]
    return int(best["start"]), int(best["end"])


def _cosines(vectors: Vectors, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    return np.asarray(cosine(vectors.scan(packed(vector), rows=rows)))
