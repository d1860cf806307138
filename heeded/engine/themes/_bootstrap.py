"""Bootstrap intervals: what a figure would have been, had other things of the same kind been looked at."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

ROUNDS = 1000
LEVEL = 0.95  # of samples drawn again lie inside the interval
_FEWEST_ROUNDS = 0.5  # share of the rounds that must give a figure, or there is no interval
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`."""

    low: float
    high: float


def drawn(units: int, *, rounds: int = ROUNDS, seed: int = 0) -> Numbers:
    """How often each unit is drawn in each round (rounds, units), as many draws a round as there are units."""
    if not units:
        return np.zeros((rounds, 0))
    generator = np.random.default_rng(seed)
    return generator.multinomial(units, np.full(units, 1 / units), size=rounds).astype(np.float64)


def interval(figures: npt.NDArray[Any], *, level: float = LEVEL) -> Interval | None:
    """The middle `level` of the figures that could be worked out; None where half of them could not."""
    known = figures[~np.isnan(figures)]
    if not len(known) or len(known) < _FEWEST_ROUNDS * len(figures):
        return None
    edge = (1 - level) / 2
    low, high = np.quantile(known, [edge, 1 - edge])
    return Interval(float(low), float(high))


def together(parts: Numbers, groups: Sequence[Hashable] | None) -> Numbers:
    """Rows of the same group added up, so that they are drawn together; as they are where there are no groups."""
    if groups is None:
        return parts
    places = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    summed = np.zeros((len(places), parts.shape[1]))
    np.add.at(summed, [places[group] for group in groups], parts)
    return summed
