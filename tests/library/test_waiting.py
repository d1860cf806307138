"""What waits for staff: theirs to see and to decide, and nothing that is done."""

from datetime import timedelta

import pytest

from heeded.core.clock import now, today
from heeded.engine.vocabulary import FactName
from heeded.library.models import Document, FactDecision, Problem, Subject, Work
from heeded.library.models._works import UNREAD
from heeded.library.services import FactAnswer, answer_problem, confirm_title, decide_fact, report_problem
from heeded.library.waiting import overdue, waiting_for
from heeded.people.models import Organisation
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.library.made import document, work
from tests.people.made import board, grant, viewer
from tests.search.factories import propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return board()


@pytest.fixture
def staff(ours: Organisation) -> Viewer:
    return viewer("board-staff", organisation=ours)


def counts(who: Viewer) -> dict[str, int]:
    waiting = waiting_for(who)
    names = ("problems", "drafts", "files", "titles", "facts")
    return {name: n for name in names if (n := getattr(waiting, name).count())}


def test_nothing_waits_in_an_empty_library(staff: Viewer) -> None:
    assert counts(staff) == {}


def test_problems_wait_until_they_are_answered(staff: Viewer) -> None:
    late, soon = (report_problem(kind=kind, message="A", by=ANONYMOUS) for kind in ("wrong", "recognised"))
    assert list(waiting_for(staff).problems) == [soon, late]
    Problem.objects.filter(pk=soon.pk).update(answer_by=today() - timedelta(days=1))
    assert overdue(waiting_for(staff).problems) == 1
    for one in (late, soon):
        answer_problem(one, answer="Done.", by=staff)
    assert counts(staff) == {}


def test_a_draft_waits_for_the_staff_that_is_named(staff: Viewer, ours: Organisation) -> None:
    held = document(work=work(keeper=ours, title_is_confirmed=True))
    assert counts(staff) == {}
    grant(held.pk, organisation=ours, role="board-staff")
    assert counts(staff) == {"drafts": 1}
    assert counts(viewer("board-staff", organisation=board())) == {}
    Document.objects.filter(pk=held.pk).update(state="published", published_at=now(), published_by="operator")
    assert counts(staff) == {}


@pytest.mark.parametrize("state", ["waiting", "needs-ocr", "refused"])
def test_a_file_waits_until_it_is_read(staff: Viewer, ours: Organisation, state: str) -> None:
    held = document(work=work(UNREAD + "a.pdf", keeper=ours), read_state=state)
    grant(held.pk, organisation=ours, role="board-staff")
    assert counts(staff) == {"files": 1}


def test_a_title_waits_until_it_is_confirmed(staff: Viewer) -> None:
    held = document(state="published")
    assert counts(staff) == {"titles": 1}
    confirm_title(held.work, "As the board calls it", by=staff)
    assert counts(staff) == {}


def test_a_fact_waits_until_it_is_decided_and_again_when_that_is_taken_back(staff: Viewer) -> None:
    held = document(state="published", work=work(title_is_confirmed=True))
    propose(held, "area", "Elsewhere")
    propose(held, "area", "Somewhere")
    assert counts(staff) == {"facts": 1}
    decide_fact(held.work, FactAnswer(FactName.AREA, ("Elsewhere",)), by=staff)
    assert counts(staff) == {}
    decide_fact(held.work, FactAnswer(FactName.AREA, ()), by=staff)
    assert counts(staff) == {"facts": 1}


def test_each_child_has_facts_of_their_own(staff: Viewer) -> None:
    held = document(state="published", work=work(title_is_confirmed=True))
    for number in (1, 2):
        fact = propose(held, "age-band", "under-1")
        fact.subject = Subject.objects.create(work=held.work, number=number)
        fact.save()
    decide_fact(held.work, FactAnswer(FactName.AGE_BAND, ("under-1",), 1), by=staff)
    assert counts(staff) == {"facts": 1}
    decide_fact(held.work, FactAnswer(FactName.AGE_BAND, ("under-1",), 2), by=staff)
    assert counts(staff) == {}
    assert FactDecision.objects.filter(current=True).count() == 2


def test_what_another_board_looks_after_does_not_wait_here(staff: Viewer) -> None:
    held = document(state="published", work=work(keeper=board()))
    propose(held, "area", "Elsewhere")
    assert counts(staff) == {}
    assert counts(OPERATOR) == {"titles": 1, "facts": 1}


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"board-staff", "author"}))
def test_for_others_nothing_waits(role: str) -> None:
    held = document(state="published")
    propose(held, "area", "Elsewhere")
    report_problem(kind="wrong", message="A", by=ANONYMOUS)
    assert counts(viewer(role)) == {}
    assert Work.objects.count() == 1
