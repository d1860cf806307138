"""Which works come on the page asked for, and which of their passages, by score alone: words and meaning together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tantivy import Query

from heeded.search import _filing
from heeded.search._asking import ranked_query_of
from heeded.search._counting import Asked, Counted, among
from heeded.search._judging import HEAD, Head, Judge
from heeded.search._narrowing import narrowed, of_these, outside, within
from heeded.search._near import Near
from heeded.search._sentences import closeness
from heeded.search.index import Best, Reader

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


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What is ranked: passages that grant the query of the index, and those near in meaning, both under all filters."""

    counted: Counted
    judge: Judge
    query: Query
    near: Near | None
    by_words: bool

    @property
    def reader(self) -> Reader:
        return self.judge.reader


_NONE = np.zeros(0, np.int64)
_NOTHING = _Window(_NONE, _NONE, _NONE, _NONE, whole=False)  # without words no passage is better than another


def rank(counted: Counted, judge: Judge, asked: Asked, *, by_year: bool) -> Ranked:
    """The page of works that the request asks for.

    By relevance a work stands where its best passage does; by year the unknown come last and passages within
    a work still by relevance. Ranks are exact as far as the window reaches, and in right order beyond it.
    """
    request = counted.request
    first = (request.page - 1) * request.per_page
    last = min(first + request.per_page, int(counted.works.sum()))
    if first >= last:
        return Ranked((), {})
    query = ranked_query_of(asked.query, judge.question)
    query = narrowed(query, kinds=request.section_kinds, speakers=request.speakers)
    ranking = _Ranking(counted, judge, query, _near(counted, asked), asked.by_words)
    if by_year:
        works = _by_year(counted)[first:last]
        window = _window(ranking, _WINDOW) if judge.question.wanted else _NOTHING
    else:
        window = _wide_enough(ranking, last)
        works = list(dict.fromkeys(window.works.tolist()))[first:last]
    return Ranked(tuple(works), _best(ranking, window, works))


def _near(counted: Counted, asked: Asked) -> Near | None:
    if asked.near is None:
        return None
    near = asked.near.under(kinds=counted.request.section_kinds, speakers=counted.request.speakers)
    return near.among(counted.documents[near.places])


def _wide_enough(ranking: _Ranking, works: int) -> _Window:
    size = max(_WINDOW, works * _FOR_A_WORK)
    while True:
        window = _window(ranking, size)
        if window.whole or len(np.unique(window.works)) >= works or size >= _WIDEST:
            return window
        size *= 6


def _window(ranking: _Ranking, size: int) -> _Window:
    found, whole = _by_words(ranking, size)
    near = _by_meaning(ranking, found.passages)
    head = _joined(_cut(found, 0, HEAD), _cut(near, 0, HEAD))
    tail = _joined(
        _cut(found, HEAD, None), _cut(near, HEAD, None) if whole or size >= _WIDEST else _cut(near, 0, 0)
    )
    if ranking.near is not None:
        tail = _only(tail, ~np.isin(tail.passages, head.passages))
    works = ranking.counted.shelf.work_of[ranking.counted.shelf.places_of(head.documents)]
    judged = Head(head.scores, head.passages, works, head.kinds, _closeness(ranking, head))
    order, scores = ranking.judge.order(judged)
    every = _joined(Best(scores[order], *(column[order] for column in head[1:])), tail)
    places = ranking.counted.shelf.places_of(every.documents)
    works = ranking.counted.shelf.work_of[places]
    return _Window(every.scores, every.passages, works, every.documents, whole=whole)


def _by_words(ranking: _Ranking, size: int) -> tuple[Best, bool]:
    """What the index finds, and whether that is all."""
    if not ranking.by_words:
        return Best(np.zeros(0), _NONE, _NONE, _NONE), True
    found = ranking.reader.best(_inside(ranking.query, ranking.counted), size)
    at = ranking.counted.shelf.places_of(found.documents)
    use = among(at, ranking.counted.documents)  # the index may still hold a document that is gone
    return _only(found, use), len(found.scores) < size


