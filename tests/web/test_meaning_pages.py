"""Search by meaning on the page: how to search, what is close in meaning marked in its own way, what is like what."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from heeded.engine.records import Span
from heeded.library.models import LearningPoint
from heeded.people.viewer import ANONYMOUS
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import MoreLike, MoreLikePoint, PassageHit, PointHit, SearchResults
from heeded.search.services import embed, follow
from heeded.search.services._embed import forget_waiting
from heeded.search.vectors import forget_opened
from heeded.web.presenters import meaning
from heeded.web.templatetags.words import passage_words
from tests.web.client import words
from tests.web.conftest import browser
from tests.web.made import SECRETS, SENTENCE, World, document

SVG = "{http://www.w3.org/2000/svg}"
Answer = Callable[..., None]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """This node can compare by meaning."""
    monkeypatch.setattr(meaning, "folder", lambda: _Folder(Path("vectors")))


def _answer(monkeypatch: pytest.MonkeyPatch, *, mode: str = "both", why_not: str = "", **said: Any) -> None:
    """The results as search gives them, with what is said about each passage and about the way it was searched."""

    def found(viewer: Any, request: SearchRequest) -> SearchResults:
        results = find(viewer, request)
        hits = tuple(
            replace(hit, passages=tuple(replace(one, **said) for one in hit.passages)) for hit in results.hits
        )
        return replace(results, hits=hits, mode=mode, by_word_only=why_not)

    monkeypatch.setattr("heeded.web.views.find.find", found)


MEANT = {"meaning_marks": ((11, 50),), "meaning_spans": (Span(1, 11, 50),)}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Another test's rows had the same numbers."""
    forget_waiting()
    forget_opened()


# --- how to search ---


def test_the_ways_to_search_keep_the_question_and_its_filters(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch)
    page = browser(library, "anonymous").get("/search/", q="bruise", speaker="reviewer", page="1")
    assert page.link("Words only") == "/search/?q=bruise&speaker=reviewer&mode=words"
    assert page.link("Meaning only") == "/search/?q=bruise&speaker=reviewer&mode=meaning"
    chosen = [a for a in page.all("a", class_="heeded-modes__mode") if a.get("aria-current") == "true"]
    assert [words(one) for one in chosen] == ["Words and meaning"]


def test_the_way_chosen_stays_for_the_next_question_the_filters_and_the_order(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, mode="words")
    page = browser(library, "anonymous").get("/search/", q="bruise", mode="words")
    kept = [field for field in page.all("input", name="mode") if field.get("value") == "words"]
    assert len(kept) == 3  # the question, the filters, the order
    assert "Words only" in [words(a) for a in page.all("a") if a.get("aria-current")]


def test_where_meaning_is_not_there_the_page_says_so_and_offers_no_choice(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, mode="words", why_not="By word only: search by meaning is not set up here.")
    page = browser(library, "anonymous").get("/search/", q="bruise")
    assert "By word only: search by meaning is not set up here." in page.text
    assert page.all("a", class_="heeded-modes__mode") == []


def test_while_vectors_are_made_the_choice_stays_and_the_page_says_how_far(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, why_not="By meaning 3 of 7 documents can be found so far, the others by word only.")
    page = browser(library, "anonymous").get("/search/", q="bruise")
    assert "3 of 7 documents" in page.text
    assert len(page.all("a", class_="heeded-modes__mode")) == 3


def test_without_a_question_there_is_no_way_to_choose(library: World) -> None:
    assert browser(library, "anonymous").get("/search/").all("a", class_="heeded-modes__mode") == []


# --- how a passage was found ---


def test_a_passage_found_by_meaning_alone_says_so_and_marks_the_sentence(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, found_by="meaning", why=("close in meaning",), marks=(), **MEANT)
    page = browser(library, "anonymous").get("/search/", q="bruise")
    row = page.all("p", class_="heeded-passage__why")[0]
    assert words(row).startswith("Close in meaning")
    assert "Found because" not in words(row)
    passage = page.all("p", class_="heeded-passage__words")[0]
    assert [words(mark) for mark in passage.iter("mark")] == [SENTENCE[0:39]]
    assert "words found" not in words(page.one("p", class_="heeded-legend"))


