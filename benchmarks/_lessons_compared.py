"""Pairs of the gold of lessons with all that the machine compares them by."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from heeded.engine.briefing._glance import kinds_of
from heeded.engine.learning_points._addressees import agencies_of
from heeded.engine.lessons import Said
from heeded.engine.lessons._rows import Rows, rows_of
from heeded.engine.lessons._score import known, likenesses
from heeded.engine.meaning import SHARED_FOLDER, open_model


class Compared(NamedTuple):
    """Of each pair: its likenesses by name, whether something known is asked in both, whether they are the same."""

    likenesses: dict[str, NDArray[np.float32]]
    known: NDArray[np.bool_]
    same: NDArray[np.bool_]
    aside: NDArray[np.bool_]


def said(point: gold.Point) -> Said:
    """A learning point as the machine would have it: what is asked for and of whom by machine, of recommendations."""
    kinds = tuple(kinds_of(point.text)) if point.kind == "recommendation" else ()
    return Said(point.key, point.text, point.review, None, agencies_of(point.addressees), kinds)


def compared(pairs: Sequence[gold.Pair]) -> Compared:
    """The pairs, with the sentence model's vectors."""
    points = {point.key: point for pair in pairs for point in (pair.one, pair.other)}
    rows, place = _rows(tuple(points.values())), {key: at for at, key in enumerate(points)}
    one, other = (np.array([place[pair[side].key] for pair in pairs]) for side in (0, 1))
    return Compared(
        likenesses(rows, one, rows, other),
        known(rows, one, rows, other),
        np.array([pair.same for pair in pairs]),
        np.array([pair.aside for pair in pairs]),
    )


@cache
def _rows(points: tuple[gold.Point, ...]) -> Rows:
    vectors = open_model(SHARED_FOLDER).embed([point.text for point in points])
    return rows_of([said(point) for point in points], vectors)
