"""What search by meaning has to go by in one search: the vectors, and the documents that have them; or why there is
nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from tantivy import Query

from heeded.engine.words import Question
from heeded.search import _asking
from heeded.search._model import embed_question, model_name, the_model
from heeded.search._near import Near, near_to, plain
from heeded.search._scope import Scope, mask_of_keys, not_indexed_yet
from heeded.search._sentences import closeness, closest
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
    documents, _ = reader.counts(_asking.everything(), by="document", key=((), (), ()))
    read = mask_of_keys(shelf, documents) & scope.usable
    return (
        _PARTLY.format(done=int((read & there).sum()), all=int(read.sum())) if (read & ~there).any() else ""
    )


class Wording(NamedTuple):
    """A question as the word index is asked: the query that counts, and whether what it finds counts."""

    question: Question
    counted: Query
    by_words: bool


def found_near(
    meaning: Meaning, shelf: Shelf, usable: np.ndarray, wording: Wording, reader: Reader
) -> Near | None:
    """The passages of usable documents that are close in meaning and grant whatever the question demands; None where
    the model cannot be used."""
    question = embed_question(plain(wording.question))
    if meaning.vectors is None or question is None:
        return None
    near = near_to(meaning.vectors, question, shelf, usable & meaning.documents)
    binding = _asking.binding_query_of(wording.question, reader)
    if binding is not None and len(near.rows):
        granted = reader.scores_of(_asking.of_these(binding, near.passages.tolist()), near.passages)
        near = near.among(~np.isnan(granted))
    if not len(near.rows) or not wording.by_words:
        return near
    keys = near.passages
    worded = reader.some(_asking.of_these(wording.counted, keys.tolist()), len(keys), by="passage")
    return replace(near, counted=~np.isin(keys, worded))


class Meant(NamedTuple):
    """How a shown passage was found, how close it is, and where the sentence stands that carries the meaning."""

    found_by: str
    closeness: float
    marks: tuple[tuple[int, int], ...]


def meant_by(near: Near | None, passages: Sequence[int], *, by_words: bool) -> dict[int, Meant]:
    """For those of the shown passages that were found by meaning."""
    if near is None or not passages:
        return {}
    keys = near.passages
    shown = np.flatnonzero(np.isin(keys, passages))
    rows = near.rows[shown]
    close, marks = closeness(near.vectors, near.question, rows), closest(near.vectors, near.question, rows)
    found = {}
    for number, closeness_, mark in zip(shown.tolist(), close.tolist(), marks, strict=True):
        how = "both" if by_words and not near.counted[number] else "meaning"
        found[int(keys[number])] = Meant(how, round(closeness_, 4), (mark,) if mark else ())
    return found
