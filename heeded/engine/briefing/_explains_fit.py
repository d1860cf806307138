"""Weights fitted to examples: logistic loss with a penalty, minimised step by step."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Chosen by leaving whole documents out of the tuning part; the aside part had no say.
PENALTY = 3.0


def minimised(
    rows: NDArray[Any], columns: NDArray[Any], scale: Numbers, explains: Numbers, counts: Numbers
) -> tuple[Numbers, float]:
    """Penalised logistic loss brought down by L-BFGS with halved steps."""
    values, size = scale[columns], len(scale)

    def loss(at: Numbers) -> tuple[float, Numbers]:
        score = np.bincount(rows, values * at[:-1][columns], minlength=len(explains)) + at[-1]
        total = (counts * (np.logaddexp(0, score) - explains * score)).sum() + PENALTY / 2 * at[:-1] @ at[:-1]
        rest = counts * (1 / (1 + np.exp(-np.clip(score, -50, 50))) - explains)
        slope = np.bincount(columns, values * rest[rows], minlength=size) + PENALTY * at[:-1]
        return float(total), np.append(slope, rest.sum())

    at = np.zeros(size + 1)
    value, slope = loss(at)
    steps: list[tuple[Numbers, Numbers]] = []
    for _ in range(100):
        way = _direction(slope, steps)
        length = 1.0
        while length > 1e-6:
            there = at - length * way
            new, new_slope = loss(there)
            if new <= value - 1e-4 * length * (slope @ way):
                break
            length /= 2
        moved, turned = there - at, new_slope - slope
        if moved @ turned > 1e-10:
            steps = [*steps[-7:], (moved, turned)]
        done = value - new < 1e-7 * abs(value)
        at, value, slope = there, new, new_slope
        if done:
            break
    return at[:-1], float(at[-1])


def _direction(slope: Numbers, steps: Sequence[tuple[Numbers, Numbers]]) -> Numbers:
    way = slope.copy()
    shares = []
    for moved, turned in reversed(steps):
        share = (moved @ way) / (moved @ turned)
        shares.append(share)
        way = way - share * turned
    if not steps:
        return way / float(np.linalg.norm(slope))
    moved, turned = steps[-1]
    way = way * (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - (turned @ way) / (moved @ turned))
    return way
