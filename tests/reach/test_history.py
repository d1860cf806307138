"""One's own past searches: off until asked for, seen by nobody else, gone after 90 days."""

import json
from datetime import timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.reach.models import PastSearch
from heeded.reach.queries import keeps_history, past_searches
from heeded.reach.services import forget_searches, remember_search, set_history, tidy
from heeded.search.request import SearchRequest
from tests.people import made as people

pytestmark = pytest.mark.django_db
ASKED = SearchRequest(text="bruise on a baby", harms=("neglect",))


def test_nothing_is_remembered_until_somebody_asks_for_it() -> None:
    viewer = people.viewer("practitioner")
    remember_search(ASKED, by=viewer)
    assert not PastSearch.objects.exists()
    set_history(on=True, by=viewer)
    remember_search(ASKED, by=viewer)
    assert [request for _, request in past_searches(viewer)] == [ASKED]


def test_nobody_else_sees_it_and_the_audit_does_not_hear_of_it() -> None:
    viewer = people.viewer("practitioner")
    set_history(on=True, by=viewer)
    remember_search(ASKED, by=viewer)
    for other in (people.viewer("administrator"), people.viewer("practitioner"), ANONYMOUS, OPERATOR):
        assert past_searches(other) == []
        assert not keeps_history(other)
        forget_searches(by=other)
    assert PastSearch.objects.count() == 1
    assert "history" not in json.dumps(list(AuditRow.objects.values()), default=str)
    assert not AuditRow.objects.filter(actor=viewer.audit_name).exists()


def test_the_same_search_again_moves_up(frozen_time: time_machine.Traveller) -> None:
    viewer = people.viewer("practitioner")
    set_history(on=True, by=viewer)
    other = SearchRequest(text="was not brought")
    for request in (ASKED, other, ASKED):
        frozen_time.shift(60)
        remember_search(request, by=viewer)
    assert [request for _, request in past_searches(viewer)] == [ASKED, other]


@pytest.mark.parametrize(
    "request_",
    [SearchRequest(), SearchRequest(text="  "), SearchRequest(text="x", page=2),
     SearchRequest(text="child with NHS number 943 476 5919")],
)  # fmt: skip
def test_what_is_no_question_or_too_private_is_not_kept(request_: SearchRequest) -> None:
    viewer = people.viewer("practitioner")
    set_history(on=True, by=viewer)
    remember_search(request_, by=viewer)
    assert not PastSearch.objects.exists()


def test_switching_it_off_deletes_it() -> None:
    viewer, other = people.viewer("practitioner"), people.viewer("practitioner")
    for one in (viewer, other):
        set_history(on=True, by=one)
        remember_search(ASKED, by=one)
    set_history(on=False, by=viewer)
    assert past_searches(viewer) == []
    assert not keeps_history(viewer)
    assert len(past_searches(other)) == 1


def test_nobody_without_an_account_keeps_one() -> None:
    with pytest.raises(NotAllowed):
        set_history(on=True, by=ANONYMOUS)
    remember_search(ASKED, by=ANONYMOUS)
    remember_search(ASKED, by=OPERATOR)
    assert not PastSearch.objects.exists()


def test_it_is_gone_after_90_days() -> None:
    viewer = people.viewer("practitioner")
    set_history(on=True, by=viewer)
    remember_search(ASKED, by=viewer)
    with time_machine.travel(now() + timedelta(days=89)):
        assert tidy()
        assert PastSearch.objects.exists()
    with time_machine.travel(now() + timedelta(days=91)):
        assert tidy()
    assert not PastSearch.objects.exists()


def test_one_worker_tidies_once_a_day() -> None:
    assert tidy()
    assert not tidy()
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        assert tidy()
        assert not tidy()


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.reach.services._history.MOST", 3)
    viewer = people.viewer("practitioner")
    set_history(on=True, by=viewer)
    for number in range(6):
        remember_search(SearchRequest(text=f"question {number}"), by=viewer)
    kept = [request.text for _, request in past_searches(viewer)]
    assert kept == ["question 5", "question 4", "question 3"]
