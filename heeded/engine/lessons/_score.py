"""How surely two learning points teach the same lesson: from 0 to 1, .5 and more is yes."""

import numpy as np
import numpy.typing as npt
import simsimd

from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import Floats, Rows, rows_of
from heeded.engine.lessons._worth import LIKENESSES, weights
from heeded.engine.meaning import cosine, unpacked

SAME = 0.5
# What two have in common by chance: likeness in kind and in addressee counts from here, and for nothing where either
# is not known.
USUAL = {"kinds": 0.35, "addressees": 0.15}


def same_lesson(one: Said, other: Said, *, vectors: npt.NDArray[np.floating] | None = None) -> float:
    """How surely two teach the same lesson; `vectors` are the sentence model's of both, if it is at hand."""
    rows = rows_of((one, other), vectors)
    first, second = np.array([0]), np.array([1])
    return float(scores(likenesses(rows, first, rows, second), known(rows, first, rows, second))[0])


def likenesses(
    one: Rows, at: npt.NDArray[np.intp], other: Rows, opposite: npt.NDArray[np.intp]
) -> dict[str, Floats]:
    """Each likeness of rows `at` of the one to rows `opposite` of the other, pair by pair."""
    found = {
        name: _products(getattr(one, name)[at], getattr(other, name)[opposite])
        for name in ("words", "speaks_of", "asks")
    }
    found["both"] = found["speaks_of"] * found["asks"]
    for name, usual in USUAL.items():
        left: Floats = getattr(one, name)[at]
        right: Floats = getattr(other, name)[opposite]
        found[name] = _beyond(_products(left, right), usual, _there(left) & _there(right))
    if one.vectors is not None and other.vectors is not None:
        found["meaning"] = _products(unpacked(one.vectors[at]), unpacked(other.vectors[opposite]))
    return found


def known(
    one: Rows, at: npt.NDArray[np.intp], other: Rows, opposite: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Whether either of a pair asks for something that is among the concepts: the other, if it said the same, would."""
    return _there(one.asks[at]) | _there(other.asks[opposite])


def likenesses_to_one(rows: Rows, one: Rows) -> tuple[dict[str, Floats], npt.NDArray[np.bool_]]:
    """What `likenesses` and `known` say of every row with the only row of `one`, quicker than pair by pair."""
    found: dict[str, Floats] = {
        name: getattr(rows, name) @ getattr(one, name)[0] for name in ("words", "speaks_of", "asks")
    }
    found["both"] = found["speaks_of"] * found["asks"]
    for name, usual in USUAL.items():
        left: Floats = getattr(rows, name)
        right: Floats = getattr(one, name)[0]
        found[name] = _beyond(left @ right, usual, _there(left) & bool(right.any()))
    if rows.vectors is not None and one.vectors is not None and rows.number:
        found["meaning"] = cosine(np.asarray(simsimd.cdist(one.vectors, rows.vectors, metric="inner"))[0])
    return found, _there(rows.asks) | bool(one.asks.any())


def scores(found: dict[str, Floats], asks: npt.NDArray[np.bool_]) -> Floats:
    """The score of each pair from its likenesses, and from whether something known is asked in both."""
    return np.where(asks, _sure(found, asks=True), _sure(found, asks=False))


def _sure(found: dict[str, Floats], *, asks: bool) -> Floats:
    worth = weights(meaning="meaning" in found, asks=asks)
    summed = np.full(len(found["words"]), worth.constant, np.float32)
    for name in LIKENESSES:
        if name in found:
            summed += found[name] * np.float32(getattr(worth, name))
    sure: Floats = (1 / (1 + np.exp(-summed))).astype(np.float32)
    return sure


def _beyond(likeness: Floats, usual: float, both: npt.NDArray[np.bool_]) -> Floats:
    """How far a likeness goes beyond the usual; nothing where it is not known of both."""
    found: Floats = (likeness - np.float32(usual)) * both
    return found


def _products(one: Floats, other: Floats) -> Floats:
    found: Floats = np.einsum("ij,ij->i", one, other)
    return found


def _there(rows: Floats) -> npt.NDArray[np.bool_]:
    """Which rows hold anything."""
    found: npt.NDArray[np.bool_] = np.asarray(rows.any(axis=1), np.bool_)
    return found
