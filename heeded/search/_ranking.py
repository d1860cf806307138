"""Which works come on the page asked for, and which of their passages, by score alone: no text is read here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tantivy import Query

from heeded.search import _filing
from heeded.search._asking import narrowed, outside, within
from heeded.search._counting import Counted, among
from heeded.search._judging import HEAD, Head, Judge
from heeded.search.index import Reader

_WINDOW = HEAD  # passages ranked at first; more where a later page needs them
_FOR_A_WORK = 10
_SPARE = 2  # passages of a work beyond those asked for, should some say the same
_AT_FIRST = 8  # times the passages that a page still lacks
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


_NONE = np.zeros(0, np.int64)
_NOTHING = _Window(_NONE, _NONE, _NONE, _NONE, whole=False)  # without words no passage is better than another


def rank(counted: Counted, judge: Judge, query: Query, *, by_year: bool) -> Ranked:
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
        window = _window(counted, judge, asked, _WINDOW) if judge.question.wanted else _NOTHING
    else:
        window = _wide_enough(counted, judge, asked, last)
        works = list(dict.fromkeys(window.works.tolist()))[first:last]
    return Ranked(tuple(works), _best(counted, judge.reader, asked, window, works))


def _wide_enough(counted: Counted, judge: Judge, query: Query, works: int) -> _Window:
    size = max(_WINDOW, works * _FOR_A_WORK)
    while True:
        window = _window(counted, judge, query, size)
        if window.whole or len(np.unique(window.works)) >= works or size >= _WIDEST:
            return window
        size *= 6


def _window(counted: Counted, judge: Judge, query: Query, size: int) -> _Window:
    found = judge.reader.best(_inside(query, counted), size)
    at = counted.places_of(found.documents)
    use = among(at, counted.documents)  # the index may still hold a document that is gone
    works = counted.shelf.work_of[at[use]]
    head = Head(found.scores[use][:HEAD], found.passages[use][:HEAD], works[:HEAD], found.kinds[use][:HEAD])
    order, judged = judge.order(head)
    order = np.concatenate([order, np.arange(len(order), len(works))])
    scores = np.concatenate([judged, found.scores[use][HEAD:]])
    return _Window(
        scores[order],
        found.passages[use][order],
        works[order],
        found.documents[use][order],
        whole=len(found.scores) < size,
    )


def _inside(query: Query, counted: Counted) -> Query:
    """The query inside the documents that count, said in whichever way is shorter."""
    inside = counted.documents
    if inside.all():
        return query
    if inside.sum() * 2 < len(inside):
        return within(query, counted.shelf.documents[inside].tolist())
    return outside(query, counted.shelf.documents[~inside].tolist())


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
    for work in works:
        at = np.flatnonzero(window.works == work)[: wanted + _SPARE]
        found[work] = [_scored(window, int(place)) for place in at]
    short = [work for work in works if len(found[work]) < min(wanted, counted.passages_of[work])]
    if short and not window.whole:
        _add_from_beyond(found, counted, reader, query, window, short)
    return {work: tuple(passages) for work, passages in found.items()}


def _scored(window: _Window, at: int) -> Scored:
    return Scored(int(window.passages[at]), int(window.documents[at]), float(window.scores[at]), at + 1)


def _add_from_beyond(
    found: dict[int, list[Scored]],
    counted: Counted,
    reader: Reader,
    query: Query,
    window: _Window,
    works: Sequence[int],
) -> None:
    """Fill up works whose other passages stand beyond the window: one more search, inside these works; two where
    its first passages are all of a few works."""
    shelf, request = counted.shelf, counted.request
    keys = shelf.documents[counted.documents & np.isin(shelf.work_of, works)]
    inside = within(query, keys.tolist())
    everything = min(int(counted.passages_of[list(works)].sum()), _WIDEST)
    missing = {work: min(request.per_review, counted.passages_of[work]) - len(found[work]) for work in works}
    for limit in (min(_AT_FIRST * sum(missing.values()), everything), everything):
        best = reader.best(inside, max(limit, 1))
        fresh = ~np.isin(best.passages, window.passages)
        owners = shelf.work_of[np.searchsorted(shelf.documents, best.documents[fresh])]
        there = np.bincount(owners, minlength=len(shelf.works))
        if limit == everything or all(there[work] >= number for work, number in missing.items()):
            break
    rank_ = len(window.scores) or (request.page - 1) * request.per_page * request.per_review
    rows = zip(best.scores[fresh], best.passages[fresh], best.documents[fresh], owners, strict=True)
    for score, passage, document, work in rows:
        if len(found[int(work)]) < request.per_review:
            rank_ += 1
            found[int(work)].append(Scored(int(passage), int(document), float(score), rank_))
