"""Which works come on the page asked for, and which of their passages, by score alone: no text is read here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tantivy import Query

from heeded.search import _filing
from heeded.search._asking import narrowed, within
from heeded.search._counting import Counted
from heeded.search.index import Reader

_WINDOW = 300  # passages ranked at first; more where a later page needs them
_WIDEST = 200_000


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with its score and its rank among all that match."""

    passage: int
    document: int
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Works in order (places on the shelf), each with its best passages."""

    works: tuple[int, ...]
    passages: dict[int, tuple[Scored, ...]]


@dataclass(frozen=True, slots=True)
class _Window:
    """The best passages under all filters, best first."""

    scores: np.ndarray
    passages: np.ndarray
    works: np.ndarray
    documents: np.ndarray
    whole: bool  # nothing matches beyond these


def rank(counted: Counted, reader: Reader, query: Query, *, by_year: bool) -> Ranked:
    """The page of works that the request asks for.

    By relevance a work stands where its best passage does; by year the unknown come last and passages within
    a work still by relevance. Ranks are exact as far as the window reaches, and in right order beyond it.
    """
    request = counted.request
    asked = narrowed(query, kinds=request.section_kinds, speakers=request.speakers)
    first = (request.page - 1) * request.per_page
    last = min(first + request.per_page, int(counted.works.sum()))
    if first >= last:
        return Ranked((), {})
    if by_year:
        works = _by_year(counted)[first:last]
        window = _window(counted, reader, asked, _WINDOW)
    else:
        window = _wide_enough(counted, reader, asked, last)
        works = list(dict.fromkeys(window.works.tolist()))[first:last]
    return Ranked(tuple(works), _best(counted, reader, asked, window, works))


def _wide_enough(counted: Counted, reader: Reader, query: Query, works: int) -> _Window:
    size = max(_WINDOW, works * 10)
    while True:
        window = _window(counted, reader, query, size)
        if window.whole or len(np.unique(window.works)) >= works or size >= _WIDEST:
            return window
        size *= 6


def _window(counted: Counted, reader: Reader, query: Query, size: int) -> _Window:
    shelf = counted.shelf
    allowed = shelf.documents[counted.documents]
    narrow = query if len(allowed) == len(shelf.documents) else within(query, allowed.tolist())
    scores, passages, documents = reader.best(narrow, size)
    whole = len(scores) < size
    at = np.searchsorted(shelf.documents, documents)
    return _Window(scores, passages, shelf.work_of[at], documents, whole)


def _by_year(counted: Counted) -> list[int]:
    years = _filing.years_of(counted.shelf, counted.eyes)
    newest = counted.request.sort != "oldest"
    works = np.flatnonzero(counted.works).tolist()
    return sorted(works, key=lambda work: (years[work] == 0, -years[work] if newest else years[work], work))


def _best(
    counted: Counted, reader: Reader, query: Query, window: _Window, works: Sequence[int]
) -> dict[int, tuple[Scored, ...]]:
    wanted = counted.request.per_review
    found: dict[int, list[Scored]] = {}
    beyond: list[tuple[float, int, int, int]] = []
    for work in works:
        at = np.flatnonzero(window.works == work)[:wanted]
        found[work] = [_scored(window, int(place)) for place in at]
        if len(at) < wanted and not window.whole and counted.passages_of(work) > len(at):
            beyond += _more(counted, reader, query, work, skip={scored.passage for scored in found[work]})
    for rank_, (score, passage, document, work) in enumerate(
        sorted(beyond, reverse=True), len(window.scores) + 1
    ):
        found[work].append(Scored(passage, document, score, rank_))
    return {work: tuple(passages) for work, passages in found.items()}


def _scored(window: _Window, at: int) -> Scored:
    return Scored(int(window.passages[at]), int(window.documents[at]), float(window.scores[at]), at + 1)


def _more(
    counted: Counted, reader: Reader, query: Query, work: int, *, skip: set[int]
) -> list[tuple[float, int, int, int]]:
    """The rest of a work's best passages: those that stand beyond the window."""
    mask = counted.documents & (counted.shelf.work_of == work)
    keys = counted.shelf.documents[mask].tolist()
    found = reader.best(within(query, keys), counted.request.per_review)
    rows = zip(*(column.tolist() for column in found), strict=True)
    return [(score, passage, document, work) for score, passage, document in rows if passage not in skip]
