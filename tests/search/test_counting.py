"""Counting by shorter ways finds the very same as the query that lists."""

from collections.abc import Callable

import pytest
from tantivy import Query

from heeded.engine.words import read_question, stems_of
from heeded.search import _asking
from heeded.search._vocabulary import synonyms
from heeded.search.index import open_reader, schema
from heeded.search.results import SearchResults
from tests.search.factories import make_document, make_work

Search = Callable[..., SearchResults]
KINDS = ("analysis", "findings", "recommendations", "method")
WORDS = "neglect of a baby boy whose mum and health visitor told the GP about bruising and a nonmobile child".split()


@pytest.fixture
def library(search: Search) -> Search:
    """Forty passages in eight documents of five works, words and kinds taken in turn."""
    works = [make_work(f"Review {number}") for number in range(5)]
    for number in range(8):
        passages = [
            {
                "text": " ".join(
                    WORDS[(number * 7 + order * 3 + at * (order + 1)) % len(WORDS)] for at in range(6)
                ),
                "kind": KINDS[(number + order) % 4],
                "heading": "Chronic neglect" if order == 3 else "",
            }
            for order in range(5)
        ]
        make_document(works[number % 5], passages=passages)
    return search


ASKED = [
    "neglect", "baby boy", "mother health visitor doctor", "chronic neglect", '"health visitor" neglect',
    "+baby bruise", "neglect -baby", "bruis*", "non-mobile children", "GP AND mum", "the of and", "zanthimble baby",
]  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_the_query_that_counts_matches_what_the_query_that_lists_does(library: Search, text: str) -> None:
    library(text)
    reader = open_reader()
    assert reader is not None
    question = read_question(text, synonyms())
    query = _asking.query_of(question, reader)
    assert query is not None
    counted = _asking.counted_query_of(question, query, reader)
    listed = reader.all_of(query, ["passage"])[:, 0]
    assert sorted(reader.all_of(counted, ["passage"])[:, 0].tolist()) == sorted(listed.tolist())
    assert reader.count(counted) == len(listed)


@pytest.mark.parametrize("text", ASKED)
def test_counts_by_kind_are_those_of_the_lists(library: Search, text: str) -> None:
    facets = {facet.name: facet for facet in library(text).facets}
    counts = {one.value: one.reviews for one in facets["section_kinds"].values} if facets else {}
    assert counts == {kind: works for kind in KINDS if (works := library(text, section_kinds=(kind,)).works)}


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("kinds", [("analysis",), ("findings", "method")])
def test_passages_under_a_filter_of_kinds_add_up(library: Search, text: str, kinds: tuple[str, ...]) -> None:
    together = library(text, section_kinds=kinds, per_review=50)
    assert together.passages == sum(library(text, section_kinds=(kind,)).passages for kind in kinds)
    assert together.passages == sum(len(hit.passages) for hit in together.hits)
    assert {passage.kind for hit in together.hits for passage in hit.passages} <= set(kinds)


@pytest.mark.parametrize("words", ["zanthimble", "nonmobile", "neglect", "baby boy", " ".join(WORDS)])
def test_parts_are_the_same_whether_fetched_or_taken_from_all(library: Search, words: str) -> None:
    """None of them, few, most and all."""
    library("neglect")
    reader = open_reader()
    assert reader is not None
    stems = stems_of(words.split())
    found = reader.parts(Query.term_set_query(schema(), "part_words", stems))
    places = reader.all_of(Query.term_set_query(schema(), "text", stems), ["place"])[:, 0]
    assert sorted(found.tolist()) == sorted(set(places.tolist()))
