"""Deciding on lessons at the desk: confirm, name, reject, take out, split, add, merge, gather. Without a script."""

from xml.etree.ElementTree import Element

import pytest

from heeded.learning import services
from heeded.learning.models import Lesson, LessonMember
from heeded.library.models import LearningPoint
from heeded.people.viewer import OPERATOR
from tests.web import lessons
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def points() -> list[LearningPoint]:
    return lessons.three()


@pytest.fixture
def staff() -> PageClient:
    return lessons.somebody()


def at(lesson: Lesson, rest: str = "desk/") -> str:
    return f"/lessons/{lesson.identifier}/{rest}"


def states(lesson: Lesson) -> dict[int, str]:
    rows = LessonMember.objects.filter(lesson=lesson).order_by("learning_point")
    return dict(rows.values_list("learning_point", "state"))


def state(lesson: Lesson) -> str:
    return Lesson.objects.get(pk=lesson.pk).state


def ids(points: list[LearningPoint]) -> list[str]:
    return [point.identifier for point in points]


def field(page: Fetched, name: str) -> Element:
    return page.one("input", name=name)


def hidden(page: Fetched, name: str) -> list[str]:
    return [one.get("value", "") for one in page.all("input", name=name)]


@pytest.mark.parametrize("role", ["reader", "inspector", "manager"])
def test_who_may_not_name_lessons_has_no_desk(points: list[LearningPoint], role: str) -> None:
    lesson, other = lessons.lesson(points[:2]), lessons.somebody(role)
    for address in (at(lesson), at(lesson, "add/"), at(lesson, "merge/")):
        other.get(address, status=403)
    other.get(f"/learning-points/{points[0].identifier}/gather/", status=403)
    assert other.client.post(at(lesson), {"do": "reject"}).status_code == 403 and state(lesson) == "confirmed"
    assert "desk" not in other.get(at(lesson, "")).content.decode()


