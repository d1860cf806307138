"""Said before? What reviews said already, while a recommendation is written."""

import logging
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from heeded.core.models import AuditRow, Change
from heeded.core.services import ChangeKind
from heeded.learning.queries import SaidBefore, lessons_near, said_before
from heeded.library.models import LearningPoint
from heeded.library.services import erase, withdraw
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.search.services import embed
from tests.learning import lessons_made as made
from tests.library import made as library
from tests.people.made import board, grant, viewer
from tests.search.made_model import MadeModel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_model")]
ASKED, AGAIN, THIRD = made.MEN


def _texts(found: SaidBefore) -> list[str]:
    return [one.point.text for one in found.near]


def test_the_closest_come_first_with_board_year_and_page() -> None:
    document = made.review(
        made.UNLIKE, AGAIN, board="Invented Board", date_of_publication="2009-05", area="Ellerwick"
    )
    made.review(made.INTERPRETERS[0])
    found = said_before(ANONYMOUS, ASKED)
    near = found.near[0]
    assert (near.point.text, near.is_same, near.board, near.year, near.page, near.title) == (
        AGAIN,
        True,
        "Invented Board",
        2009,
        1,
        document.work.title,
    )
    assert near.point.number == "2" and near.review.area == "Ellerwick" and near.score > 0.5
    assert [one.score for one in found.near] == sorted((one.score for one in found.near), reverse=True)


def test_how_often_it_was_recommended_by_how_many_boards_since_when() -> None:
    old = board("Ellerwick Board")
    new = board("Ellerwick Partnership")
    new.predecessors.add(old)
    made.review(AGAIN, THIRD, board="Ellerwick Board", date_of_publication="2009")
    made.review(THIRD, board="Ellerwick Partnership", date_of_publication="2020-12")
    made.review(AGAIN, board="Marrowdale Board")
    made.review(AGAIN)
    found = said_before(ANONYMOUS, ASKED)
    assert (found.times, found.boards, found.since) == (4, 2, 2009), (
        "each review once, a board through its names"
    )
    assert (found.board_unknown, found.year_unknown, found.is_guessed) == (1, 2, False)


def test_only_recommendations_count_and_good_practice_is_never_named() -> None:
    document = made.review()
    finding = made.point(document, AGAIN, kind="finding")
    made.point(document, ASKED, kind="good-practice")
    made.heard(document)
    found = said_before(ANONYMOUS, ASKED)
    assert ([one.point for one in found.near], found.times) == ([finding], 0)


def test_what_is_no_review_is_named_and_not_counted() -> None:
    document = made.review(AGAIN)
    document.work.kind = "national-analysis"
    document.work.save()
    found = said_before(ANONYMOUS, ASKED)
    assert (_texts(found), found.times) == ([AGAIN], 0)


def test_what_one_review_prints_twice_is_named_once() -> None:
    document = made.review(AGAIN)
    summary = library.document(state="published", work=document.work)
    made.point(summary, f"  {AGAIN.upper()}", number="1")
    made.heard(summary)
    found = said_before(ANONYMOUS, ASKED)
    assert (_texts(found), found.times) == ([AGAIN], 1)


def test_a_text_is_compared_with_other_reviews_than_its_own() -> None:
    document = made.review(AGAIN)
    other = made.review(THIRD)
    assert _texts(said_before(ANONYMOUS, ASKED, besides=document.work)) == [THIRD]
    assert _texts(said_before(ANONYMOUS, ASKED, besides=other.work)) == [AGAIN]


def test_what_may_not_be_seen_changes_nothing() -> None:
    made.review(AGAIN, board="Invented Board", date_of_publication="2015")
    before = said_before(ANONYMOUS, ASKED)
    hidden = made.review(ASKED, state="restricted", board="Hidden Board", date_of_publication="1999")
    replaced = made.review(ASKED)
    made.heard(library.newer(replaced, state="published"))
    assert said_before(ANONYMOUS, ASKED) == before
    reader = viewer("board-staff")
    assert said_before(reader, ASKED) == before
    grant(hidden.pk, account_id=reader.account)
    assert (said_before(reader, ASKED).times, said_before(reader, ASKED).since) == (2, 1999)


def test_a_guess_of_the_machine_is_for_staff() -> None:
    made.guess(made.review(AGAIN), board="Invented Board", date_of_publication="2009-05")
    public, staff = said_before(ANONYMOUS, ASKED), said_before(viewer("researcher"), ASKED)
    assert (public.boards, public.since, public.board_unknown) == (0, None, 1)
    assert (staff.boards, staff.since, staff.is_guessed) == (1, 2009, True)
    assert staff.near[0].review.guessed == {"board", "year"}


