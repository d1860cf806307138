"""Strong answers are told by letter; those that only touch on the question stand on its page, and are lost to nobody.

Closeness in meaning is made up here, by the words of each passage; what a real model makes of real questions is
measured in docs/decisions/0012.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from heeded.core.clock import now
from heeded.library.services import withdraw
from heeded.people.models import Message
from heeded.people.services import send_waiting_mail
from heeded.people.viewer import OPERATOR, Viewer
from heeded.reach import feeds, places, strength
from heeded.reach.models import Answer, SavedSearch
from heeded.reach.queries import answers_to, saved_searches
from heeded.reach.services import Wish as ReachWish
from heeded.reach.services import change_search, look, mark_seen, run_alerts
from heeded.reach.strength import Bar, Weight
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit, ReviewHit, SearchResults
from heeded.search.services import follow
from tests.people import made as people
from tests.reach.made import Desk, report
from tests.reach.post import Sink, post_office

pytestmark = pytest.mark.django_db
QUESTION = "health visitor asked about bruise"
MOST = "The health visitor saw a bruise and was content with what she was told."
ONE = "The visitor came again in the summer and found nobody at home all day."
NEAR, FAR = "A visitor near to it.", "A visitor far from it."
CLOSE = {NEAR: 0.5, FAR: 0.3}
Ask = Callable[[Viewer, SearchRequest], SearchResults]


@pytest.fixture
def post() -> Iterator[Sink]:
    with post_office() as sink:
        yield sink


@pytest.fixture(autouse=True)
def meaning(monkeypatch: pytest.MonkeyPatch) -> list[SearchRequest]:
    """A search by words that says of each passage how close it is; the requests that were made of it."""
    asked: list[SearchRequest] = []

    def found(viewer: Viewer, request: SearchRequest) -> SearchResults:
        asked.append(request)
        results = find(viewer, replace(request, mode="words"))
        return replace(results, mode="both", hits=tuple(_with_closeness(hit) for hit in results.hits))

    for room in (places, strength, feeds):
        monkeypatch.setattr(room, "find", found)
    return asked


def _with_closeness(hit: ReviewHit) -> ReviewHit:
    return replace(hit, passages=tuple(_close(passage) for passage in hit.passages))


def _close(passage: PassageHit) -> PassageHit:
    return replace(passage, closeness=CLOSE.get(passage.text))


def strong_and_loose(search: SavedSearch) -> tuple[list[str], list[str]]:
    """The titles that answered, by how well."""
    rows = (
        Answer.objects.filter(search=search).order_by("pk").values_list("document__work__title", "is_loose")
    )
    return [title for title, loose in rows if not loose], [title for title, loose in rows if loose]


def body(letter: EmailMessage) -> str:
    content = letter.get_content()
    assert isinstance(content, str)
    return " ".join(content.split())


def test_most_of_the_words_are_a_strong_answer_and_one_of_them_is_a_loose_one(desk: Desk) -> None:
    search = desk.save(QUESTION, mode="both")
    report("Most words", MOST)
    report("One word", ONE)
    desk.due(search)
    assert strong_and_loose(search) == (["Most words"], ["One word"])


def test_what_is_about_as_close_as_the_closest_is_strong(desk: Desk) -> None:
    search = desk.save(QUESTION, mode="both")
    report("Far", FAR)
    report("Near", NEAR)
    desk.due(search)
    assert strong_and_loose(search) == (["Near"], ["Far"])


def test_the_closest_of_what_was_there_before_counts_too(desk: Desk) -> None:
    report("Near and old", NEAR)
    search = desk.save(QUESTION, mode="both")
    report("Far", FAR)
    desk.due(search)
    assert strong_and_loose(search) == ([], ["Far"])


def test_the_closest_counts_whatever_filters_are_chosen(desk: Desk, meaning: list[SearchRequest]) -> None:
    report("Near", NEAR)
    follow()
    bar = Bar(desk.viewer, SearchRequest(text=QUESTION, areas=("Westmarch",), year_from=2020))
    assert [bar.is_reached(Weight(closeness=close)) for close in (0.39, 0.4, 0.5)] == [False, True, True]
    (asked,) = meaning
    assert (asked.chosen(), asked.mode) == ((), "meaning"), "searched for once, without filters"


def test_what_its_owner_may_not_see_sets_no_bar(desk: Desk) -> None:
    report("Near and restricted", NEAR, state="restricted", published_at=None)
    search = desk.save(QUESTION, mode="both")
    report("Far", FAR)
    desk.due(search)
    assert strong_and_loose(search) == (["Far"], [])


@pytest.mark.parametrize("words, reached", [(0.59, False), (0.6, True)])
def test_the_share_of_words_that_counts(desk: Desk, words: float, reached: bool) -> None:
    assert Bar(desk.viewer, SearchRequest(text=QUESTION)).is_reached(Weight(words=words)) is reached


@pytest.mark.parametrize("request_", [SearchRequest(text=QUESTION, mode="words"), SearchRequest(text=" ")])
def test_where_exact_words_or_none_are_asked_for_every_match_is_strong(
    desk: Desk, request_: SearchRequest
) -> None:
    assert Bar(desk.viewer, request_).is_reached(Weight()) is True


def test_of_an_exact_search_every_match_makes_a_letter(desk: Desk) -> None:
    search = desk.save(QUESTION, mode="words")
    report("One word", ONE)
    desk.due(search)
    assert strong_and_loose(search) == (["One word"], [])
    assert desk.letters() == 1


def test_without_a_model_every_match_is_strong(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "find", lambda *asked: replace(find(*asked), by_word_only="no model"))
    monkeypatch.setattr("heeded.reach.services._looking.meaning_is_coming", lambda: False)
    search = desk.save(QUESTION, mode="both")
    report("One word", ONE)
    desk.due(search)
    assert strong_and_loose(search) == (["One word"], [])


def test_an_answer_that_cannot_be_told_yet_waits_for_its_vectors(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Ask = getattr(places, "find")  # noqa: B009 - made up by the fixture above
    monkeypatch.setattr("heeded.reach.services._looking.meaning_is_coming", lambda: True)
    search = desk.save(QUESTION, mode="both")
    report("One word", ONE)
    report("Most words", MOST)
    follow()
    with monkeypatch.context() as early:
        early.setattr(places, "find", lambda *asked: replace(real(*asked), by_word_only="being made"))
        assert not look(search).whole
    assert strong_and_loose(search) == (["Most words"], []), "its words tell"
    assert look(SavedSearch.objects.get(pk=search.pk)).whole
    assert strong_and_loose(search) == (["Most words"], ["One word"])


# --- letters ---


def test_a_loose_answer_makes_no_letter_and_is_counted_in_the_next(desk: Desk, post: Sink) -> None:
    search = desk.save(QUESTION, mode="both")
    report("One word", ONE)
    search = desk.due(search)
    assert desk.letters() == 0
    report("One word again", ONE)
    report("Most words", MOST)
    search = desk.due(search)
    assert send_waiting_mail() == 1
    (letter,) = post.letters
    assert letter["Subject"].strip() == f"Heeded: 1 new answer to “{QUESTION}”"
    assert "2 other new reviews touch on this more loosely: see your page." in body(letter)
    assert f"“{MOST}”" in body(letter)
    assert "One word" not in body(letter) and ONE not in body(letter)
    report("Most words again", MOST)
    desk.due(search)
    send_waiting_mail()
    assert "loosely" not in body(post.letters[1]), "counted once"


def test_what_is_restricted_is_not_even_counted_in_a_letter(desk: Desk, post: Sink) -> None:
    search = desk.save(QUESTION, mode="both")
    hidden = report("Larkhollow", ONE, state="restricted", published_at=None)
    people.grant(hidden.pk, account=desk.account)
    report("Most words", MOST)
    desk.due(search)
    assert strong_and_loose(search) == (["Most words"], ["Larkhollow"])
    send_waiting_mail()
    assert post.letters[0]["Subject"].strip().startswith("Heeded: 1 new answer")
    assert "loosely" not in body(post.letters[0])


def test_where_only_loose_answers_are_left_no_letter_goes(desk: Desk, post: Sink) -> None:
    search = desk.save(QUESTION, mode="both")
    report("One word", ONE)
    gone = report("Most words", MOST)
    desk.due(search)
    withdraw(gone, reason="other", by=OPERATOR)
    assert send_waiting_mail() == 0
    assert post.letters == [] and not Message.objects.filter(sent_at__isnull=True).exists()


def test_what_was_seen_on_the_page_or_was_there_before_letters_is_not_counted(desk: Desk, post: Sink) -> None:
    search = desk.save(QUESTION, mode="both", by_mail=False)
    report("One word", ONE)
    follow()
    look(search)
    search = change_search(
        SavedSearch.objects.get(pk=search.pk), ReachWish("", "daily", by_mail=True), by=desk.viewer
    )
    report("One word again", ONE)
    search = desk.due(search)
    mark_seen(Answer.objects.filter(told_at__isnull=True), by=desk.viewer)
    report("Most words", MOST)
    desk.due(search)
    send_waiting_mail()
    assert "loosely" not in body(post.letters[0])


# --- counts and pages ---


def test_loose_answers_come_last_and_are_counted_by_themselves(desk: Desk) -> None:
    search = desk.save(QUESTION, mode="both")
    report("Most words", MOST)
    report("One word", ONE)
    follow()
    done = run_alerts(whenever=True)
    assert (done.searches, done.answers, done.letters) == (1, 1, 1)
    (kept,) = saved_searches(desk.viewer)
    assert (kept.new, kept.answers, kept.looser) == (1, 1, 1)
    Answer.objects.filter(is_loose=False).update(seen_at=now(), found_at=now() - timedelta(days=9))
    titles = [answer.document.work.title for answer in answers_to(desk.viewer, search)]
    assert titles == ["Most words", "One word"]


def test_a_feed_holds_strong_answers_and_says_so(desk: Desk) -> None:
    report("Most words", MOST)
    report("One word", ONE)
    follow()
    answered = feeds.answers_in_public(SearchRequest(text=QUESTION))
    titles = {told.work.title for told in answered.told}
    assert "Most words" in titles and "One word" not in titles
    assert any("Only reviews that answer well" in note for note in answered.notes)
    exact = feeds.answers_in_public(SearchRequest(text=QUESTION, mode="words"))
    assert {"Most words", "One word"} <= {told.work.title for told in exact.told}
    assert not any("Only reviews" in note for note in exact.notes)
