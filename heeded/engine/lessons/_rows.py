"""Learning points as rows of numbers, so that any two are compared by products of their rows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from heeded.engine.briefing import PointKind
from heeded.engine.lessons._concepts import concepts_in, names, telling_stems
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._worth import worth_of_concepts, worth_of_words
from heeded.engine.meaning import DIMENSIONS, packed

Floats = npt.NDArray[np.float32]
Packed = npt.NDArray[np.int8]
# Words are counted in so many places; two words that share one are told apart by their signs, half of the time.
_PLACES = 256
_RAREST = 6.0
# What is known of a text is never all: so much of it is taken to be unknown, so that one common concept alone makes no
# two alike.
UNKNOWN = 3.0


class Rows(NamedTuple):
    """One row for each learning point, each of length one or less, or zero where there is nothing."""

    words: Floats
    speaks_of: Floats
    asks: Floats
    kinds: Floats
    vectors: Packed | None  # of the sentence model, as `meaning.packed` has them

    @property
    def number(self) -> int:
        return len(self.words)


def rows_of(said: Sequence[Said], vectors: npt.NDArray[np.floating] | Packed | None = None) -> Rows:
    """The rows of learning points. `vectors` are the model's, one for each text, as they are or packed."""
    stems = [telling_stems(one.text) for one in said]
    concepts = [concepts_in(one) for one in stems]
    worth, begin = _worths(), len(names("speaks_of"))
    count = len(names())
    words = _sparse([[_place(stem) for stem in dict.fromkeys(one)] for one in stems], _PLACES)
    speaks_of = _sparse(
        [[(at, worth[at]) for at in sorted(one.speaks_of)] for one in concepts], count, unknown=UNKNOWN
    )
    asks = _sparse([[(at, worth[at]) for at in sorted(one.asks)] for one in concepts], count, unknown=UNKNOWN)
    return Rows(
        words,
        np.ascontiguousarray(speaks_of[:, :begin]),
        np.ascontiguousarray(asks[:, begin:]),
        _chosen([one.kinds for one in said], [one.value for one in PointKind]),
        _packed(vectors, len(said)),
    )


def some_of(rows: Rows, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_] | slice) -> Rows:
    """Some rows, in the order given."""
    vectors = None if rows.vectors is None else rows.vectors[which]
    words, speaks_of, asks, kinds = (part[which] for part in rows[:4])
    return Rows(words, speaks_of, asks, kinds, vectors)


def _packed(vectors: npt.NDArray[np.floating] | Packed | None, count: int) -> Packed | None:
    if vectors is None:
        return None
    if vectors.shape != (count, DIMENSIONS):
        raise ValueError(f"{count} texts need as many vectors of {DIMENSIONS} dimensions")
    return (
        vectors.astype(np.int8, copy=False)
        if vectors.dtype == np.int8
        else packed(vectors.astype(np.float32))
    )


def _sparse(entries: Sequence[Sequence[tuple[int, float]]], width: int, *, unknown: float = 0.0) -> Floats:
    """Rows of length one from places and worths; two at the same place are added. With something unknown, shorter."""
    row = np.repeat(np.arange(len(entries)), [len(one) for one in entries])
    flat: Iterable[tuple[int, float]] = chain.from_iterable(entries)
    pairs = np.array(list(flat), np.float64).reshape(-1, 2)
    cells = row * width + pairs[:, 0].astype(np.int64)
    summed = np.bincount(cells, pairs[:, 1], len(entries) * width).reshape(len(entries), width)
    length = np.sqrt((summed**2).sum(1, keepdims=True) + unknown**2)
    rows: Floats = (summed / np.maximum(length, 1e-9)).astype(np.float32)
    return rows


def _chosen(chosen: Sequence[Sequence[str]], values: Sequence[str]) -> Floats:
    place = {value: at for at, value in enumerate(values)}
    return _sparse(
        [[(place[one], 1.0) for one in dict.fromkeys(some) if one in place] for some in chosen], len(values)
    )


@lru_cache(maxsize=100_000)
def _place(stem: str) -> tuple[int, float]:
    mark = crc32(stem.encode())
    worth = worth_of_words().get(stem, _RAREST)
    return mark % _PLACES, worth if mark >> 16 & 1 else -worth


def _worths() -> list[float]:
    table = worth_of_concepts()
    return [table.get(name, _RAREST) for name in names()]
