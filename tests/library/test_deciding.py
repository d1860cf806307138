"""A machine proposes, a person decides; what was decided before stays as history."""

from datetime import date

import pytest

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.vocabulary import NOT_STATED, FactName
from heeded.library.filing import filed, hides_area
from heeded.library.models import Document, FactDecision, Section, Work
from heeded.library.models._works import UNREAD
from heeded.library.services import (
    CatalogueEntry,
    FactAnswer,
    answer_problem,
    catalogue,
    confirm_title,
    correct_learning_point,
    decide_fact,
    decide_learning_point,
    decide_section_kind,
    propose_title,
    report_problem,
)
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.library.made import document, learning_point, passage, work
from tests.people.made import board, viewer

pytestmark = pytest.mark.django_db
DECIDERS = {"board-staff", "author"}


@pytest.fixture
def held() -> Document:
    return document(state="published")


def decided(of: Work, name: FactName, *values: str, subject: int = 0) -> FactDecision:
    return decide_fact(of, FactAnswer(name, values, subject), by=OPERATOR)


def proposed(of: Document, name: FactName, value: str, confidence: float = 0.5) -> None:
    of.facts.create(work=of.work, name=name, value=value, page=1, spans=[], quote="q", confidence=confidence)


@pytest.mark.parametrize("role", sorted(set(ROLES) - DECIDERS))
def test_only_those_with_that_right_decide(role: str, held: Document) -> None:
    whoever = viewer(role)
    with pytest.raises(NotAllowed):
        decide_fact(held.work, FactAnswer(FactName.AREA, ("X",)), by=whoever)
    with pytest.raises(NotAllowed):
        decide_learning_point(learning_point(held), "confirmed", by=whoever)
    with pytest.raises(NotAllowed):
        correct_learning_point(learning_point(held), kind="finding", number="", text="x", by=whoever)


def test_the_newest_decision_counts_and_the_others_stay(held: Document) -> None:
    for value in ("One", "Two", "Three"):
        decided(held.work, FactName.AREA, value)
    rows = FactDecision.objects.order_by("pk")
    assert [row.values for row in rows] == [["One"], ["Two"], ["Three"]]
    assert [row.current for row in rows] == [False, False, True]


def test_not_stated_is_a_value(held: Document) -> None:
    decided(held.work, FactName.ETHNICITY, NOT_STATED, subject=1)
    found = filed(ANONYMOUS, [held.work])[held.work.pk][FactName.ETHNICITY, 1]
    assert (found.is_decided, found.decided) == (True, (NOT_STATED,))


def test_a_decision_can_be_taken_back(held: Document) -> None:
    decided(held.work, FactName.AREA, "One")
    decided(held.work, FactName.AREA)
    assert not any(one.is_decided for one in filed(ANONYMOUS, [held.work])[held.work.pk].values())


@pytest.mark.parametrize(
    "name, values, subject",
    [
        (FactName.AREA, ("A", "B"), 0),
        (FactName.HARM, ("neglect", NOT_STATED), 1),
        (FactName.AREA, ("A",), 1),
    ],
)
def test_answers_that_make_no_sense_are_refused(
    held: Document, name: FactName, values: tuple[str, ...], subject: int
) -> None:
    with pytest.raises(Refused):
        decided(held.work, name, *values, subject=subject)


def test_each_child_has_facts_of_their_own(held: Document) -> None:
    decided(held.work, FactName.AGE_BAND, "under-1", subject=1)
    decided(held.work, FactName.AGE_BAND, "11-15", subject=2)
    found = filed(ANONYMOUS, [held.work])[held.work.pk]
    assert {key[1]: one.decided for key, one in found.items()} == {1: ("under-1",), 2: ("11-15",)}


def test_the_public_hears_of_no_proposal(held: Document) -> None:
    proposed(held, FactName.AREA, "Guessed")
    assert filed(ANONYMOUS, [held.work]) == {}
    assert filed(viewer("reader"), [held.work]) == {}
    found = filed(viewer("manager"), [held.work])[held.work.pk][FactName.AREA, 0]
    assert (found.values, found.is_decided) == (("Guessed",), False)


def test_proposals_of_a_hidden_document_are_hidden() -> None:
    draft = document()
    proposed(draft, FactName.AREA, "Guessed")
    assert filed(viewer("manager"), [draft.work]) == {}


def test_the_likeliest_proposal_comes_first(held: Document) -> None:
    proposed(held, FactName.AREA, "Perhaps", 0.3)
    proposed(held, FactName.AREA, "Likely", 0.9)
    assert filed(OPERATOR, [held.work])[held.work.pk][FactName.AREA, 0].values == ("Likely", "Perhaps")


