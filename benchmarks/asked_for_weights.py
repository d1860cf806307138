"""Makes heeded/engine/briefing/glance_weights.json again: `python -m benchmarks.asked_for_weights`.

Logistic regressions over the cues of `kinds.toml`: one for each kind that is asked for, one for each main kind, one for
each strength. Learned from gold/briefings/recommendations.json without its part aside and from the invented
recommendations of asked_for_invented.json. A cue begins with a worth for the kind under which it stands, and is
drawn towards that: what three recommendations show does not overrule what the cue was thought of for.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks._asked_for_gold import Labelled, labelled
from heeded.engine.briefing._glance import WEIGHTS
from heeded.engine.briefing._glance_features import cues, features
from heeded.engine.briefing._records import PointKind

INVENTED = Path(__file__).with_name("asked_for_invented.json")
KINDS = tuple(kind.value for kind in PointKind)
STRENGTHS = ("stronger", "intermediate", "weaker")
# All chosen by leaving whole reviews out of the tuning part.
PULL = 4.0  # how strongly weights are drawn towards the worth with which they begin
FREE = 0.01  # the same for the constant
BEGINS = {
    "opens": 1.5,
    "first": 1.12,
    "besides": 0.64,
    "any": 0.48,
}  # a cue's worth for its own kind, by place
INVENTED_COUNTS = 0.8
SEEN_AT_LEAST = 3
_ABOUT = (
    "Made by benchmarks/asked_for_weights.py; do not edit. What each cue of kinds.toml is worth, by answer."
)
Numbers = NDArray[np.float64]
Models = dict[str, dict[str, dict[str, float]]]
Taught = tuple[tuple[str, ...], dict[str, Any], float]  # features, labels, how much it counts


def taught(rows: Sequence[Labelled]) -> list[Taught]:
    """What is learned from: the given gold, and everything invented."""
    invented = json.loads(INVENTED.read_text(encoding="utf-8"))["entries"]
    return [
        *((features(row.point.text), row.entry, 1.0) for row in rows),
        *((features(entry["text"]), entry, INVENTED_COUNTS) for entry in invented),
    ]


def learn(rows: Sequence[Labelled]) -> Models:
    """All three models, from gold that must hold nothing set aside."""
    some = taught(rows)
    seen = Counter(name for found, _, _ in some for name in found)
    # a cue that was seen too seldom to learn from keeps the worth with which it begins
    every = {f"{place}:{cue}" for place in BEGINS for cue in cues()}
    names = sorted(every | {name for name, times in seen.items() if times >= SEEN_AT_LEAST})
    table = np.array([[float(name in found) for name in names] for found, _, _ in some])
    counts = np.array([counted for _, _, counted in some])
    kinds = [[kind.replace(" ", "-") for kind in labels["kinds"]] for _, labels, _ in some]
    strengths = [labels["strength"] for _, labels, _ in some]
    asks = {kind: np.array([float(kind in one) for one in kinds]) for kind in KINDS}
    first = {kind: np.array([float(kind == one[0]) for one in kinds]) for kind in KINDS}
    strong = {tier: np.array([float(tier == one) for one in strengths]) for tier in STRENGTHS}
    return {
        model: {answer: _fitted(table, names, answer, wanted, counts) for answer, wanted in answers.items()}
        for model, answers in (("asks for", asks), ("asks first for", first), ("strength", strong))
    }


def _fitted(
    table: Numbers, names: Sequence[str], answer: str, wanted: Numbers, counts: Numbers
) -> dict[str, float]:
    """The worth of each feature for one answer, and the constant, which is free.

    Newton's method. There are more features than recommendations, so each step is solved among the recommendations
    (the Woodbury identity), which is quicker and comes to the same.
    """
    rows = np.hstack([table, np.ones((len(table), 1))])
    begins = np.array([*(_begins(name, answer) for name in names), 0.0])
    pulled = np.array([PULL] * len(names) + [FREE])
    alike = (rows / pulled) @ rows.T
    weights = begins.copy()
    weights[-1] = -2.0
    for _ in range(25):
        guess = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = (rows.T @ (counts * (guess - wanted)) + pulled * (weights - begins)) / pulled
        curve = alike + np.diag(1 / np.maximum(counts * guess * (1 - guess), 1e-9))
        step = slope - rows.T @ np.linalg.solve(curve, rows @ slope) / pulled
        weights = weights - step
        if np.abs(step).max() < 1e-3:
            break
    worths = {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=False)}
    kept = {name: worth for name, worth in worths.items() if worth}
    return {"constant": round(float(weights[-1]), 2), **kept}


def _begins(name: str, answer: str) -> float:
    place, _, cue = name.partition(":")
    return BEGINS.get(place, 0.0) if cue.partition(".")[0] == answer else 0.0


def main() -> None:
    """Learns from all that is not set aside and writes the weights."""
    models = learn([row for row in labelled() if not row.entry["aside"]])
    WEIGHTS.write_text(written(models), encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB")


def written(models: Models) -> str:
    """One line for each answer's weights would be too long to read; one for each weight, the greatest first."""
    for answers in models.values():
        for answer, worths in answers.items():
            answers[answer] = dict(sorted(worths.items(), key=lambda pair: (pair[0] != "constant", -pair[1])))
    return json.dumps({"about": _ABOUT, "models": models}, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    main()
