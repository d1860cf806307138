"""Which works a word names: by their titles, and by board, area and year as decided. Made once for each shelf."""

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from heeded.engine.words import plain_words, stems_of
from heeded.search._shelf import Filed, Shelf

_lock = threading.Lock()
_current: list[tuple[Shelf, Mapping[str, np.ndarray]]] = []
_NOBODY = np.zeros(0, np.int64)


def named_by(shelf: Shelf, stems: Sequence[str]) -> np.ndarray:
    """Places on the shelf of the works that all these stems name, ascending."""
    names = _names(shelf)
    found = names.get(stems[0], _NOBODY)
    for stem in stems[1:]:
        found = np.intersect1d(found, names.get(stem, _NOBODY), assume_unique=True)
    return found


def _names(shelf: Shelf) -> Mapping[str, np.ndarray]:
    with _lock:
        if not _current or _current[0][0] is not shelf:
            _current[:] = [(shelf, _made(shelf))]
        return _current[0][1]


def _made(shelf: Shelf) -> Mapping[str, np.ndarray]:
    works: dict[str, list[int]] = defaultdict(list)
    for number, filed in enumerate(shelf.works):
        for stem in _stems(_said(filed)):
            works[stem].append(number)
    return {stem: np.array(numbers, np.int64) for stem, numbers in works.items()}


def _said(filed: Filed) -> tuple[str, ...]:
    decided = (filed.decided.get(name, ()) for name in ("board", "area", "date-of-publication"))
    return (filed.title, *(value for values in decided for value in values))


@lru_cache(maxsize=50_000)
def _stems(named: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for text in named for stem in stems_of(plain_words(text)))
