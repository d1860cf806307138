"""What one may not see looks as if it did not exist: in lists, counts, filters, spelling and suggestions."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.library.filing import visible_decisions
from heeded.people.models import Account, Grant
from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from tests.search.factories import add_passages, decide, make_document, make_work, propose

pytestmark = pytest.mark.django_db
Search = Callable[..., SearchResults]


def reader_of(document: int) -> Viewer:
    """A person with a second factor who is named for one document."""
    account = Account.objects.create(email=f"reader{document}@example.org")
    Grant.objects.create(
        account=account, permission=Permission.READ_RESTRICTED, thing_kind="document", thing=document,
        since=now() - timedelta(days=1), given_by="operator",
    )  # fmt: skip
    permissions = frozenset({Permission.READ_RESTRICTED, Permission.SEE_UNCONFIRMED})
    return Viewer(account=account.pk, permissions=permissions, strong=True)


def test_a_restricted_document_is_found_by_those_named_for_it_alone(search: Search) -> None:
    document = make_document(state="restricted", passages=["Neglect in the home."])
    assert search("neglect", viewer=ANONYMOUS).works == 0
    other = make_document(state="restricted", passages=["Other."])
    assert search("neglect", viewer=reader_of(other.pk)).works == 0
    answer = search("neglect", viewer=reader_of(document.pk))
    assert (answer.works, answer.hits[0].restricted) == (1, True)


def test_withdrawing_hides_at_once_without_any_follower(search: Search) -> None:
    document = make_document(passages=["Neglect in the home."])
    assert search("neglect", viewer=ANONYMOUS).works == 1
    document.state, document.withdrawn_at, document.withdrawn_by = "withdrawn", now(), "operator"
    document.save()
    for viewer in (ANONYMOUS, OPERATOR):
        assert find(viewer, SearchRequest(text="neglect")).works == 0


def test_a_withdrawn_review_hides_its_documents(search: Search) -> None:
    document = make_document(passages=["Neglect in the home."])
    search("neglect")
    document.work.withdrawn_at = now()
    document.work.save()
    assert find(ANONYMOUS, SearchRequest(text="neglect")).works == 0


def test_an_embargo_ends_by_the_clock_without_any_change(search: Search) -> None:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with time_machine.travel(moment - timedelta(minutes=1), tick=False):
        make_document(passages=["Neglect in the home."], visible_from=moment)
        assert search("neglect", viewer=ANONYMOUS).works == 0
    with time_machine.travel(moment, tick=False):
        assert find(ANONYMOUS, SearchRequest(text="neglect")).works == 1


def test_a_replaced_version_is_left_out(search: Search) -> None:
    work = make_work("Review of Child A")
    old = make_document(work, passages=["Neglect in the home."])
    make_document(work, passages=["Neglect in the house."], replaces=old)
    answer = search("neglect", viewer=ANONYMOUS)
    assert (answer.works, answer.passages) == (1, 1)
    assert answer.hits[0].passages[0].text.endswith("house.")


def test_the_answer_is_the_same_as_if_the_hidden_did_not_exist(search: Search) -> None:
    public = make_document(passages=["Neglect in the home of a baby.", "The midwife came."])
    decide(public.work, "harm", ["neglect"])
    before = _figures(search("neglect baby", viewer=ANONYMOUS))
    hidden = make_document(state="restricted", passages=["Neglect, neglect, neglect of a baby."] * 5)
    for name, value in (("harm", "neglect"), ("area", "Wendlestoke"), ("date-of-publication", "2014-03")):
        decide(hidden.work, name, [value])
    assert _figures(search("neglect baby", viewer=ANONYMOUS)) == before


def _figures(answer: SearchResults) -> object:
    """Everything a reader could tell a difference by."""
    shown = [
        (hit.title, hit.matching, passage.text, passage.marks, passage.why, passage.rank)
        for hit in answer.hits
        for passage in hit.passages
    ]
    return (
        answer.works,
        answer.reviews,
        answer.passages,
        answer.facets,
        answer.suggestions,
        answer.corrections,
        shown,
    )


def test_spelling_is_learnt_from_public_documents_alone(search: Search) -> None:
    make_document(passages=["The midwife came."])
    secret = make_document(state="restricted", passages=["Quorzelwick was named."])
    assert search("quorzelwik", viewer=ANONYMOUS).corrections == ()
    assert search("quorzelwik", viewer=reader_of(secret.pk)).corrections == ()
    assert search("quorzelwick", viewer=ANONYMOUS).corrections == ()
    assert search("midwfie", viewer=ANONYMOUS).corrections == (("midwfie", "midwife"),)


def test_a_word_known_only_in_hidden_documents_is_corrected_like_an_unknown_one(search: Search) -> None:
    make_document(passages=["Bruising was seen."])
    make_document(state="restricted", passages=["Bruisong is a name here."])
    answer = search("bruisong", viewer=ANONYMOUS)
    assert answer.corrections == (("bruisong", "bruising"),)
    assert answer.works == 1


def test_suggestions_count_only_what_may_be_seen(search: Search) -> None:
    hidden = make_document(state="restricted", passages=["Neglect."])
    public = make_document(passages=["Midwife."])
    decide(public.work, "harm", ["neglect"])
    decide(hidden.work, "harm", ["physical-abuse"])
    answer = search("neglect", viewer=ANONYMOUS, harms=("neglect",))
    assert [suggestion.reviews for suggestion in answer.suggestions] == [None]


# What is decided and what is only proposed


def _with_harm(viewer: Viewer) -> int:
    return find(viewer, SearchRequest(text="neglect", harms=("neglect",))).works


def test_what_was_confirmed_on_a_replaced_version_alone_is_not_public(search: Search) -> None:
    work = make_work()
    old = make_document(work, passages=["Neglect."])
    decide(work, "harm", ["neglect"]).proposals.add(propose(old, "harm", "neglect"))
    search("neglect")
    assert _with_harm(ANONYMOUS) == 1
    new = make_document(work, passages=["Neglect."], replaces=old)
    assert not visible_decisions(ANONYMOUS).exists(), "nor does the page of the review say it"
    assert search("neglect", viewer=ANONYMOUS).works == 1
    assert (_with_harm(ANONYMOUS), _with_harm(OPERATOR)) == (0, 1)
    decide(work, "harm", ["neglect"]).proposals.add(propose(new, "harm", "neglect"))
    assert _with_harm(ANONYMOUS) == 1


def test_what_was_confirmed_under_an_embargo_is_known_when_it_ends(search: Search) -> None:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    work = make_work()
    with time_machine.travel(moment - timedelta(minutes=1), tick=False):
        make_document(work, passages=["Neglect."])
        other = make_document(work, passages=["Other."], visible_from=moment)
        decide(work, "harm", ["neglect"]).proposals.add(propose(other, "harm", "neglect"))
        search("neglect")
        assert _with_harm(ANONYMOUS) == visible_decisions(ANONYMOUS).count() == 0
    with time_machine.travel(moment, tick=False):
        assert _with_harm(ANONYMOUS) == visible_decisions(ANONYMOUS).count() == 1


def test_the_public_filters_by_what_people_decided_only(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    propose(document, "harm", "neglect")
    assert search("neglect", viewer=ANONYMOUS, harms=("neglect",)).works == 0
    assert search("neglect", viewer=ANONYMOUS, harms=("not-yet-confirmed",)).works == 1
    staff = Viewer(account=1, permissions=frozenset({Permission.SEE_UNCONFIRMED}))
    assert search("neglect", viewer=staff, harms=("neglect",)).works == 1
    assert search("neglect", viewer=staff, harms=("not-yet-confirmed",)).works == 1
    decide(document.work, "harm", ["physical-abuse"])
    assert search("neglect", viewer=staff, harms=("neglect",)).works == 0
    assert search("neglect", viewer=ANONYMOUS, harms=("physical-abuse",)).works == 1
    decide(document.work, "harm", [])
    assert search("neglect", viewer=ANONYMOUS, harms=("not-yet-confirmed",)).works == 1


def test_proposals_from_a_document_one_may_not_see_do_not_count(search: Search) -> None:
    work = make_work()
    make_document(work, passages=["Neglect."])
    hidden = make_document(work, state="restricted", passages=["Other."])
    propose(hidden, "harm", "neglect")
    propose(hidden, "date-of-publication", "2014-05")
    staff = Viewer(account=1, permissions=frozenset({Permission.SEE_UNCONFIRMED}))
    answer = search("neglect", viewer=staff)
    assert search("neglect", viewer=staff, harms=("neglect",)).works == 0
    assert answer.hits[0].year is None
    assert search("neglect", harms=("neglect",)).works == 1


def test_what_nobody_confirmed_is_blank_to_the_public_and_marked_to_staff(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    propose(document, "board", "Wendlestoke board")
    propose(document, "date-of-publication", "2014-05")
    public = search("neglect", viewer=ANONYMOUS).hits[0]
    assert (public.board, public.year, public.unconfirmed) == ("", None, frozenset())
    staff = search("neglect").hits[0]
    assert (staff.board, staff.year, staff.unconfirmed) == ("Wendlestoke board", 2014, {"board", "year"})


def test_without_logging_in_an_area_never_combines_with_a_childs_features(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    decide(document.work, "area", ["Wendlestoke"])
    decide(document.work, "age-band", ["under-1"], subject=1)
    both = search("neglect", viewer=ANONYMOUS, areas=("Wendlestoke",), age_bands=("adult",))
    assert both.works == 1, "the child's feature is left out, not applied in silence"
    assert "cannot be combined" in both.notes[0]
    names = {facet.name for facet in search("neglect", viewer=ANONYMOUS, areas=("Wendlestoke",)).facets}
    assert "areas" in names
    assert not names & {"age_bands", "harms", "outcomes"}
    names = {facet.name for facet in search("neglect", viewer=ANONYMOUS, age_bands=("under-1",)).facets}
    assert "age_bands" in names
    assert not names & {"areas", "boards"}
    logged_in = search("neglect", viewer=Viewer(account=1), areas=("Wendlestoke",), age_bands=("adult",))
    assert (logged_in.works, logged_in.notes) == (0, ())


def test_a_document_being_indexed_is_left_out_and_that_is_said(search: Search) -> None:
    document = make_document(passages=["Neglect."])
    search("neglect")
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    answer = find(ANONYMOUS, SearchRequest(text="neglect"))
    assert (answer.works, answer.behind) == (0, 1)
    hidden = make_document(state="restricted", passages=["Other."])
    add_passages(hidden, ["More."])
    assert find(ANONYMOUS, SearchRequest(text="neglect")).behind == 1, "hidden documents are not counted"
