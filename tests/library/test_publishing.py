"""Publishing, withdrawing and holding back are acts of named people, after what must be settled is settled."""

from datetime import timedelta

import pytest

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import Change, Tombstone
from heeded.library.errors import CannotPublish, SamplesApart
from heeded.library.models import Document, FactDecision, Work
from heeded.library.queries import visible_documents
from heeded.library.services import (
    REASONS,
    Publication,
    erase,
    erased_before,
    hold_back,
    name_library_fictional,
    publish,
    replay_erasures,
    withdraw,
)
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.library.made import document, learning_point, newer, page, passage, work
from tests.people.made import board, grant, viewer

pytestmark = pytest.mark.django_db
CHECKED = Publication(restrictions_checked=True)


@pytest.fixture(autouse=True)
def no_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)


def test_publishing_says_who_when_and_on_what_terms() -> None:
    opens = now() + timedelta(days=1)
    made = publish(
        document(),
        Publication(
            "Invented site", "All rights reserved", "OGL", restrictions_checked=True, visible_from=opens
        ),
        by=OPERATOR,
    )
    made.refresh_from_db()
    assert (made.state, made.published_by, made.visible_from) == ("published", "operator", opens)
    assert (made.published_where, made.rights, made.licence) == (
        "Invented site",
        "All rights reserved",
        "OGL",
    )
    assert made.restrictions_checked and made.published_at is not None


@pytest.mark.parametrize(
    "said, words",
    [
        ({"hidden": [{"page": 4, "reason": "covered", "count": 1}]}, "hidden text on p. 4"),
        (
            {
                "hidden": [
                    {"page": 4, "reason": "tiny", "count": 1},
                    {"page": 2, "reason": "covered", "count": 2},
                ]
            },
            "2, 4",
        ),
        ({"unsettled_changes": 3}, "3 tracked changes"),
        ({"read_state": "waiting"}, "not been read"),
        ({"read_state": "needs-ocr"}, "not been read"),
    ],
)
def test_what_is_not_settled_is_not_published(said: dict[str, object], words: str) -> None:
    held = document(**said)
    with pytest.raises(CannotPublish, match=words) as refusal:
        publish(held, CHECKED, by=OPERATOR)
    assert refusal.value.advice
    held.refresh_from_db()
    assert held.state == "restricted"


def test_restrictions_must_be_checked() -> None:
    with pytest.raises(CannotPublish, match="restrictions"):
        publish(document(), Publication(), by=OPERATOR)


@pytest.mark.parametrize("role", ROLES)
def test_who_is_not_named_publishes_and_withdraws_nothing(role: str) -> None:
    held = document()
    for act in (lambda by: publish(held, CHECKED, by=by), lambda by: withdraw(held, reason="", by=by)):
        with pytest.raises(NotAllowed):
            act(viewer(role))


def test_named_board_staff_publish_and_withdraw() -> None:
    ours = board()
    held = document()
    grant(held.pk, organisation=ours, role="board-staff")
    staff = viewer("board-staff", organisation=ours)
    publish(held, CHECKED, by=staff)
    assert held in visible_documents(ANONYMOUS)
    withdraw(held, reason="identified someone", by=staff)
    assert held not in visible_documents(staff)


def test_a_grant_to_read_is_not_a_right_to_publish() -> None:
    ours = board()
    held = document()
    grant(held.pk, organisation=ours)
    with pytest.raises(NotAllowed):
        publish(held, CHECKED, by=viewer("practitioner", organisation=ours))


def test_holding_back_brings_a_withdrawn_one_to_those_named() -> None:
    ours = board()
    held = document(state="withdrawn")
    grant(held.pk, organisation=ours)
    hold_back(held, by=OPERATOR)
    assert held in visible_documents(viewer("practitioner", organisation=ours))
    assert held not in visible_documents(ANONYMOUS)


def test_what_a_worker_wrote_meanwhile_stays() -> None:
    held = document()
    stale = Document.objects.get(pk=held.pk)
    Document.objects.filter(pk=held.pk).update(page_count=12, notes=["said by the reader"])
    publish(stale, CHECKED, by=OPERATOR)
    withdraw(stale, reason="", by=OPERATOR)
    held.refresh_from_db()
    assert (held.page_count, held.notes, held.state) == (12, ["said by the reader"], "withdrawn")


