"""Some learning points compared with very many, all at once."""

import numpy as np
import simsimd

from heeded.engine.lessons._closest import Index
from heeded.engine.lessons._rows import Floats, Packed
from heeded.engine.lessons._score import USUAL_KINDS, length, scores
from heeded.engine.meaning import cosine

# Nearly word for word: no near miss of the gold comes so close, and hardly a true pair that was not copied.
_SAME_WORDS, _SAME_MEANING = 0.75, 0.85


def closeness_of_all(some: Index, others: Index, *, meaning: bool = True) -> Floats:
    """How surely each of some teaches the same lesson as each of others: a row for each of some. Without `meaning`, or
    where there are no vectors, by words alone."""
    one, other = some.rows, others.rows
    found: dict[str, Floats] = {
        name: getattr(one, name) @ getattr(other, name).T for name in ("words", "speaks_of", "asks")
    }
    found["both"] = found["speaks_of"] * found["asks"]
    found["known"] = np.maximum.outer(length(one.asks), length(other.asks))
    there = np.logical_and.outer(one.kinds.any(1), other.kinds.any(1))
    found["kinds"] = (one.kinds @ other.kinds.T - np.float32(USUAL_KINDS)) * there
    if meaning and one.vectors is not None and other.vectors is not None:
        found["meaning"] = _meaning(one.vectors, other.vectors)
    return scores(found)


def repeated(some: Index, others: Index) -> Floats:
    """Which of others say nearly word for word what each of some says: their likeness, or 0 where they do not."""
    words: Floats = some.rows.words @ others.rows.words.T
    found: Floats = np.where(words >= _SAME_WORDS, words, np.float32(0))
    if some.rows.vectors is not None and others.rows.vectors is not None:
        meaning = _meaning(some.rows.vectors, others.rows.vectors)
        found = np.maximum(found, np.where(meaning >= _SAME_MEANING, meaning, np.float32(0)))
    return np.minimum(found, np.float32(1))


def _meaning(one: Packed, other: Packed) -> Floats:
    if not len(one) or not len(other):
        return np.zeros((len(one), len(other)), np.float32)
    products = simsimd.cdist(one, other, metric="inner")
    return cosine(np.asarray(products).reshape(len(one), len(other)))
