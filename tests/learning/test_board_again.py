"""This board again: what one area was taught more than once, and how long apart."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from heeded.learning.queries import areas_taught, this_board_again
from heeded.library.models import Document
from heeded.people.models import OrganisationArea
from heeded.people.viewer import ANONYMOUS
from tests.learning import lessons_made as made
from tests.people.made import board, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Document:
    """Published nine years before the second was about anything."""
    return made.review(
        made.MEN[0],
        board="Wrenhythe Board",
        area="Wrenhythe",
        period_from="2005-09",
        period_to="2008-01",
        date_of_publication="2009-05",
    )


@pytest.fixture
def second() -> Document:
    return made.review(
        made.MEN[1],
        board="Wrenhythe Partnership",
        area="Wrenhythe",
        period_from="2018-02",
        period_to="2019-11",
        date_of_publication="2020",
    )


def test_how_long_apart_by_the_period_under_review(first: Document, second: Document) -> None:
    elsewhere = made.review(made.MEN[2], board="Another Board", area="Ellerwick")
    lesson = made.lesson(second, first, elsewhere)
    made.lesson(second, title="Taught once")
    found = this_board_again(ANONYMOUS, "wrenhythe")
    assert (found.boards, found.areas) == (("Wrenhythe Board", "Wrenhythe Partnership"), ("Wrenhythe",))
    [again] = found.again
    assert again.lesson.lesson == lesson and found.once == 1
    assert [one.review.work for one in again.taught] == [first.work, second.work]
    [apart] = again.apart
    assert (apart.months, apart.was_published) == (121, True), "January 2008 to February 2018"
    assert again.undated == () and [one.work for one in found.reviews] == [first.work, second.work]


def test_a_board_is_its_predecessors_and_the_areas_that_it_serves(first: Document, second: Document) -> None:
    made.lesson(first, second)
    old, new = board("Old Board of Ellerwick"), board("Ellerwick Partnership")
    new.predecessors.add(old)
    later = made.review(made.MEN[0], board="Ellerwick Partnership", period_to="2020")
    earlier = made.review(made.MEN[1], board="Old Board of Ellerwick", period_to="2010")
    served = made.review(made.MEN[2], area="Marrowdale", period_to="2015")
    before = made.review(made.MEN[2], area="Pellwick", period_to="2015")
    lesson = made.lesson(later, earlier, served, before, title="Another")
    OrganisationArea.objects.create(organisation=old, area="Marrowdale", until=date(2018, 9, 1))
    OrganisationArea.objects.create(organisation=new, area="Pellwick", since=date(2018, 9, 1))
    for asked in (new, old, "ellerwick partnership"):
        [again] = this_board_again(ANONYMOUS, asked).again
        assert again.lesson.lesson == lesson
        assert [one.review.work for one in again.taught] == [earlier.work, served.work, later.work]


def test_which_dates_are_missing_is_said(first: Document) -> None:
    undated = made.review(made.MEN[1], board="Wrenhythe Board", date_of_publication="2003")
    unknown = made.review(made.MEN[2], board="Wrenhythe Board")
    made.lesson(first, undated, unknown)
    [again] = this_board_again(ANONYMOUS, "Wrenhythe Board").again
    assert [one.review.work for one in again.taught] == [undated.work, first.work, unknown.work]
    assert [(one.months, one.was_published) for one in again.apart] == [(None, True), (None, None)]
    assert [one.review.work for one in again.undated] == [undated.work, unknown.work]


def test_periods_that_overlap_say_so(first: Document) -> None:
    other = made.review(
        made.MEN[1], area="Wrenhythe", period_from="2006", period_to="2008-03", date_of_publication="2009"
    )
    made.lesson(first, other)
    [again] = this_board_again(ANONYMOUS, "Wrenhythe").again
    assert (again.apart[0].months, again.apart[0].was_published) == (-24, False)


def test_only_what_is_confirmed_and_may_be_known_counts(first: Document, second: Document) -> None:
    made.guess(made.review(made.MEN[2]), area="Wrenhythe")
    made.lesson(first, second, made.review(made.MEN[2], state="restricted", area="Wrenhythe"))
    [again] = this_board_again(ANONYMOUS, "Wrenhythe").again
    assert len(again.taught) == 2
    assert this_board_again(ANONYMOUS, "Nowhere").again == ()
    assert this_board_again(ANONYMOUS, "").reviews == () == this_board_again(ANONYMOUS, "  ").again


def test_the_areas_to_choose_from(first: Document, second: Document) -> None:
    board_alone = made.review(made.MEN[2], board="Wrenhythe Board")
    elsewhere = made.review(made.MEN[2], board="Another Board")
    made.lesson(first, second, board_alone, elsewhere)
    made.review(made.UNLIKE, area="Untaught")
    found = [(one.area, one.board, one.reviews, one.again) for one in areas_taught(ANONYMOUS)]
    assert found == [("Wrenhythe", "Wrenhythe Board", 3, 1), ("", "Another Board", 1, 0)]


def test_queries_do_not_grow(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    documents = [made.review(made.MEN[0], area="Wrenhythe", period_to=f"{2000 + at}") for at in range(8)]
    for at in range(5):
        made.lesson(*documents, title=f"Lesson {at}")
    staff = viewer("researcher")
    with django_assert_max_num_queries(12):
        assert len(this_board_again(staff, "Wrenhythe").again) == 5
    with django_assert_max_num_queries(5):
        assert areas_taught(staff)[0].again == 5
