"""Finding by meaning: what says the same in other words, under the same rules as what is found by words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.search import _model
from heeded.search.queries import find
from heeded.search.request import MODES, SearchRequest
from heeded.search.results import PassageHit, SearchResults
from heeded.search.services import embed, follow
from tests.search.factories import add_passages, decide, make_document, make_work
from tests.search.made_model import MadeModel
from tests.search.test_facets import agree, make_library
from tests.search.test_visibility import reader_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("model")]
Search = Callable[..., SearchResults]
ASKED = "a lorry in the pond"
SAID = "The truck had stood for an hour in a pool."


def hits(answer: SearchResults) -> list[PassageHit]:
    found = [passage for hit in answer.hits for passage in hit.passages]
    return sorted(found, key=lambda passage: passage.rank)


def test_other_words_for_the_same_are_found_and_say_so(search: Search) -> None:
    make_document(
        passages=[f"Nobody wrote anything down about that. {SAID} It was a cold and windy evening."]
    )
    make_document(passages=["The school closed early."])
    answer = search(ASKED)
    assert (answer.mode, answer.by_word_only, answer.works, answer.passages) == ("both", "", 1, 1)
    (found,) = hits(answer)
    assert found.found_by == "meaning" and "close in meaning" in found.why
    ((start, end),) = found.meaning_marks
    assert found.text[start:end] == SAID
    ((page, first, last),) = [(span.page, span.start, span.end) for span in found.meaning_spans]
    assert (page, last - first) == (1, len(SAID)) and first == 4 + start, "four characters into its page"
    assert found.marks == () and found.closeness is not None and found.closeness > 0.5


def test_words_and_meaning_together_are_both(search: Search) -> None:
    make_document(passages=["The lorry had a pool."])
    (found,) = hits(search(ASKED))
    assert found.found_by == "both" and found.marks and found.meaning_marks
    assert found.why[0] == "the word “lorry”" and found.why[-1] == "close in meaning"


def test_by_words_alone_nothing_is_close(search: Search) -> None:
    make_document(passages=[SAID, "A lorry was seen."])
    answer = search(ASKED, mode="words")
    assert (answer.mode, answer.passages) == ("words", 1)
    assert hits(answer)[0].found_by == "words" and hits(answer)[0].meaning_marks == ()


def test_by_meaning_alone_words_are_not_enough(search: Search) -> None:
    make_document(passages=[SAID, "In it there was an uncle, or the postman?"])
    assert [hit.text for hit in hits(search(ASKED, mode="meaning"))] == [SAID]
    assert {hit.found_by for hit in hits(search(ASKED, mode="meaning"))} == {"meaning"}


def test_what_has_all_the_words_comes_before_what_is_only_close(search: Search) -> None:
    make_document(passages=["The truck had a puddle and another puddle and the truck was in a mere."])
    exact = make_document(passages=["There was a lorry in the pond at night and the doctor came by bus."])
    assert search(ASKED).hits[0].document == exact.identifier


def test_without_a_model_it_is_by_word_and_says_so(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    make_document(passages=[SAID, "A lorry was seen."])
    search(ASKED)
    monkeypatch.setattr(_model, "_folder", lambda: None)
    monkeypatch.setattr(_model, "_open", lambda: _model.NO_MODEL)
    for mode in MODES:
        answer = find(OPERATOR, SearchRequest(text=ASKED, mode=mode))
        assert (answer.mode, answer.passages) == ("words", 1)
        assert ("not set up" in answer.by_word_only) is (mode != "words")


def test_a_model_that_cannot_be_opened_leaves_the_words(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document(passages=[SAID, "A lorry was seen."])
    search(ASKED)
    monkeypatch.setattr(_model, "_open", lambda: "model.onnx is damaged")
    for mode in MODES:
        answer = find(OPERATOR, SearchRequest(text=ASKED, mode=mode))
        assert (answer.mode, answer.passages) == ("words", 1)
        assert ("not set up" in answer.by_word_only) is (mode != "words")
        assert "damaged" not in answer.by_word_only, "readers need not know"


def test_before_there_are_vectors_and_while_they_are_made_it_says_so() -> None:
    make_document(passages=["The truck had a mere."])
    follow()
    answer = find(OPERATOR, SearchRequest(text=ASKED))
    assert answer.mode == "words" and "made ready" in answer.by_word_only
    embed()
    make_document(passages=["The wagon had a puddle."])
    make_document(passages=[])  # nothing was read of it, so it lacks nothing
    follow()
    answer = find(OPERATOR, SearchRequest(text=ASKED))
    assert answer.mode == "both" and "1 of 2 documents" in answer.by_word_only
    embed()
    follow()
    assert find(OPERATOR, SearchRequest(text=ASKED)).by_word_only == ""


def test_a_library_with_nothing_to_see_has_nothing_to_say(search: Search) -> None:
    make_document(passages=[SAID], state="restricted")
    answer = search(ASKED, viewer=ANONYMOUS)
    assert (answer.works, answer.by_word_only) == (0, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lorry pond", 3),
        ("lorry +pond", 0),
        ("+pool lorry", 2),
        ("lorry pond -home", 2),
        ("lorry pond NOT home", 2),
        ('"the truck" pond', 2),
        ('"truck the" pond', 0),
        ('pond -"the truck"', 1),
        ("lorry AND midwife", 0),
    ],
)
def test_what_is_demanded_binds_meaning_too(search: Search, text: str, found: int) -> None:
    make_document(
        passages=["The truck had a pool.", "The truck in the pool at home.", "A van with a puddle."]
    )
    for mode in ("both", "meaning"):
        assert len(hits(search(text, mode=mode, per_review=10))) == found, mode


def test_filters_on_passages_and_on_reviews_hold(search: Search) -> None:
    first = make_document(
        passages=[
            {"text": SAID, "kind": "analysis", "speaker": "reviewer"},
            {"text": "The wagon had a mere.", "kind": "recommendations", "speaker": "family"},
        ]
    )
    second = make_document(passages=["The van had a puddle."])
    decide(first.work, "region", ["North"])
    decide(second.work, "region", ["South"])
    assert search(ASKED).passages == 3
    assert search(ASKED, section_kinds=("recommendations",)).passages == 1
    assert search(ASKED, speakers=("family",)).passages == 1
    assert search(ASKED, regions=("North",)).passages == 2
    assert search(ASKED, document=second.identifier).passages == 1
    assert search(ASKED, work=first.work.identifier).passages == 2
    facets = {facet.name: {one.value: one.reviews for one in facet.values} for facet in search(ASKED).facets}
    assert facets["section_kinds"] == {"analysis": 2, "recommendations": 1}
    assert facets["regions"] == {"North": 1, "South": 1}


WANTED = [
    {"text": "pupil uncared wagon"},
    {"text": "pupil", "harms": ("neglect",)},
    {"text": "lessons mam", "section_kinds": ("summary", "method"), "year_from": 2011},
    {"text": "constable", "agencies": ("police",), "speakers": ("reviewer",)},
    {"text": "lorry -mother"},
    {"text": "+home dirty", "regions": ("North",)},
    {"text": "antenatal", "sort": "newest"},
]


@pytest.mark.parametrize("mode", ["both", "meaning"])
def test_counts_and_lists_agree(mode: str) -> None:
    make_library(seed=7, works=4)
    embed()
    follow()
    agree(ANONYMOUS, {"text": "pupil mam", "section_kinds": ("summary", "method"), "mode": mode})


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["both", "meaning"])
@pytest.mark.parametrize("wanted", WANTED)
def test_counts_and_lists_agree_for_everybody(wanted: dict[str, object], mode: str) -> None:
    make_library(seed=5, works=12)
    embed()
    follow()
    for viewer in (ANONYMOUS, OPERATOR):
        agree(viewer, {**wanted, "mode": mode})


@pytest.mark.parametrize("mode", MODES)
def test_pages_follow_one_another_without_repeats_or_gaps(search: Search, mode: str) -> None:
    for number in range(23):
        make_document(make_work(f"Review {number}"), passages=[SAID, "A lorry.", "The lido.", "A school."])
    whole = search(ASKED, mode=mode, per_page=100, per_review=50)
    listed = []
    for page in (1, 2, 3):
        answer = search(ASKED, mode=mode, per_page=10, page=page, per_review=50)
        assert (answer.works, answer.pages) == (23, 3)
        listed += [hit.identifier for hit in answer.hits]
    assert listed == [hit.identifier for hit in whole.hits] and len(set(listed)) == 23
    ranks = [hit.rank for hit in hits(whole)]
    assert ranks == sorted(set(ranks)) and len(ranks) == whole.passages


def test_passages_beyond_the_first_window_are_listed_too(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with a window so narrow that most stand beyond it."""
    monkeypatch.setattr("heeded.search._ranking.HEAD", 4)
    monkeypatch.setattr("heeded.search._ranking._WINDOW", 4)
    for number in range(9):
        make_document(make_work(f"Review {number}"), passages=[SAID, "A lorry.", "The lido.", "The wagon."])
    for mode in ("both", "meaning"):
        whole = search(ASKED, mode=mode, per_page=50, per_review=50)
        assert sum(len(hit.passages) for hit in whole.hits) == whole.passages
        listed = [
            hit.identifier
            for page in (1, 2, 3)
            for hit in search(ASKED, mode=mode, per_page=3, per_review=2, page=page).hits
        ]
        assert sorted(listed) == sorted(hit.identifier for hit in whole.hits)


