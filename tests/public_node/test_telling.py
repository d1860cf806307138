"""On the main library: what followers are told, in which order, and what they are never told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from heeded.briefing.models import Version
from heeded.core.clock import now
from heeded.core.errors import NotFound
from heeded.engine.vocabulary import FactName
from heeded.library import services
from heeded.library.models import Document, Fact, Publication
from heeded.library.services import FactAnswer
from heeded.library.services import Publication as Stated
from heeded.people.viewer import OPERATOR
from heeded.reach.following import telling
from heeded.reach.following.numbering import Found, newest_number, write
from heeded.reach.following.records import hash_of, record_of
from heeded.reach.following.telling import bring_up_to_date, publications_after, record_told
from tests.briefing.made import issued_rows
from tests.library import made
from tests.public_node.made import OPEN, SECRET, catalogued, point_of, tell, text_document

pytestmark = pytest.mark.django_db


def told(after: int = 0) -> list[tuple[str, str, str]]:
    """What is told after a number: kind, identifier, and "here" or why it went."""
    assert bring_up_to_date()
    rows = publications_after(after, limit=1000)
    return [(row.kind, row.identifier, (row.reason or "gone") if row.is_gone else "here") for row in rows]


def told_of(document: Document, after: int = 0) -> str | None:
    """What is told of one document."""
    return next((state for kind, one, state in told(after) if one == document.identifier), None)


def test_what_is_public_is_told_with_its_review_first() -> None:
    document = text_document()
    assert told() == [
        ("library", "library", "here"),
        ("work", document.work.identifier, "here"),
        ("document", document.identifier, "here"),
    ]


def test_what_is_known_and_not_held_is_told_too() -> None:
    work = catalogued()
    assert ("work", work.identifier, "here") in told()


@pytest.mark.parametrize("state", ["restricted", "withdrawn"])
def test_what_is_not_public_is_not_told(state: str) -> None:
    document = text_document(SECRET, state=state)
    assert told() == [("library", "library", "here")]
    with pytest.raises(NotFound):
        record_told("document", document.identifier)
    with pytest.raises(NotFound):
        record_told("work", document.work.identifier)


def test_what_nobody_has_read_yet_is_not_told() -> None:
    text_document(read_state="waiting")
    assert told() == [("library", "library", "here")]


def test_nothing_is_told_twice_where_nothing_changed() -> None:
    text_document()
    told()
    newest = newest_number()
    assert told(newest) == []
    assert newest_number() == newest


def test_an_embargo_ends_by_the_clock(frozen_time: time_machine.Traveller) -> None:
    document = text_document(visible_from=now() + timedelta(hours=2))
    assert told_of(document) is None
    frozen_time.shift(2 * 3600 - 1)
    assert told_of(document) is None
    frozen_time.shift(1)
    assert told_of(document) == "here"


def test_an_embargo_on_what_was_public_takes_it_away_and_gives_it_back(
    frozen_time: time_machine.Traveller,
) -> None:
    document = text_document()
    told()
    Document.objects.update(visible_from=now() + timedelta(hours=1))
    assert told_of(document) == "hidden"
    frozen_time.shift(3601)
    assert told_of(document) == "here"


def test_what_is_withdrawn_is_told_before_anything_new() -> None:
    document = text_document()
    told()
    newest = newest_number()
    fresh = text_document()
    services.withdraw(document, reason="somebody can be recognised", by=OPERATOR)
    states = told(newest)
    assert states[0] == ("document", document.identifier, "withdrawn")
    assert states[1] == ("work", document.work.identifier, "gone")
    assert ("document", fresh.identifier, "here") in states


def test_what_comes_back_is_told_again() -> None:
    document = text_document()
    told()
    services.withdraw(document, reason="a mistake", by=OPERATOR)
    told()
    newest = newest_number()
    services.publish(document, Stated(restrictions_checked=True), by=OPERATOR)
    assert ("document", document.identifier, "here") in told(newest)


def test_what_is_hidden_again_is_told() -> None:
    document = text_document()
    told()
    services.hold_back(document, by=OPERATOR)
    assert told_of(document) == "hidden"


def test_what_is_replaced_is_told() -> None:
    document = text_document()
    told()
    newer = text_document(work=document.work, replaces=document, version=2)
    assert told_of(document) == "replaced"
    assert told_of(newer) == "here"


def test_what_is_erased_is_told_and_stays_told() -> None:
    document = text_document()
    identifier = document.identifier
    told()
    services.erase(document, reason="court-order", by=OPERATOR)
    assert ("document", identifier, "erased") in told()
    assert [state for _, one, state in told() if one == identifier] == ["erased"]


def test_what_was_never_public_is_never_told_gone() -> None:
    document = text_document(SECRET, state="restricted")
    told()
    services.erase(document, reason="court-order", by=OPERATOR)
    assert told() == [("library", "library", "here")]


def test_a_fact_that_is_decided_is_told_of_the_review_alone() -> None:
    document = text_document()
    told()
    newest = newest_number()
    services.decide_fact(document.work, FactAnswer(FactName.BOARD, ("Quenbury Board",)), by=OPERATOR)
    assert told(newest) == [("work", document.work.identifier, "here")]


def test_a_new_title_is_told() -> None:
    document = text_document()
    told()
    newest = newest_number()
    services.confirm_title(document.work, "Child Q: an invented review", by=OPERATOR)
    assert told(newest) == [("work", document.work.identifier, "here")]


def test_a_recommendation_that_is_confirmed_or_rejected_is_told() -> None:
    document = text_document()
    told()
    for state in ("confirmed", "rejected"):
        newest = newest_number()
        services.decide_learning_point(point_of(document), state, by=OPERATOR)
        assert told(newest) == [("document", document.identifier, "here")]


def test_settings_of_the_library_are_told() -> None:
    told()
    newest = newest_number()
    services.save_settings(name="Reviews of Quenbury", danger_line="", own_synonyms="", by=OPERATOR)
    assert told(newest) == [("library", "library", "here")]


def test_what_happens_to_restricted_documents_is_told_by_nothing_at_all() -> None:
    """Not even that something happened: a follower sees the same list, byte for byte."""
    document = text_document()
    hidden = text_document(SECRET, state="restricted", work=document.work)
    before = (told(), list(Publication.objects.order_by("pk").values("number", "sha256", "at")))
    services.save_facts(hidden, [], [])
    tell(hidden)
    services.decide_learning_point(point_of(hidden), "confirmed", by=OPERATOR)
    services.decide_fact(
        document.work,
        FactAnswer(FactName.HARM, ("neglect",), 1),
        by=OPERATOR,
        proposals=[_fact(hidden, FactName.HARM, "neglect")],
    )
    text_document(SECRET, state="restricted", work=document.work)
    assert (told(), list(Publication.objects.order_by("pk").values("number", "sha256", "at"))) == before


def test_an_issued_briefing_is_told_until_it_is_replaced() -> None:
    document = text_document()
    identifier = issued_rows(document, OPEN)
    assert told()[-1] == ("briefing", identifier, "here")
    Version.objects.update(state="replaced")
    assert ("briefing", identifier, "gone") in told()


@pytest.mark.parametrize("state", ["draft", "checked"])
def test_a_briefing_that_is_not_issued_is_not_told(state: str) -> None:
    document = text_document()
    issued_rows(document, OPEN)
    Version.objects.update(state=state)
    assert [kind for kind, _, _ in told()] == ["library", "work", "document"]


def test_a_briefing_on_what_is_withdrawn_goes_with_it() -> None:
    document = text_document()
    identifier = issued_rows(document, OPEN)
    told()
    services.withdraw(document, reason="x", by=OPERATOR)
    assert told()[-3:] == [
        ("briefing", identifier, "gone"),
        ("document", document.identifier, "withdrawn"),
        ("work", document.work.identifier, "gone"),
    ]


def test_numbers_only_grow_and_each_thing_has_one() -> None:
    seen = 0
    for _ in range(3):
        document = text_document()
        told()
        assert newest_number() > seen
        seen = newest_number()
        services.withdraw(document, reason="x", by=OPERATOR)
        told()
    numbers = list(Publication.objects.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == Publication.objects.values("kind", "identifier").count()


def test_much_at_once_is_told_in_parts() -> None:
    documents = [text_document() for _ in range(3)]
    assert not bring_up_to_date(seconds=0)
    assert not Publication.objects.filter(kind="document").exists()
    assert bring_up_to_date()
    assert Publication.objects.filter(kind="document").count() == len(documents)


def test_a_record_that_changed_since_it_was_told_is_told_again() -> None:
    document = text_document()
    told()
    newest = newest_number()
    Document.objects.update(rights="Crown copyright")  # nothing in the change log
    content = record_told("document", document.identifier)
    assert b"Crown copyright" in content
    row = Publication.objects.get(kind="document")
    assert row.number > newest
    assert row.sha256 == hash_of(content)


def test_a_document_that_is_withdrawn_before_its_changed_record_is_told_stays_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = text_document()
    told()
    Document.objects.update(rights="Crown copyright")

    def another_asks_first(found: Found, *, whole: bool = True) -> None:
        monkeypatch.setattr(telling, "write", write)
        services.withdraw(document, reason="x", by=OPERATOR)
        assert told_of(document) == "withdrawn"
        write(found, whole=whole)

    monkeypatch.setattr(telling, "write", another_asks_first)
    record_told("document", document.identifier)
    assert told_of(document) == "withdrawn"


def test_a_record_that_cannot_be_made_is_left_out_and_hides_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, whole = text_document(), text_document()
    real = telling.record_of

    def made_or_not(kind: str, identifier: str) -> bytes:
        if identifier == broken.identifier:
            raise FileNotFoundError(broken.sha256)
        return real(kind, identifier)

    monkeypatch.setattr(telling, "record_of", made_or_not)
    assert told_of(broken) is None
    assert told_of(whole) == "here"


# --- what a record holds ---


def _fact(document: Document, name: FactName, value: str) -> Fact:
    return Fact.objects.create(
        work=document.work,
        document=document,
        name=name,
        value=value,
        page=1,
        spans=[[1, 0, 3]],
        quote=value,
        confidence=0.9,
    )


def test_a_record_holds_no_guess_no_account_and_no_word_of_what_is_hidden() -> None:
    document = text_document()
    hidden = text_document(SECRET, state="restricted", work=document.work, name="harbour-draft.txt")
    _fact(document, FactName.SEX, "a guess about a girl")
    proposal = _fact(hidden, FactName.AREA, "Quenbury harbour")
    services.decide_fact(
        document.work, FactAnswer(FactName.AREA, ("Quenbury harbour",)), by=OPERATOR, proposals=[proposal]
    )
    records = b"".join(
        record_of(kind, one)
        for kind, one in (("work", document.work.identifier), ("document", document.identifier))
    )
    for word in (
        *("guess", "harbour", "operator", "account:"),
        *(hidden.identifier, hidden.sha256, hidden.name, "stepfather"),
    ):
        assert word.encode() not in records, word
    assert OPEN.encode() in records


def test_whom_the_machine_takes_a_recommendation_to_be_for_is_not_told() -> None:
    document = text_document()
    services.decide_learning_point(point_of(document), "confirmed", by=OPERATOR)
    assert b"agencies" not in record_of("document", document.identifier)
    assert b'"addressees":["The board"]' in record_of("document", document.identifier)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2019-03-14", "2019-03"), ("2019-03", "2019-03"), ("2019", "2019"), ("not stated",) * 2],
)
def test_days_are_told_as_month_and_year(value: str, shown: str) -> None:
    document = text_document()
    services.decide_fact(document.work, FactAnswer(FactName.DATE_OF_INCIDENT, (value,)), by=OPERATOR)
    services.decide_fact(document.work, FactAnswer(FactName.METHOD, ("since 2019-03-14",)), by=OPERATOR)
    record = record_of("work", document.work.identifier)
    assert f'"values":["{shown}"]'.encode() in record
    assert b"since 2019-03-14" in record


def test_the_same_record_is_the_same_bytes() -> None:
    document = text_document()
    assert record_of("document", document.identifier) == record_of("document", document.identifier)


@pytest.mark.parametrize("kind", ["work", "document", "briefing", "library", "account", ""])
def test_there_is_no_record_of_what_there_is_not(kind: str) -> None:
    with pytest.raises(NotFound):
        record_of(kind, "nothing-here")


def test_telling_asks_little_where_nothing_changed(django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        text_document()
    told()
    with django_assert_max_num_queries(9):
        bring_up_to_date()


def test_telling_of_one_change_asks_no_more_for_many_documents(django_assert_max_num_queries: Any) -> None:
    documents = [text_document() for _ in range(8)]
    told()
    services.decide_learning_point(point_of(documents[0]), "confirmed", by=OPERATOR)
    with django_assert_max_num_queries(40):
        bring_up_to_date()


def test_a_document_in_a_review_that_was_taken_away_is_not_told() -> None:
    document = text_document()
    made.Work.objects.update(withdrawn_at=now())
    assert told() == [("library", "library", "here")]
    with pytest.raises(NotFound):
        record_told("document", document.identifier)
