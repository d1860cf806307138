"""Lessons as pages: the list with its filters, one lesson in time, its history; what is undecided is for staff."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.briefing.models import RecommendationDecision
from heeded.core.clock import now
from heeded.core.models import AuditRow
from heeded.learning import services
from heeded.learning.models import Lesson
from heeded.learning.services import Name
from heeded.library.models import LearningPoint
from heeded.people.viewer import OPERATOR
from tests.people import made as people
from tests.web import lessons
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def points() -> list[LearningPoint]:
    return lessons.three()


@pytest.fixture
def lesson(points: list[LearningPoint]) -> Lesson:
    return lessons.lesson(points)


@pytest.fixture
def staff() -> PageClient:
    return lessons.somebody()


def at(lesson: Lesson, rest: str = "") -> str:
    return f"/lessons/{lesson.identifier}/{rest}"


def titles(page: Fetched) -> list[str]:
    return ["".join(head.itertext()).strip() for head in page.all("h2", class_="heeded-result__title")]


def test_an_empty_list_says_so(pages: PageClient) -> None:
    assert "Nobody has confirmed one yet" in pages.get("/lessons/").text


def test_the_list_says_how_often_each_was_taught_and_most_often_first(
    lesson: Lesson, pages: PageClient
) -> None:
    lessons.lesson([lessons.point(lessons.OTHER)], "Children who move are kept in sight")
    page = pages.get("/lessons/")
    assert titles(page) == ["Referrers are answered", "Children who move are kept in sight"]
    assert "Taught in 3 reviews of 2 boards over 9 years." in page.text
    assert page.link("Referrers are answered") == at(lesson)
    assert page.link("Said before?") == "/said-before/"


def test_what_a_machine_proposes_stands_apart_and_for_staff_alone(
    points: list[LearningPoint], pages: PageClient, staff: PageClient
) -> None:
    lesson = lessons.proposed(points)
    assert titles(pages.get("/lessons/")) == [] == titles(pages.get("/lessons/", state="proposed"))
    pages.get(at(lesson), status=404)
    assert titles(staff.get("/lessons/")) == []
    page = staff.get("/lessons/", state="proposed")
    assert "Nobody has decided on them" in page.text and "Would be taught in 3 reviews" in page.text
    shown = staff.get(at(lesson))
    assert "A machine proposes this" in shown.text and "Would be taught in" in shown.text
    assert "Taught in" not in shown.text.replace("Would be taught in", "")


def test_the_list_is_narrowed_by_kind_area_and_whom_it_asks(
    lesson: Lesson, points: list[LearningPoint], pages: PageClient, staff: PageClient
) -> None:
    other = lessons.point(lessons.OTHER, lessons.Facts("Northby"), kind="finding", agencies=["education"])
    lessons.lesson([other], "Children who move are kept in sight")
    assert titles(pages.get("/lessons/", kind="finding")) == ["Children who move are kept in sight"]
    assert titles(pages.get("/lessons/", area="Eastfold")) == ["Referrers are answered"]
    assert titles(pages.get("/lessons/", area="Eastfold", kind="finding")) == []
    assert titles(pages.get("/lessons/", area="Nowhere")) == []
    assert titles(staff.get("/lessons/", agency="education")) == ["Children who move are kept in sight"]
    assert titles(pages.get("/lessons/", agency="education")) == [], "what a machine tells is for staff"
    RecommendationDecision.objects.create(
        learning_point=points[0],
        kinds=["practice"],
        agencies=["health"],
        decided_by="operator",
        decided_at=now(),
    )
    page = pages.get("/lessons/", agency="health")
    assert titles(page) == ["Referrers are answered"]
    assert page.link("Remove") == "/lessons/"


def test_one_lesson_shows_its_reviews_in_the_order_of_what_they_are_about(
    lesson: Lesson, points: list[LearningPoint], pages: PageClient
) -> None:
    page = pages.get(at(lesson))
    assert page.heading == "Referrers are answered"
    assert "Taught in 3 reviews of 2 boards over 9 years." in page.text
    heads = ["".join(one.itertext()).strip() for one in page.all("h3", class_="heeded-result__title")]
    assert heads == [points[n].work.title for n in (2, 0, 1)], "by the period, not by publication"
    for said in lessons.SAYS:
        assert said in page.text
    assert f"/documents/{points[2].document.identifier}/?page=1&at=p1.0-" in page.link("p. 1")
    drawn = [one.get("role") for one in page.all("{http://www.w3.org/2000/svg}svg")]
    assert drawn.count("img") == 1
    cells = ["".join(one.itertext()).strip() for one in page.one("tbody").iter("td")]
    assert "2005 to 2006" in cells and "2017" in cells
    assert "What came of each is not known to this library" in page.text


def test_what_is_not_known_is_said(pages: PageClient) -> None:
    known = lessons.point(lessons.SAYS[0], lessons.Facts(published="2012"))
    unknown = lessons.point(lessons.SAYS[1])
    page = pages.get(at(lessons.lesson([known, unknown])))
    assert "Of 1 review no date is known here" in page.text
    assert "it is placed by its publication" in page.text
    assert "Of 2 reviews the board is not confirmed" in page.text


def test_what_is_asked_for_is_a_guess_for_staff_until_it_is_decided(
    lesson: Lesson, points: list[LearningPoint], pages: PageClient, staff: PageClient
) -> None:
    assert "Not yet decided what they ask for (3 recommendations)" in pages.get(at(lesson)).text
    assert "Not yet decided what they ask for" not in staff.get(at(lesson)).text
    for one in points:
        RecommendationDecision.objects.create(
            learning_point=one, kinds=["training"], decided_by="operator", decided_at=now()
        )
    assert "Training or awareness (3 recommendations)" in pages.get(at(lesson)).text


def test_the_old_address_of_a_merged_lesson_leads_to_where_it_went(lesson: Lesson, pages: PageClient) -> None:
    other = lessons.lesson([lessons.point(lessons.OTHER)], "Children who move")
    services.merge_lessons(other, lesson, by=OPERATOR)
    response = pages.client.get(at(other))
    assert (response.status_code, response["Location"]) == (302, at(lesson))


def test_a_name_that_may_repeat_a_report_is_not_for_everybody(
    points: list[LearningPoint], pages: PageClient
) -> None:
    lesson = lessons.lesson(points, "Zebrine words of one report", is_open=False)
    lessons.restrict(points[0])
    page = pages.get(at(lesson))
    assert "Zebrine" not in page.content.decode() and page.heading in lessons.SAYS[1:]
    assert "Without a name of its own" in page.text
    assert lessons.SAYS[0] not in page.text and "Taught in 2 reviews" in page.text
    assert "Zebrine" not in pages.get("/lessons/").content.decode()


def test_a_lesson_of_nothing_that_one_may_see_is_not_there(
    points: list[LearningPoint], pages: PageClient
) -> None:
    lesson = lessons.lesson(points[:1])
    lessons.restrict(points[0])
    for rest in ("", "history/"):
        pages.get(at(lesson, rest), status=404)
    assert titles(pages.get("/lessons/")) == []


def test_reading_a_restricted_report_in_a_lesson_is_on_record(points: list[LearningPoint]) -> None:
    lesson = lessons.lesson(points)
    document = lessons.restrict(points[0])
    account = people.account("researcher")
    people.grant(document.pk, account=account)
    reader = lessons.logged_in(account)
    session = reader.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert lessons.SAYS[0] in reader.get(at(lesson)).text
    rows = AuditRow.objects.filter(action="document.read.lesson")
    assert [row.thing for row in rows] == [document.identifier]


@pytest.mark.parametrize("rest", ["", "new-here/"])
def test_a_lesson_that_is_called_by_words_of_a_restricted_report_leaves_its_trace(
    points: list[LearningPoint], rest: str
) -> None:
    """Wherever it is named: beside a public recommendation, too."""
    lessons.lesson(points, "Not for everybody", is_open=False)
    document = lessons.restrict(points[0])
    other = lessons.restrict(points[2])
    account = people.account("researcher")
    people.grant(document.pk, account=account)
    reader = lessons.logged_in(account)
    session = reader.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    page = reader.get(f"/reviews/{points[1].work.identifier}/{rest}")
    assert lessons.SAYS[0][:40] in page.text
    rows = AuditRow.objects.filter(action="document.read.lessons")
    assert [row.thing for row in rows] == [document.identifier] and other.identifier != document.identifier


def test_the_history_is_for_staff_and_in_words(lesson: Lesson, pages: PageClient, staff: PageClient) -> None:
    services.name_lesson(lesson, Name("Referrers hear back", is_open=True), by=OPERATOR)
    page = staff.get(at(lesson, "history/"))
    assert "Named anew" in page.text and "The name before: “Referrers are answered”" in page.text
    assert "Gathered by a person: 3 learning points" in page.text and "the operator" in page.text
    pages.get(at(lesson, "history/"), status=403)


def _queries(fetch: Callable[[], object]) -> int:
    fetch()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        fetch()
    return len(captured)


def test_the_list_costs_the_same_however_long_it_is(
    pages: PageClient, lesson: Lesson, staff: PageClient
) -> None:
    lessons.lesson([lessons.point(lessons.OTHER)], "Not for everybody", is_open=False)
    few = _queries(lambda: pages.get("/lessons/")), _queries(lambda: staff.get("/lessons/"))
    for number in range(12):
        facts = lessons.Facts(f"Area {number}", f"Board {number}", published="2014")
        said = [lessons.point(f"{lessons.OTHER} {number} {n}", facts) for n in range(3)]
        lessons.lesson(said, f"Lesson {number}", is_open=number % 2 == 0)
    assert (_queries(lambda: pages.get("/lessons/")), _queries(lambda: staff.get("/lessons/"))) == few


def test_one_lesson_costs_the_same_however_often_it_was_taught(
    pages: PageClient, lesson: Lesson, staff: PageClient
) -> None:
    few = _queries(lambda: pages.get(at(lesson))), _queries(lambda: staff.get(at(lesson)))
    more = [
        lessons.point(f"{lessons.SAYS[0]} {n}", lessons.Facts(f"Area {n}", published="2014"))
        for n in range(12)
    ]
    services.add_to_lesson(lesson, more, by=OPERATOR)
    assert (_queries(lambda: pages.get(at(lesson))), _queries(lambda: staff.get(at(lesson)))) == few
