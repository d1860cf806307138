"""A question as vectors, and how close a passage comes to it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
# A passage with more stretches has more chances: so much is taken off for each time that their number grows by e.
_LENGTH = 0.018
# Puts closeness on the scale of the cosine of whole vectors, which it is weighed with.
_AS_COSINE = 1.37


class QuestionVectors(NamedTuple):
    """A question: one vector of length one for the whole of it, to scan with; and one for each of its tokens, as asked
    and as reports would put it, with what each weighs (together 1)."""

    whole: Vectors
    tokens: Vectors
    weights: Vectors

    def closeness(self, parts: Vectors, begin: Sequence[int] | npt.NDArray[np.integer]) -> Vectors:
        """How close passages are, on the scale of cosines. `parts` are the stretches of all of them, one passage after
        the other; `begin` says where each passage's start: none may be without any.

        Each token of the question takes the stretch that is closest to it, wherever in the passage it stands: so a
        passage that tells of many things is as good as one that tells of this alone.
        """
        first = np.asarray(begin)
        each = np.maximum.reduceat(self.tokens @ parts.T, first, axis=1)
        number = np.diff(np.append(first, len(parts)))
        close: Vectors = self.weights @ each - np.float32(_LENGTH) * np.log(number).astype(np.float32)
        return close * np.float32(_AS_COSINE)


def question_vectors(wordings: Sequence[tuple[Vectors, Vectors]]) -> QuestionVectors:
    """From each wording's whole vector and its tokens' vectors; every wording weighs the same."""
    whole = np.mean([one for one, _ in wordings], axis=0)
    weights = [np.full(len(tokens), 1 / len(tokens) / len(wordings), np.float32) for _, tokens in wordings]
    return QuestionVectors(
        whole=unit(whole),
        tokens=np.concatenate([unit(tokens) for _, tokens in wordings]),
        weights=np.concatenate(weights),
    )


def unit(vectors: Vectors) -> Vectors:
    """Vectors of the same directions and of length one."""
    lengths: Vectors = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-12))
    divided: Vectors = vectors / lengths
    return divided