def _by_meaning(ranking: _Ranking, found: np.ndarray) -> Best:
    """What is near, with its scores by words where those come to anything and are not known: of the first alone, the
    others stand in the order of their closeness. `found`: passages with a score already."""
    near = ranking.near
    if near is None:
        return Best(np.zeros(0), _NONE, _NONE, _NONE)
    keys, scores = near.passages, np.zeros(len(near.rows))
    worded = np.flatnonzero(~near.counted[:HEAD] & ~np.isin(keys[:HEAD], found))
    if ranking.by_words and len(worded):
        asked = of_these(ranking.query, keys[worded].tolist())
        scores[worded] = np.nan_to_num(ranking.reader.scores_of(asked, keys[worded]))
    kinds = near.numbers("kind").astype(np.int64)
    return Best(scores, keys, ranking.counted.shelf.documents[near.places], kinds)


def _closeness(ranking: _Ranking, head: Best) -> np.ndarray | None:
    near = ranking.near
    if near is None:
        return None
    return closeness(near.vectors, near.question, near.vectors.rows_of(head.passages))


def _cut(best: Best, first: int, last: int | None) -> Best:
    return Best(*(column[first:last] for column in best))


def _only(best: Best, chosen: np.ndarray) -> Best:
    return Best(*(column[chosen] for column in best))


def _joined(first: Best, second: Best) -> Best:
    """Both, those of the second that are not in the first."""
    if not len(first.passages) or not len(second.passages):
        return first if len(first.passages) else second
    fresh = _only(second, ~np.isin(second.passages, first.passages))
    return Best(*(np.concatenate(pair) for pair in zip(first, fresh, strict=True)))


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


def _best(ranking: _Ranking, window: _Window, works: Sequence[int]) -> dict[int, tuple[Scored, ...]]:
    counted = ranking.counted
    wanted = counted.request.per_review
    found: dict[int, list[Scored]] = {}
    for work in works:
        at = np.flatnonzero(window.works == work)[: wanted + _SPARE]
        found[work] = [_scored(window, int(place)) for place in at]
    short = [work for work in works if len(found[work]) < min(wanted, counted.passages_of[work])]
    if short and not window.whole:
        _add_from_beyond(found, ranking, window, short)
    return {work: tuple(passages) for work, passages in found.items()}


def _scored(window: _Window, at: int) -> Scored:
    return Scored(int(window.passages[at]), int(window.documents[at]), float(window.scores[at]), at + 1)


def _add_from_beyond(
    found: dict[int, list[Scored]], ranking: _Ranking, window: _Window, works: Sequence[int]
) -> None:
    """Fill up works whose other passages stand beyond the window: one more search, inside these works; two where
    its first passages are all of a few works. Then what is near in meaning."""
    counted = ranking.counted
    request = counted.request
    beyond = _joined(_of_works(ranking, window, works, found), _by_meaning(ranking, window.passages))
    beyond = _only(beyond, ~np.isin(beyond.passages, window.passages))
    owners = counted.shelf.work_of[counted.shelf.places_of(beyond.documents)]
    rank_ = len(window.scores) or (request.page - 1) * request.per_page * request.per_review
    for score, passage, document, work in zip(*beyond[:3], owners, strict=True):
        if int(work) in found and len(found[int(work)]) < request.per_review:
            rank_ += 1
            found[int(work)].append(Scored(int(passage), int(document), float(score), rank_))


def _of_works(
    ranking: _Ranking, window: _Window, works: Sequence[int], found: dict[int, list[Scored]]
) -> Best:
    """Passages of some works beyond the window, as the index orders them: enough to fill each up, if there are."""
    counted, shelf = ranking.counted, ranking.counted.shelf
    if not ranking.by_words:
        return Best(np.zeros(0), _NONE, _NONE, _NONE)
    keys = shelf.documents[counted.documents & np.isin(shelf.work_of, works)]
    inside = within(ranking.query, keys.tolist())
    everything = min(int(counted.passages_of[list(works)].sum()), _WIDEST)
    wanted = counted.request.per_review
    missing = {work: min(wanted, counted.passages_of[work]) - len(found[work]) for work in works}
    for limit in (min(_AT_FIRST * sum(missing.values()), everything), everything):
        best = ranking.reader.best(inside, max(limit, 1))
        best = _only(best, ~np.isin(best.passages, window.passages))
        there = np.bincount(shelf.work_of[shelf.places_of(best.documents)], minlength=len(shelf.works))
        if limit == everything or all(there[work] >= number for work, number in missing.items()):
            break
    return best
