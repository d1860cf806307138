"""What other rooms borrow of search: the sentence model, and vectors that have been made already."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from heeded.engine.meaning import PassageVectors, unpacked
from heeded.search._model import model_name, the_model, what_is_wrong
from heeded.search.models import DocumentVectors
from heeded.search.vectors._rows import KEY, WINDOW_ROW, vectors_in

__all__ = [
    "embedded_passages",
    "model_name",
    "passage_vectors",
    "point_vectors",
    "the_model",
    "what_is_wrong",
]
Floats = npt.NDArray[np.float32]


def passage_vectors(documents: Iterable[int]) -> dict[int, Floats]:
    """The vectors of the passages of these documents (all by primary key), of length one but for rounding; of those
    that have been made with the model that is here now. What was read anew since has none yet."""
    return _held(documents, "passages", "passage_vectors")


def point_vectors(documents: Iterable[int]) -> dict[int, Floats]:
    """The same of their learning points."""
    return _held(documents, "points", "point_vectors")


def embedded_passages(document: int) -> dict[int, PassageVectors]:
    """The passages of one document with the vectors of their stretches, as the model would make them, but for
    rounding; nothing where they have not been made yet."""
    held = DocumentVectors.objects.filter(document=document, model=model_name()).exclude(model="").first()
    if held is None:
        return {}
    keys = np.frombuffer(bytes(held.passages), KEY).tolist()
    whole, parts = unpacked(vectors_in(held.passage_vectors)), unpacked(vectors_in(held.window_vectors))
    windows = np.frombuffer(bytes(held.windows), WINDOW_ROW)
    if len(keys) != len(whole) or len(parts) != len(windows):
        return {}
    cuts = np.searchsorted(windows["passage"], range(len(keys) + 1)).tolist()
    found = {}
    for place, key in enumerate(keys):
        own = slice(cuts[place], cuts[place + 1])
        sentences = zip(windows["start"][own].tolist(), windows["end"][own].tolist(), strict=True)
        found[key] = PassageVectors(whole[place], tuple(sentences), parts[own])
    return found


def _held(documents: Iterable[int], keys: str, vectors: str) -> dict[int, Floats]:
    rows = DocumentVectors.objects.filter(document__in=list(documents), model=model_name()).exclude(model="")
    found: dict[int, Floats] = {}
    for held_keys, held_vectors in rows.values_list(keys, vectors).iterator():
        made = unpacked(vectors_in(held_vectors))
        known = np.frombuffer(bytes(held_keys), KEY).tolist()
        if len(known) == len(made):
            found.update(zip(known, made, strict=True))
    return found