def test_a_restricted_document_is_found_by_those_named_for_it_alone(search: Search) -> None:
    document = make_document(state="restricted", passages=[SAID])
    make_document(passages=["The school closed."])
    assert search(ASKED, viewer=ANONYMOUS).works == 0
    assert search(ASKED, viewer=reader_of(document.pk)).works == 1


@pytest.mark.parametrize("mode", ["both", "meaning"])
def test_the_answer_is_the_same_as_if_the_hidden_did_not_exist(search: Search, mode: str) -> None:
    """A closer passage that is hidden raises no floor and takes nobody's place."""
    make_document(
        passages=["The lorry went home to the flat and the house.", "The midwife came.", "The lido."]
    )
    before = search(ASKED, viewer=ANONYMOUS, mode=mode)
    make_document(state="restricted", passages=[ASKED, SAID] * 20)
    after = search(ASKED, viewer=ANONYMOUS, mode=mode)
    assert [hit.text for hit in hits(before)] == [hit.text for hit in hits(after)] != []
    assert [hit.closeness for hit in hits(before)] == [hit.closeness for hit in hits(after)]
    assert (before.works, before.passages, before.facets) == (after.works, after.passages, after.facets)
    assert search(ASKED, mode=mode).passages > after.passages


def test_withdrawing_and_an_embargo_hold_at_once(search: Search) -> None:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with time_machine.travel(moment - timedelta(minutes=1), tick=False):
        document = make_document(passages=[SAID], visible_from=moment)
        assert search(ASKED, viewer=ANONYMOUS).works == 0
    with time_machine.travel(moment, tick=False):
        assert find(ANONYMOUS, SearchRequest(text=ASKED)).works == 1
        document.state, document.withdrawn_at, document.withdrawn_by = "withdrawn", now(), "operator"
        document.save()
        assert find(OPERATOR, SearchRequest(text=ASKED)).works == 0


