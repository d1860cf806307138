"""What is learned of sentence vectors, and what the sentence model must offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from heeded.engine.meaning import PassageVectors, QuestionVectors
from heeded.engine.themes._fitting import centred
from heeded.engine.themes._side import Floats


class Meaning(Protocol):
    """The sentence model: `heeded.engine.meaning.Model` is one."""

    identifier: str

    def __hash__(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Floats: ...

    def embed_question(self, text: str) -> QuestionVectors: ...

    def embed_passages(self, texts: Sequence[str]) -> list[PassageVectors]: ...


@dataclass(frozen=True, slots=True, eq=False)
class OfMeaning:
    """What was learned of sentence vectors: which model made them, their middle, weights (dimension, theme), and
    weights of pairs of dimensions (theme, dimension, dimension), the same both ways round."""

    identifier: str
    middle: Floats
    weights: Floats
    pairs: Floats

    def spoken(self, whole: Floats) -> Floats:
        """What the meaning of each text adds to each theme (text, theme)."""
        seen = centred(whole, self.middle)
        paired = np.stack([((seen @ pairs) * seen).sum(axis=1) for pairs in self.pairs], axis=1)
        added: Floats = seen @ self.weights + paired
        return added

    def by_stretch(self, whole: Floats, parts: Floats) -> Floats:
        """About how much of that each stretch of one text adds (stretch, theme)."""
        if not len(parts):
            return np.zeros((0, self.weights.shape[1]), np.float32)
        towards = self.weights + (self.pairs @ centred(whole, self.middle)).T
        shared: Floats = centred(parts, self.middle) @ towards / np.float32(len(parts))
        return shared
