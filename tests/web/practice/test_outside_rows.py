"""What an outside body reads of each point, submitted or opened, and what a question says that it is about."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from heeded.core.clock import now, today
from heeded.practice import services
from heeded.practice.kinds import ActionState, ClosedAs, EvidenceKind, SourceKind, TakenUpAs
from heeded.practice.models import Opening, OutsideQuestion, Submission
from heeded.practice.services import Close, Entered, EvidenceGiven, Period, TakenUpSaid
from tests.practice.made import AUDIT, MEN, World, agency
from tests.web.practice.test_outside import CHANGED, Told, page_of, told

__all__ = ["told"]
pytestmark = pytest.mark.django_db


def _asked(told: Told, held: Opening | Submission, item: str) -> str:
    told.at_body.post(page_of(held), {"kind": "question", "item": item, "text": "Who checks it?"})
    return reverse("outside-question", args=[OutsideQuestion.objects.get().identifier])


def test_a_question_says_what_it_is_about_to_both_and_leads_there(told: Told) -> None:
    item = told.action.item.identifier
    opening = told.opened()
    address = _asked(told, opening, item)
    before = opening.readings.count()
    seen = told.at_body.get(address)
    assert MEN in seen.text and opening.readings.count() == before + 1
    assert seen.link("Recommendation 1") == f"{page_of(opening)}?page=1#point-{item}"
    told.at_body.get(seen.link("Recommendation 1").split("#")[0]).one("h2", id=f"point-{item}")
    board = told.at_board.get(address)
    assert MEN in board.text and board.link("Recommendation 1") == reverse("plan-item", args=[item])
    services.end_opening(opening, by=told.world.staff)
    ended = told.at_body.get(address)
    assert "Recommendation 1. Its words are no longer open to you." in ended.text and MEN not in ended.text
    assert opening.identifier not in ended.content.decode()


def test_a_question_about_a_submission_leads_to_its_row(told: Told) -> None:
    item = told.action.item.identifier
    held = told.submitted()
    address = _asked(told, held, item)
    before = held.readings.count()
    seen = told.at_body.get(address)
    assert MEN in seen.text and held.readings.count() == before + 1
    assert seen.link("Recommendation 1") == f"{page_of(held)}?page=1#point-{item}"
    other = services.submit(told.world.board, agency("Another body"), by=told.world.staff)
    assert other.identifier not in seen.content.decode()


def test_of_a_question_about_all_nothing_is_named(told: Told) -> None:
    address = _asked(told, told.submitted(), "")
    assert "About all that the board submitted" in told.at_body.get(address).text
    assert "What it is about" not in told.at_body.get(address).text


def test_what_is_overdue_is_said_as_of_the_day_it_is_looked_at_or_was_submitted(told: Told) -> None:
    changed = told.world.wanted(due=today() - timedelta(days=3))
    services.change_action(told.action, changed, by=told.world.staff, reason="Later.")
    held, opening = told.submitted(), told.opened()
    content = held.content
    for one in (held, opening):
        assert ", 3 days overdue." in told.at_body.get(page_of(one)).text
    Submission.objects.filter(pk=held.pk).update(submitted_at=now() - timedelta(days=2))
    assert ", 1 day overdue." in told.at_body.get(page_of(held)).text
    Submission.objects.filter(pk=held.pk).update(submitted_at=now() - timedelta(days=3))
    assert "overdue" not in told.at_body.get(page_of(held)).text, "it was due that day"
    assert Submission.objects.get(pk=held.pk).content == content


def test_the_source_is_named(told: Told) -> None:
    source = "Audit of six schools"
    entered = Entered("Ask twice.", SourceKind.AUDIT, source, number="4", source_date=date(2019, 3, 1))
    services.enter_item(entered, told.world.board, by=told.world.staff)
    work = told.world.report.work.title
    for one in (told.submitted(), told.opened()):
        page = told.at_body.get(page_of(one))
        assert f"An audit: {source}, 1 March 2019" in page.text
        assert told.world.report.identifier in page.link(f"{work}, ") and "p. 1" in page.text


def test_what_replaced_another_is_named_and_led_to(told: Told) -> None:
    entered = Entered("Ask twice.", SourceKind.AUDIT, "Audit", number="4")
    old = services.enter_item(entered, told.world.board, by=told.world.staff)
    told_of = told.action.item
    said = Close(ClosedAs.REPLACED, "The same again.", into=told_of)
    services.close_item(old, said, by=told.world.staff)
    held = told.submitted()
    for one in (held, told.opened()):
        page = told.at_body.get(page_of(one))
        assert "(closed: replaced by another: Recommendation 1)" in page.text
        links = [a.get("href") for a in page.all("a", class_="govuk-link")]
        assert f"{page_of(one)}?page=1#point-{told_of.identifier}" in links
    services.end_opening(Opening.objects.get(), by=told.world.staff)
    period = Period(now() - timedelta(days=9), now() + timedelta(days=1))
    only = services.open_plan(
        told.world.board, told.body, period, by=told.world.staff, work=told.world.report.work
    )
    assert "replaced" not in told.at_body.get(page_of(only)).text


def test_what_a_check_rests_on_stands_with_it(told: Told) -> None:
    changed = told.world.wanted(state=ActionState.DONE, done_on=today() - timedelta(days=9))
    action = services.change_action(told.action, changed, by=told.world.staff)
    training = EvidenceGiven(EvidenceKind.TRAINING, "Who came")
    told.world.evidence(action, training)
    told.world.checked(action)
    assert f"It rests on: Audit: {AUDIT.title}" in told.at_body.get(page_of(told.opened())).text
    submitted = told.at_body.get(page_of(told.submitted())).text
    assert "Evidence on the point: Training record 1 action" in submitted, "the audit stands with its check"
    assert "It rests on: Audit" in submitted


def test_what_the_board_said_of_what_it_took_up_stands_there() -> None:
    told, elsewhere = Told(), World()
    said = TakenUpSaid(TakenUpAs.DOES_NOT_APPLY, "There are no districts here.")
    services.take_up(elsewhere.recommendation, told.world.board, said, by=told.world.staff)
    for one in (told.submitted(), told.opened()):
        text = told.at_body.get(page_of(one)).text
        assert "Does not apply here" in text and ": There are no districts here." in text
        assert "Nobody is asked for an answer." in text, "of the other point"


def test_what_an_older_version_submitted_is_shown_as_far_as_it_was_kept(told: Told) -> None:
    held = told.submitted()
    new = (
        "document_title",
        "review",
        "source_kind",
        "source",
        "source_date",
        "taken_up",
        "evidence",
        "closed_into",
    )
    for row in held.content:
        for name in new:
            del row[name]
        for action in row["actions"]:
            del action["closed_into"]
            for check in action["checks"]:
                del check["evidence"]
    held.save()
    page = told.at_body.get(page_of(held))
    assert CHANGED in page.text and told.world.report.identifier in page.link("p. 1")
