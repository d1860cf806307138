"""Where the index and the database differ. Documents whose change is still to be applied are not counted."""

import numpy as np

from heeded.library.models import Passage
from heeded.search._narrowing import everything
from heeded.search._scope import not_indexed_yet
from heeded.search.index import Reader, place_of, voice_of
from heeded.search.results import Drift


def drift_of(reader: Reader) -> Drift:
    """Compare every passage: is it there, and filed under the same document, kind and speaker?"""
    waiting = not_indexed_yet(reader.place)
    indexed, in_index = _in_index(reader, waiting)
    stored, in_database = _in_database(waiting)
    missing = np.setdiff1d(stored, indexed)
    extra = np.setdiff1d(indexed, stored)
    both, first, second = np.intersect1d(indexed, stored, return_indices=True)
    stale = both[(in_index[first] != in_database[second]).any(axis=1)]
    return Drift(_keys(missing), _keys(extra), _keys(stale))


def _in_index(reader: Reader, waiting: list[int]) -> tuple[np.ndarray, np.ndarray]:
    fields = reader.all_of(everything(), ("passage", "document", "place", "voice"))
    kept = ~np.isin(fields[:, 1], waiting)
    passages, counts = np.unique(fields[kept, 0], return_counts=True)
    order = np.argsort(fields[kept, 0], kind="stable")
    ordered = fields[kept][order]
    first = np.cumsum(counts) - counts
    return passages, ordered[first][:, 2:]


def _in_database(waiting: list[int]) -> tuple[np.ndarray, np.ndarray]:
    rows = (
        Passage.objects.exclude(document__in=waiting)
        .order_by("pk")
        .values_list("pk", "document", "kind", "speaker")
    )
    found = [
        (pk, place_of(document, kind), voice_of(document, speaker))
        for pk, document, kind, speaker in rows.iterator()
    ]
    table = np.array(found, np.int64).reshape(len(found), 3)
    return table[:, 0], table[:, 1:]


def _keys(found: np.ndarray) -> tuple[int, ...]:
    return tuple(found.tolist())
