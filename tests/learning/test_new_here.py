"""New here: what a review teaches that none before it did."""

import pytest
from pytest_django import DjangoAssertNumQueries

from heeded.learning.queries import NewHere, new_here
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.search.services import embed
from tests.learning import lessons_made as made
from tests.library import made as library
from tests.people.made import viewer
from tests.search.made_model import MadeModel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_model")]
ASKED, BEFORE, THIRD = made.MEN


@pytest.fixture
def here() -> Document:
    return made.review(
        ASKED, made.UNLIKE, period_from="2018", period_to="2019-11", date_of_publication="2020"
    )


def _new(found: NewHere) -> list[str]:
    return [one.point.text for one in found.new]


def _before(found: NewHere) -> list[str]:
    return [one.point.text for one in found.taught_before]


def test_what_an_earlier_review_said_is_not_new(here: Document) -> None:
    earlier = made.review(BEFORE, period_to="2008-01", date_of_publication="2021", board="Old Board")
    found = new_here(ANONYMOUS, here.work)
    assert (_new(found), _before(found)) == ([made.UNLIKE], [ASKED])
    [compared] = found.taught_before
    [said] = compared.earlier
    assert (said.point.document, said.board, said.year, said.page, said.is_same) == (
        earlier,
        "Old Board",
        2021,
        1,
        True,
    )
    assert compared.page == 1 and found.by_words


def test_what_a_later_review_says_changes_nothing(here: Document) -> None:
    made.review(BEFORE, period_to="2023", date_of_publication="2019")
    assert _new(new_here(ANONYMOUS, here.work)) == [ASKED, made.UNLIKE], "by the period, not by publication"


def test_without_periods_publication_tells(here: Document) -> None:
    made.review(BEFORE, date_of_publication="2012")
    assert _before(new_here(ANONYMOUS, here.work)) == [ASKED]


@pytest.mark.parametrize("filed", [{}, {"date_of_publication": "2020"}, {"period_to": "2019-11"}])
def test_where_nobody_can_tell_which_is_earlier_it_says_so(here: Document, filed: dict[str, str]) -> None:
    made.review(BEFORE, **filed)
    found = new_here(ANONYMOUS, here.work)
    assert ([one.point.text for one in found.unsure], _new(found)) == ([ASKED], [made.UNLIKE])
    assert found.unsure[0].undated == 1


def test_a_lesson_that_a_person_confirmed_tells_too(here: Document) -> None:
    earlier = made.review("Nothing that a machine would take for it.", period_to="2001")
    later = made.review(made.INTERPRETERS[0], period_to="2024")
    lesson = made.lesson(here, earlier)
    made.lesson(here, later, title="Taught later")
    found = new_here(ANONYMOUS, here.work)
    assert _new(found) == [] and {one.lessons for one in found.taught_before} == {(lesson,)}


def test_what_may_not_be_seen_changes_nothing(here: Document) -> None:
    before = new_here(ANONYMOUS, here.work)
    made.review(BEFORE, state="restricted", period_to="2008")
    assert new_here(ANONYMOUS, here.work) == before
    assert _before(new_here(OPERATOR, here.work)) == [ASKED]
    hidden = made.review(ASKED, state="restricted")
    assert new_here(ANONYMOUS, hidden.work) == NewHere(before.review.__class__(hidden.work), (), (), (), True)


def test_what_is_printed_twice_is_told_once_and_good_practice_is_nothing_new(here: Document) -> None:
    summary = library.document(state="published", work=here.work)
    made.point(summary, ASKED, number="1")
    made.point(summary, "Well done.", kind="good-practice")
    made.heard(summary)
    assert _new(new_here(ANONYMOUS, here.work)) == [ASKED, made.UNLIKE]


def test_guesses_are_for_staff(here: Document) -> None:
    made.guess(made.review(BEFORE), period_to="2008")
    assert _before(new_here(viewer("researcher"), here.work)) == [ASKED]
    assert _before(new_here(ANONYMOUS, here.work)) == []


def test_with_vectors_of_some(here: Document, made_model: MadeModel) -> None:
    library.passage(here)
    made.heard(here)
    embed()
    made.review(BEFORE, period_to="2008")
    found = new_here(ANONYMOUS, here.work)
    assert (_before(found), found.by_words) == ([ASKED], False)


def test_a_review_without_learning_points() -> None:
    document = made.review()
    made.review(BEFORE)
    found = new_here(ANONYMOUS, document.work)
    assert (found.new, found.taught_before, found.unsure) == ((), (), ())


def test_queries_do_not_grow(here: Document, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        made.point(here, f"{ASKED} In case {number}.", number=str(number))
        made.review(f"{BEFORE} In case {number}.", period_to="2008")
    made.heard(here)
    staff = viewer("researcher")
    new_here(staff, here.work)
    with django_assert_max_num_queries(12):
        assert len(new_here(staff, here.work).taught_before) == 13
