"""One side of a text, its words or its runs of letters: what each of its words says for each theme."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Side:
    """What was learned of words or of runs of letters; `weights` (piece, theme) are rounded as they are kept."""

    def __init__(self, names: Sequence[str], rarity: Floats, weights: npt.NDArray[np.floating]) -> None:
        self.names = tuple(names)
        self.rarity = rarity.astype(np.float32)
        self.weights = weights.astype(np.float16).astype(np.float32)
        self._place = {name: place for place, name in enumerate(self.names)}

    def spoken(self, pieces: Sequence[tuple[int, str, float]], words: int) -> Floats:
        """What each of `words` words adds to the score of each theme (word, theme)."""
        said = np.zeros((words, self.weights.shape[1]), np.float32)
        place = self._place
        known = [(word, place[piece], share) for word, piece, share in pieces if piece in place]
        if not known:
            return said
        word, row, share = (np.array(column) for column in zip(*known, strict=True))
        rows, which = np.unique(row, return_inverse=True)
        times = np.bincount(which, share)
        worth = (1 + np.log(times)) * self.rarity[rows]
        each = share * (worth / times / np.linalg.norm(worth))[which]
        np.add.at(said, word, self.weights[row] * each[:, None].astype(np.float32))
        return said
