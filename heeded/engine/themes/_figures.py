"""How good suggestions are: figures for each theme with intervals, and for all together."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.themes._bootstrap import Interval, Numbers, drawn, interval, together
from heeded.engine.themes._thresholds import Truth


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme: of what was suggested the share that is right, of what is there the share found, both in one (F1),
    how many texts have it, and where F1 would lie with other texts (None where that cannot be said)."""

    theme: str
    precision: float
    recall: float
    f1: float
    support: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every theme, and F1 over all labels (micro) and over all themes alike (macro)."""

    themes: tuple[ThemeFigures, ...]
    micro: float
    macro: float
    micro_interval: Interval | None
    macro_interval: Interval | None
    texts: int


def figures(
    names: Sequence[str],
    truth: Truth,
    said: Truth,
    *,
    groups: Sequence[Hashable] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Compare what was said of texts with what is so, both (text, theme)."""
    right, wrong, missed = (part.astype(np.float64) for part in (said & truth, said & ~truth, truth & ~said))
    parts = together(np.hstack([right, wrong, missed]), groups)
    rounds = drawn(len(parts), seed=seed) @ parts
    at_all = parts.sum(axis=0, keepdims=True)
    by_theme, redrawn = _f1_of(at_all, len(names))[0], _f1_of(rounds, len(names))
    return Evaluation(
        themes=tuple(
            _theme(name, at_all[0, place :: len(names)], interval(redrawn[:, place]))
            for place, name in enumerate(names)
        ),
        micro=float(_f1_of(_summed(at_all, len(names)), 1)[0, 0]),
        macro=float(by_theme.mean()) if len(names) else 0.0,
        micro_interval=interval(_f1_of(_summed(rounds, len(names)), 1)[:, 0]),
        macro_interval=interval(redrawn.mean(axis=1)) if len(names) else None,
        texts=len(truth),
    )


def _theme(name: str, counts: Numbers, range_of_f1: Interval | None) -> ThemeFigures:
    right, wrong, missed = counts.tolist()
    return ThemeFigures(
        theme=name,
        precision=right / max(right + wrong, 1),
        recall=right / max(right + missed, 1),
        f1=2 * right / max(2 * right + wrong + missed, 1),
        support=int(right + missed),
        interval=range_of_f1,
    )


def _f1_of(sums: Numbers, themes: int) -> Numbers:
    """From right, wrong and missed, a column a theme each, for each round; 0 where there is nothing to find or say."""
    right, wrong, missed = (sums[:, first * themes : (first + 1) * themes] for first in range(3))
    f1: Numbers = 2 * right / np.maximum(2 * right + wrong + missed, 1)
    return f1


def _summed(sums: Numbers, themes: int) -> Numbers:
    """All themes as if they were one."""
    summed: Numbers = sums.reshape(len(sums), 3, themes).sum(axis=2)
    return summed
