"""Where a new document answers a saved search: found as its owner would find it, kept without a word."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from heeded.people.viewer import Viewer
from heeded.reach.strength import Weight, weigh
from heeded.search.queries import find, vector_status
from heeded.search.request import OF_PASSAGES, SearchRequest
from heeded.search.results import PassageHit

KEPT = 3  # passages of one document that are shown; the rest is counted


class Place(TypedDict):
    """A passage, in characters of the raw text of a page; the sentences close in meaning as pairs within it."""

    page: int
    start: int
    end: int
    by: str  # words | meaning | both
    score: float  # how good, beside other answers to the same search
    sentences: list[list[int]]  # [page, start, end]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of one document came to. `by_words` and `by_meaning`: whether that side could be asked of every
    document that the viewer may see, so that finding nothing is an answer."""

    places: tuple[Place, ...]
    matching: int
    by_words: bool = True
    by_meaning: bool = True
    weight: Weight = field(default_factory=Weight)
    strong: bool = True  # worth a letter; else it stands on the page of the search alone


def places_in(viewer: Viewer, request: SearchRequest, document: str) -> Found:
    """Where this document answers, as this viewer would find it."""
    if request.document and request.document != document:
        return Found((), 0)
    asked = replace(request, document=document, page=1, per_page=1, per_review=KEPT, sort="relevance")
    results = find(viewer, asked)
    hits = [hit for review in results.hits for hit in review.passages]
    return Found(
        _places(hits),
        sum(review.matching for review in results.hits),
        by_words=results.ready and not results.behind,
        by_meaning=not results.by_word_only,
        weight=weigh(results, asked, hits),
    )


def meaning_is_coming() -> bool:
    """Whether there is a model here, so that documents without vectors get theirs sooner or later."""
    return vector_status().state not in {"no-model", "wrong-model"}


def without_facts(request: SearchRequest) -> SearchRequest | None:
    """The same question without filters on what a review is filed under; None where it has none of these."""
    of_works = [name for name in request.chosen() if name not in OF_PASSAGES]
    return request.without(*of_works) if of_works else None


def _places(hits: Sequence[PassageHit]) -> tuple[Place, ...]:
    return tuple(
        Place(
            page=hit.page,
            start=hit.start,
            end=hit.end,
            by=hit.found_by,
            score=hit.score,
            sentences=[[span.page, span.start, span.end] for span in hit.meaning_spans],
        )
        for hit in hits
    )
