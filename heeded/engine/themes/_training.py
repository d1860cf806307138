"""Learning themes from labels, and how well that goes."""

from collections.abc import Collection, Hashable, Iterator, Sequence

import numpy as np

from heeded.engine.themes._counting import Counted, Rows, counted
from heeded.engine.themes._errors import TooLittle, TooMany
from heeded.engine.themes._figures import Evaluation, figures
from heeded.engine.themes._fitting import SQUARED, Fitted, fit
from heeded.engine.themes._model import Judging, ThemeModel
from heeded.engine.themes._of_meaning import OfMeaning
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._side import Floats, Side
from heeded.engine.themes._thresholds import Truth

Labels = Sequence[Collection[str]]
MOST_THEMES = 200
_FEWEST_TEXTS = 10
_RARE = 200  # texts with a theme; below, all of them are learned from
_DEFAULT = Settings()


def train(
    texts: Sequence[str],
    labels: Labels,
    names: Sequence[str],
    *,
    vectors: Floats | None = None,
    meaning: str = "",
    groups: Sequence[Hashable] | None = None,
    settings: Settings = _DEFAULT,
) -> ThemeModel:
    """Learn the themes `names` from texts and the themes that each has. A text without one teaches what has none.

    `vectors` are the texts' sentence vectors and `meaning` the identifier of the model that made them. `groups` says
    which texts belong together, as passages of one review do: they are never learned from and tested on at once.

    Raises:
        TooLittle: there are fewer than ten texts, all of one group, or no theme stands on two of them.
        TooMany: there are more than two hundred themes.
    """
    truth = _truth(labels, names)
    _check(texts, truth)
    counts = counted(texts, vectors)
    how_good = _evaluated(counts, truth, names, groups, settings)
    rows = _learned_from(np.arange(len(texts)), truth, settings)
    fitted = fit(counts, rows, truth, settings)
    words, letters = (
        Side([own[column] for column in block.columns], block.rarity, weights)
        for own, block, weights in zip(counts.names, fitted.blocks, fitted.weights, strict=True)
    )
    return ThemeModel(
        names=tuple(names),
        settings=settings,
        learned_from=len(rows),
        how_good=how_good,
        words=words,
        letters=letters,
        meaning=_of_meaning(fitted, meaning),
        judging=Judging(fitted.constant, fitted.slopes, fitted.offsets, fitted.thresholds),
    )


def evaluate(
    texts: Sequence[str],
    labels: Labels,
    names: Sequence[str],
    *,
    vectors: Floats | None = None,
    groups: Sequence[Hashable] | None = None,
    settings: Settings = _DEFAULT,
) -> Evaluation:
    """How well the themes are learned, by cross-validation: every text is judged by a model that did not see it, whose
    thresholds did not see it either. No theme is silent here.

    Raises:
        TooLittle: there are fewer than ten texts, all of one group, or no theme stands on two of them.
        TooMany: there are more than two hundred themes.
    """
    truth = _truth(labels, names)
    _check(texts, truth)
    return _evaluated(counted(texts, vectors), truth, names, groups, settings)


def _evaluated(
    counts: Counted, truth: Truth, names: Sequence[str], groups: Sequence[Hashable] | None, settings: Settings
) -> Evaluation:
    said = np.zeros_like(truth)
    for learned, tested in _folds(len(truth), groups, settings):
        fitted = fit(counts, _learned_from(learned, truth, settings), truth, settings)
        said[tested] = fitted.chances(counts, tested) > fitted.thresholds
    return figures(names, truth, said, groups=groups, seed=settings.seed)


def _truth(labels: Labels, names: Sequence[str]) -> Truth:
    """Which text has which theme."""
    return np.array([[name in own for name in names] for own in labels], bool).reshape(
        len(labels), len(names)
    )


def _check(texts: Sequence[str], truth: Truth) -> None:
    if len(texts) != len(truth):
        raise ValueError(f"{len(texts)} texts, but labels of {len(truth)}")
    if truth.shape[1] > MOST_THEMES:
        raise TooMany(
            f"There are {truth.shape[1]} themes, and {MOST_THEMES} can be learned at once.", "Choose some."
        )
    if len(texts) < _FEWEST_TEXTS:
        raise TooLittle(
            f"There are {len(texts)} texts to learn from, and {_FEWEST_TEXTS} is the least.",
            "Code more of them first.",
        )
    if not (truth.sum(axis=0) > 1).any():
        raise TooLittle("No theme stands on two texts or more.", "Code more of them first.")


def _folds(texts: int, groups: Sequence[Hashable] | None, settings: Settings) -> Iterator[tuple[Rows, Rows]]:
    """Which texts are learned from and which are tested, each tested once, no group on both sides."""
    from sklearn.model_selection import GroupKFold, KFold

    together = list(range(texts)) if groups is None else _numbered(groups)
    folds = min(settings.folds, len(set(together)))
    if folds < 2:
        raise TooLittle("All texts come from one review.", "Code passages of another one first.")
    if groups is None:
        yield from KFold(folds, shuffle=True, random_state=settings.seed).split(together)
    else:
        splitter = GroupKFold(folds, shuffle=True, random_state=settings.seed)
        yield from splitter.split(together, groups=together)


def _numbered(groups: Sequence[Hashable]) -> list[int]:
    number: dict[Hashable, int] = {}
    return [number.setdefault(group, len(number)) for group in groups]


def _learned_from(rows: Rows, truth: Truth, settings: Settings) -> Rows:
    """All of the rows, or as many as are learned from: those with a rarer theme, and others as they are drawn."""
    if len(rows) <= settings.most_texts:
        return rows
    known = truth[rows]
    rare = (known & (known.sum(axis=0) < _RARE)).any(axis=1)
    drawn = np.random.default_rng(settings.seed).permutation(len(rows))
    first = drawn[np.argsort(~rare[drawn], kind="stable")]
    return rows[np.sort(first[: settings.most_texts])]


def _of_meaning(fitted: Fitted, identifier: str) -> OfMeaning | None:
    """The texts' own vectors are not kept: what they come to is."""
    if fitted.middle is None or fitted.meanings is None:
        return None
    vectors, shares = fitted.meanings, fitted.shares
    pairs = [SQUARED * (vectors * shares[:, [theme]]).T @ vectors for theme in range(shares.shape[1])]
    return OfMeaning(identifier, fitted.middle, _rounded(vectors.T @ shares), _rounded(np.stack(pairs)))


def _rounded(weights: Floats) -> Floats:
    """As they are kept on disk, so that a model says the same before and after."""
    return weights.astype(np.float16).astype(np.float32)
