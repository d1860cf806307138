"""What counts as new: once each, from the moment its owner could see it, never because an index was made anew."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import Span
from heeded.library.models import Document, Passage
from heeded.library.services import Publication, publish, withdraw
from heeded.people.models import EmergencyAccess
from heeded.people.viewer import OPERATOR, Viewer
from heeded.reach import places
from heeded.reach.models import Answer, SavedSearch
from heeded.reach.queries import shown_answers
from heeded.reach.services import _looking, look, run_alerts
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from heeded.search.services import follow, rebuild
from tests.people import made as people
from tests.reach.made import BRUISE, OTHER, Desk, desk_of, report
from tests.search import factories

pytestmark = pytest.mark.django_db


def test_what_was_there_already_is_not_new(desk: Desk) -> None:
    search = desk.due(desk.save())
    assert desk.found(search) == []
    assert desk.letters() == 0


def test_a_new_review_that_answers_is_told_once(desk: Desk) -> None:
    search = desk.save()
    report("New review", BRUISE)
    report("New review of a school", OTHER)
    desk.due(search)
    assert desk.found(search) == ["New review.pdf"]
    assert desk.letters() == 1
    desk.due(search)
    assert desk.found(search) == ["New review.pdf"]
    assert desk.letters() == 1


def test_where_it_answers_is_kept_and_no_word_of_it(desk: Desk) -> None:
    search = desk.save()
    new = report("New review", OTHER, BRUISE)
    desk.due(search)
    answer = Answer.objects.get(search=search)
    assert answer.document == new
    (place,) = answer.places
    assert place.pop("score") > 0
    assert place == {"page": 2, "start": 4, "end": 4 + len(BRUISE), "by": "words", "sentences": []}
    assert answer.matching == 1


def test_an_index_made_anew_brings_nothing(desk: Desk) -> None:
    search = desk.due(desk.save())
    rebuild()
    desk.due(search)
    assert desk.found(search) == []


def test_passages_made_anew_bring_nothing(desk: Desk) -> None:
    """A document that did not answer is read again, and now would."""
    search = desk.save()
    new = report("New review of a school", OTHER)
    desk.due(search)
    Passage.objects.filter(document=new).delete()
    factories.add_passages(new, [BRUISE])
    old = Document.objects.get(name="Old review of a school.pdf")
    factories.add_passages(old, [BRUISE])
    desk.due(search)
    assert desk.found(search) == []


def test_nothing_before_its_publication(desk: Desk) -> None:
    search = desk.save()
    draft = report("Draft", BRUISE, state="restricted", published_at=None)
    desk.due(search)
    assert desk.found(search) == []
    publish(draft, Publication(restrictions_checked=True), by=OPERATOR)
    desk.due(search)
    assert desk.found(search) == ["Draft.pdf"]


def test_an_embargo_ends_by_the_clock(desk: Desk) -> None:
    search = desk.save()
    report("Embargoed", BRUISE, visible_from=now() + timedelta(days=2))
    desk.due(search)
    assert desk.found(search) == []
    with time_machine.travel(now() + timedelta(days=3)):
        desk.due(search)
        assert desk.found(search) == ["Embargoed.pdf"]


def test_what_was_withdrawn_before_anybody_looked_is_never_told(desk: Desk) -> None:
    search = desk.save()
    new = report("New review", BRUISE)
    withdraw(new, reason="other", by=OPERATOR)
    desk.due(search)
    assert desk.found(search) == []
    assert desk.letters() == 0


def test_what_was_withdrawn_and_came_back_is_not_told_again(desk: Desk) -> None:
    search = desk.save()
    new = report("New review", BRUISE)
    old = Document.objects.get(name="Old review.pdf")
    desk.due(search)
    for one in (new, old):
        withdraw(one, reason="other", by=OPERATOR)
    desk.due(search)
    for one in (new, old):
        publish(one, Publication(restrictions_checked=True), by=OPERATOR)
    desk.due(search)
    assert desk.found(search) == ["New review.pdf"]
    assert desk.letters() == 1


def test_what_one_is_named_for_is_new_from_then_on(desk: Desk) -> None:
    draft = report("Draft", BRUISE, state="restricted", published_at=None)
    search = desk.due(desk.save())
    assert desk.found(search) == []
    people.grant(draft.pk, account=desk.account)
    desk.due(search)
    assert desk.found(search) == ["Draft.pdf"]


def test_somebody_without_a_second_factor_is_not_told_of_what_is_restricted(
    desk: Desk, settings: object
) -> None:
    settings.SECOND_FACTOR_FOR_RESTRICTED = True  # type: ignore[attr-defined]
    search = desk.save()
    draft = report("Draft", BRUISE, state="restricted", published_at=None)
    people.grant(draft.pk, account=desk.account)
    desk.due(search)
    assert desk.found(search) == []


def test_a_second_factor_that_was_set_up_counts(desk: Desk, settings: object) -> None:
    settings.SECOND_FACTOR_FOR_RESTRICTED = True  # type: ignore[attr-defined]
    Authenticator.objects.create(user=desk.account, type=Authenticator.Type.TOTP, data={})
    search = desk.save()
    draft = report("Draft", BRUISE, state="restricted", published_at=None)
    people.grant(draft.pk, account=desk.account)
    desk.due(search)
    assert desk.found(search) == ["Draft.pdf"]


def test_what_was_opened_in_an_emergency_is_no_business_of_an_alert() -> None:
    desk = desk_of("administrator")
    search = desk.save()
    draft = report("Draft", BRUISE, state="restricted", published_at=None)
    EmergencyAccess.objects.create(
        account=desk.account, thing_kind="document", thing=draft.pk, reason="x", at=now(),
        until=now() + timedelta(hours=1),
    )  # fmt: skip
    desk.due(search)
    assert desk.found(search) == []


def test_a_file_that_is_still_being_read_is_new_once_it_is_read(desk: Desk) -> None:
    draft = report("Draft", state="restricted", published_at=None)
    Document.objects.filter(pk=draft.pk).update(read_state="waiting")
    people.grant(draft.pk, account=desk.account)
    search = desk.due(desk.save())
    factories.add_passages(draft, [BRUISE])
    Document.objects.filter(pk=draft.pk).update(read_state="read")
    desk.due(search)
    assert desk.found(search) == ["Draft.pdf"]


def test_what_is_not_findable_yet_is_looked_at_again(desk: Desk) -> None:
    """The index has not heard of it: the look comes again in minutes, and no letter goes before it."""
    search = desk.save()
    report("New review", BRUISE)
    with time_machine.travel(now().replace(hour=7, minute=1) + timedelta(days=1), tick=False):
        looked = look(search, telling=True)
        search.refresh_from_db()
        assert not looked.whole
        assert desk.found(search) == []
        assert search.next_look_at == now() + timedelta(minutes=5)
        desk.due(search)
    assert desk.found(search) == ["New review.pdf"]


def test_a_review_that_is_filed_later_answers_then(desk: Desk) -> None:
    """Public filters know only what a person decided, and that may be after publication."""
    search = desk.save(areas=("Westmarch",))
    new = report("New review", BRUISE)
    school = report("New review of a school", OTHER)
    desk.due(search)
    assert desk.found(search) == []
    for one in (new, school):
        factories.decide(one.work, "area", ["Westmarch"])
    desk.due(search)
    assert desk.found(search) == ["New review.pdf"]


def test_a_review_that_was_there_before_is_not_new_because_it_is_filed(desk: Desk) -> None:
    search = desk.save(areas=("Westmarch",))
    factories.decide(Document.objects.get(name="Old review.pdf").work, "area", ["Westmarch"])
    desk.due(search)
    assert desk.found(search) == []


def test_a_search_inside_one_document_hears_of_no_other(desk: Desk) -> None:
    old = Document.objects.get(name="Old review.pdf")
    search = desk.save(document=old.identifier)
    report("New review", BRUISE)
    desk.due(search)
    assert desk.found(search) == []


def test_a_look_is_bounded_and_goes_on_next_time(desk: Desk) -> None:
    search = desk.save()
    for number in range(4):
        report(f"New review {number}", BRUISE)
    follow()
    assert not look(search, seconds=0.0).whole
    assert look(SavedSearch.objects.get(pk=search.pk)).whole
    assert len(desk.found(search)) == 4


def test_two_workers_at_once_tell_once(desk: Desk) -> None:
    """Both looked before either wrote anything down."""
    search = desk.save()
    report("New review", BRUISE)
    follow()
    first, second = SavedSearch.objects.get(pk=search.pk), SavedSearch.objects.get(pk=search.pk)
    look(first, telling=True)
    look(second, telling=True)
    assert desk.found(search) == ["New review.pdf"]
    assert desk.letters() == 1


def test_a_round_takes_what_is_due_and_nothing_else(desk: Desk) -> None:
    daily, weekly, never = desk.save(), desk.save(often="weekly"), desk.save(often="never")
    report("New review", BRUISE)
    follow()
    assert run_alerts().searches == 0
    monday = now() + timedelta(days=(7 - now().weekday()) or 7)
    tuesday = (monday + timedelta(days=1)).replace(hour=12)
    with time_machine.travel(tuesday):
        done = run_alerts()
    assert (done.searches, done.answers, done.letters, done.left) == (2, 2, 2, 0)
    assert _looks(daily, weekly, never) == [1, 1, 0]
    assert desk.found(never) == []
    with time_machine.travel(tuesday + timedelta(days=1)):
        assert run_alerts().searches == 1
    assert _looks(daily, weekly, never) == [2, 1, 0]


def _looks(*searches: SavedSearch) -> list[int]:
    """How often each was held against what is new."""
    return [SavedSearch.objects.get(pk=search.pk).looks for search in searches]


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    search = desk.save()
    report("New review", BRUISE)
    follow()
    before = SavedSearch.objects.values().get(pk=search.pk)
    done = run_alerts(whenever=True, dry_run=True)
    assert (done.searches, done.answers, done.letters) == (1, 1, 0)
    assert SavedSearch.objects.values().get(pk=search.pk) == before
    assert desk.found(search) == []


def test_a_closed_account_is_passed_over(desk: Desk) -> None:
    search = desk.save()
    report("New review", BRUISE)
    follow()
    desk.account.is_active = False
    desk.account.save()
    assert run_alerts(whenever=True).searches == 0
    assert desk.found(search) == []


def test_erasing_a_document_leaves_no_answer(desk: Desk) -> None:
    search = desk.save()
    new = report("New review", BRUISE)
    desk.due(search)
    new.delete()
    note_change(ChangeKind.ERASED, thing_kind="document", thing=1)
    assert desk.found(search) == []


@dataclass
class Slow:
    """Vectors that are still to come."""

    state: str = "being-made"


def test_a_document_whose_vectors_are_still_to_come_is_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By words it does not answer; by meaning it may, once there are vectors. Not for ever, though."""
    search = desk.save()
    report("New review of a school", OTHER)
    follow()
    real = places.find
    monkeypatch.setattr(places, "vector_status", Slow)
    monkeypatch.setattr(places, "find", lambda *asked: replace(real(*asked), by_word_only="being made"))
    seven = search.next_look_at
    assert seven is not None
    with time_machine.travel(seven, tick=False) as clock:
        for minute in range(0, 121, 5):
            search = desk.due(search)
            assert search.next_look_at == now() + timedelta(minutes=5), minute
            clock.shift(timedelta(minutes=5))
        search = desk.due(search)
    assert search.next_look_at == seven + timedelta(days=1)