def test_a_proposal_is_confirmed_with_a_name_and_without_what_is_ticked(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.proposed(points)
    page = staff.get(at(lesson))
    assert page.heading == "Is this a lesson?" and "Both ask for an answer in writing." in page.text
    assert "repeats no single report" in page.text
    form = {"do": "confirm", "seen": hidden(page, "seen"), "point": ids(points[2:])}
    shown = staff.post(at(lesson), form | {"title": "Referrers are answered", "is_open": "on"})
    assert shown.heading == "Referrers are answered" and "Confirmed." in shown.text
    assert list(states(lesson).values()) == ["confirmed", "confirmed", "rejected"]
    assert Lesson.objects.get(pk=lesson.pk).title_is_open


def test_it_needs_a_name_and_what_was_ticked_is_kept(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.proposed(points)
    form = {"do": "confirm", "seen": ids(points), "point": ids(points[:1]), "title": " ", "is_open": "on"}
    page = staff.post(at(lesson), form, status=422)
    assert "Give the lesson a name" in page.text and state(lesson) == "proposed"
    ticked = [one.get("value") for one in page.all("input", name="point") if one.get("checked") is not None]
    assert ticked == ids(points[:1]) and field(page, "is_open").get("checked") is not None
    page = staff.post(at(lesson), form | {"title": "x" * 301}, status=422)
    assert field(page, "title").get("value") == "x" * 301 and "at most 300" in page.text


def test_nothing_is_confirmed_that_was_not_on_the_page(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.proposed(points)
    form = {"do": "confirm", "seen": ids(points[:2]), "title": "Referrers are answered"}
    page = staff.post(at(lesson), form, status=422)
    assert "More was proposed meanwhile" in page.text and set(states(lesson).values()) == {"proposed"}
    assert field(page, "title").get("value") == "Referrers are answered"


def test_leaving_out_all_of_it_is_refused_in_plain_words(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.proposed(points)
    form = {"do": "confirm", "seen": ids(points), "point": ids(points), "title": "Referrers are answered"}
    page = staff.post(at(lesson), form, status=422)
    assert "No learning point would teach it" in page.text and set(states(lesson).values()) == {"proposed"}
    assert field(page, "title").get("value") == "Referrers are answered"


def test_what_is_proposed_for_a_confirmed_one_is_confirmed_without_naming_it_again(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.lesson(points[:2])
    assert lessons.proposed(points) == lesson
    assert "1 more learning point is proposed" in staff.get(at(lesson, "")).text
    page = staff.get(at(lesson))
    assert hidden(page, "seen") == ids(points[2:])
    staff.post(at(lesson), {"do": "confirm", "seen": hidden(page, "seen")})
    assert list(states(lesson).values()) == ["confirmed"] * 3


def test_naming_it_anew(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.lesson(points)
    page = staff.get(at(lesson))
    assert field(page, "title").get("value") == "Referrers are answered"
    assert field(page, "is_open").get("checked") is not None
    staff.post(at(lesson), {"do": "name", "title": "Referrers hear back"})
    named = Lesson.objects.get(pk=lesson.pk)
    assert (named.title, named.title_is_open) == ("Referrers hear back", False)
    assert "Give the lesson a name" in staff.post(at(lesson), {"do": "name", "title": ""}, status=422).text


def test_rejecting_and_thinking_better_of_it(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.proposed(points)
    page = staff.post(at(lesson), {"do": "reject"})
    assert state(lesson) == "rejected" and "can be confirmed later" in page.text
    assert lesson.identifier in staff.get("/lessons/", state="rejected").content.decode()
    form = {"do": "confirm", "seen": hidden(page, "seen"), "title": "Referrers are answered"}
    staff.post(at(lesson), form)
    assert state(lesson) == "confirmed"


def test_taking_out_and_making_another(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.lesson(points)
    assert "Tick the learning points first" in staff.post(at(lesson), {"do": "take-out"}, status=422).text
    staff.post(at(lesson), {"do": "take-out", "point": ids(points[:1])})
    assert list(states(lesson).values()) == ["rejected", "confirmed", "confirmed"]
    page = staff.post(at(lesson), {"do": "split", "point": ids(points[1:2]), "part-title": ""}, status=422)
    assert "Give the lesson a name" in page.text
    page = staff.post(
        at(lesson), {"do": "split", "point": ids(points[1:]), "part-title": "In writing"}, status=422
    )
    assert "not all of them" in page.text and field(page, "part-title").get("value") == "In writing"
    page = staff.post(at(lesson), {"do": "split", "point": ids(points[1:2]), "part-title": "In writing"})
    part = Lesson.objects.get(title="In writing")
    assert part.identifier in page.response.redirect_chain[-1][0] and part.split_from == lesson
    page = staff.post(at(lesson), {"do": "take-out", "point": ids(points[2:])}, status=422)
    assert "No learning point would be left" in page.text


def test_a_learning_point_that_is_not_there_or_not_for_them_is_not_there(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson = lessons.lesson(points[:2])
    lessons.restrict(points[2])
    nowhere = staff.client.post(at(lesson, "add/"), {"do": "add", "point": "zzzzzzzzzzzz"})
    hidden_one = staff.client.post(at(lesson, "add/"), {"do": "add", "point": points[2].identifier})
    assert nowhere.status_code == hidden_one.status_code == 404
    assert len(states(lesson)) == 2


def test_adding_what_is_close_to_it(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.lesson(points[:1])
    far = lessons.point(lessons.OTHER)
    page = staff.get(at(lesson, "add/"))
    offered = hidden(page, "point")
    assert points[0].identifier not in offered and set(ids(points[1:])) <= set(offered)
    page = staff.post(
        at(lesson, "add/"), {"do": "look", "words": "a school names a person for moving children"}
    )
    assert hidden(page, "point")[0] == far.identifier
    assert "moving children" not in page.address
    page = staff.post(at(lesson, "add/"), {"do": "look", "words": " "}, status=422)
    assert "Write what the learning points should say" in page.text
    page = staff.post(at(lesson, "add/"), {"do": "add"}, status=422)
    assert "Tick the learning points first" in page.text
    staff.post(at(lesson, "add/"), {"do": "add", "point": ids(points[1:])})
    assert list(states(lesson).values()) == ["confirmed"] * 3


def test_merging_into_one_that_is_near_or_found_by_its_name(
    points: list[LearningPoint], staff: PageClient
) -> None:
    first, second = lessons.lesson(points[:1], "Answers in writing"), lessons.lesson(points[1:])
    far = lessons.lesson([lessons.point(lessons.OTHER)], "Children who move")
    waiting = lessons.proposed([lessons.point(f"{lessons.SAYS[0]} {n}") for n in range(2)])
    page = staff.get(at(first, "merge/"))
    assert second.identifier in hidden(page, "into") and first.identifier not in hidden(page, "into")
    assert waiting.identifier in hidden(page, "into") and "(proposed by machine)" in page.text
    page = staff.get(at(first, "merge/"), q="move children")
    assert hidden(page, "into") == [far.identifier]
    assert "No other lesson has these words" in staff.get(at(first, "merge/"), q="zebra").text
    page = staff.post(at(first, "merge/"), {}, status=422)
    assert "Choose a lesson" in page.text
    page = staff.post(at(first, "merge/"), {"into": second.identifier})
    assert page.heading == "Referrers are answered" and state(first) == "merged"
    assert staff.client.get(at(first))["Location"] == at(second)
    changes = staff.get(at(second, "history/"))
    assert "Merged with another" in changes.text


def test_gathering_one_from_a_learning_point(points: list[LearningPoint], staff: PageClient) -> None:
    address = f"/learning-points/{points[0].identifier}/gather/"
    review = staff.get(f"/reviews/{points[0].work.identifier}/")
    assert review.link("Gather a lesson") == address
    page = staff.get(address)
    assert set(ids(points[1:])) <= set(hidden(page, "point"))
    assert points[0].identifier not in hidden(page, "point")
    page = staff.post(address, {"point": ids(points[1:2]), "title": ""}, status=422)
    ticked = [one.get("value") for one in page.all("input", name="point") if one.get("checked") is not None]
    assert "Give the lesson a name" in page.text and ticked == ids(points[1:2])
    page = staff.post(address, {"point": ids(points[1:]), "title": "Referrers are answered", "is_open": "on"})
    made = Lesson.objects.get()
    assert page.heading == "Referrers are answered" and list(states(made).values()) == ["confirmed"] * 3
    assert "It teaches already: Referrers are answered" in staff.get(address).text


def test_gathering_offers_the_lesson_that_is_there(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.lesson(points[1:])
    page = staff.get(f"/learning-points/{points[0].identifier}/gather/")
    assert "Add it to this lesson" in page.text
    staff.post(at(lesson, "add/"), {"do": "add", "point": points[0].identifier})
    assert list(states(lesson).values()) == ["confirmed"] * 3


def test_a_desk_that_was_open_while_the_lesson_was_merged_says_so(
    points: list[LearningPoint], staff: PageClient
) -> None:
    lesson, into = lessons.lesson(points[:1]), lessons.lesson(points[1:], "Answers in writing")
    services.merge_lessons(lesson, into, by=OPERATOR)
    response = staff.client.post(at(lesson), {"do": "name", "title": "Too late"})
    assert response["Location"] == at(into)
    into.refresh_from_db()
    assert into.title == "Answers in writing"


def test_a_button_that_is_none_changes_nothing(points: list[LearningPoint], staff: PageClient) -> None:
    lesson = lessons.lesson(points)
    staff.post(at(lesson), {"do": "nonsense"})
    assert state(lesson) == "confirmed"
