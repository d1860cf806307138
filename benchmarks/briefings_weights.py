"""Makes heeded/engine/briefing/choosing_weights.toml again: `python -m benchmarks.briefings_weights`.

A logistic regression from the features of every sentence to whether a reader took it for a key point (1 where it
carries a point of weight 2, a half for weight 1), on the documents of gold/briefings/keypoints.json that are not
kept aside. Each document counts the same. Weights are drawn towards nought so that a feature seen in one or two
reviews says little.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.briefings import Measured, measured, tuned
from heeded.engine.briefing import _choosing

PULL = 3.0  # how strongly weights are drawn towards nought
_ROUNDS = 40


def main() -> None:
    """Fits on all documents to tune on and writes the weights; the manner of choosing is kept."""
    weights, base = fitted(measured(tuned()))
    manner = _choosing.settings()["manner"]
    _choosing.WEIGHTS.write_text(written(weights, base, manner), encoding="utf-8")
    print(f"{len(weights)} weights written to {_choosing.WEIGHTS.name}")


def fitted(some: Sequence[Measured], *, pull: float = PULL) -> tuple[dict[str, float], float]:
    """The weight of each feature by name, and the base to which they are added."""
    names = sorted({name for one in some for unit in one.seen for name in unit})
    table = np.vstack([_table(one, names) for one in some])
    wanted = np.concatenate([np.array(one.wanted) for one in some])
    found = _logistic(table, wanted, pull)
    rounded = {name: round(float(weight), 2) for name, weight in zip(names, found, strict=False)}
    return {name: weight for name, weight in rounded.items() if weight}, round(float(found[-1]), 2)


def _table(one: Measured, names: Sequence[str]) -> Any:
    column = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(one.seen), len(names) + 1))
    table[:, -1] = 1
    for row, unit in enumerate(one.seen):
        for name, figure in unit.items():
            table[row, column[name]] = figure
    return table


def _logistic(table: Any, wanted: Any, pull: float) -> Any:
    """Newton's method; the base, in the last column, is free."""
    weights = np.zeros(table.shape[1])
    pulled = np.full(table.shape[1], pull)
    pulled[-1] = 0.01
    for _ in range(_ROUNDS):
        guess = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (guess - wanted) + pulled * weights
        curve = (table * (guess * (1 - guess))[:, None]).T @ table + np.diag(pulled)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def written(weights: dict[str, float], base: float, manner: dict[str, Any]) -> str:
    """The file of weights, the greatest first in each family of features."""
    lines = [
        "# What each feature of a sentence says about its worth for a briefing (added up, then squeezed to 0 to 1).",
        "# Made by `python -m benchmarks.briefings_weights` from gold/briefings/keypoints.json without its part aside;",
        "# [manner], the way of choosing, is set by hand and kept.",
        f"base = {base}",
        "",
        "[manner]",
    ]
    lines += [f"{name} = {value}" for name, value in manner.items() if not isinstance(value, dict)]
    for table in ("first", "part", "long"):
        lines += ["", f"[manner.{table}]", *(f'"{name}" = {value}' for name, value in manner[table].items())]
    lines += ["", "[weights]"]
    ordered = sorted(weights.items(), key=lambda pair: (pair[0].split(":")[0], -pair[1]))
    return "\n".join([*lines, *(f'"{name}" = {weight}' for name, weight in ordered)]) + "\n"


if __name__ == "__main__":
    main()
