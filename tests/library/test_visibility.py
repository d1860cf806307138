"""Who sees what: the one filter that every list, search, page, download, preview and feed goes through."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.library.errors import NoSuchDocument, NoSuchReview
from heeded.library.models import Document
from heeded.library.queries import (
    document_for,
    visible_documents,
    visible_learning_points,
    visible_passages,
    visible_works,
    work_for,
)
from heeded.people.models import Organisation
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.library.made import document, learning_point, newer, passage, work
from tests.people.made import account, board, grant, seen_as, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return board()


@pytest.fixture
def draft(ours: Organisation) -> Document:
    """A restricted document for the board staff of one organisation."""
    made = document()
    grant(made.pk, organisation=ours, role="board-staff")
    passage(made)
    learning_point(made)
    return made


def sees(whoever: Viewer, one: Document) -> bool:
    """Whether every door agrees that this viewer sees it, or that they do not."""
    answers = {
        visible_documents(whoever).filter(pk=one.pk).exists(),
        _opens(lambda: document_for(whoever, one.identifier)),
    }
    if one.work.documents.count() == 1 and not one.work.catalogued:
        answers.add(visible_works(whoever).filter(pk=one.work_id).exists())
        answers.add(_opens(lambda: work_for(whoever, one.work.identifier)))
    if one.passages.exists():
        answers.add(visible_passages(whoever).filter(document=one).exists())
    if one.learning_points.filter(found=True).exists():
        answers.add(visible_learning_points(whoever).filter(document=one).exists())
    assert len(answers) == 1, "the doors disagree"
    return answers.pop()


def _opens(fetch: object) -> bool:
    try:
        fetch()
    except (NoSuchDocument, NoSuchReview):
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
def test_what_is_published_is_there_for_everybody(role: str) -> None:
    published = document(state="published")
    passage(published)
    learning_point(published)
    assert sees(ANONYMOUS, published)
    assert sees(viewer(role), published)
    assert sees(viewer(role, strong=False), published)


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_exists_for_nobody_who_is_not_named(draft: Document, role: str) -> None:
    assert not sees(viewer(role), draft)
    assert not sees(viewer(role, organisation=board()), draft)


def test_a_draft_exists_for_named_board_staff_and_the_operator(draft: Document, ours: Organisation) -> None:
    assert not sees(ANONYMOUS, draft)
    assert sees(viewer("board-staff", organisation=ours), draft)
    assert not sees(viewer("board-staff", organisation=ours, strong=False), draft)
    assert not sees(viewer("practitioner", organisation=ours), draft)
    assert sees(OPERATOR, draft)


def test_a_draft_exists_for_its_adder(draft: Document) -> None:
    adder = account("author")
    grant(draft.pk, account=adder)
    assert sees(seen_as(adder), draft)


def test_a_grant_for_the_work_opens_its_documents(draft: Document) -> None:
    panel = account("panel-member")
    grant(draft.work_id, thing_kind="work", account=panel)
    assert sees(seen_as(panel), draft)


def test_what_was_withdrawn_is_there_for_nobody(ours: Organisation) -> None:
    withdrawn = document(state="withdrawn")
    passage(withdrawn)
    grant(withdrawn.pk, organisation=ours, role="board-staff")
    for whoever in (ANONYMOUS, viewer("board-staff", organisation=ours), OPERATOR):
        assert not sees(whoever, withdrawn)


def test_before_its_time_it_exists_for_nobody_else() -> None:
    opens = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
    embargoed = document(state="published", visible_from=opens)
    with time_machine.travel(opens - timedelta(seconds=1), tick=False):
        assert not sees(ANONYMOUS, embargoed)
        assert not sees(viewer("reader"), embargoed)
    with time_machine.travel(opens, tick=False):
        assert sees(ANONYMOUS, embargoed)


def test_before_its_time_the_named_see_it(ours: Organisation) -> None:
    embargoed = document(state="published", visible_from=now() + timedelta(days=1))
    grant(embargoed.pk, organisation=ours, role="board-staff")
    assert sees(viewer("board-staff", organisation=ours), embargoed)
    assert not sees(viewer("board-staff", organisation=board()), embargoed)


@pytest.mark.parametrize("state", ["waiting", "needs-ocr", "refused"])
def test_what_was_not_read_is_not_public(state: str) -> None:
    unread = document(state="published", read_state=state)
    assert not sees(ANONYMOUS, unread)
    assert sees(OPERATOR, unread)


def test_a_replaced_version_is_for_staff_only(ours: Organisation) -> None:
    first = document(state="published")
    second = newer(first, state="published")
    grant(first.pk, organisation=ours, role="board-staff")
    assert (sees(ANONYMOUS, first), sees(ANONYMOUS, second)) == (False, True)
    assert sees(viewer("board-staff", organisation=ours), first)


def test_a_publisher_may_let_readers_see_the_replaced_version() -> None:
    first = document(state="published", replaced_is_public=True)
    newer(first, state="published")
    assert sees(ANONYMOUS, first)


def test_a_newer_draft_replaces_nothing() -> None:
    first = document(state="published")
    newer(first)
    assert sees(ANONYMOUS, first)


def test_a_newer_version_under_embargo_replaces_nothing_yet() -> None:
    first = document(state="published")
    second = newer(first, state="published", visible_from=now() + timedelta(hours=1))
    assert (sees(ANONYMOUS, first), sees(ANONYMOUS, second)) == (True, False)


def test_the_first_of_three_stays_replaced_when_the_second_was_never_public() -> None:
    first = document(state="published")
    third = newer(newer(first), state="published")
    assert (sees(ANONYMOUS, first), sees(ANONYMOUS, third)) == (False, True)


def test_withdrawing_the_newest_does_not_bring_the_older_back() -> None:
    """The newest may have been made because the older one identified a child."""
    first = document(state="published")
    second = newer(first, state="published")
    Document.objects.filter(pk=second.pk).update(
        state="withdrawn", withdrawn_at=now(), withdrawn_by="operator"
    )
    assert not sees(ANONYMOUS, first)


def test_a_review_that_holds_only_a_draft_looks_as_if_it_were_not_there(draft: Document) -> None:
    with pytest.raises(NoSuchReview) as hidden:
        work_for(ANONYMOUS, draft.work.identifier)
    with pytest.raises(NoSuchReview) as missing:
        work_for(ANONYMOUS, "nothing")
    assert str(hidden.value) == str(missing.value)
    with pytest.raises(NoSuchDocument) as hidden_document:
        document_for(ANONYMOUS, draft.identifier)
    with pytest.raises(NoSuchDocument) as missing_document:
        document_for(ANONYMOUS, "nothing")
    assert str(hidden_document.value) == str(missing_document.value)


def test_of_two_documents_of_a_review_only_the_public_one_shows(draft: Document) -> None:
    published = document(work=draft.work, state="published")
    assert list(visible_documents(ANONYMOUS)) == [published]
    assert list(visible_works(ANONYMOUS)) == [draft.work]
    assert not visible_passages(ANONYMOUS).exists()


def test_a_review_known_without_a_file_is_for_everybody() -> None:
    known = work(catalogued=True)
    assert list(visible_works(ANONYMOUS)) == [known]


def test_a_withdrawn_work_is_there_for_nobody() -> None:
    gone = work(catalogued=True, withdrawn_at=now())
    assert gone not in visible_works(ANONYMOUS)
    assert gone not in visible_works(OPERATOR)


@pytest.mark.parametrize(
    "state, found, shown",
    [
        ("proposed", True, True),
        ("confirmed", True, True),
        ("confirmed", False, True),
        ("proposed", False, False),
        ("rejected", True, False),
        ("rejected", False, False),
    ],
)
def test_learning_points_that_stand_in_the_report_show(state: str, found: bool, shown: bool) -> None:
    point = learning_point(document(state="published"), state=state, found=found)
    assert (point in visible_learning_points(ANONYMOUS)) is shown


def test_one_query_lists_documents(django_assert_num_queries: object, ours: Organisation) -> None:
    for _ in range(20):
        document(state="published")
    whoever = viewer("board-staff", organisation=ours)
    with django_assert_num_queries(1):
        assert len(visible_documents(whoever)) == 20
