"""How surely two learning points teach the same lesson: from 0 to 1, .5 and more is yes."""

import numpy as np
import numpy.typing as npt
import simsimd

from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import Floats, Rows, rows_of
from heeded.engine.lessons._worth import LIKENESSES, weights
from heeded.engine.meaning import cosine, unpacked

SAME = 0.5
# What the kinds of two have in common by chance: their likeness counts from here, and for nothing where they are not
# known of both. Whom they ask counts neither way (docs/decisions/0018).
USUAL_KINDS = 0.35


def same_lesson(one: Said, other: Said, *, vectors: npt.NDArray[np.floating] | None = None) -> float:
    """How surely two teach the same lesson; `vectors` are the sentence model's of both, if it is at hand."""
    rows = rows_of((one, other), vectors)
    first, second = np.array([0]), np.array([1])
    return float(scores(likenesses(rows, first, rows, second))[0])


def likenesses(
    one: Rows, at: npt.NDArray[np.intp], other: Rows, opposite: npt.NDArray[np.intp]
) -> dict[str, Floats]:
    """Each likeness of rows `at` of the one to rows `opposite` of the other, pair by pair, and `known`: how much of
    what either asks for is among the concepts, 0 to 1."""
    found = {
        name: _products(getattr(one, name)[at], getattr(other, name)[opposite])
        for name in ("words", "speaks_of", "asks")
    }
    found["both"] = found["speaks_of"] * found["asks"]
    found["known"] = np.maximum(length(one.asks[at]), length(other.asks[opposite]))
    left, right = one.kinds[at], other.kinds[opposite]
    found["kinds"] = (_products(left, right) - np.float32(USUAL_KINDS)) * (left.any(1) & right.any(1))
    if one.vectors is not None and other.vectors is not None:
        found["meaning"] = _products(unpacked(one.vectors[at]), unpacked(other.vectors[opposite]))
    return found


def likenesses_to_one(rows: Rows, one: Rows) -> dict[str, Floats]:
    """The likenesses of every row to the only row of `one`, quicker than pair by pair."""
    found: dict[str, Floats] = {
        name: getattr(rows, name) @ getattr(one, name)[0] for name in ("words", "speaks_of", "asks")
    }
    found["both"] = found["speaks_of"] * found["asks"]
    found["known"] = np.maximum(length(rows.asks), length(one.asks))
    kinds = one.kinds[0]
    found["kinds"] = (rows.kinds @ kinds - np.float32(USUAL_KINDS)) * (rows.kinds.any(1) & bool(kinds.any()))
    if rows.vectors is not None and one.vectors is not None and rows.number:
        found["meaning"] = cosine(np.asarray(simsimd.cdist(one.vectors, rows.vectors, metric="inner"))[0])
    return found


def scores(found: dict[str, Floats]) -> Floats:
    """The score of each pair from its likenesses."""
    worth = weights(meaning="meaning" in found)
    summed = np.full(found["words"].shape, worth.constant, np.float32)
    for name in LIKENESSES:
        if name in found:
            summed += found[name] * np.float32(getattr(worth, name))
    sure: Floats = (1 / (1 + np.exp(-summed))).astype(np.float32)
    return sure


def length(rows: Floats) -> Floats:
    """The length of each row."""
    found: Floats = np.sqrt(_products(rows, rows))
    return found


def _products(one: Floats, other: Floats) -> Floats:
    found: Floats = np.einsum("ij,ij->i", one, other)
    return found
