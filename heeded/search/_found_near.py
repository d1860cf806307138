"""Passages found by meaning that also grant what the question demands in words."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from tantivy import Query

from heeded.engine.words import Question
from heeded.search import _asking, _narrowing
from heeded.search._meaning import Meaning
from heeded.search._model import embed_question
from heeded.search._near import Near, near_to, plain
from heeded.search._shelf import Shelf
from heeded.search.index import Reader


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
        granted = reader.scores_of(_narrowing.of_these(binding, near.passages.tolist()), near.passages)
        near = near.among(~np.isnan(granted))
    if not len(near.rows) or not wording.by_words:
        return near
    keys = near.passages
    worded = reader.some(_narrowing.of_these(wording.counted, keys.tolist()), len(keys), by="passage")
    return replace(near, counted=~np.isin(keys, worded))
