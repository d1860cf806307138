"""Texts as numbers to learn from: counts of words and of runs of letters, weighed by how rare they are.

Counting is done once for all texts; what is kept and what it weighs is worked out from the texts learned from alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from heeded.engine.themes._pieces import all_runs, words_and_pairs
from heeded.engine.themes._settings import Settings

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Sparse = Any  # scipy.sparse.csr_matrix, which tells mypy nothing
_SEEN_IN = 2  # texts; what stands in one alone teaches nothing


@dataclass(frozen=True, slots=True)
class Counted:
    """Texts counted: for words and for letters the names of the columns and how often each stands in each text."""

    names: tuple[list[str], ...]
    counts: tuple[Sparse, ...]
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Block:
    """Words or letters as weighed by the texts that were learned from: columns kept, and what each is worth."""

    columns: Rows
    rarity: npt.NDArray[np.float32]

    def weighed(self, counts: Sparse) -> Sparse:
        """Rows of length one. The first time counts most, the next ones less (one plus the logarithm)."""
        kept = counts[:, self.columns].astype(np.float32)
        kept.data = (1 + np.log(kept.data)) * self.rarity[kept.indices]
        row = np.repeat(np.arange(kept.shape[0]), np.diff(kept.indptr))
        lengths = np.sqrt(np.bincount(row, kept.data**2, minlength=kept.shape[0]))
        kept.data /= lengths[row].astype(np.float32)
        return kept


def counted(texts: Sequence[str], vectors: Vectors | None) -> Counted:
    """Every text counted. `vectors`: each text's sentence vector, where there is a sentence model."""
    names, counts = zip(*(_counts(texts, pieces) for pieces in (words_and_pairs, all_runs)), strict=True)
    return Counted(names, counts, None if vectors is None else np.asarray(vectors, np.float32))


def blocks_of(texts: Counted, rows: Rows, settings: Settings) -> tuple[Block, ...]:
    """What is kept of words and of letters, from these rows alone."""
    most = (settings.most_words, settings.most_letters)
    return tuple(_block(counts[rows], limit) for counts, limit in zip(texts.counts, most, strict=True))


def _block(counts: Sparse, most: int) -> Block:
    texts = np.bincount(counts.indices, minlength=counts.shape[1])
    often = np.flatnonzero(texts >= _SEEN_IN)
    columns = np.sort(often[np.argsort(-texts[often], kind="stable")[:most]])
    rarity = np.log((1 + counts.shape[0]) / (1 + texts[columns])) + 1
    return Block(columns, rarity.astype(np.float32))


def _counts(texts: Sequence[str], pieces: Callable[[str], list[str]]) -> tuple[list[str], Sparse]:
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(analyzer=pieces)
    try:
        counts = counter.fit_transform(texts)
    except ValueError:  # no text has a word in it
        from scipy.sparse import csr_matrix

        return [], csr_matrix((len(texts), 0), dtype=np.int64)
    return counter.get_feature_names_out().tolist(), counts
