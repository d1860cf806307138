"""Makes heeded/engine/lessons/weights.json again: `python -m benchmarks.lessons_weights`.

How much a word or a concept tells comes from how many of the samples' and invented learning points hold it. How much
each likeness counts is learned from the pairs of gold/lessons that are not aside, with and without the sentence model:
logistic regression over these pairs as they are, over the same with three fifths of the concepts hidden (most lessons
of a real library are of something nobody thought of here), and over pairs taken at random, as most pairs have nothing
to do with each other. A likeness never counts against. The constant is moved so that .5 is where F1 of the tuned pairs
is highest.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import Compared, compared, hidden
from heeded.engine.lessons._concepts import concepts_in, names, telling_stems
from heeded.engine.lessons._worth import LIKENESSES, WEIGHTS, name_of

RANDOM, RANDOM_COUNTS = 4_000, 0.02  # pairs, and how much one of them counts
HIDDEN, TIMES, HIDDEN_COUNTS = (
    0.6,
    10,
    0.1,
)  # share of concepts, how many times, and how much each time counts
PULL = 0.1  # towards nothing, so that no likeness counts for more than some pairs show
Numbers = NDArray[np.float64]


def worths() -> dict[str, dict[str, float]]:
    """By stem and by concept: the logarithm of one in how many learning points holds it."""
    stems = [telling_stems(one.text) for one in gold.points().values()]
    concepts = [concepts_in(one) for one in stems]
    labels = names()
    return {
        "words": _rarity([set(one) for one in stems]),
        "concepts": _rarity([{labels[at] for at in one.speaks_of | one.asks} for one in concepts]),
    }


def _rarity(points: Sequence[Iterable[str]]) -> dict[str, float]:
    held = Counter(name for one in points for name in one)
    return {name: round(math.log(len(points) / (1 + times)) + 0.3, 2) for name, times in sorted(held.items())}


def learned(pairs: Sequence[gold.Pair]) -> dict[str, dict[str, float]]:
    """The weights with meaning and without, from pairs of which none is aside."""
    tuned, random = compared(pairs), compared(gold.at_random(RANDOM))
    parts = [(tuned, 1.0), (random, RANDOM_COUNTS)]
    parts += [(one, HIDDEN_COUNTS) for one in hidden(pairs, share=HIDDEN, times=TIMES)]
    found = {}
    for meaning in (True, False):
        used, worth = fitted([name for name in LIKENESSES if meaning or name != "meaning"], parts)
        table = np.stack([tuned.likenesses[name] for name in used], 1)
        worth[-1] = -best_line(table @ worth[:-1], tuned.same)
        found[name_of(meaning=meaning)] = {
            name: round(float(one), 2) for name, one in zip((*used, "constant"), worth, strict=True)
        }
    return found


def fitted(names: Sequence[str], parts: Sequence[tuple[Compared, float]]) -> tuple[list[str], Numbers]:
    """Likenesses and what they are worth, the constant last; those that would count against go, the worst first."""
    used = list(names)
    same = np.concatenate([part.same for part, _ in parts])
    counts = np.concatenate([np.full(len(part.same), counted) for part, counted in parts])
    while True:
        table = [np.concatenate([part.likenesses[name] for part, _ in parts]) for name in used]
        worth = _regression(np.stack(table, 1).astype(np.float64), same, counts)
        for_it = [one if name != "known" else 0.0 for name, one in zip(used, worth, strict=False)]
        if min(for_it) >= 0:
            return used, worth
        del used[int(np.argmin(for_it))]


def best_line(summed: Numbers, same: NDArray[np.bool_]) -> float:
    """The middle between the two sums at which F1 is highest; of several such places the middle one."""
    order = np.sort(np.unique(summed))
    lines = (order[1:] + order[:-1]) / 2
    figures = [round(f1(summed >= line, same), 6) for line in lines]
    best = [line for line, figure in zip(lines, figures, strict=True) if figure == max(figures)]
    return float(best[len(best) // 2])


def f1(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> float:
    """F1 of the pairs said to be the same."""
    return float(2 * (said & same).sum() / max(said.sum() + same.sum(), 1))


def _regression(table: Numbers, same: NDArray[np.bool_], counts: Numbers) -> Numbers:
    rows = np.hstack([table, np.ones((len(table), 1))])
    pull = np.diag([PULL] * table.shape[1] + [1e-6])
    worth = np.zeros(rows.shape[1])
    for _ in range(40):
        sure = 1 / (1 + np.exp(-np.clip(rows @ worth, -30, 30)))
        slope = rows.T @ (counts * (sure - same)) + pull @ worth
        curve = rows.T @ (rows * (counts * sure * (1 - sure))[:, None]) + pull
        worth = worth - np.linalg.solve(curve, slope)
    return worth


def main() -> None:
    """Counts, learns from what is not aside, and writes."""
    kept = {"about": "Made by benchmarks/lessons_weights.py; do not edit.", **worths(), "weights": {}}
    WEIGHTS.write_text(written(kept), encoding="utf-8")
    kept["weights"] = learned([pair for pair in gold.pairs() if not pair.aside])
    WEIGHTS.write_text(written(kept), encoding="utf-8")
    print(json.dumps(kept["weights"], indent=1))


def written(kept: dict) -> str:
    """One worth a line, so that a change can be read."""
    return json.dumps(kept, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    main()