def test_it_follows_what_is_changed() -> None:
    document = made.review(AGAIN)
    [point] = made.points_of(document)
    assert _texts(said_before(ANONYMOUS, ASKED)) == [AGAIN]
    LearningPoint.objects.filter(pk=point.pk).update(text=made.UNLIKE)
    made.heard(document)
    assert said_before(ANONYMOUS, ASKED).times == 0
    LearningPoint.objects.filter(pk=point.pk).update(text=THIRD)
    made.heard(document)
    assert _texts(said_before(ANONYMOUS, ASKED)) == [THIRD]
    LearningPoint.objects.filter(pk=point.pk).update(state="rejected")
    assert _texts(said_before(ANONYMOUS, ASKED)) == [], "looked up as the viewer, though nobody was told yet"


def test_what_is_withdrawn_or_erased_is_gone() -> None:
    withdrawn, erased = made.review(AGAIN), made.review(THIRD)
    assert len(said_before(OPERATOR, ASKED).near) == 2
    withdraw(withdrawn, reason="mistake", by=OPERATOR)
    erase(erased, reason="court-order", by=OPERATOR)
    assert said_before(OPERATOR, ASKED) == SaidBefore(by_words=True)


def test_the_text_is_kept_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    made.review(AGAIN)
    rows = AuditRow.objects.count(), Change.objects.count()
    with caplog.at_level(logging.DEBUG):
        said_before(viewer("researcher"), ASKED)
    assert (AuditRow.objects.count(), Change.objects.count()) == rows
    assert "man who lives" not in caplog.text


@pytest.mark.parametrize(("text", "most"), [("", 10), (" \n", 10), (ASKED, 0), ("?!", 10)])
def test_nothing_is_close_to_nothing(text: str, most: int) -> None:
    made.review(AGAIN)
    assert said_before(ANONYMOUS, text, most=most) == SaidBefore(by_words=True)


def test_nothing_was_said_where_nothing_is_held() -> None:
    assert said_before(ANONYMOUS, ASKED) == SaidBefore(by_words=True)


def test_as_many_as_are_asked_for_and_no_more_than_fifty() -> None:
    for number in range(60):
        made.review(f"{AGAIN} In case {number}.")
    found = [len(said_before(ANONYMOUS, ASKED, most=most).near) for most in (1, 7, 1000)]
    assert found == [1, 7, 50] and said_before(ANONYMOUS, ASKED, most=1).times == 60


def test_queries_do_not_grow(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    staff = viewer("researcher")
    for number in range(40):
        document = made.review(f"{AGAIN} In case {number}.", board=f"Board {number}")
        made.guess(document, date_of_publication="2009")
    said_before(staff, ASKED)
    with django_assert_max_num_queries(11):
        assert said_before(staff, ASKED).boards == 40


def test_meaning_counts_where_vectors_are_made(made_model: MadeModel) -> None:
    """The two have no word in common."""
    drawn = "Lorry lido."
    document = made.review("Truck pond.", made.UNLIKE)
    library.passage(document)
    made.heard(document, ChangeKind.PASSAGES)
    by_words = said_before(ANONYMOUS, drawn)
    assert not by_words.by_words and _texts(by_words) == [], "its vectors are still to come"
    embed()
    found = said_before(ANONYMOUS, drawn)
    assert _texts(found) == ["Truck pond."] and found.near[0].score > 0.4


def test_what_has_no_vector_yet_is_compared_by_words(made_model: MadeModel) -> None:
    first = made.review(made.UNLIKE)
    library.passage(first)
    made.heard(first, ChangeKind.PASSAGES)
    embed()
    made.review(AGAIN)
    assert said_before(ANONYMOUS, ASKED).times == 1


def test_another_model_has_other_vectors(made_model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    made.review(AGAIN)
    with_model = said_before(ANONYMOUS, ASKED)
    monkeypatch.setattr("heeded.search._model._folder", lambda: None)
    monkeypatch.setattr("heeded.search._model._open", lambda: "none")
    without = said_before(ANONYMOUS, ASKED)
    assert (with_model.by_words, without.by_words) == (False, True)
    assert replace(with_model, by_words=True).times == without.times == 1


def test_lessons_that_several_of_the_closest_teach_are_named() -> None:
    first, second, third = (
        made.review(made.MEN[0]),
        made.review(made.MEN[1]),
        made.review(made.INTERPRETERS[0]),
    )
    alone = made.review(made.INTERPRETERS[1])
    lesson = made.lesson(first, second, third)
    made.lesson(alone)
    found = said_before(ANONYMOUS, made.MEN[2])
    [near] = lessons_near(ANONYMOUS, found)
    assert (near.shown.lesson, near.reviews) == (lesson, 3)
    assert near.near == len(
        {one.point.work_id for one in found.near} & {d.work_id for d in (first, second, third)}
    )


def test_a_lesson_is_not_named_by_one_review_alone_nor_by_what_may_not_be_seen() -> None:
    seen, hidden = made.review(made.MEN[0]), made.review(made.MEN[1])
    made.lesson(seen, hidden)
    hidden.state = "restricted"
    hidden.save()
    assert lessons_near(ANONYMOUS, said_before(ANONYMOUS, made.MEN[2])) == []