def test_without_login_the_area_does_not_stand_beside_a_child(held: Document) -> None:
    decided(held.work, FactName.AREA, "Invented")
    assert not hides_area(ANONYMOUS, filed(ANONYMOUS, [held.work])[held.work.pk])
    decided(held.work, FactName.AGE_BAND, "under-1", subject=1)
    facts = filed(ANONYMOUS, [held.work])[held.work.pk]
    assert hides_area(ANONYMOUS, facts)
    assert not hides_area(viewer("reader"), facts)


def test_three_queries_file_any_number(django_assert_max_num_queries: object) -> None:
    works = [document(state="published").work for _ in range(10)]
    for one in works:
        decided(one, FactName.AREA, "X")
    whoever = viewer("manager")
    with django_assert_max_num_queries(3):
        assert len(filed(whoever, works)) == 10


def test_confirming_and_taking_back(held: Document) -> None:
    point = learning_point(held)
    decide_learning_point(point, "confirmed", by=OPERATOR)
    assert (point.state, point.decided_by) == ("confirmed", "operator")
    decide_learning_point(point, "proposed", by=OPERATOR)
    assert (point.state, point.decided_by, point.decided_at) == ("proposed", "", None)
    with pytest.raises(Refused):
        decide_learning_point(point, "perhaps", by=OPERATOR)


def test_a_correction_confirms(held: Document) -> None:
    point = correct_learning_point(
        learning_point(held), kind="finding", number=" 4 ", text=" Words. ", by=OPERATOR
    )
    point.refresh_from_db()
    assert (point.kind, point.number, point.text, point.state) == ("finding", "4", "Words.", "confirmed")


@pytest.mark.parametrize("kind, text", [("finding", "  "), ("nonsense", "Words.")])
def test_a_correction_needs_words_and_a_kind(held: Document, kind: str, text: str) -> None:
    with pytest.raises(Refused):
        correct_learning_point(learning_point(held), kind=kind, number="", text=text, by=OPERATOR)


def test_a_decided_kind_of_section_reaches_its_passages(held: Document) -> None:
    section = Section.objects.create(
        document=held,
        order=0,
        title="A",
        level=1,
        kind="other",
        page=1,
        spans=[],
        first_block=0,
        last_block=1,
    )
    inside = passage(held)
    section.passages.add(inside)
    decide_section_kind(section, "good-practice", by=OPERATOR)
    inside.refresh_from_db()
    assert inside.kind == "good-practice"


def test_a_confirmed_title_is_never_overwritten(held: Document) -> None:
    confirm_title(held.work, "As the board calls it", by=OPERATOR)
    propose_title(held, "What the machine read")
    held.work.refresh_from_db()
    assert held.work.title == "As the board calls it"


def test_a_title_is_proposed_once() -> None:
    held = document(work=work(UNREAD + "a.pdf"))
    propose_title(held, "")
    propose_title(held, "First")
    propose_title(held, "Second")
    assert held.work.title == "First"


@pytest.mark.parametrize(
    "kind, day",
    [("recognised", date(2025, 3, 6)), ("wrong", date(2025, 3, 18)), ("other", date(2025, 3, 18))],
)
def test_a_problem_has_a_day_by_which_it_is_answered(frozen_time: object, kind: str, day: date) -> None:
    assert report_problem(kind=kind, message="Words.", by=ANONYMOUS).answer_by == day


@pytest.mark.parametrize("kind, message", [("wrong", "  "), ("nonsense", "Words.")])
def test_a_problem_says_something(kind: str, message: str) -> None:
    with pytest.raises(Refused):
        report_problem(kind=kind, message=message, by=ANONYMOUS)


def test_staff_answer_problems() -> None:
    problem = report_problem(kind="wrong", message="Words.", by=ANONYMOUS)
    with pytest.raises(NotAllowed):
        answer_problem(problem, answer="Done.", by=viewer("reader"))
    with pytest.raises(Refused):
        answer_problem(problem, answer=" ", by=OPERATOR)
    answer_problem(problem, answer="Done.", by=viewer("board-staff", organisation=board()))
    problem.refresh_from_db()
    assert problem.answered_at is not None and problem.answered_by.startswith("account:")


@pytest.mark.parametrize("year", [1944, 2200, -5])
def test_a_year_that_cannot_be_is_refused(year: int) -> None:
    with pytest.raises(Refused):
        catalogue(CatalogueEntry("A review", year=year), by=OPERATOR)


def test_a_record_is_changed_in_place() -> None:
    first = catalogue(CatalogueEntry("A review", board="X", year=2012), by=OPERATOR)
    second = catalogue(CatalogueEntry("A review", board="Y", year=2012), by=OPERATOR, work=first)
    assert (first.pk, Work.objects.get().catalogue_board) == (second.pk, "Y")


def test_only_some_keep_the_catalogue() -> None:
    with pytest.raises(NotAllowed):
        catalogue(CatalogueEntry("A review"), by=viewer("trainer"))
    assert catalogue(CatalogueEntry("A review"), by=viewer("researcher")).catalogued