def test_a_passage_found_both_ways_says_both(library: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, found_by="both", why=("the word “bruise”", "close in meaning"), **MEANT)
    page = browser(library, "anonymous").get("/search/", q="bruise")
    row = words(page.all("p", class_="heeded-passage__why")[0])
    assert "Found because of the word “bruise”" in row
    assert "Also close in meaning" in row
    assert row.count("close in meaning") == 1
    assert "words found" in words(page.one("p", class_="heeded-legend"))


def test_a_passage_found_by_word_is_as_it_was(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="bruise", mode="words")
    assert "lose in meaning" not in words(page.one("ol", class_="heeded-results"))
    assert page.all("p", class_="heeded-legend") == []


def test_words_found_are_marked_inside_the_sentence_that_is_close_in_meaning() -> None:
    shown = passage_words("One. A bruise <here>. Two.", [(7, 13)], [(5, 21)])
    assert shown == ('One. <mark class="heeded-meant">A <mark>bruise</mark> &lt;here&gt;.</mark> Two.')


def test_a_hit_by_meaning_opens_at_its_sentence_on_words_and_picture(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, found_by="meaning", why=(), **MEANT)
    results = browser(library, "anonymous").get("/search/", q="injury")
    assert (
        results.all("a", class_="heeded-passage__page") == []
    )  # nothing has that word: ask for one that is there
    results = browser(library, "anonymous").get("/search/", q="bruise")
    address = results.all("a", class_="heeded-passage__page")[0].get("href") or ""
    assert "means=p1.11-50" in address
    page = browser(library, "anonymous").get(address.partition("#")[0])
    assert words(page.one("mark", id="meant")) == SENTENCE[0:39]
    assert page.one("mark", id="cited") is not None
    assert len(page.all(f"{SVG}rect", class_="heeded-page__meant")) >= 1
    assert page.link("Sentence close in meaning") == "#meant"


def test_where_no_word_was_found_the_sentence_is_what_to_go_to(library: World) -> None:
    address = reverse("document", args=[library.public.identifier])
    page = browser(library, "anonymous").get(address, q="xylophone", page=1, at="p1.0-50", means="p1.11-50")
    assert page.link("Sentence close in meaning") == "#meant"
    assert "places found" not in page.text
    assert "0 places found" in browser(library, "anonymous").get(address, q="xylophone", page=1).text


def test_what_is_no_place_marks_nothing(library: World) -> None:
    address = reverse("document", args=[library.public.identifier])
    page = browser(library, "anonymous").get(address, means="p1.x-<b>", page=1)
    assert page.all("mark") == []


# --- what is like what ---


def _hit(library: World, **said: Any) -> PassageHit:
    found = find(ANONYMOUS, SearchRequest(text="bruise", mode="words"))
    return replace(found.hits[0].passages[0], **said)


def test_every_passage_leads_to_what_is_like_it(library: World, here: None) -> None:
    page = browser(library, "anonymous").get("/search/", q="bruise")
    assert page.link("More passages like this") == f"/documents/{library.public.identifier}/like/1/0/"
    shown = browser(library, "anonymous").get(
        reverse("document", args=[library.public.identifier]), at="p1.0-9"
    )
    assert shown.link("More passages like this one") == f"/documents/{library.public.identifier}/like/1/0/"
    assert shown.link("Ashbourne. The health visitor") == f"/documents/{library.public.identifier}/like/1/0/"


def test_nothing_leads_to_what_is_like_it_where_nothing_can_be_compared(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "folder", lambda: _Folder(None))
    page = browser(library, "anonymous").get("/search/", q="bruise")
    assert "like this" not in page.text
    review = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    assert "like this" not in review.text


class _Folder:
    """Stands where the folder of this node's vectors stands."""

    def __init__(self, path: Path | None) -> None:
        self._path, self.asked = path, 0

    def current(self) -> Path | None:
        self.asked += 1
        return self._path


