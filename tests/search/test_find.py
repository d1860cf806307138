"""Finding: marks and reasons, ranks and pages, order, spelling, advice, what is known but not held."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import Span
from heeded.library.models import LibrarySettings, Work
from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from heeded.search.services import follow
from tests.search.factories import decide, make_document, make_work
from tests.search.test_visibility import reader_of

pytestmark = pytest.mark.django_db
Search = Callable[..., SearchResults]


def marked(answer: SearchResults, at: int = 0) -> list[str]:
    passage = answer.hits[0].passages[at]
    return [passage.text[start:end] for start, end in passage.marks]


def test_a_passage_is_found_on_its_page_with_its_words_marked(search: Search) -> None:
    make_document(passages=["The panel met twice.", "Bruises on the baby were not explained by his mother."])
    answer = search("unexplained bruising to a baby")
    hit = answer.hits[0].passages[0]
    assert (hit.page, hit.label, hit.rank, hit.start, hit.end) == (2, "p2", 1, 4, 4 + len(hit.text))
    assert marked(answer) == ["Bruises", "baby"]
    assert hit.mark_spans == (Span(2, 4, 11), Span(2, 4 + hit.text.index("baby"), 8 + hit.text.index("baby")))
    assert hit.why == ("the words “bruising”, “baby”",)


def test_a_passage_over_two_pages_says_where_each_part_stands(search: Search) -> None:
    text = "Nobody asked about the bruise."
    pieces = [[0, 1, 4, 14], [14, 2, 0, 16]]
    make_document(passages=[{"text": text, "pieces": pieces}])
    hit = search("bruise").hits[0].passages[0]
    assert (hit.page, hit.start, hit.end) == (1, 4, 18)
    assert hit.spans == (Span(1, 4, 18), Span(2, 0, 16))
    assert hit.mark_spans == (Span(2, 9, 15),)


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        ("bruise", "the word “bruise”"),
        ("mum", "synonym: mum → mother"),
        ("brusie", "spelling: brusie → bruise"),
        ('"his mother"', "the phrase “his mother”"),
        ("explan*", "words beginning with “explan”"),
        ("chronic", "the heading “Chronic neglect”"),
        ("nonmobile", "other spelling: nonmobile → non mobile"),
    ],
)
def test_it_says_why_it_was_found(search: Search, ask: str, why: str) -> None:
    text = "A bruise on the non-mobile boy had no explanation from his mother."
    make_document(passages=[{"text": text, "heading": "Chronic neglect"}])
    assert why in search(ask).hits[0].passages[0].why


def test_reviews_stand_where_their_best_passage_does_and_ranks_count_over_all(search: Search) -> None:
    make_document(
        make_work("Second"), passages=["Neglect " + "and much else " * 20, "Neglect of much else besides."]
    )
    make_document(make_work("First"), passages=["Neglect, neglect and neglect."])
    answer = search("neglect")
    assert [hit.title for hit in answer.hits] == ["First", "Second"]
    assert [passage.rank for hit in answer.hits for passage in hit.passages] == [1, 2, 3]
    scores = [passage.score for hit in answer.hits for passage in hit.passages]
    assert scores == sorted(scores, reverse=True)


def test_pages_follow_one_another_without_gap_or_repeat(search: Search) -> None:
    for number in range(23):
        make_document(make_work(f"Review {number}"), passages=["Neglect " + "of a child " * number])
    pages = [search("neglect", page=page, per_page=5) for page in range(1, 7)]
    assert [len(page.hits) for page in pages] == [5, 5, 5, 5, 3, 0]
    assert len({hit.title for page in pages for hit in page.hits}) == 23
    assert {page.pages for page in pages} == {5}
    ranks = [passage.rank for page in pages for hit in page.hits for passage in hit.passages]
    assert ranks == list(range(1, 24))


def test_a_review_with_more_matching_than_the_window_shows_its_best(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heeded.search._ranking._WINDOW", 2)
    monkeypatch.setattr("heeded.search._ranking._FOR_A_WORK", 1)
    make_document(
        make_work("A"),
        passages=["Neglect, neglect.", "Neglect and neglect of it.", "Neglect one two three four."],
    )
    make_document(
        make_work("B"), passages=["Neglect, neglect, neglect.", "A long tale with neglect in it somewhere."]
    )
    make_document(make_work("C"), passages=["Neglect was one of the many things that were seen."])
    wide = search("neglect", per_page=1)
    assert [len(hit.passages) for hit in wide.hits] == [2]
    assert wide.hits[0].passages[0].rank == 1
    everything = search("neglect", per_page=3)
    assert sorted(passage.rank for hit in everything.hits for passage in hit.passages) == [1, 2, 3, 4, 5, 6]


def test_sorted_by_year_the_unknown_come_last(search: Search) -> None:
    for title, year in (("Old", "2009-01"), ("New", "2021-01"), ("Unknown", "")):
        document = make_document(make_work(title), passages=["Neglect."])
        if year:
            decide(document.work, "date-of-publication", [year])
    assert [hit.title for hit in search("neglect", sort="newest").hits] == ["New", "Old", "Unknown"]
    assert [hit.title for hit in search("neglect", sort="oldest").hits] == ["Old", "New", "Unknown"]


def test_inside_one_review_or_one_document(search: Search) -> None:
    first, second = (make_document(passages=["Neglect."]) for _ in range(2))
    assert [hit.identifier for hit in search("neglect", work=first.work.identifier).hits] == [
        first.work.identifier
    ]
    assert [hit.document for hit in search("neglect", document=second.identifier).hits] == [second.identifier]
    assert search("neglect", work="no-such").works == 0


def test_older_than_the_guidance_in_force(search: Search) -> None:
    for title, when in (("Old", "2016-02"), ("Just before", "2023-11"), ("After", "2024-01")):
        decide(make_document(make_work(title), passages=["Neglect."]).work, "date-of-publication", [when])
    older = {hit.title: hit.predates_guidance for hit in search("neglect").hits}
    assert older == {"Old": True, "Just before": True, "After": False}


def test_other_works_are_listed_but_not_counted_as_reviews(search: Search) -> None:
    make_document(make_work("Guidance", kind="guidance"), passages=["Neglect."])
    make_document(make_work("Review"), passages=["Neglect."])
    answer = search("neglect")
    assert (answer.works, answer.reviews) == (2, 1)


def test_fiction_says_so(search: Search) -> None:
    make_document(passages=["Neglect."])
    hit = search("neglect").hits[0]
    assert hit.fictional
    assert hit.passages[0].fictional


def test_a_boards_own_synonyms(search: Search) -> None:
    make_document(passages=["The Lanterns team visited."])
    assert search("family hub").works == 0
    LibrarySettings.objects.create(pk=1, own_synonyms="family hub, Lanterns  # what ours is called")
    assert search("family hub").hits[0].passages[0].why == ("synonym: family hub → lanterns",)


def test_quoted_means_to_the_letter_and_excluded_is_gone(search: Search) -> None:
    make_document(passages=["The core group met.", "A group at the core.", "The core group met the police."])
    assert search('"core group"').passages == 2
    assert search('"core group" -police').passages == 1
    assert search("core NOT police").passages == 2


def test_without_words_all_reviews_newest_first(search: Search) -> None:
    for title, year in (("Old", "2009"), ("New", "2021")):
        decide(make_document(make_work(title), passages=["One.", "Two."]).work, "date-of-publication", [year])
    answer = search("")
    assert ([hit.title for hit in answer.hits], answer.passages) == (["New", "Old"], 4)
    assert [passage.text for passage in answer.hits[0].passages] == ["One.", "Two."]


# What to try


def test_an_empty_list_says_which_filter_to_drop(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    decide(document.work, "harm", ["neglect"])
    decide(document.work, "nation", ["wales"])
    answer = search("neglect", harms=("physical-abuse",), nations=("wales",))
    assert [(one.text, one.reviews) for one in answer.suggestions] == [
        ("Search without the filter on harm", 1),
        ("Search without any filter", 1),
    ]
    assert answer.suggestions[0].parameters == (("q", "neglect"), ("nation", "wales"))


def test_an_empty_list_offers_looser_words(search: Search) -> None:
    make_document(passages=["The group at the core."])
    answer = search('"core group"')
    assert [(one.kind, one.reviews) for one in answer.suggestions] == [("fewer-words", 1)]
    assert dict(answer.suggestions[0].parameters)["q"] == "core group"


def test_an_empty_list_without_words_says_which_filter_to_drop(search: Search) -> None:
    assert search("").suggestions == ()
    make_document(passages=["Neglect."])
    assert [one.reviews for one in search("", harms=("neglect",)).suggestions] == [1]


def test_nothing_to_look_for_says_so(search: Search) -> None:
    make_document(passages=["Neglect."])
    assert "no word" in search("?!").suggestions[0].text
    assert "leave out" in search("-neglect").suggestions[0].text


def test_a_known_review_that_is_not_held_is_named(search: Search) -> None:
    make_work("Review of Child Q", catalogued=True, catalogue_board="Wendlestoke board", catalogue_year=2011,
              catalogue_where="the board's site until 2016", catalogue_ask="the board's business manager")  # fmt: skip
    make_work("Review of Child R", catalogued=True)
    make_work("Hidden", catalogued=False)
    make_document(passages=["Neglect."])
    answer = search("wendlestoke child q")
    (found,) = answer.not_held
    assert (found.title, found.board, found.year) == ("Review of Child Q", "Wendlestoke board", 2011)
    assert (found.where, found.ask) == ("the board's site until 2016", "the board's business manager")
    assert search("wendlestoke", year_from=2012).not_held == ()
    assert search("hidden").not_held == ()


# Whatever is typed


@pytest.mark.parametrize(
    "ask",
    [
        "x" * 10_000, "neglect " * 1500, '"' * 99, "* ? ~ ^ : \\ / [ ] { }", "a OR", "NOT NOT", "-", "text:*", "\x00",
        "的 学校 儿童", "مدرسة", "🙂🙂", "a" * 3000 + "*", "\ud800", "AND OR NOT", "'; drop table --",
    ],
)  # fmt: skip
def test_nothing_typed_breaks_it(search: Search, ask: str) -> None:
    make_document(passages=["Neglect of 的 school."])
    assert search(ask, viewer=ANONYMOUS).ready


def test_a_long_question_is_cut_and_that_is_said(search: Search) -> None:
    make_document(passages=["Neglect."])
    assert "long" in search("neglect " * 2000).notes[0]


@pytest.mark.slow
@hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parameters=st.dictionaries(
        st.sampled_from(
            ["q", "from", "to", "harm", "area", "section", "page", "per_page", "sort", "review", "year"]
        ),
        st.one_of(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=3), st.integers()),
    )
)
def test_no_address_breaks_it(search: Search, parameters: dict[str, object]) -> None:
    search(viewer=ANONYMOUS)
    request = SearchRequest.from_parameters(parameters)
    assert find(ANONYMOUS, request).page == request.page


def test_queries_of_the_database_do_not_grow_with_the_list(search: Search) -> None:
    def queries(viewer: Viewer) -> int:
        find(viewer, SearchRequest(text="neglect", per_page=50))
        with CaptureQueriesContext(connection) as seen:
            assert find(viewer, SearchRequest(text="neglect bruising", per_page=50)).works
        return len(seen)

    first = make_document(state="restricted", passages=["Neglect."])
    make_document(passages=["Bruising."])
    viewer = reader_of(first.pk)
    search("neglect")
    few = queries(viewer)
    for _ in range(30):
        make_document(passages=["Neglect and bruising."] * 4)
    follow()
    assert queries(viewer) == few
    assert few <= 12


def test_a_changed_fact_is_read_again(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    assert search("neglect").hits[0].board == ""
    decide(document.work, "board", ["Wendlestoke board"])
    assert search("neglect").hits[0].board == "Wendlestoke board"
    document.work.title = "Review of Child Z"
    document.work.save()
    note_change(ChangeKind.FACTS, thing_kind="work", thing=document.work_id)
    assert search("neglect").hits[0].title == "Review of Child Z"


def test_an_erased_work_is_not_named_as_known(search: Search) -> None:
    work = make_work("Review of Child Q", catalogued=True)
    document = make_document(work, passages=["Neglect."])
    assert search("neglect").works == 1
    key = document.pk
    work.delete()
    note_change(ChangeKind.ERASED, thing_kind="document", thing=key)
    assert search("child q").not_held == ()


def test_another_library_under_the_same_name_is_noticed(search: Search) -> None:
    document = make_document(make_work("One"), passages=["Neglect."])
    assert search("neglect").hits[0].title == "One"
    document.work.title = "Another"
    document.work.save()
    Change.objects.update(at=now())  # the log of another library, as long as this one's
    assert search("neglect").hits[0].title == "Another"


def test_a_document_that_is_gone_is_passed_over_before_the_index_hears_of_it(search: Search) -> None:
    make_document(make_work("Kept"), passages=["Neglect."])
    gone = make_document(make_work("Gone"), passages=["Neglect, neglect."])
    search("neglect")
    gone.delete()
    answer = find(ANONYMOUS, SearchRequest(text="neglect"))
    assert (answer.works, [hit.title for hit in answer.hits]) == (1, ["Kept"])
    Work.objects.all().delete()
    assert find(ANONYMOUS, SearchRequest(text="neglect")).works == 0
    note_change(ChangeKind.ERASED, thing_kind="document", thing=1)
    assert find(ANONYMOUS, SearchRequest(text="neglect")).works == 0


def test_what_a_report_prints_twice_is_shown_once(search: Search) -> None:
    said = (
        "The board should ensure that every health provider follows up a neglected child who is not brought."
    )
    other = "Neglect was seen on many visits and the school wrote of it to the social worker in the spring."
    make_document(passages=[said, f"Recommendation 4. {said}", other])
    shown = [passage.text for passage in search("neglect", per_review=2).hits[0].passages]
    assert len([text for text in shown if said in text]) == 1 and other in shown
    assert len(search("neglect", per_review=3).hits[0].passages) == 3


def test_of_passages_with_the_same_words_the_telling_part_comes_first(search: Search) -> None:
    text = "The health visitor did not see the bruise on the baby, and nobody asked."
    make_document(passages=[{"text": text, "kind": kind} for kind in ("contents", "appendix", "findings")])
    kinds = [passage.kind for passage in search("bruise baby").hits[0].passages]
    assert kinds == ["findings", "appendix", "contents"]


def test_a_review_that_the_question_names_comes_first(search: Search) -> None:
    for area in ("Corrinshaw", "Wendlestoke"):
        make_document(make_work(f"{area}: Child A"), passages=["The bruise on the baby was not explained."])
    assert search("bruise wendlestoke").hits[0].title == "Wendlestoke: Child A"
