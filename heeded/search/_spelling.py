"""Words that nobody wrote, forgiven: the nearest word in use joins them, and the answer says so.

Whether a word is known and what it may be corrected to depend only on documents the viewer may see, and
corrections only on public ones: a restricted report teaches nobody its words.
"""

from dataclasses import replace

import numpy as np
from tantivy import Query

from heeded.engine.words import Question, Term, Wish, closest
from heeded.search._asking import term_query
from heeded.search._narrowing import everything
from heeded.search._scope import Scope, public_mask
from heeded.search._shelf import Shelf
from heeded.search.index import Reader, schema

WEIGHT = 0.8
_TRIED = 6
_LOOKED_AT = 20  # passages: a word in use nearly always stands in one the viewer may see
_CORRECTED = 8  # words of one question


def forgiven(
    question: Question, reader: Reader, shelf: Shelf, scope: Scope
) -> tuple[Question, tuple[tuple[str, str], ...]]:
    """The question with corrected words beside unknown ones; and (as typed, as searched)."""
    wishes: list[Wish] = []
    corrections: list[tuple[str, str]] = []
    public: np.ndarray | None = None
    for wish in question.wishes:
        if len(corrections) < _CORRECTED and _may_correct(wish) and not _known(wish, reader, shelf, scope):
            public = public_mask(shelf) if public is None else public
            better = _nearest(wish.term.words[0], reader, shelf, public)
            if better:
                corrections.append((wish.shown, better))
                wish = wish.also(Term((better,)), reason="spelling", weight=WEIGHT)
        wishes.append(wish)
    return (replace(question, wishes=tuple(wishes)), tuple(corrections)) if corrections else (question, ())


def _may_correct(wish: Wish) -> bool:
    single = len(wish.term.words) == 1 and not wish.term.prefix
    return single and wish.occur != "not" and not wish.bonus


def _known(wish: Wish, reader: Reader, shelf: Shelf, scope: Scope) -> bool:
    """Does any way to grant the wish lead to a document that the viewer may see?"""
    if reader.searcher.doc_freq("text", wish.term.stems[0]) > _out_of_sight(reader, shelf, scope):
        return True
    queries = [
        query for way in wish.ways for query in (term_query(way.term), term_query(way.term, "heading"))
    ]
    return any(_stands_in(query, "document", reader, shelf, scope.usable) for query in queries)


def _out_of_sight(reader: Reader, shelf: Shelf, scope: Scope) -> int:
    """How many passages of the index the viewer may not see: a word that stands in more is known to them."""
    if scope.usable.all() and not scope.behind:
        return 0
    documents, counts = reader.counts(everything(), by="document", key=((), (), ()))
    return int(counts[~np.isin(documents, shelf.documents[scope.usable])].sum())


def _nearest(word: str, reader: Reader, shelf: Shelf, public: np.ndarray) -> str:
    for beginning in (word[0], ""):
        for candidate in closest(word, reader.words_with(beginning), limit=_TRIED):
            if candidate == word:
                continue  # it stands in the index, but nowhere that this viewer may look
            query = Query.term_query(schema(), "words", candidate, "basic")
            if _stands_in(query, "owner", reader, shelf, public):
                return candidate
    return ""


def _stands_in(query: Query, by: str, reader: Reader, shelf: Shelf, documents: np.ndarray) -> bool:
    allowed = shelf.documents[documents]
    first = reader.some(query, _LOOKED_AT, by=by)
    if len(first) < _LOOKED_AT or np.isin(first, allowed).any():
        return bool(np.isin(first, allowed).any())
    return bool(np.isin(reader.counts(query, by=by)[0], allowed).any())
