"""What is most worth coding next: what the machine is least sure of, no two of it alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.themes._counting import Counted, blocks_of, counted
from heeded.engine.themes._model import ThemeModel
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._side import Floats

_FIRST_LOOKED_AT = 2000  # texts that the machine is least sure of; the others are not compared
_GOOD = 0.5  # of what a doubt is worth stays where the theme is learned perfectly


@dataclass(frozen=True, slots=True)
class WorthCoding:
    """A text by its place among those given; the theme in doubt ("" before anything was learned), its chance, and how
    much doubt there is, 0 to 1."""

    place: int
    theme: str
    chance: float
    doubt: float = 1.0

    @property
    def reason(self) -> str:
        """Why, in plain words."""
        if not self.theme:
            return "Unlike the others chosen so far."
        return f"Hard to say whether it has “{self.theme}” ({self.chance:.0%} likely), and unlike the others chosen."


def most_worth_coding(
    model: ThemeModel | None, texts: Sequence[str], *, most: int, vectors: Floats | None = None
) -> tuple[WorthCoding, ...]:
    """The texts to code next, first things first. Without a model, texts that are as different as can be.

    A doubt counts for more where the theme is not yet learned well. `vectors` are the texts' sentence vectors.

    Raises:
        NoMeaning: the model was learned with sentence vectors and none are given.
    """
    if not texts or most < 1:
        return ()
    if model is None:
        nothing = np.zeros(len(texts), np.float32)
        doubts, themes, chances = nothing + 1, [""] * len(texts), nothing
    else:
        doubts, themes, chances = _doubts(model, model.chances(texts, vectors=vectors))
    looked_at = np.argsort(-doubts, kind="stable")[: max(_FIRST_LOOKED_AT, most)]
    alike = _alike([texts[place] for place in looked_at], None if vectors is None else vectors[looked_at])
    chosen = looked_at[_varied(doubts[looked_at], alike, most)]
    return tuple(
        WorthCoding(place, themes[place], float(chances[place]), float(doubts[place]))
        for place in chosen.tolist()
    )


def _doubts(model: ThemeModel, chances: Floats) -> tuple[Floats, list[str], Floats]:
    """For each text how doubtful its most doubtful theme is: 1 right at the threshold, 0 where all is certain."""
    threshold = np.minimum(model.judging.thresholds, 1.0)
    below = chances / np.maximum(threshold, 1e-6)
    above = (1 - chances) / np.maximum(1 - threshold, 1e-6)
    well = np.array([one.f1 for one in model.how_good.themes])
    doubt = np.minimum(below, above) * (1 - (1 - _GOOD) * well)
    which = doubt.argmax(axis=1)
    rows = np.arange(len(chances))
    return doubt[rows, which], [model.names[theme] for theme in which.tolist()], chances[rows, which]


def _alike(texts: Sequence[str], vectors: Floats | None) -> Floats:
    """How alike each two texts are, 0 to 1: by meaning where there are vectors, by words where not."""
    if vectors is not None:
        near: Floats = vectors @ vectors.T
        return np.clip(near, 0, 1)
    counts: Counted = counted(texts, None)
    block = blocks_of(counts, np.arange(len(texts)), Settings())[0]
    weighed = block.weighed(counts.counts[0])
    shared: Floats = (weighed @ weighed.T).toarray()
    return shared


def _varied(doubts: Floats, alike: Floats, most: int) -> list[int]:
    """One after the other that which is most in doubt and least like what was chosen before."""
    chosen: list[int] = []
    nearest = np.zeros(len(doubts))
    for _ in range(min(most, len(doubts))):
        worth = doubts * (1 - nearest)
        worth[chosen] = -1
        best = int(worth.argmax())
        chosen.append(best)
        nearest = np.maximum(nearest, alike[best])
    return chosen
