"""How much a sentence has in common with the rest of its report: its content words, weighed by TextRank."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from heeded.engine.briefing._unit import Unit
from heeded.engine.words._stop_words import STOP_WORDS

_WORDS_KEPT = (
    1_200  # content words of a report that its sentences are compared by, fewer where it is very long
)
_CELLS = 8_000_000
_ROUNDS = 12
_STEM = 6  # letters: "assess", "assessed" and "assessment" are one word here


def stems_of(words: Sequence[str]) -> frozenset[str]:
    """The words that carry a meaning, cut to their first letters."""
    return frozenset([word[:_STEM] for word in words if len(word) > 3 and word not in STOP_WORDS])


def content(unit: Unit) -> frozenset[str]:
    """The content words of a unit, cut to their first letters: what repeats are told by."""
    return stems_of(unit.words)


def ranks_of(figures: Sequence[float]) -> list[float]:
    """Each figure as its place among all, 0 the least and 1 the most."""
    order = sorted(range(len(figures)), key=figures.__getitem__)
    ranks = [0.0] * len(figures)
    for place, index in enumerate(order):
        ranks[index] = place / max(1, len(figures) - 1)
    return ranks


def centrality(units: Sequence[Unit]) -> list[float]:
    """How much each unit has in common with the others that have much in common (TextRank by word overlap)."""
    stems = [content(unit) for unit in units]
    counted = Counter(stem for some in stems for stem in some)
    kept = [
        stem
        for stem, times in counted.most_common(min(_WORDS_KEPT, _CELLS // max(1, len(units))))
        if times > 1
    ]
    if not kept:
        return [0.0] * len(units)
    column = {stem: at for at, stem in enumerate(kept)}
    table: Any = np.zeros((len(units), len(kept)), dtype=np.float32)
    for row, some in enumerate(stems):
        for stem in some:
            if stem in column:
                table[row, column[stem]] = np.log(1 + len(units) / counted[stem])
    table /= np.maximum(1e-6, np.linalg.norm(table, axis=1, keepdims=True))
    degree = np.maximum(1e-6, table @ table.sum(axis=0))
    rank: Any = np.full(len(units), 1.0 / len(units), dtype=np.float32)
    for _ in range(_ROUNDS):
        rank = 0.15 / len(units) + 0.85 * (table @ (table.T @ (rank / degree)))
    return [float(figure) for figure in rank]
