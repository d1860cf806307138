"""What search by meaning has to go by in one search: the vectors, and the documents that have them; or why there is
nothing."""

from dataclasses import dataclass

import numpy as np

from heeded.search import _narrowing
from heeded.search._model import model_name, the_model
from heeded.search._scope import Scope, mask_of_keys, not_indexed_yet
from heeded.search._shelf import Shelf
from heeded.search.index import Reader
from heeded.search.vectors import Vectors, open_vectors

_NO_MODEL = "By word only: search by meaning is not set up here."
_NOT_YET = "By word only for now: search by meaning is being made ready."
_PARTLY = "By meaning {done} of {all} documents can be found so far, the others by word only."


@dataclass(frozen=True, slots=True)
class Meaning:
    """`documents` masks those of the shelf that can be found by meaning; `why_not` says in plain words why none or
    not all of them can."""

    vectors: Vectors | None
    documents: np.ndarray
    why_not: str = ""


def meaning_for(shelf: Shelf, scope: Scope, reader: Reader, *, needs_model: bool = True) -> Meaning:
    """What there is for this viewer at this moment. What is only compared with what has a vector needs no model."""
    none = np.zeros(len(shelf.documents), bool)
    name = model_name()
    if not name or (needs_model and the_model() is None):
        return Meaning(None, none, _NO_MODEL)
    vectors = open_vectors(name)
    if vectors is None:
        return Meaning(None, none, _NOT_YET)
    there = mask_of_keys(shelf, vectors.documents)
    if vectors.place != shelf.newest.place:
        there &= ~mask_of_keys(shelf, not_indexed_yet(vectors.place))
    usable = there & scope.usable
    if not usable.any():
        return Meaning(None, none, _NOT_YET if scope.seen else "")
    return Meaning(vectors, usable, _partly(shelf, scope, reader, there))


def _partly(shelf: Shelf, scope: Scope, reader: Reader, there: np.ndarray) -> str:
    """What to say while vectors are being made; documents without any passage lack nothing."""
    if not (scope.usable & ~there).any():
        return ""
    documents, _ = reader.counts(_narrowing.everything(), by="document", key=((), (), ()))
    read = mask_of_keys(shelf, documents) & scope.usable
    return (
        _PARTLY.format(done=int((read & there).sum()), all=int(read.sum())) if (read & ~there).any() else ""
    )
