"""A lesson through time."""

import pytest
from pytest_django import DjangoAssertNumQueries

from heeded.learning.models import Lesson
from heeded.learning.queries import Throughline, lessons_shown, throughline, visible_lessons
from heeded.learning.services import PointProposed, propose_lessons, take_out_of_lesson
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.learning import lessons_made as made
from tests.library import made as library
from tests.people.made import board, grant, viewer

pytestmark = pytest.mark.django_db


def _line(lesson: Lesson, by: Viewer = ANONYMOUS) -> Throughline:
    [shown] = lessons_shown(by, visible_lessons(by).filter(pk=lesson.pk))
    return throughline(by, shown)


def test_reviews_stand_by_the_period_under_review_else_by_publication() -> None:
    late = made.review(
        made.MEN[0], area="B", period_from="2017-06", period_to="2019-01", date_of_publication="2019"
    )
    slow = made.review(made.MEN[1], area="A", period_to="2008-01", date_of_publication="2021-05")
    undated = made.review(made.MEN[2])
    printed = made.review(made.MEN[2], date_of_publication="2012-10")
    line = _line(made.lesson(late, slow, undated, printed))
    assert [one.review.work for one in line.taught] == [slow.work, printed.work, late.work, undated.work]
    assert [one.review.dated_by for one in line.taught] == ["period", "publication", "period", ""]
    assert (line.first, line.last) == (line.taught[0], line.taught[2])
    assert (line.reviews, line.areas, line.years, line.undated, line.board_unknown) == (4, 2, 11, 1, 4)
    assert not line.is_proposed and "not known" in line.outcome


def test_what_is_filed_counts_as_far_as_the_viewer_may_know_it() -> None:
    one, other = made.review(made.MEN[0], board="Old Board"), made.review(made.MEN[1])
    old, new = board("Old Board"), board("New Board")
    new.predecessors.add(old)
    made.guess(other, board="New Board", period_from="2001", period_to="2003")
    lesson = made.lesson(one, other)
    public, staff = _line(lesson), _line(lesson, viewer("researcher"))
    assert (public.boards, public.board_unknown, public.undated) == (1, 1, 2)
    assert (staff.boards, staff.board_unknown, staff.undated) == (1, 0, 1), (
        "one board, through those after it"
    )
    assert staff.taught[0].review.guessed == {"board", "period"}


def test_each_review_tells_what_it_says_once_with_its_pages() -> None:
    document = made.review(made.MEN[0])
    summary = library.document(state="published", work=document.work)
    made.point(summary, made.MEN[0], number="1", page=3)
    unpaged = library.document(state="published", work=document.work, paged=False)
    made.point(unpaged, made.MEN[1], number="2")
    [taught] = _line(made.lesson(document, summary, unpaged)).taught
    assert [(one.point.text, one.pages) for one in taught.by] == [(made.MEN[0], (1,)), (made.MEN[1], ())]
    assert [other.learning_point.document for other in taught.by[0].printed_also] == [summary]


def test_the_remedies_are_those_decided_and_guesses_for_staff() -> None:
    document = made.review("Train all staff in asking who lives in the home.", made.MEN[0])
    made.point(document, "Men were not seen.", kind="finding")
    lesson = made.lesson(document)
    [plain] = _line(lesson).remedies
    assert (plain.kind, plain.is_guess, len(plain.by)) == (None, False, 2)
    staff = _line(lesson, viewer("researcher")).remedies
    assert {len(one.by) for one in staff} == {1} and all(one.kind and one.is_guess for one in staff)
    first, second, _ = made.points_of(document)
    [shown] = lessons_shown(ANONYMOUS, visible_lessons(ANONYMOUS))
    decided = throughline(ANONYMOUS, shown, decided_kinds={first.pk: ["training"], second.pk: ["training"]})
    assert [(one.kind, one.is_guess, len(one.by)) for one in decided.remedies] == [("training", False, 2)]


def test_what_may_not_be_seen_and_what_was_taken_out_is_left_out() -> None:
    seen, out, hidden = made.review(made.MEN[0]), made.review(made.MEN[1]), made.review(made.MEN[2])
    lesson = made.lesson(seen, out, hidden)
    take_out_of_lesson(lesson, made.points_of(out), by=OPERATOR)
    hidden.state = "restricted"
    hidden.save()
    assert [one.review.work for one in _line(lesson).taught] == [seen.work]
    reader = viewer("board-staff")
    grant(hidden.pk, account_id=reader.account)
    assert _line(lesson, reader).reviews == 2


def test_of_a_proposed_one_it_is_the_machines() -> None:
    one, other = made.review(made.MEN[0], period_to="2001"), made.review(made.MEN[1], period_to="2003")
    group = [PointProposed(point, 0.9, "") for point in made.points_of(one, other)]
    [lesson] = propose_lessons([group], proposer="test", by=OPERATOR)
    line = _line(lesson, viewer("researcher"))
    assert (line.is_proposed, line.reviews, line.years) == (True, 2, 2)


def test_queries_do_not_grow(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    documents = [made.review(made.MEN[0], period_to=f"{2000 + at}", board=f"Board {at}") for at in range(12)]
    made.lesson(*documents)
    staff = viewer("researcher")
    [shown] = lessons_shown(staff, visible_lessons(staff))
    with django_assert_max_num_queries(6):
        assert throughline(staff, shown).reviews == 12
