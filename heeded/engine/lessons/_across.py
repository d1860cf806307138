"""Some learning points compared with very many, all at once."""

import numpy as np
import simsimd

from heeded.engine.lessons._closest import Index
from heeded.engine.lessons._rows import Floats
from heeded.engine.lessons._score import USUAL_KINDS, length, scores
from heeded.engine.meaning import cosine


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
    if meaning and one.vectors is not None and other.vectors is not None and some.count and others.count:
        products = simsimd.cdist(one.vectors, other.vectors, metric="inner")
        found["meaning"] = cosine(np.asarray(products).reshape(some.count, others.count))
    return scores(found)