def test_without_a_model_nobody_waits_for_vectors(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    search = desk.save()
    report("New review of a school", OTHER)
    follow()
    real = places.find
    monkeypatch.setattr(places, "vector_status", lambda: Slow("no-model"))
    monkeypatch.setattr(places, "find", lambda *asked: replace(real(*asked), by_word_only="no model"))
    assert look(search).whole


def test_what_answers_by_meaning_alone_is_an_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    search = desk.save("xylophone")
    new = report("New review of a school", OTHER)
    follow()
    real = places.find

    def by_meaning(viewer: Viewer, request: SearchRequest) -> SearchResults:
        found = real(viewer, replace(request, text="school"))
        hits = [
            replace(
                hit,
                passages=tuple(
                    replace(p, found_by="meaning", meaning_spans=(Span(1, 4, 14),)) for p in hit.passages
                ),
            )
            for hit in found.hits
        ]
        return replace(found, hits=tuple(hits))

    monkeypatch.setattr(places, "find", by_meaning)
    search = desk.due(search)
    assert desk.found(search) == ["New review of a school.pdf"]
    (one,) = shown_answers(desk.viewer, search, list(Answer.objects.all()))
    (hit,) = one.passages
    assert (hit.found_by, hit.marks, hit.document) == ("meaning", (), new.identifier)
    assert [hit.text[start:end] for start, end in hit.meaning_marks] == [OTHER[:10]]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_write_at_the_same_moment_write_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two connections of their own; both have found the same before either writes."""
    desk = desk_of()
    search = desk.save()
    report("New review", BRUISE)
    follow()
    both, real = Barrier(2, timeout=20), _looking._write_down

    def together(*arguments: Any, **named: Any) -> None:
        both.wait()
        real(*arguments, **named)

    def work() -> None:
        try:
            look(SavedSearch.objects.select_related("account").get(pk=search.pk), telling=True)
        finally:
            connection.close()

    monkeypatch.setattr(_looking, "_write_down", together)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work), pool.submit(work)]:
            done.result(timeout=30)
    assert desk.found(search) == ["New review.pdf"]
    assert desk.letters() == 1
