"""What boards submit and open to outside bodies on its pages: who sees it, who asks, who answers, what is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.clock import now, today
from heeded.core.models import AuditRow
from heeded.people.models import Account, Organisation
from heeded.practice import services
from heeded.practice.kinds import ActionState, ClosedAs, EvidenceKind, SourceKind, TakenUpAs
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, Submission
from heeded.practice.services import Close, Entered, EvidenceGiven, Period, TakenUpSaid
from tests.people import made as people
from tests.practice.made import AUDIT, MEN, World, agency
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_of

pytestmark = pytest.mark.django_db
CHANGED = "Change the recording form"


class Told:
    """A board with an action on its plan, a body that it tells, and a browser of each."""

    def __init__(self, state: str = "published") -> None:
        self.world = World(state=state)
        self.action = self.world.action()
        self.body: Organisation = agency("Invented inspectorate")
        self.inspector: Account = people.account("inspector", organisation=self.body)
        self.at_body: PageClient = browser_of(self.inspector)
        staff = people.account("board-staff", organisation=self.world.board)
        self.at_board: PageClient = browser_of(staff)
        self.of_plan = reverse("plan-outside", args=[self.world.board.identifier])

    def submitted(self) -> Submission:
        return services.submit(self.world.board, self.body, by=self.world.staff)

    def opened(self, days: int = 6) -> Opening:
        period = Period(now() - timedelta(days=9), now() + timedelta(days=days))
        return services.open_plan(self.world.board, self.body, period, by=self.world.staff)


@pytest.fixture
def told() -> Told:
    return Told()


def _page(thing: Opening | Submission) -> str:
    name = "submission" if isinstance(thing, Submission) else "opened-plan"
    return reverse(name, args=[thing.identifier])


def test_a_board_looks_at_what_it_submits_and_submits_it(told: Told) -> None:
    address = reverse("submit-plan", args=[told.world.board.identifier])
    assert told.body.name in told.at_board.get(address).text
    said = {"to": told.body.identifier, "work": told.world.report.work.identifier}
    page = told.at_board.post(address, {**said, "do": "look"})
    assert CHANGED in page.text and "1 point" in page.text and not Submission.objects.exists()
    page = told.at_board.post(address, {**said, "do": "submit"})
    assert "Submitted." in page.text and CHANGED in page.text and "Nobody has read it yet" in page.text
    assert told.at_board.post(address, {"do": "look"}, status=422).title.startswith("Error")


def test_what_was_submitted_is_read_as_submitted_with_its_page_and_on_record(told: Told) -> None:
    held = told.submitted()
    services.change_action(told.action, told.world.wanted(what="Something else"), by=told.world.staff)
    listed = told.at_body.get(reverse("outside"))
    page = told.at_body.get(listed.link(told.world.board.name))
    assert CHANGED in page.text and "Something else" not in page.text and MEN in page.text
    assert told.world.report.identifier in page.link("p. 1")
    assert "Who read it" not in page.text and OutsideReading.objects.get().submission == held
    seen = told.at_board.get(_page(held))
    assert "1 reading" in seen.text and told.inspector.name in seen.text
    assert OutsideReading.objects.count() == 1, "the board itself leaves no reading"
    assert "1 time, last on" in told.at_board.get(told.of_plan).text


def test_what_is_submitted_to_others_is_not_there(told: Told) -> None:
    other = browser_of(people.account("inspector", organisation=agency("Another body")))
    nobody = browser_of(people.account("reader"))
    for one in (told.submitted(), told.opened()):
        for client in (other, nobody):
            client.get(_page(one), status=404)
    nobody.get(reverse("outside"), status=403)
    assert "No board has submitted" in other.get(reverse("outside")).text
    for client in (other, nobody, told.at_body):
        client.get(told.of_plan, status=404)
        client.get(reverse("submit-plan", args=[told.world.board.identifier]), status=404)
        client.get(reverse("open-plan", args=[told.world.board.identifier]), status=404)
    assert not OutsideReading.objects.exists()


def test_opened_for_a_while_and_ended(told: Told) -> None:
    address = reverse("open-plan", args=[told.world.board.identifier])
    last = today() + timedelta(days=3)
    day = {"until_0": last.day, "until_1": last.month, "until_2": last.year}
    assert "Enter the last day" in told.at_board.post(address, {"to": told.body.identifier}, status=422).text
    past = {"to": told.body.identifier, "until_0": 1, "until_1": 2, "until_2": 2019}
    page = told.at_board.post(address, past, status=422)
    assert "must not be past" in page.text and page.one("input", name="until_2").get("value") == "2019"
    page = told.at_board.post(address, {"to": told.body.identifier, **day})
    assert "Opened." in page.text and CHANGED in page.text
    held = Opening.objects.get()
    read = told.at_body.get(told.at_body.get(reverse("outside"), show="opened").link(told.world.board.name))
    assert CHANGED in read.text and held.readings.count() == 1
    told.at_body.client.post(_page(held), {"do": "end"})
    assert Opening.objects.get().until > now(), "only the board ends it"
    assert "Ended." in told.at_board.post(_page(held), {"do": "end"}).text
    told.at_body.get(_page(held), status=404)
    assert "1 reading" in told.at_board.get(_page(held)).text


def test_asked_about_one_point_answered_and_kept(told: Told) -> None:
    held = told.submitted()
    item = held.items[0]
    page = told.at_body.get(_page(held), about=item)
    assert page.one("input", name="item").get("value") == item and "About: " in page.text
    told.at_body.post(_page(held), {"kind": "question", "item": item, "text": ""}, status=422)
    page = told.at_body.post(_page(held), {"kind": "question", "item": item, "text": "Who checks it?"})
    assert "Not answered yet" in page.text
    question = OutsideQuestion.objects.get()
    address = reverse("outside-question", args=[question.identifier])
    assert "Who checks it?" in told.at_board.get(told.of_plan).text
    assert "Write your answer" in told.at_board.post(address, {"text": ""}, status=422).text
    told.at_board.post(address, {"text": "The chair does."})
    assert "The chair does." in told.at_body.get(address).text
    assert "already" in told.at_board.post(address, {"text": "Nobody."}, status=422).text
    assert "Answered on" in told.at_body.get(reverse("outside"), show="asked").text
    browser_of(people.account("reader")).get(address, status=404)


def _asked(told: Told, held: Opening | Submission, item: str) -> str:
    told.at_body.post(_page(held), {"kind": "question", "item": item, "text": "Who checks it?"})
    return reverse("outside-question", args=[OutsideQuestion.objects.get().identifier])


def test_a_question_says_what_it_is_about_to_both_and_leads_there(told: Told) -> None:
    item = told.action.item.identifier
    opening = told.opened()
    address = _asked(told, opening, item)
    before = opening.readings.count()
    seen = told.at_body.get(address)
    assert MEN in seen.text and opening.readings.count() == before + 1
    assert seen.link("Recommendation 1") == f"{_page(opening)}?page=1#point-{item}"
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
    assert seen.link("Recommendation 1") == f"{_page(held)}?page=1#point-{item}"
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
        assert ", 3 days overdue." in told.at_body.get(_page(one)).text
    Submission.objects.filter(pk=held.pk).update(submitted_at=now() - timedelta(days=2))
    assert ", 1 day overdue." in told.at_body.get(_page(held)).text
    Submission.objects.filter(pk=held.pk).update(submitted_at=now() - timedelta(days=3))
    assert "overdue" not in told.at_body.get(_page(held)).text, "it was due that day"
    assert Submission.objects.get(pk=held.pk).content == content


def test_the_source_is_named(told: Told) -> None:
    source = "Audit of six schools"
    entered = Entered("Ask twice.", SourceKind.AUDIT, source, number="4", source_date=date(2019, 3, 1))
    services.enter_item(entered, told.world.board, by=told.world.staff)
    work = told.world.report.work.title
    for one in (told.submitted(), told.opened()):
        page = told.at_body.get(_page(one))
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
        page = told.at_body.get(_page(one))
        assert "(closed: replaced by another: Recommendation 1)" in page.text
        links = [a.get("href") for a in page.all("a", class_="govuk-link")]
        assert f"{_page(one)}?page=1#point-{told_of.identifier}" in links
    services.end_opening(Opening.objects.get(), by=told.world.staff)
    period = Period(now() - timedelta(days=9), now() + timedelta(days=1))
    only = services.open_plan(
        told.world.board, told.body, period, by=told.world.staff, work=told.world.report.work
    )
    assert "replaced" not in told.at_body.get(_page(only)).text


def test_what_a_check_rests_on_stands_with_it(told: Told) -> None:
    changed = told.world.wanted(state=ActionState.DONE, done_on=today() - timedelta(days=9))
    action = services.change_action(told.action, changed, by=told.world.staff)
    training = EvidenceGiven(EvidenceKind.TRAINING, "Who came")
    told.world.evidence(action, training)
    told.world.checked(action)
    assert f"It rests on: Audit: {AUDIT.title}" in told.at_body.get(_page(told.opened())).text
    submitted = told.at_body.get(_page(told.submitted())).text
    assert "Evidence on the point: Training record 1 action" in submitted, "the audit stands with its check"
    assert "It rests on: Audit" in submitted


def test_what_the_board_said_of_what_it_took_up_stands_there() -> None:
    told, elsewhere = Told(), World()
    said = TakenUpSaid(TakenUpAs.DOES_NOT_APPLY, "There are no districts here.")
    services.take_up(elsewhere.recommendation, told.world.board, said, by=told.world.staff)
    for one in (told.submitted(), told.opened()):
        text = told.at_body.get(_page(one)).text
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
    page = told.at_body.get(_page(held))
    assert CHANGED in page.text and told.world.report.identifier in page.link("p. 1")


def test_nothing_is_asked_of_what_was_not_told(told: Told) -> None:
    held = told.submitted()
    said = {"kind": "advice", "text": "Ask them.", "item": World().item().identifier}
    told.at_body.post(_page(held), said, status=404)
    told.at_board.post(_page(held), {**said, "item": ""}, status=403)
    assert not OutsideQuestion.objects.exists()


def test_a_plan_read_by_a_board_that_has_nothing_asks_as_often(told: Told) -> None:
    opening = told.opened()

    def asked(address: str, client: PageClient) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    pages = [
        (_page(opening), told.at_body),
        (told.of_plan, told.at_board),
        (reverse("outside"), told.at_body),
    ]
    pages.append((_page(told.submitted()), told.at_body))
    for address, client in pages:
        client.get(address)
    few = [asked(*one) for one in pages]
    for number in range(6):
        more = World(board=told.world.board, text=f"Another thing to learn, number {number}.")
        more.action()
        told.submitted()
        told.opened(days=7 + number)
    assert [asked(*one) for one in pages] == few


def test_words_of_a_restricted_report_leave_their_trace() -> None:
    told = Told("restricted")
    report = told.world.report
    people.grant(report.pk, organisation=told.world.board, role="board-staff")
    people.grant(report.pk, account=told.inspector)
    read = AuditRow.objects.filter(action="document.read.outside", thing=report.identifier)
    said = {"to": told.body.identifier, "work": "", "do": "look"}
    page = told.at_board.post(reverse("submit-plan", args=[told.world.board.identifier]), said)
    assert MEN in page.text and read.count() == 1
    for address in (_page(told.submitted()), _page(told.opened())):
        before = read.count()
        assert MEN in told.at_body.get(address).text
        assert read.count() == before + 1


def test_opened_twice_it_is_opened_once(told: Told) -> None:
    last = today() + timedelta(days=3)
    day = {"until_0": last.day, "until_1": last.month, "until_2": last.year}
    said = {"to": told.body.identifier, "work": "", **day}
    address = reverse("open-plan", args=[told.world.board.identifier])
    for _ in range(2):
        told.at_board.post(address, said)
    held = Opening.objects.get()
    services.end_opening(held, by=told.world.staff)
    told.at_board.post(address, said)
    assert Opening.objects.count() == 2, "what was ended can be opened again"
    ahead = {**said, "since_0": last.day, "since_1": last.month, "since_2": last.year}
    told.at_board.post(address, ahead)
    assert Opening.objects.count() == 3, "a period of its own"


def test_the_last_day_there_is_is_too_late(told: Told) -> None:
    said = {"to": told.body.identifier, "until_0": 31, "until_1": 12, "until_2": 9999}
    page = told.at_board.post(reverse("open-plan", args=[told.world.board.identifier]), said, status=422)
    assert "before the year 9999" in page.text and not Opening.objects.exists()


def test_without_a_second_factor_nothing_is_seen(told: Told) -> None:
    weak = browser_of(told.inspector, strong=False)
    assert "second factor" in weak.get(reverse("outside")).text
    weak.get(_page(told.submitted()), status=404)


def test_what_is_read_on_other_pages_is_on_record_too(told: Told) -> None:
    evidence = told.world.evidence(told.action)
    point = told.action.item.point
    pages = {
        reverse("action", args=[told.action.identifier]): 1,
        reverse("action-history", args=[told.action.identifier]): 1,
        reverse("evidence", args=[evidence.identifier]): 1,
        reverse("point", args=[point.identifier]): 1,
        reverse("plan-item", args=[told.action.item.identifier]): 1,
        reverse("after-review", args=[told.world.report.work.identifier]): 1,
        reverse("boards"): 1,  # in the counts
        reverse("boards-file"): 1,
        reverse("reviews"): 0,
    }
    for address in pages:
        told.at_body.client.get(address)
    assert not OutsideReading.objects.exists(), "nothing was opened"
    told.opened()
    for address, readings in pages.items():
        before = OutsideReading.objects.count()
        assert told.at_body.client.get(address).status_code == 200, address
        assert OutsideReading.objects.count() == before + readings, address
        assert told.at_board.client.get(address).status_code == 200, address
    assert OutsideReading.objects.count() == sum(pages.values()), "the board’s own readings are none"
