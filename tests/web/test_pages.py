"""Each page by itself: what it shows, what it sends along, how much it asks of the database."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heeded.engine.words.private import asks_first
from heeded.library.models import LearningPoint
from heeded.search.services import follow
from tests.search import factories
from tests.web import addresses
from tests.web.client import PageClient, words
from tests.web.conftest import browser
from tests.web.made import World, decide, document

KILOBYTES = 100
PLAIN = [
    "find",
    "search",
    "reviews",
    "holdings",
    "report-problem",
    "about",
    "roles",
    "accessibility",
    "privacy",
    "status",
]
OF_STAFF = ["catalogue", "add", "queue", "problems", "settings", "account"]


@pytest.mark.parametrize("name", PLAIN)
def test_pages_for_everybody(library: World, name: str) -> None:
    page = browser(library, "anonymous").get(reverse(name))
    assert page.heading
    assert page.one("meta", name="robots").get("content") == "noindex, nofollow"


@pytest.mark.parametrize("name", OF_STAFF)
def test_pages_of_board_staff(library: World, name: str) -> None:
    assert browser(library, "named").get(reverse(name)).heading


def test_pages_of_the_administrator(library: World) -> None:
    page = browser(library, "administrator").get(reverse("accounts"))
    assert "Westmarch Safeguarding Board" in page.text


@pytest.mark.parametrize("who", ["anonymous", "named"])
def test_pages_of_a_review(library: World, who: str) -> None:
    pages = browser(library, who)
    review = pages.get(reverse("review", args=[library.public.work.identifier]))
    assert review.heading == "Review of Ashbourne"
    shown = pages.get(review.link("Ashbourne.pdf".lower()).split("#")[0])
    assert shown.heading == "ashbourne.pdf, page 1 of 1"
    assert review.link("Report a problem: someone").endswith(f"?review={library.public.work.identifier}")


def test_pages_where_a_review_is_checked(library: World) -> None:
    pages = browser(library, "named")
    work = library.hidden["restricted"].work
    assert pages.get(reverse("facts", args=[work.identifier])).heading == "Confirm or correct the facts"
    record = pages.get(reverse("document-record", args=[library.hidden["restricted"].identifier]))
    assert record.heading == "larkhollow.pdf"
    point = work.learning_points.get()
    assert pages.get(reverse("learning-point", args=[point.identifier])).heading == "Correct recommendation 1"


@pytest.mark.parametrize(
    "address", ["/", "/search/?q=bruise", "/reviews/{review}/", "/documents/{document}/", "/nowhere/"]
)
def test_what_is_sent_along_with_every_page(library: World, address: str) -> None:
    told = {"review": library.public.work.identifier, "document": library.public.identifier}
    response = library.client("anonymous").get(address.format(**told))
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert len(response.content) <= KILOBYTES * 1000


def test_search_engines_may_be_let_in(library: World, settings: Any) -> None:
    settings.SEARCH_ENGINES_MAY_INDEX = True
    page = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    assert page.all("meta", name="robots") == []


def test_to_the_public_dates_are_month_and_year(library: World) -> None:
    address = reverse("review", args=[library.public.work.identifier])
    public = browser(library, "anonymous").get(address).text
    assert "February 2016" in public
    assert "November 2017" in public
    assert not re.search(r"\b\d{1,2} (February 2016|November 2017)", public)
    assert "9 February 2016" in browser(library, "reader").get(address).text


def test_without_logging_in_no_place_stands_beside_a_childs_features(library: World) -> None:
    address = reverse("review", args=[library.public.work.identifier])
    public = _facts(browser(library, "anonymous").get(address))
    assert "Physical abuse" in public
    assert "Ashbourne Vale" not in public
    assert "Ashbourne Board" not in public
    assert "Ashbourne Vale" in _facts(browser(library, "reader").get(address))


def _facts(page: Any) -> str:
    return " ".join(words(part) for part in page.all("dl"))


def test_a_list_chosen_by_a_childs_features_names_no_board(library: World) -> None:
    for filters in ("harm=physical-abuse", "age=under-1"):
        page = browser(library, "anonymous").get(f"/search/?q=bruise&{filters}")
        assert "Review of Ashbourne" in page.text
        assert "Ashbourne Board" not in page.text
    assert "Ashbourne Board" in browser(library, "reader").get("/search/?q=bruise&harm=physical-abuse").text


def test_nobody_but_staff_sees_what_no_person_confirmed(library: World) -> None:
    one = document("Thistledown", state="published")
    address = reverse("review", args=[one.work.identifier])
    assert "Nobody has confirmed any fact" in browser(library, "anonymous").get(address).text
    assert "Thistledown Board" not in browser(library, "reader").get(address).text
    seen = browser(library, "other-staff").get(address).text
    assert "Thistledown Board Found by machine" in seen


def test_what_a_person_decided_on_a_hidden_document_is_not_told_by_its_catalogue_record(
    library: World,
) -> None:
    work = library.hidden["restricted"].work
    work.catalogued, work.catalogue_board = True, "Somewhere Board"
    work.save()
    pages = browser(library, "anonymous")
    page = pages.get(reverse("review", args=[work.identifier]))
    assert "Larkhollow Vale" not in page.text
    assert "Not held" in page.text
    assert "Larkhollow Vale" not in pages.get(reverse("reviews")).text


# --- the question ---


@pytest.mark.parametrize(
    "question", ["Child born 12/03/2015 called Jenny Small", "943 476 5919", "bruise near SW1A 2AA"]
)
def test_a_private_question_is_asked_about_before_anything_is_searched(
    library: World, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asks_first(question)
    searched: list[object] = []
    monkeypatch.setattr("heeded.web.views.find.find", lambda *asked: searched.append(asked))
    page = browser(library, "anonymous").get("/search/", q=question)
    assert page.heading == "Is somebody named in your question?"
    assert searched == []


def test_who_says_that_nobody_is_named_is_believed(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="bruise SW1A 2AA", sure="yes")
    assert "Is somebody named" not in page.text


def test_results_say_page_why_and_who_speaks(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="bruise")
    text = page.text
    assert "Found because of the word" in text
    assert "The reviewer" in text
    assert "p. 1" in text
    link = next(a for a in page.all("a", class_="heeded-passage__page"))
    assert (link.get("href") or "").endswith("#cited")


def test_an_empty_result_says_what_to_try(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="xylophone")
    assert page.heading == "Nothing found"
    assert "No passage matches all of this question." in page.text


# --- the document page ---


def test_found_words_are_marked_in_the_text_and_on_the_picture(library: World) -> None:
    page = browser(library, "anonymous").get(f"/documents/{library.public.identifier}/", q="bruise")
    assert [words(mark) for mark in page.all("mark")] == ["bruise"]
    rectangles = page.all("{http://www.w3.org/2000/svg}rect")
    assert len(rectangles) == 1
    assert rectangles[0].get("data-mark") == page.one("mark").get("data-mark") == "1"
    assert 0 < float(rectangles[0].get("width") or 0) < 100


def test_a_page_with_many_marks_is_cited_as_a_page(library: World) -> None:
    page = browser(library, "anonymous").get(
        f"/documents/{library.public.identifier}/", q="bruise baby visitor"
    )
    assert words(page.one("p", id="citation")).endswith(f"/documents/{library.public.identifier}/at/p1/")


def test_the_address_of_a_citation_opens_exactly_there(library: World) -> None:
    response = library.client("anonymous").get(f"/documents/{library.public.identifier}/at/p1.0-9/")
    assert response.url == f"/documents/{library.public.identifier}/?page=1&at=p1.0-9#cited"
    page = browser(library, "anonymous").get(response.url.partition("#")[0])
    assert words(page.one("mark")) == "Ashbourne"
    assert page.one("div", id="page=1") is not None


@pytest.mark.parametrize("place", ["p9.0-9", "x", "p1.9-2", "p0", "p1.0-9+", "p99999999999.0-1"])
def test_a_wrong_citation_is_a_missing_page_or_marks_nothing(library: World, place: str) -> None:
    client = library.client("anonymous")
    answer = client.get(f"/documents/{library.public.identifier}/at/{place}/", follow=True)
    assert answer.status_code in {200, 404}
    assert b"<mark" not in answer.content


@pytest.mark.parametrize("number", ["0", "2", "999999", "x", "-1", "9" * 40])
def test_a_page_that_is_not_there_opens_one_that_is(library: World, number: str) -> None:
    page = browser(library, "anonymous").get(f"/documents/{library.public.identifier}/", page=number)
    assert page.heading.endswith("page 1 of 1")


def test_the_list_of_pages_serves_addresses_with_a_page_mark_without_scripts(library: World) -> None:
    page = browser(library, "anonymous").get(f"/documents/{library.public.identifier}/")
    links = [a.get("href") or "" for a in page.all("a")]
    assert any(link.endswith("?page=1#page=1") for link in links)


# --- what is taken away ---


@pytest.mark.parametrize("rest", ["original", "text"])
def test_a_file_of_a_stranger_is_never_opened_inside_the_site(library: World, rest: str) -> None:
    response, content = _taken(library.client("anonymous"), f"/documents/{library.public.identifier}/{rest}")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"only its file knows" not in content
    assert content.startswith(b"%PDF" if rest == "original" else b"[page 1]")


def _taken(client: Client, address: str) -> tuple[Any, bytes]:
    response = client.get(address)
    if not response.streaming:
        return response, response.content
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return response, content


def test_those_named_for_a_restricted_file_get_it_as_it_is(library: World) -> None:
    document = library.hidden["restricted"]
    _, content = _taken(library.client("named"), f"/documents/{document.identifier}/original")
    assert b"only its file knows" in content


def test_recommendations_as_tables(library: World) -> None:
    from docx import Document as Word
    from openpyxl import load_workbook

    LearningPoint.objects.filter(work=library.public.work).update(text="=HYPERLINK(1) should be asked")
    client = library.client("anonymous")
    base = f"/reviews/{library.public.work.identifier}/recommendations."
    rows = list(csv.DictReader(io.StringIO(client.get(base + "csv").content.decode("utf-8-sig"))))
    assert [row["Recommendation"] for row in rows] == ["'=HYPERLINK(1) should be asked"]
    assert rows[0]["Pages"] == "1"
    assert rows[0]["Fictional"] == "fictional"
    sheet = load_workbook(io.BytesIO(client.get(base + "xlsx").content)).active
    assert sheet.cell(2, 3).value == "=HYPERLINK(1) should be asked"
    assert sheet.cell(2, 3).data_type == "s"
    table = Word(io.BytesIO(client.get(base + "docx").content)).tables[0]
    assert table.rows[1].cells[1].text == "=HYPERLINK(1) should be asked"


def test_only_known_kinds_of_table_are_made(library: World) -> None:
    assert (
        library.client("anonymous")
        .get(f"/reviews/{library.public.work.identifier}/recommendations.exe")
        .status_code
        == 404
    )


def test_a_citation_for_a_reference_manager(library: World) -> None:
    response = library.client("reader").get(f"/reviews/{library.public.work.identifier}/cite.ris")
    lines = response.content.decode().split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "TI  - Review of Ashbourne" in lines
    assert "PY  - 2017" in lines
    assert "N1  - FICTIONAL sample" in lines
    assert lines[-2] == "ER  - "


# --- the same words in two documents, versions ---


def test_what_is_printed_in_two_documents_is_one_row_with_both_places(library: World) -> None:
    work = library.public.work
    second = document("Ashbourne summary", work=work, state="published")
    second.learning_points.update(text=work.learning_points.first().text)  # type: ignore[union-attr]
    page = browser(library, "anonymous").get(reverse("review", args=[work.identifier]))
    assert "Recommendations (1)" in page.text
    assert "ashbourne.pdf p. 1" in page.text
    assert "ashbourne summary.pdf p. 1" in page.text


def test_a_replaced_version_is_shown_to_its_staff_and_marked(library: World) -> None:
    work = library.hidden["replaced"].work
    address = reverse("review", args=[work.identifier])
    assert "Replaced: for staff only" in browser(library, "named").get(address).text
    assert "Replaced" not in browser(library, "anonymous").get(address).text


# --- how much is asked of the database ---


@pytest.fixture
def many(library: World) -> World:
    """Forty reviews and as many restricted ones, so that a query a row would show."""
    for number in range(40):
        one = factories.make_document(passages=[f"A bruise on a baby, number {number}."])
        decide(one.work, "area", f"Vale {number}")
        factories.make_document(passages=["hidden"], state="restricted", published_at=None, published_by="")
    follow()
    return library


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "budget"),
    [("/", 17), ("/reviews/", 16), ("/holdings/", 14), ("/search/?q=bruise", 19), ("/report-a-problem/", 11)],
)
def test_lists_ask_as_much_for_many_rows_as_for_few(
    many: World, address: str, budget: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = many.client("reader")
    client.get(address)
    with django_assert_max_num_queries(budget):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("address", "budget"), [("/reviews/{}/", 42), ("/reviews/{}/facts/", 26)])
def test_a_review_asks_as_much_for_many_recommendations_as_for_few(
    library: World, address: str, budget: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    work = library.public.work
    for number in range(60):
        LearningPoint.objects.create(
            work=work, document=library.public, kind="finding", order=number + 5, text=f"Finding {number}"
        )
    client = library.client("named")
    with django_assert_max_num_queries(budget):
        assert client.get(address.format(work.identifier)).status_code == 200


# --- refusals ---


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/reviews/zzzzzzzzzzzz/", "/documents/zzzzzzzzzzzz/", "/account/first/"]
)
def test_what_is_not_there_says_so(pages: PageClient, address: str) -> None:
    assert pages.get(address, status=404).heading == "Page not found"


def test_what_one_may_not_do_says_so(pages: PageClient) -> None:
    assert pages.get("/add/", status=403).heading == "You cannot do this"


def test_a_forged_form_is_refused_in_plain_words(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    page = PageClient(client).post("/report-a-problem/", {"message": "x"}, status=403)
    assert "too old or did not come from this site" in page.text


def test_what_nobody_foresaw_is_a_page_too(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("heeded.web.views.find.newest_reviews", fail)
    client.raise_request_exception = False
    page = PageClient(client).get("/", status=500)
    assert page.heading == "Something went wrong"
    assert "unforeseen" not in page.text


def test_every_page_of_allauth_is_known() -> None:
    """A new one fails here until somebody has looked at it."""
    assert len(addresses.of_allauth()) == 30
