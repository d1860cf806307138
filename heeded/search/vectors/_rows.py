"""From rows of the database to what stands in the folder."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.meaning import DIMENSIONS
from heeded.library.models import Passage
from heeded.search.index import kind_of, speaker_of
from heeded.search.models import DocumentVectors
from heeded.search.vectors._layout import PASSAGE, POINT, WINDOW

WINDOW_ROW = np.dtype([("passage", "<i4"), ("start", "<i4"), ("end", "<i4")])
KEY = np.dtype("<i8")
Filed = tuple[int, int]  # numbers of section kind and speaker


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's rows and vectors, by kind. `first` of a passage counts stretches from the document's own first."""

    document: int
    rows: dict[str, np.ndarray]
    vectors: dict[str, np.ndarray]


def entries_of(documents: Sequence[int], *, model: str) -> Iterator[Entry]:
    """What is to stand in the folder of these documents. One whose passages have been made anew since has nothing
    until its vectors follow."""
    filed: dict[int, dict[int, Filed]] = defaultdict(dict)
    passages = Passage.objects.filter(document__in=documents)
    for document, key, kind, speaker in passages.values_list("document", "pk", "kind", "speaker"):
        filed[document][key] = (kind_of(kind), speaker_of(speaker))
    for made in DocumentVectors.objects.filter(document__in=documents, model=model).order_by("document"):
        entry = _entry(made, filed[made.document_id])
        if entry is not None:
            yield entry


def _entry(made: DocumentVectors, filed: Mapping[int, Filed]) -> Entry | None:
    keys = np.frombuffer(bytes(made.passages), KEY)
    if set(keys.tolist()) != set(filed):
        return None
    windows = np.frombuffer(bytes(made.windows), WINDOW_ROW)
    points = np.frombuffer(bytes(made.points), KEY)
    vectors = {
        "passages": vectors_in(made.passage_vectors),
        "windows": vectors_in(made.window_vectors),
        "points": vectors_in(made.point_vectors),
    }
    rows = {
        "passages": _passage_rows(keys, windows, filed),
        "windows": _window_rows(windows),
        "points": _point_rows(points),
    }
    whole = all(len(rows[name]) == len(vectors[name]) for name in rows)
    return Entry(made.document_id, rows, vectors) if whole else None


def _passage_rows(keys: np.ndarray, windows: np.ndarray, filed: Mapping[int, Filed]) -> np.ndarray:
    rows = np.zeros(len(keys), PASSAGE)
    rows["key"] = keys
    rows["windows"] = np.bincount(windows["passage"], minlength=len(keys))
    rows["first"] = np.cumsum(rows["windows"]) - rows["windows"]
    numbers = np.array([filed[key] for key in keys.tolist()], np.uint8).reshape(-1, 2)
    rows["kind"], rows["speaker"] = numbers.T
    return rows


def _window_rows(windows: np.ndarray) -> np.ndarray:
    rows = np.zeros(len(windows), WINDOW)
    rows["start"], rows["end"] = windows["start"], windows["end"]
    return rows


def _point_rows(keys: np.ndarray) -> np.ndarray:
    rows = np.zeros(len(keys), POINT)
    rows["key"] = keys
    return rows


def vectors_in(packed: bytes | memoryview) -> np.ndarray:
    """Packed vectors as an array, a row each."""
    return np.frombuffer(bytes(packed), np.int8).reshape(-1, DIMENSIONS)