def test_passages_made_anew_are_by_word_until_their_vectors_follow() -> None:
    document = make_document(passages=[SAID])
    embed()
    follow()
    document.passages.all().delete()
    add_passages(document, ["The wagon had a puddle."])
    assert find(OPERATOR, SearchRequest(text=ASKED)).passages == 0
    follow()
    assert find(OPERATOR, SearchRequest(text=ASKED)).passages == 0
    embed()
    follow()
    assert hits(find(OPERATOR, SearchRequest(text=ASKED)))[0].text == "The wagon had a puddle."


def test_an_anonymous_reader_cannot_combine_a_place_with_a_child_by_meaning_either(search: Search) -> None:
    document = make_document(passages=[SAID])
    decide(document.work, "area", ["Wendlestoke"])
    answer = search(ASKED, viewer=ANONYMOUS, areas=("Wendlestoke",), harms=("neglect",))
    assert answer.works == 1 and any("left out" in note for note in answer.notes)
    assert "harms" not in {facet.name for facet in answer.facets}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000, "lorry " * 2_000, "the of and to", "?!… —", '"', '""""', "-", "- -", "+", "*", "-lorry", "NOT",
        "AND OR NOT", 'AND "lorry', "lorry)))((", "保护儿童", "Защита детей", "حماية الأطفال", "\U0001f600",
        "\x00lorry\x00", "ﬁ ﬂ", "a*", "lorry* -*", "'; DROP TABLE", "<script>", "\u202elorry", "+++ ---", '-"',
        "\ud83d", "lo\u0301rry",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_fails(search: Search, text: str) -> None:
    make_document(passages=[SAID, "A lorry."])
    for mode in MODES:
        answer = search(text, mode=mode)
        said = answer.works or answer.suggestions or answer.corrections or answer.notes
        assert answer.ready and said


def test_by_year_the_newest_comes_first_with_its_closest_passage(search: Search) -> None:
    old, new = (
        make_document(passages=[SAID]),
        make_document(passages=["A wagon came.", "The van had a puddle."]),
    )
    decide(old.work, "date-of-publication", ["2010-01"])
    decide(new.work, "date-of-publication", ["2020-01"])
    answer = search(ASKED, sort="newest")
    assert [hit.year for hit in answer.hits] == [2020, 2010]
    assert answer.hits[0].passages[0].text == "The van had a puddle."


def test_a_question_goes_through_the_model_once(search: Search, model: MadeModel) -> None:
    make_document(passages=[SAID])
    search(ASKED)
    before = model.texts
    search(ASKED, page=2)
    search(ASKED, regions=("North",))
    assert model.texts == before
    search("another lorry")
    assert model.texts == before + 1


def test_a_search_by_meaning_asks_little_more_of_the_database(
    search: Search, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(12):
        make_document(make_work(f"Review {number}"), passages=[SAID, "A lorry.", "The lido."])
    search(ASKED)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        find(ANONYMOUS, SearchRequest(text=ASKED))
