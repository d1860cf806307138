"""A review with a public and a restricted document tells readers what the public one tells, and no more."""

import pytest

from heeded.core.clock import now
from heeded.library.filing import filed
from heeded.people.viewer import ANONYMOUS
from heeded.search._shelf import forget, shelf
from tests.search.factories import decide, make_document, make_work, propose

pytestmark = pytest.mark.django_db


def _decided_on(state: str, **said: object) -> bool:
    """Whether everybody learns a fact that was confirmed on a document of this state, beside a public one."""
    work = make_work("Review")
    make_document(work)
    other = make_document(work, state=state, **said)
    decide(work, "sex", ["girl"]).proposals.add(propose(other, "sex", "girl"))
    return bool(filed(ANONYMOUS, [work])[work.pk])


def test_a_fact_confirmed_on_a_public_document_is_public() -> None:
    assert _decided_on("published")


@pytest.mark.parametrize("state", ["restricted", "withdrawn"])
def test_a_fact_that_rests_on_a_hidden_document_alone_stays_hidden(state: str) -> None:
    said = {"withdrawn_at": now(), "withdrawn_by": "account:1"} if state == "withdrawn" else {}
    assert not _decided_on(state, **said)


def test_the_filters_of_a_search_do_not_tell_it_either() -> None:
    work = make_work("Review")
    make_document(work)
    hidden = make_document(work, state="restricted")
    decide(work, "harm", ["neglect"]).proposals.add(propose(hidden, "harm", "neglect"))
    forget()
    assert "harm" not in shelf("default").works[0].decided