def test_a_page_asks_once_whether_anything_can_be_compared(
    library: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = LearningPoint.objects.get(document=library.public)
    for number in range(5):
        LearningPoint.objects.create(
            work=point.work, document=point.document, kind=point.kind, order=number + 1, text=f"Do {number}."
        )
    folder = _Folder(Path("vectors"))
    monkeypatch.setattr(meaning, "folder", lambda: folder)
    address = reverse("facts", args=[library.public.work.identifier])
    browser(library, "named").get(address)
    assert folder.asked == 1
    shown = browser(library, "named").get(address)
    assert shown.text.count("More like this recommendation") == 6
    assert folder.asked == 2, "it is asked again for another page"


def test_passages_like_one_are_cited(library: World, here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = _hit(library, found_by="meaning", **MEANT)
    other = replace(find(ANONYMOUS, SearchRequest(text="bruise")).hits[0], passages=(hit,))
    monkeypatch.setattr(
        "heeded.web.views.like.more_like", lambda *asked: MoreLike(passage=hit, hits=(other,), note="A note.")
    )
    page = browser(library, "anonymous").get(f"/documents/{library.public.identifier}/like/1/0/")
    assert page.heading == "Passages like this one"
    assert "1 passage in 1 review, closest first" in page.text
    assert "A note." in page.text
    assert len(page.all("a", class_="heeded-passage__page")) == 2
    assert "means=p1.11-50" in page.link("p. 1")


def test_a_place_without_a_passage_is_not_there(library: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.web.views.like.more_like", lambda *asked: MoreLike(passage=None))
    browser(library, "anonymous").get(f"/documents/{library.public.identifier}/like/9/0/", status=404)


def _point(library: World, point: LearningPoint, **said: Any) -> PointHit:
    document = library.public
    return PointHit(
        rank=1, identifier=point.identifier, kind="recommendation", state="proposed", number="4", text=point.text,
        work=document.work.identifier, title=document.work.title, board="Ashbourne Board", year=2017,
        unconfirmed=frozenset({"year"}), fictional=True, document=document.identifier, file=document.name, page=1,
        label="", paged=True, spans=(Span(1, 0, 9),), closeness=0.8,
    )  # fmt: skip


def test_recommendations_like_one_are_cited(
    library: World, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = LearningPoint.objects.get(document=library.public)
    row = _point(library, point)
    monkeypatch.setattr(
        "heeded.web.views.like.more_like_point", lambda *asked: MoreLikePoint(point=row, hits=(row,))
    )
    review = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    page = browser(library, "anonymous").get(review.link("More like this recommendation"))
    assert page.heading == "More like this recommendation"
    assert "1 in other reviews, closest first" in page.text
    assert "2017 (found by machine)" in page.text
    assert "at=p1.0-9" in page.link("p. 1")


def test_staff_are_led_there_too(library: World, here: None) -> None:
    point = LearningPoint.objects.get(document=library.public)
    for name, identifier in (
        ("learning-point", point.identifier),
        ("facts", library.public.work.identifier),
        ("asked-for", library.public.work.identifier),
    ):
        page = browser(library, "named").get(reverse(name, args=[identifier]))
        assert page.link("More like this recommendation") == f"/learning-points/{point.identifier}/like/"


# --- how it is doing, and how much is asked of the database ---


def test_the_status_page_says_whether_meaning_is_there(library: World) -> None:
    page = browser(library, "named").get("/status/")
    assert "Search by meaning" in [words(heading) for heading in page.all("h2")]
    keys = [words(key) for key in page.all("dt")]
    assert "Documents found by meaning" in keys
    assert "Documents that wait" in keys
    assert "Search by meaning" not in browser(library, "anonymous").get("/status/").text


@pytest.mark.slow
@pytest.mark.needs("model")
def test_what_is_like_what_asks_as_much_for_many_rows_as_for_few(
    library: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(25):
        one = document(f"Longmere{number}", state="published")
        assert one.learning_points.exists()
    embed()
    follow()
    point = LearningPoint.objects.get(document=library.public)
    client = library.client("reader")
    for address, budget in (
        (f"/documents/{library.public.identifier}/like/1/0/", 32),
        (f"/learning-points/{point.identifier}/like/", 32),
    ):
        shown = browser(library, "reader").get(address)
        assert len(shown.all("h3")) >= 15, "closest reviews are listed"
        with django_assert_max_num_queries(budget):
            assert client.get(address).status_code == 200


@pytest.mark.slow
@pytest.mark.needs("model")
def test_what_may_not_be_seen_is_like_nothing(library: World) -> None:
    embed()
    follow()
    address = f"/documents/{library.public.identifier}/like/1/0/"
    seen = browser(library, "anonymous").get(address)
    assert not [secret for secret in SECRETS if secret in seen.text]
    assert "Review in two versions" in seen.text  # of its newer version alone
    for hidden in library.hidden.values():
        browser(library, "anonymous").get(f"/documents/{hidden.identifier}/like/1/0/", status=404)
        point = hidden.learning_points.get()
        browser(library, "anonymous").get(f"/learning-points/{point.identifier}/like/", status=404)
