"""What boards submit and open to outside bodies on its pages: who sees it, who asks, who answers, what is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.clock import now, today
from heeded.core.models import AuditRow
from heeded.people.models import Account, Organisation
from heeded.practice import services
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, Submission
from heeded.practice.services import Period
from tests.people import made as people
from tests.practice.made import MEN, World, agency
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


def page_of(thing: Opening | Submission) -> str:
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
    seen = told.at_board.get(page_of(held))
    assert "1 reading" in seen.text and told.inspector.name in seen.text
    assert OutsideReading.objects.count() == 1, "the board itself leaves no reading"
    assert "1 time, last on" in told.at_board.get(told.of_plan).text


def test_what_is_submitted_to_others_is_not_there(told: Told) -> None:
    other = browser_of(people.account("inspector", organisation=agency("Another body")))
    nobody = browser_of(people.account("reader"))
    for one in (told.submitted(), told.opened()):
        for client in (other, nobody):
            client.get(page_of(one), status=404)
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
    told.at_body.client.post(page_of(held), {"do": "end"})
    assert Opening.objects.get().until > now(), "only the board ends it"
    assert "Ended." in told.at_board.post(page_of(held), {"do": "end"}).text
    told.at_body.get(page_of(held), status=404)
    assert "1 reading" in told.at_board.get(page_of(held)).text


def test_asked_about_one_point_answered_and_kept(told: Told) -> None:
    held = told.submitted()
    item = held.items[0]
    page = told.at_body.get(page_of(held), about=item)
    assert page.one("input", name="item").get("value") == item and "About: " in page.text
    told.at_body.post(page_of(held), {"kind": "question", "item": item, "text": ""}, status=422)
    page = told.at_body.post(page_of(held), {"kind": "question", "item": item, "text": "Who checks it?"})
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


def test_nothing_is_asked_of_what_was_not_told(told: Told) -> None:
    held = told.submitted()
    said = {"kind": "advice", "text": "Ask them.", "item": World().item().identifier}
    told.at_body.post(page_of(held), said, status=404)
    told.at_board.post(page_of(held), {**said, "item": ""}, status=403)
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
        (page_of(opening), told.at_body),
        (told.of_plan, told.at_board),
        (reverse("outside"), told.at_body),
    ]
    pages.append((page_of(told.submitted()), told.at_body))
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
    for address in (page_of(told.submitted()), page_of(told.opened())):
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
    assert "Enter a year from 1900 to 2200" in page.text and not Opening.objects.exists()


def test_without_a_second_factor_nothing_is_seen(told: Told) -> None:
    weak = browser_of(told.inspector, strong=False)
    assert "second factor" in weak.get(reverse("outside")).text
    weak.get(page_of(told.submitted()), status=404)


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
