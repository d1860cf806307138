"""Said before, this board again and new here, as pages. A machine compares; what is pasted leaves no trace."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heeded.core.models import AuditRow, Change
from heeded.learning.models import Lesson
from heeded.library.models import LearningPoint, LibrarySettings
from heeded.reach.models import PastSearch
from tests.people import made as people
from tests.web import lessons
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db
DRAFT = "Agencies that refer a child should hear in writing within ten days what became of the referral."
ODD = "Quixotic zebrine parapets should be burnished weekly."


@pytest.fixture
def points() -> list[LearningPoint]:
    return lessons.three()


@pytest.fixture
def staff() -> PageClient:
    return lessons.somebody()


def compare(pages: PageClient, text: str, *, status: int = 200, **more: str) -> Fetched:
    return pages.post("/said-before/", {"text": text, **more}, status=status)


# --- said before ---


def test_a_pasted_text_is_told_how_often_by_whom_and_since_when(
    points: list[LearningPoint], pages: PageClient
) -> None:
    page = compare(pages, lessons.SAYS[0])
    assert "Already recommended in" in page.text and "first in 2011" in page.text
    assert "Westmarch Board" in page.text and "2011" in page.text
    assert points[0].work.title in page.text and lessons.SAYS[0] in page.text
    assert f"/documents/{points[0].document.identifier}/?page=1" in page.link("p. 1")
    assert (page.one("textarea").text or "").strip() == lessons.SAYS[0], "to be worked on further"


def test_what_was_never_said_is_said_to_be_new(points: list[LearningPoint], pages: PageClient) -> None:
    page = compare(pages, ODD)
    assert "No recommendation in this library says the same" in page.text


def test_a_finding_that_says_it_is_not_a_recommendation(pages: PageClient) -> None:
    lessons.point(lessons.SAYS[0], kind="finding")
    page = compare(pages, lessons.SAYS[0])
    assert "No recommendation in this library says the same, but 1 finding or question does." in page.text


def test_the_text_is_in_no_address_row_or_log(
    points: list[LearningPoint], caplog: pytest.LogCaptureFixture
) -> None:
    staff = lessons.somebody()
    staff.get("/said-before/")
    before = Change.objects.count(), AuditRow.objects.count()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        page = compare(staff, ODD)
    assert page.response.redirect_chain == [] and page.address == "/said-before/"
    assert (Change.objects.count(), AuditRow.objects.count()) == before and not PastSearch.objects.exists()
    said = [one["sql"] for one in asked.captured_queries] + [one.getMessage() for one in caplog.records]
    assert not [one for one in said if "zebrine" in one.casefold() and not one.startswith("(")]
    assert "no-store" in page.response["Cache-Control"]
    assert page.one("form", action="/said-before/").get("method") == "post"


def test_an_address_with_a_text_compares_nothing(points: list[LearningPoint], pages: PageClient) -> None:
    page = pages.get("/said-before/", text=lessons.SAYS[0])
    assert "Already recommended" not in page.text and lessons.SAYS[0] not in page.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write or paste a recommendation"),
        ("Do better", "at least three words"),
        ("word " * 1100, "at most 5,000 characters"),
    ],
)
def test_what_cannot_be_compared_is_answered_on_the_page(pages: PageClient, text: str, words: str) -> None:
    page = compare(pages, text, status=422)
    assert words in page.text and (page.one("textarea").text or "").strip() == text.strip()


def test_a_name_with_a_birth_date_is_asked_about_before_anything_is_compared(
    points: list[LearningPoint], pages: PageClient
) -> None:
    text = f"Jenny Small, born 12/03/2015: {lessons.SAYS[0]}"
    page = compare(pages, text)
    assert "Is somebody named?" in page.text and "Already recommended" not in page.text
    assert "Already recommended" in compare(pages, text, sure="yes").text


def test_it_needs_the_form_s_own_token(points: list[LearningPoint]) -> None:
    assert Client(enforce_csrf_checks=True).post("/said-before/", {"text": DRAFT}).status_code == 403


def test_a_public_node_compares_too(points: list[LearningPoint], pages: PageClient) -> None:
    LibrarySettings.objects.create(pk=1, follows="https://main.example.org/feed.atom")
    assert "Already recommended" in compare(pages, lessons.SAYS[0]).text


def test_what_one_may_not_see_is_neither_shown_nor_counted(
    points: list[LearningPoint], pages: PageClient
) -> None:
    all_of_it = compare(pages, lessons.SAYS[0]).text
    lessons.restrict(points[0])
    page = compare(pages, lessons.SAYS[0])
    assert points[0].work.title not in page.text and points[0].work.title in all_of_it
    assert "first in 2011" not in page.text


def test_reading_a_restricted_recommendation_so_is_on_record(points: list[LearningPoint]) -> None:
    account = people.account("researcher")
    document = lessons.restrict(points[0])
    people.grant(document.pk, account=account)
    reader = lessons.logged_in(account)
    session = reader.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    compare(reader, lessons.SAYS[0])
    rows = AuditRow.objects.filter(action="document.read.said-before")
    assert [row.thing for row in rows] == [document.identifier]


def test_every_recommendation_of_a_review_leads_there(points: list[LearningPoint], pages: PageClient) -> None:
    address = pages.get(f"/reviews/{points[0].work.identifier}/").link("Said before?")
    assert address == f"/learning-points/{points[0].identifier}/said-before/"
    page = pages.get(address)
    assert lessons.SAYS[0] in page.text and points[1].work.title in page.text
    rows = page.all("p", class_="heeded-learning__number")
    assert not [row for row in rows if points[0].work.title in "".join(row.itertext())], "not with itself"
    lessons.restrict(points[0])
    pages.get(address, status=404)


def test_it_leads_to_the_lesson_that_is_known(points: list[LearningPoint], pages: PageClient) -> None:
    lesson = lessons.lesson(points)
    page = compare(pages, lessons.SAYS[0])
    assert page.link("Referrers are answered") == f"/lessons/{lesson.identifier}/"


def test_a_proposed_lesson_is_not_told_of(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.proposed(points)
    for page in (compare(staff, lessons.SAYS[0]), staff.get(f"/reviews/{points[0].work.identifier}/")):
        assert lesson.identifier not in page.content.decode()


def test_comparing_costs_the_same_however_much_is_found(
    points: list[LearningPoint], pages: PageClient
) -> None:
    lessons.lesson(points, is_open=False)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            compare(pages, lessons.SAYS[0])
        return len(captured)

    asked()
    few = asked()
    more = [lessons.point(f"{lessons.SAYS[0]} {number}") for number in range(8)]
    for number, one in enumerate(more):
        lessons.lesson([one], f"Lesson {number}", is_open=False)
    asked()
    assert asked() == few


# --- on the page of a review ---


def test_a_review_says_in_how_many_reviews_a_recommendation_was_taught(
    points: list[LearningPoint], pages: PageClient
) -> None:
    lesson = lessons.lesson(points)
    page = pages.get(f"/reviews/{points[0].work.identifier}/")
    assert page.link("Taught in 3 reviews") == f"/lessons/{lesson.identifier}/"
    lessons.restrict(points[1])
    assert "Taught in 2 reviews" in pages.get(f"/reviews/{points[0].work.identifier}/").text


def test_a_learning_point_that_was_taken_out_says_nothing_of_the_lesson(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.lesson(points)
    staff.post(f"/lessons/{lesson.identifier}/desk/", {"do": "take-out", "point": points[0].identifier})
    assert "Taught in" not in staff.get(f"/reviews/{points[0].work.identifier}/").text


# --- new here ---


def test_what_is_new_here_and_what_was_said_before(points: list[LearningPoint], pages: PageClient) -> None:
    latest = points[1].work
    assert pages.get(f"/reviews/{latest.identifier}/").link("What is new here").endswith("/new-here/")
    page = pages.get(f"/reviews/{latest.identifier}/new-here/")
    assert "Compared by machine" in page.text and "an earlier time than 2013 to 2015" in page.text
    assert "1 learning point" in page.text or "was said before" in page.text
    earliest = pages.get(f"/reviews/{points[2].work.identifier}/new-here/")
    assert "1 learning point is new" in earliest.text, "by the period under review, not by publication"


def test_a_lesson_tells_what_was_said_before_too(points: list[LearningPoint], pages: PageClient) -> None:
    other = lessons.point(lessons.OTHER, lessons.Facts(began="2019", ended="2020"))
    lesson = lessons.lesson([points[2], other])
    page = pages.get(f"/reviews/{other.work.identifier}/new-here/")
    assert page.link("Referrers are answered") == f"/lessons/{lesson.identifier}/"
    assert "1 was said before" in page.text


def test_a_review_that_cannot_be_dated_is_told_so(points: list[LearningPoint], pages: PageClient) -> None:
    unknown = lessons.point(lessons.SAYS[0])
    page = pages.get(f"/reviews/{unknown.work.identifier}/new-here/")
    assert "what is earlier cannot be told" in page.text
    lessons.restrict(unknown)
    pages.get(f"/reviews/{unknown.work.identifier}/new-here/", status=404)


# --- this board again ---


@pytest.fixture
def lesson(points: list[LearningPoint]) -> Lesson:
    return lessons.lesson(points)


def test_what_an_area_was_taught_twice_and_how_long_apart(lesson: Lesson, pages: PageClient) -> None:
    page = pages.get("/lessons/again/")
    address = page.link("Westmarch")
    shown = pages.get(address)
    assert "1 lesson was taught more than once" in shown.text
    assert "1 year and 1 month between the periods under review 2005 to 2006 and 2008 to 2009." in shown.text
    assert "The first had not been published when the second began." in shown.text
    assert shown.link("Referrers are answered") == f"/lessons/{lesson.identifier}/"
    chosen = [one for one in shown.all("option") if one.get("selected") is not None]
    assert [one.get("value") for one in chosen] == ["Westmarch"]


def test_an_area_that_was_taught_once_and_one_that_is_nowhere(lesson: Lesson, pages: PageClient) -> None:
    assert "0 lessons were taught more than once" in pages.get("/lessons/again/", board="Eastfold").text
    page = pages.get("/lessons/again/", board="Nowhere at all")
    assert "No review that is filed under this name" in page.text


def test_a_library_without_lessons_has_no_areas_to_choose(pages: PageClient) -> None:
    assert "teaches a confirmed lesson yet" in pages.get("/lessons/again/").text


def test_areas_of_what_one_may_not_see_are_not_named(
    lesson: Lesson, points: list[LearningPoint], pages: PageClient
) -> None:
    lessons.restrict(points[1])
    page = pages.get("/lessons/again/")
    assert "Eastfold" not in page.text and "Westmarch" in page.text
    told = pages.get("/lessons/again/", board="Eastfold").text.replace("Eastfold", "Nowhere")
    assert told == pages.get("/lessons/again/", board="Nowhere").text
