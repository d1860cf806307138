"""Makes heeded/engine/lessons/weights.json again: `python -m benchmarks.lessons_weights`.

How much a word or a concept tells comes from how many of the samples' and invented learning points hold it. How much
each likeness counts is learned from the pairs of gold/lessons that are not aside, four times over: with and without
the sentence model, and for pairs in which something known is asked or not. Logistic regression, with pairs taken at
random beside those of the gold, as most pairs of a library have nothing to do with each other; a likeness never counts
against. Where something known is asked, the constant is moved so that .5 is where F1 of the tuned pairs is highest.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import Compared, compared
from heeded.engine.lessons._concepts import concepts_in, names, telling_stems
from heeded.engine.lessons._worth import LIKENESSES, WEIGHTS, name_of

RANDOM, RANDOM_COUNTS = 4_000, 0.02  # pairs, and how much one of them counts
PULL = 0.1  # towards nothing, so that no likeness counts for more than some pairs show
# By whether the model is at hand and something known is asked.
USED = {
    (True, True): LIKENESSES,
    (True, False): ("meaning", "words", "kinds"),
    (False, True): LIKENESSES[1:],
    (False, False): ("words", "kinds", "addressees"),
}
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


def learned(pairs: Compared, random: Compared) -> dict[str, dict[str, float]]:
    """The weights of all four, from pairs of which none is aside and from pairs taken at random."""
    found = {}
    counts = np.concatenate([np.ones(len(pairs.same)), np.full(len(random.same), RANDOM_COUNTS)])
    for (meaning, asks), used in USED.items():
        names_used, worth = fitted(used, pairs, random, counts)
        if asks:
            table = np.stack([pairs.likenesses[name] for name in names_used], 1)
            worth[-1] = -best_line(table @ worth[:-1], pairs.same)
        found[name_of(meaning=meaning, asks=asks)] = {
            name: round(float(one), 2) for name, one in zip((*names_used, "constant"), worth, strict=True)
        }
    return found


def fitted(
    used: Sequence[str], pairs: Compared, random: Compared, counts: Numbers
) -> tuple[list[str], Numbers]:
    """Likenesses and what they are worth, the constant last; those that would count against go, the worst first."""
    kept = list(used)
    same = np.concatenate([pairs.same, random.same])
    while True:
        table = [np.concatenate([pairs.likenesses[name], random.likenesses[name]]) for name in kept]
        worth = _regression(np.stack(table, 1).astype(np.float64), same, counts)
        if min(worth[:-1]) >= 0:
            return kept, worth
        del kept[int(np.argmin(worth[:-1]))]


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
    tuned = compared([pair for pair in gold.pairs() if not pair.aside])
    kept["weights"] = learned(tuned, compared(gold.at_random(RANDOM)))
    WEIGHTS.write_text(written(kept), encoding="utf-8")
    print(json.dumps(kept["weights"], indent=1))


def written(kept: dict) -> str:
    """One worth a line, so that a change can be read."""
    return json.dumps(kept, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    main()
