"""Pairs of the gold of lessons with all that the machine compares them by."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from heeded.engine.briefing._glance import kinds_of
from heeded.engine.learning_points._addressees import agencies_of
from heeded.engine.lessons import Said
from heeded.engine.lessons._rows import UNKNOWN, Rows, rows_of
from heeded.engine.lessons._score import likenesses
from heeded.engine.meaning import SHARED_FOLDER, open_model


class Compared(NamedTuple):
    """Of each pair: its likenesses by name, and whether they are the same."""

    likenesses: dict[str, NDArray[np.float32]]
    same: NDArray[np.bool_]


def said(point: gold.Point) -> Said:
    """A learning point as the machine would have it: what is asked for and of whom by machine, of recommendations."""
    kinds = tuple(kinds_of(point.text)) if point.kind == "recommendation" else ()
    return Said(point.key, point.text, point.review, None, agencies_of(point.addressees), kinds)


def compared(pairs: Sequence[gold.Pair]) -> Compared:
    """The pairs, with the sentence model's vectors."""
    return next(iter(_compared(pairs, shares=(0.0,))))


def hidden(pairs: Sequence[gold.Pair], *, share: float, times: int) -> list[Compared]:
    """The pairs, so many times, with a share of all concepts hidden, by chance: as if nobody had thought of them."""
    return list(_compared(pairs, shares=(share,) * times))


def _compared(pairs: Sequence[gold.Pair], *, shares: Sequence[float]) -> Iterator[Compared]:
    points = {point.key: point for pair in pairs for point in (pair.one, pair.other)}
    rows, place = _rows(tuple(points.values())), {key: at for at, key in enumerate(points)}
    one, other = (np.array([place[pair[side].key] for pair in pairs]) for side in (0, 1))
    same = np.array([pair.same for pair in pairs])
    chance = np.random.default_rng(7)
    for share in shares:
        less = rows._replace(
            speaks_of=_without(rows.speaks_of, share, chance), asks=_without(rows.asks, share, chance)
        )
        yield Compared(likenesses(less, one, less, other), same)


def _without(part: NDArray[np.float32], share: float, chance: np.random.Generator) -> NDArray[np.float32]:
    """Rows of concepts without a share of these, as they would have been made without them."""
    known = (part**2).sum(1, keepdims=True)
    worths = part * UNKNOWN / np.sqrt(1 - known)
    worths = worths * (chance.random(part.shape[1]) >= share)
    shorter: NDArray[np.float32] = worths / np.sqrt((worths**2).sum(1, keepdims=True) + UNKNOWN**2)
    return shorter


@cache
def _rows(points: tuple[gold.Point, ...]) -> Rows:
    vectors = open_model(SHARED_FOLDER).embed([point.text for point in points])
    return rows_of([said(point) for point in points], vectors)
