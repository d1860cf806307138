"""A role alone changes nothing of another board's reviews: who looks after a review decides what is filed of it."""

from collections.abc import Callable

import pytest

from heeded.core.errors import NotAllowed
from heeded.engine.vocabulary import FactName
from heeded.library.files import Kept
from heeded.library.keeping import may_keep
from heeded.library.models import Document, FactDecision, Section, Work
from heeded.library.services import (
    FactAnswer,
    add_document,
    add_work,
    confirm_title,
    correct_learning_point,
    decide_fact,
    decide_learning_point,
    decide_section_kind,
    erase,
    hold_back,
    withdraw,
)
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import OPERATOR, Viewer
from tests.library.made import document, learning_point, work
from tests.people.made import account, board, seen_as, viewer
from tests.search.factories import decide

pytestmark = pytest.mark.django_db
SEEN = "e" * 64


@pytest.fixture
def ours() -> Organisation:
    return board("Westmarch Safeguarding Board")


@pytest.fixture
def kept(ours: Organisation) -> Document:
    return document(work=work(keeper=ours), state="published")


def _section(of: Document) -> Section:
    places = {"page": 1, "spans": [], "first_block": 0, "last_block": 1}
    return Section.objects.create(document=of, order=0, title="A", level=1, kind="other", **places)


ACTS: dict[str, Callable[[Document, Viewer], object]] = {
    "fact": lambda one, by: decide_fact(one.work, FactAnswer(FactName.AREA, ("Elsewhere",)), by=by),
    "title": lambda one, by: confirm_title(one.work, "Another title", by=by),
    "learning point": lambda one, by: decide_learning_point(learning_point(one), "rejected", by=by),
    "correction": lambda one, by: correct_learning_point(
        learning_point(one), kind="finding", number="", text="Other words.", by=by
    ),
    "section": lambda one, by: decide_section_kind(_section(one), "analysis", by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_staff_of_another_board_change_nothing(kept: Document, act: str) -> None:
    with pytest.raises(NotAllowed):
        ACTS[act](kept, viewer("board-staff", organisation=board()))
    assert not FactDecision.objects.exists()
    kept.work.refresh_from_db()
    assert kept.work.title != "Another title"


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["board-staff", "author"])
def test_those_who_confirm_for_the_board_do(kept: Document, ours: Organisation, act: str, role: str) -> None:
    ACTS[act](kept, viewer(role, organisation=ours))


@pytest.mark.parametrize("act", ACTS)
def test_a_role_of_the_board_that_does_not_confirm_changes_nothing(
    kept: Document, ours: Organisation, act: str
) -> None:
    """Confirming for one board and reading for another is not confirming for both."""
    somebody = account("manager", organisation=ours)
    somebody.memberships.create(role="board-staff", organisation=board(), since=kept.added_at)
    with pytest.raises(NotAllowed):
        ACTS[act](kept, seen_as(somebody))


def test_the_operator_does_everything(kept: Document) -> None:
    for act in ACTS.values():
        act(kept, OPERATOR)


def test_a_board_that_took_over_keeps_what_the_other_kept(kept: Document, ours: Organisation) -> None:
    between, newest = board(), board()
    between.predecessors.add(ours)
    newest.predecessors.add(between)
    assert may_keep(viewer("board-staff", organisation=newest), Permission.CONFIRM, kept.work)
    ours.predecessors.add(newest)  # a circle ends all the same
    assert may_keep(viewer("board-staff", organisation=between), Permission.CONFIRM, kept.work)


def test_what_no_board_keeps_is_for_whoever_may_confirm() -> None:
    free = document(state="published", added_by="operator")
    board("Eastfold Safeguarding Board")
    assert may_keep(viewer("board-staff"), Permission.CONFIRM, free.work)
    assert may_keep(viewer("author", organisation=board()), Permission.CONFIRM, free.work)
    assert not may_keep(viewer("manager"), Permission.CONFIRM, free.work)


@pytest.mark.parametrize("how", ["decided", "catalogued"])
def test_what_the_operator_added_belongs_to_the_board_it_is_filed_under(ours: Organisation, how: str) -> None:
    free = document(state="published", added_by="operator").work
    if how == "decided":
        decide(free, "board", [ours.name])
    else:
        Work.objects.filter(pk=free.pk).update(catalogue_board=ours.name)
    assert may_keep(viewer("board-staff", organisation=ours), Permission.CONFIRM, free)
    assert not may_keep(viewer("board-staff", organisation=board()), Permission.CONFIRM, free)
    assert not may_keep(viewer("board-staff"), Permission.CONFIRM, free)


def test_a_board_that_is_not_known_here_keeps_nothing() -> None:
    free = document(state="published", added_by="operator").work
    decide(free, "board", ["A board of long ago"])
    assert may_keep(viewer("board-staff", organisation=board()), Permission.CONFIRM, free)


def test_who_brought_a_review_in_keeps_it_and_who_added_to_it_later_does_not(ours: Organisation) -> None:
    author, later = account("author"), account("author")
    first = document(work=work(keeper=ours), added_by=f"account:{author.pk}")
    document(work=first.work, replaces=first, added_by=f"account:{later.pk}")
    assert may_keep(seen_as(author), Permission.CONFIRM, first.work)
    assert not may_keep(seen_as(later), Permission.CONFIRM, first.work)


def _added(by: Viewer, organisation: Organisation | None = None, to: Work | None = None) -> Work:
    made = to or add_work(title="A", by=by)
    number = Document.objects.count()
    add_document(
        work=made,
        kept=Kept(f"{number:064x}", 3),
        name="a.pdf",
        by=by,
        organisation=organisation.pk if organisation else None,
    )
    made.refresh_from_db()
    return made


def test_the_board_that_is_named_at_adding_keeps_it(ours: Organisation) -> None:
    assert _added(OPERATOR, ours).keeper == ours
    assert _added(viewer("board-staff", organisation=board()), ours).keeper == ours


def test_the_only_board_of_its_adder_keeps_it_where_none_is_named(ours: Organisation) -> None:
    assert _added(viewer("board-staff", organisation=ours)).keeper == ours
    assert _added(viewer("author")).keeper is None
    assert _added(OPERATOR).keeper is None


def test_a_further_document_changes_no_keeper(ours: Organisation) -> None:
    first = _added(OPERATOR, ours)
    assert _added(OPERATOR, board(), to=first).keeper == ours


def test_staff_of_another_board_hide_what_identifies_somebody_but_neither_erase_nor_bring_it_back(
    kept: Document, ours: Organisation
) -> None:
    stranger = viewer("board-staff", organisation=board())
    with pytest.raises(NotAllowed):
        erase(kept, reason="identified-someone", by=stranger)
    withdraw(kept, reason="identified someone", by=stranger)
    with pytest.raises(NotAllowed):
        hold_back(kept, by=stranger)
    hold_back(kept, by=viewer("board-staff", organisation=ours))
