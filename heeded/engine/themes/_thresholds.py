"""From scores to chances, and from where a chance is told: both from scores of texts that were left out."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Truth = npt.NDArray[np.bool_]
NEVER = 2.0  # above every chance
_DRAWS = 15  # from which a threshold is the middle one
_FEWEST_TO_LEARN = 2  # texts with a theme, and without it
_CHANCE_PENALTY = 10.0  # of the curve from scores to chances: scikit-learn's C


def chance(scores: npt.NDArray[np.floating], slopes: Floats, offsets: Floats) -> Floats:
    """Scores as chances from 0 to 1."""
    chances: Floats = (1 / (1 + np.exp(-np.clip(scores * slopes + offsets, -30, 30)))).astype(np.float32)
    return chances


def curves(scores: npt.NDArray[np.float64], known: Truth) -> tuple[Floats, Floats]:
    """For each theme the curve from scores to chances (Platt); themes that cannot be learned are never likely."""
    from sklearn.linear_model import LogisticRegression

    slopes = np.zeros(known.shape[1], np.float32)
    offsets = np.full(known.shape[1], -30, np.float32)
    for theme in np.flatnonzero(_learnable(known)):
        curve = LogisticRegression(C=_CHANCE_PENALTY).fit(scores[:, [theme]], known[:, theme])
        slopes[theme], offsets[theme] = curve.coef_[0, 0], curve.intercept_[0]
    return slopes, offsets


def thresholds_of(chances: Floats, known: Truth) -> Floats:
    """Halfway between what is best for the theme alone, which few labels make unsteady, and what is best for all."""
    learnable = _learnable(known)
    thresholds = np.full(known.shape[1], NEVER, np.float32)
    if learnable.any():
        common = best_threshold(chances[:, learnable].ravel(), known[:, learnable].ravel())
        for theme in np.flatnonzero(learnable):
            thresholds[theme] = (_steady_threshold(chances[:, theme], known[:, theme]) + common) / 2
    return thresholds


def _learnable(known: Truth) -> npt.NDArray[np.bool_]:
    present = known.sum(axis=0)
    enough: Truth = (present >= _FEWEST_TO_LEARN) & (len(known) - present >= _FEWEST_TO_LEARN)
    return enough


def _steady_threshold(chances: Floats, known: Truth) -> float:
    """The middle one of the best thresholds of several draws: a single text moves it less."""
    generator = np.random.default_rng(0)
    draws = generator.integers(0, len(chances), (_DRAWS, len(chances)))
    return float(np.median([best_threshold(chances[draw], known[draw]) for draw in draws]))


def best_threshold(chances: Floats, known: Truth) -> float:
    """Where F1 is best if all above it are said to have the theme: the middle between two chances."""
    order = np.argsort(-chances, kind="stable")
    found = np.cumsum(known[order])
    f1 = 2 * found / (np.arange(1, len(order) + 1) + max(known.sum(), 1))
    last = int(f1.argmax())
    after = chances[order[min(last + 1, len(order) - 1)]]
    return float(chances[order[last]] + after) / 2