def test_followers_hear_of_both_versions() -> None:
    older = document(state="published")
    publish(newer(older), Publication(restrictions_checked=True, replaced_is_public=True), by=OPERATOR)
    older.refresh_from_db()
    assert older.replaced_is_public
    assert older.pk in Change.objects.filter(kind="visibility").values_list("thing", flat=True)


def test_samples_stay_apart() -> None:
    work()
    with pytest.raises(SamplesApart):
        name_library_fictional(by=OPERATOR)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"board-staff"}))
def test_others_erase_nothing(role: str) -> None:
    with pytest.raises(NotAllowed):
        erase(document(state="published"), reason="court-order", by=viewer(role))


def test_board_staff_of_another_board_do_not_erase_a_draft() -> None:
    with pytest.raises(NotAllowed):
        erase(document(), reason="court-order", by=viewer("board-staff", organisation=board()))


def test_erasing_needs_a_kind_of_reason() -> None:
    with pytest.raises(Refused, match=REASONS[0]):
        erase(document(), reason="Child K was named", by=OPERATOR)


def test_a_tombstone_stays_and_nothing_else() -> None:
    held = document()
    page(held)
    passage(held)
    learning_point(held)
    grant(held.pk, organisation=board())
    identifiers = {held.identifier, held.work.identifier}
    erased = erase(held, reason="court-order", by=OPERATOR)
    assert not Document.objects.exists() and not Work.objects.exists()
    assert {stone.thing for stone in Tombstone.objects.all()} == identifiers
    assert erased_before(erased.hashes[0]) == erased
    assert erased_before("f" * 64) is None


def test_a_decision_that_rests_on_the_erased_alone_goes_with_it() -> None:
    held = document()
    other = document(work=held.work)
    facts = [
        one.facts.create(work=held.work, name="area", value="X", page=1, spans=[], quote="", confidence=1)
        for one in (held, other)
    ]
    rests = [
        FactDecision.objects.create(work=held.work, name="area", values=["X"], decided_at=now())
        for _ in "abc"
    ]
    rests[0].proposals.set(facts[:1])
    rests[1].proposals.set(facts)
    erase(held, reason="other", by=OPERATOR)
    assert set(FactDecision.objects.all()) == set(rests[1:])


def test_erasing_the_newest_does_not_bring_the_older_back() -> None:
    older = document(state="published")
    erase(newer(older, state="published"), reason="identified-someone", by=OPERATOR)
    assert not visible_documents(ANONYMOUS).exists()
    older.refresh_from_db()
    assert older.state == "restricted"


def test_erasing_the_middle_keeps_the_first_replaced() -> None:
    first = document(state="published")
    second = newer(first, state="published")
    third = newer(second, state="published")
    erase(second, reason="other", by=OPERATOR)
    third.refresh_from_db()
    assert third.replaces == first
    assert list(visible_documents(ANONYMOUS)) == [third]


def test_what_a_backup_brings_back_is_erased_again_by_its_hash() -> None:
    held = document()
    sha256 = held.sha256
    erase(held, reason="court-order", by=OPERATOR)
    document(sha256=sha256, added_at=held.added_at)
    assert (replay_erasures(by=OPERATOR), replay_erasures(by=OPERATOR)) == (1, 0)
    assert not Document.objects.exists()


def test_a_cleaned_copy_that_was_added_instead_is_not_erased_with_the_original() -> None:
    held = document(clean_sha256="c" * 64)
    copy = document(sha256="c" * 64)
    erase(held, reason="identified-someone", by=OPERATOR)
    assert replay_erasures(by=OPERATOR) == 0
    assert list(Document.objects.all()) == [copy]
    assert erased_before("c" * 64) is None


def test_a_known_review_stays_in_the_catalogue() -> None:
    known = work(catalogued=True, title="Typed in by a person", title_is_confirmed=True)
    erase(document(work=known), reason="other", by=OPERATOR)
    assert list(Work.objects.all()) == [known]
