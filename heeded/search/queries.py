"""Finding passages, for whoever asks; and the state of the index. The viewer comes first, always."""

from dataclasses import dataclass, replace
from functools import partial

from heeded.core.queries import UNKNOWN
from heeded.engine.words import Question, read_question
from heeded.people.viewer import Viewer
from heeded.search import _advice, _asking, _narrowing
from heeded.search._alike import more_like, more_like_point
from heeded.search._allowed_filters import allowed_request, chooses_a_child, offered
from heeded.search._counting import Asked, Counted, count, facets_of
from heeded.search._filing import filings
from heeded.search._found_near import Wording, found_near
from heeded.search._judging import Judge
from heeded.search._listing import Listing, best_of
from heeded.search._meaning import Meaning, meaning_for
from heeded.search._meant import meant_by
from heeded.search._not_held import not_held as find_not_held
from heeded.search._ranking import Ranked, rank
from heeded.search._scope import Scope, limited, scope_of
from heeded.search._shelf import FACT_OF, Shelf, shelf_now
from heeded.search._spelling import forgiven
from heeded.search._state import check_drift, status
from heeded.search._vector_state import vector_status
from heeded.search._vocabulary import synonyms
from heeded.search.index import Reader, open_reader
from heeded.search.request import LONGEST_QUERY, SearchRequest
from heeded.search.results import ReviewHit, SearchResults

__all__ = [
    "check_drift",
    "chooses_a_child",
    "find",
    "more_like",
    "more_like_point",
    "status",
    "vector_status",
]
FACETS = ("years", *FACT_OF, "section_kinds")
_EMPTY = SearchResults(works=0, reviews=0, passages=0, hits=())
_NO_INDEX = "The search index is being made. Try again in a minute."


@dataclass(frozen=True, slots=True)
class _Search:
    """One search under way."""

    viewer: Viewer
    request: SearchRequest
    question: Question
    shelf: Shelf
    scope: Scope
    reader: Reader
    meaning: Meaning

    @property
    def mode(self) -> str:
        """How it is searched in the end."""
        return self.request.mode if self.meaning.vectors is not None else "words"


def find(viewer: Viewer, request: SearchRequest) -> SearchResults:
    """Search as this viewer: works with their best passages, counts beside the filters, what to try.

    Never raises for anything typed. What the viewer may not see changes no figure, facet, spelling or
    suggestion. At most a dozen queries of the database, however long the list.
    """
    request, notes = allowed_request(viewer, request)
    held = shelf_now()
    reader = open_reader()
    scope = scope_of(viewer, held, index_place=reader.place if reader else UNKNOWN)
    question = read_question(request.text, synonyms(), longest=LONGEST_QUERY)
    if question.cut:
        notes += ("The question is long: only its beginning was searched.",)
    not_held = find_not_held(held, scope, request, question)
    if reader is None:
        nothing = replace(_EMPTY, page=request.page, notes=(*notes, _NO_INDEX), ready=False)
        return replace(nothing, behind=scope.behind, not_held=not_held)
    question, corrections = forgiven(question, reader, held, scope)
    search = _Search(viewer, request, question, held, scope, reader, _meaning(request, held, scope, reader))
    found = _answer(search)
    if not found.works and not found.suggestions:
        found = replace(
            found, suggestions=_advice.suggestions(request, question, partial(_works_found, search))
        )
    found = replace(found, notes=notes, corrections=corrections, not_held=not_held)
    return replace(found, mode=search.mode, by_word_only=search.meaning.why_not)


def _meaning(request: SearchRequest, held: Shelf, scope: Scope, reader: Reader) -> Meaning:
    if request.mode == "words" or not request.text.strip():
        return Meaning(None, scope.usable)
    return meaning_for(held, scope, reader)


def _works_found(search: _Search, request: SearchRequest) -> int:
    """How many works another request would list, for the same viewer at the same moment."""
    question = read_question(request.text, synonyms())
    question, _ = forgiven(question, search.reader, search.shelf, search.scope)
    other = replace(search, request=request, question=question)
    asked = _asked(other)
    return int(count(search.shelf, search.scope.eyes, request, asked).works.sum()) if asked else 0


def _answer(search: _Search) -> SearchResults:
    request = search.request
    asked = _asked(search)
    if asked is None:
        return _nothing(search)
    counted = count(search.shelf, search.scope.eyes, request, asked)
    works = int(counted.works.sum())
    judge = Judge(search.question, search.shelf, asked.reader)
    by_year = request.sort != "relevance" or not request.text.strip()
    # Counting by speaker costs as much as the search itself, so it is done only beside that filter in use.
    names = (*FACETS, "speakers") if request.speakers else FACETS
    return SearchResults(
        works=works,
        reviews=int((counted.works & filings(search.shelf).reviews).sum()),
        passages=counted.passages,
        hits=_hits(search, asked, counted, rank(counted, judge, asked, by_year=by_year)),
        facets=facets_of(counted, offered(search.viewer, request, names), asked),
        page=request.page,
        pages=-(-works // request.per_page),
        behind=search.scope.behind,
    )


def _asked(search: _Search) -> Asked | None:
    """The query of the index; None where the question leaves nothing to look for."""
    usable = limited(search.shelf, search.scope, search.request)
    if not search.request.text.strip():
        every = _narrowing.everything()
        return Asked(search.reader, every, (), usable, counted=every)
    query = _asking.query_of(search.question, search.reader)
    if query is None:
        return None
    parts = _asking.parts_query_of(search.question, search.reader)
    counted = _asking.counted_query_of(search.question, query, search.reader)
    asked = Asked(search.reader, query, search.question.wishes, usable, counted, parts)
    if search.mode == "words":
        return asked
    by_words = search.mode == "both"
    wording = Wording(search.question, counted, by_words)
    near = found_near(search.meaning, search.shelf, usable, wording, search.reader)
    return replace(asked, near=near, by_words=by_words or near is None)


def _nothing(search: _Search) -> SearchResults:
    """Only punctuation, or only exclusions: nothing that could be looked for."""
    advice = _advice.for_no_words(search.request, search.question)
    return replace(_EMPTY, page=search.request.page, suggestions=advice, behind=search.scope.behind)


def _hits(search: _Search, asked: Asked, counted: Counted, ranked: Ranked) -> tuple[ReviewHit, ...]:
    best, shown = best_of(ranked, search.request.per_review)
    keys = [scored.passage for passages in best.values() for scored in passages]
    meant = meant_by(asked.near, keys, by_words=asked.by_words)
    matching = {work: int(counted.passages_of[work]) for work in best}
    return Listing(search.shelf, search.scope, search.question, meant).reviews(best, shown, matching)
