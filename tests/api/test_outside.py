"""Outside bodies by the API: they read what is submitted or opened to them, and every reading is shown to the board."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import now, today
from heeded.core.models import AuditRow
from heeded.people.models import Account, Message, Organisation
from heeded.people.scopes import Scope
from heeded.practice import services
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, Submission
from heeded.practice.services import Period
from tests.api.asking import Asker, secret_of
from tests.people import made as people
from tests.practice.made import MEN, World, agency

pytestmark = pytest.mark.django_db
CHANGED = "Change the recording form"


class Told:
    """A board with an action on its plan, a body that it tells, and programs of both and of others."""

    def __init__(self, state: str = "published") -> None:
        self.world = World(state=state)
        self.board: Organisation = self.world.board
        self.action = self.world.action()
        self.body: Organisation = agency("Invented inspectorate")
        self.staff_account: Account = people.account("board-staff", organisation=self.board)
        self.inspector_account: Account = people.account("inspector", organisation=self.body)
        self.staff = Asker(secret_of(self.staff_account))
        self.inspector = Asker(secret_of(self.inspector_account))

    def others(self) -> Iterator[Asker]:
        """Everybody for whom nothing of it is there."""
        yield Asker(secret_of(people.account("inspector", organisation=agency("Another inspectorate"))))
        yield Asker(secret_of(people.account("board-staff", organisation=people.board())))
        yield Asker(secret_of(people.account("manager", organisation=self.world.trust)))
        yield Asker(secret_of(people.account("administrator")))

    def of_board(self, rest: str) -> str:
        return f"/boards/{self.board.identifier}/{rest}"

    def submitted(self) -> Submission:
        return services.submit(self.board, self.body, by=self.world.staff)

    def opened(self, days: int = 6) -> Opening:
        period = Period(now() - timedelta(days=1), now() + timedelta(days=days))
        return services.open_plan(self.board, self.body, period, by=self.world.staff)

    def asked(self, text: str = "Who checks it?") -> OutsideQuestion:
        inspector = people.seen_as(self.inspector_account)
        return services.ask_board(self.board, self.body, text, by=inspector)


@pytest.fixture
def told() -> Told:
    return Told()


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def _as_seen(answer: Any, typed: str) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(typed, "?")


# --- who sees what ---


def test_what_is_told_to_one_body_looks_missing_to_everybody_else(told: Told) -> None:
    submission, opening, question = told.submitted(), told.opened(), told.asked()
    addresses = {
        submission.identifier: ["/submissions/{}", "/submissions/{}/points", "/submissions/{}/readings"],
        opening.identifier: ["/openings/{}", "/openings/{}/readings"],
        question.identifier: ["/questions/{}"],
    }
    for asker in told.others():
        for identifier, some in addresses.items():
            for address in some:
                nothing = _as_seen(asker.get(address.format("zzzzzzzzzzzz")), "zzzzzzzzzzzz")
                assert _as_seen(asker.get(address.format(identifier)), identifier) == nothing
                assert nothing[0] == 404
        for address in ("/submissions", "/openings", "/questions"):
            assert _ok(asker.get(address)) == {"total": 0, "next": None, "results": []}
        said = {"text": "And this?"}
        assert asker.post(f"/submissions/{submission.identifier}/questions", said).status_code == 404
        assert asker.post(f"/openings/{opening.identifier}/questions", said).status_code == 404
        assert asker.post(f"/openings/{opening.identifier}/end").status_code == 404
        assert asker.put(f"/questions/{question.identifier}/answer", said).status_code == 404
        assert asker.get(told.of_board("bodies")).status_code == 404
        for rest in ("submissions", "openings"):
            to = {"to": told.body.identifier, **({"until": "2999-01-01"} if rest == "openings" else {})}
            assert asker.post(told.of_board(rest), to).status_code == 404
    assert not OutsideReading.objects.exists() and OutsideQuestion.objects.count() == 1


def test_without_a_second_factor_or_a_token_for_practice_there_is_nothing(told: Told) -> None:
    told.submitted()
    weak = Asker(secret_of(told.inspector_account, Scope.READ, strong=False))
    reading = Asker(secret_of(told.inspector_account, Scope.READ, Scope.READ_RESTRICTED))
    for address in ("/submissions", "/openings", "/questions"):
        assert Asker().get(address).status_code == 401
        assert weak.get(address).status_code == reading.get(address).status_code == 403
    assert _ok(reading.get("/plan-items"))["total"] == 0


# --- submissions ---


def test_a_board_submits_and_the_body_reads_it_as_submitted(told: Told) -> None:
    [body] = [
        one
        for one in _ok(told.staff.get(told.of_board("bodies")))
        if one["identifier"] == told.body.identifier
    ]
    assert body["is_staffed"] and body["name"] == "Invented inspectorate"
    said = {"to": told.body.identifier, "review": told.world.report.work.identifier}
    made = _ok(told.staff.post(told.of_board("submissions"), said))
    assert _ok(told.staff.post(told.of_board("submissions"), said)) == made, "sent twice it is one"
    assert (made["points"], made["read"], made["review"]) == (1, 0, said["review"]) and made["by"]["you"]
    services.change_action(told.action, told.world.wanted(what="Something else"), by=told.world.staff)
    [row] = _ok(told.inspector.get("/submissions", board=told.board.identifier))["results"]
    assert (row["identifier"], row["read"], row["to"]["name"]) == (made["identifier"], None, body["name"])
    assert not OutsideReading.objects.exists(), "the list has no words of a plan"
    [point] = _ok(told.inspector.get(f"/submissions/{made['identifier']}/points"))["results"]
    assert (point["text"], point["document"], point["page"]) == (MEN, told.world.report.identifier, 1)
    assert [(one["what"], one["due"]) for one in point["actions"]] == [(CHANGED, "2009-06-30")]
    assert Submission.objects.count() == 1


def test_only_bodies_and_reviews_that_there_are_are_told(told: Told) -> None:
    stranger = people.board()
    for said in (
        {"to": stranger.identifier},
        {"to": told.body.identifier, "review": "zzzzzzzzzzzz"},
    ):
        assert told.staff.post(told.of_board("submissions"), said).status_code == 404
        assert told.staff.post(told.of_board("openings"), {**said, "until": "2999-01-01"}).status_code == 404
    assert told.staff.post(told.of_board("submissions"), {}).status_code == 422
    empty = people.board()
    staff = Asker(secret_of(people.account("board-staff", organisation=empty)))
    answer: Any = staff.post(f"/boards/{empty.identifier}/submissions", {"to": told.body.identifier})
    assert answer.status_code == 409 and "nothing on the plan" in answer.json()["detail"]
    assert not Submission.objects.exists() and not Opening.objects.exists()


def test_every_reading_of_a_submission_is_shown_to_the_board(told: Told) -> None:
    held = told.submitted()
    points, readings = f"/submissions/{held.identifier}/points", f"/submissions/{held.identifier}/readings"
    assert _ok(told.staff.get(points))["total"] == 1 and not OutsideReading.objects.exists()
    for _ in range(3):
        _ok(told.inspector.get(points))
    shown = _ok(told.staff.get(readings, limit=2))
    assert (
        shown["total"] == 3 and [one["who"] for one in shown["results"]] == [told.inspector_account.name] * 2
    )
    rest = _ok(told.staff.get(readings, limit=2, cursor=shown["next"]))
    assert len(rest["results"]) == 1 and rest["next"] is None
    row = _ok(told.staff.get(f"/submissions/{held.identifier}"))
    assert row["read"] == 3 and row["last_read"] == shown["results"][0]["at"]
    assert told.inspector.get(readings).status_code == 403, "who read it is for the board"
    assert AuditRow.objects.filter(action="plan.read-outside").count() == 3


def test_a_long_submission_is_read_in_parts_whatever_is_erased_meanwhile(told: Told) -> None:
    for number in range(4):
        World(board=told.board, text=f"Number {number} of what is to be learnt.").item()
    held = told.submitted()
    points = f"/submissions/{held.identifier}/points"
    first = _ok(told.inspector.get(points, limit=2))
    held.content = held.content[1:]  # as when a report is erased
    held.save()
    second = _ok(told.inspector.get(points, limit=2, cursor=first["next"]))
    third = _ok(told.inspector.get(points, limit=2, cursor=second["next"]))
    found = [one["item"] for part in (first, second, third) for one in part["results"]]
    assert found == held.items and third["next"] is None and third["total"] == 4
    assert _ok(told.inspector.get(f"/submissions/{held.identifier}"))["points"] == 5
    assert told.inspector.get(points, cursor="nonsense").status_code == 422
    assert OutsideReading.objects.count() == 3, "one for each part"


def test_words_of_a_restricted_report_are_for_tokens_that_read_those() -> None:
    told = Told(state="restricted")
    report = told.world.report
    people.grant(report.pk, organisation=told.board, role="board-staff")
    without = Asker(secret_of(told.staff_account, Scope.READ, Scope.PRACTICE))
    said = {"to": told.body.identifier}
    refused: Any = without.post(told.of_board("submissions"), said)
    assert refused.status_code == 409 and "without words" in refused.json()["detail"]
    assert not Submission.objects.exists()
    made = _ok(told.staff.post(told.of_board("submissions"), said))
    points = f"/submissions/{made['identifier']}/points"
    cut = Asker(secret_of(told.inspector_account, Scope.READ, Scope.PRACTICE))
    [point] = _ok(cut.get(points))["results"]
    assert (point["text"], point["document"], point["page"]) == ("", "", None)
    assert point["actions"][0]["what"] == CHANGED
    read = AuditRow.objects.filter(action="document.read.api-submission", thing=report.identifier)
    assert not read.exists()
    assert _ok(told.inspector.get(points))["results"][0]["text"] == MEN and read.count() == 1


# --- openings ---


def test_a_plan_is_opened_for_a_period_read_and_ended(told: Told) -> None:
    until = (today() + timedelta(days=3)).isoformat()
    said = {"to": told.body.identifier, "until": until}
    made = _ok(told.staff.post(told.of_board("openings"), said))
    assert made["is_open"] and made["review"] is None
    assert _ok(told.staff.post(told.of_board("openings"), said)) == made, "sent twice it is one"
    [row] = _ok(told.inspector.get("/openings"))["results"]
    assert (row["identifier"], row["read"], row["until"]) == (made["identifier"], None, made["until"])
    assert not OutsideReading.objects.exists()
    [item] = _ok(told.inspector.get("/plan-items", board=told.board.identifier))["results"]
    assert item["point"]["text"] == MEN
    address = f"/openings/{made['identifier']}"
    assert _ok(told.staff.get(address))["read"] == _ok(told.staff.get(f"{address}/readings"))["total"] == 1
    assert told.inspector.post(f"{address}/end").status_code == 403
    assert told.inspector.get(f"{address}/readings").status_code == 403
    assert not _ok(told.staff.post(f"{address}/end"))["is_open"]
    assert _ok(told.staff.post(f"{address}/end"))["read"] == 1, "who read it stays on record"
    assert (
        told.inspector.get(address).status_code == 404 and _ok(told.inspector.get("/openings"))["total"] == 0
    )
    assert _ok(told.inspector.get("/plan-items"))["total"] == 0
    assert [_ok(told.staff.get("/openings", open=some))["total"] for some in (True, False)] == [0, 1]


def test_a_period_that_lies_ahead_or_is_none(told: Told) -> None:
    ahead = {"to": told.body.identifier, "since": (today() + timedelta(days=2)).isoformat()}
    last = (today() + timedelta(days=2)).isoformat()
    made = _ok(told.staff.post(told.of_board("openings"), {**ahead, "until": last}))
    assert not made["is_open"] and _ok(told.inspector.get("/openings"))["total"] == 0
    assert _ok(told.inspector.get("/plan-items"))["total"] == 0
    for until in ((today() + timedelta(days=1)).isoformat(), "2001-01-01"):
        assert told.staff.post(told.of_board("openings"), {**ahead, "until": until}).status_code == 409
    assert told.staff.post(told.of_board("openings"), ahead).status_code == 422
    far = {**ahead, "until": "9999-12-31"}
    assert told.staff.post(told.of_board("openings"), far).status_code == 422
    assert Opening.objects.count() == 1


# --- questions and advice ---


def test_asked_of_a_submission_answered_and_told_by_letter(told: Told) -> None:
    held = told.submitted()
    address = f"/submissions/{held.identifier}/questions"
    said = {"text": "Who checks it?", "item": held.items[0]}
    made = _ok(told.inspector.post(address, said))
    assert _ok(told.inspector.post(address, said)) == made, "sent twice it is asked once"
    assert (made["kind"], made["item"], made["answered_at"]) == ("question", held.items[0], None)
    assert told.inspector.post(address, {**said, "item": World().item().identifier}).status_code == 404
    assert told.staff.post(address, said).status_code == 403
    [waiting] = _ok(told.staff.get("/questions", answered=False, kind="question"))["results"]
    assert waiting["identifier"] == made["identifier"] and not waiting["asked_by"]["you"]
    answer = f"/questions/{made['identifier']}/answer"
    assert told.inspector.put(answer, {"text": "Me."}).status_code == 403
    Message.objects.all().delete()
    assert _ok(told.staff.put(answer, {"text": "The chair."}))["answer"] == "The chair."
    assert _ok(told.staff.put(answer, {"text": "The chair."}))["answered_by"]["you"]
    assert told.staff.put(answer, {"text": "Nobody."}).status_code == 409
    [letter] = Message.objects.all()
    assert (letter.account, letter.body) == (told.inspector_account, "")
    assert _ok(told.inspector.get(f"/questions/{made['identifier']}"))["answer"] == "The chair."
    assert _ok(told.inspector.get("/questions", answered=False))["total"] == 0


def test_advice_on_what_is_open(told: Told) -> None:
    held = told.opened()
    address = f"/openings/{held.identifier}/questions"
    said = {"kind": "advice", "text": "Ask them.", "item": told.action.item.identifier}
    made = _ok(told.inspector.post(address, said))
    assert (made["kind"], made["item"]) == ("advice", said["item"])
    assert told.inspector.post(address, {**said, "item": World().item().identifier}).status_code == 404
    assert told.inspector.post(address, {**said, "text": ""}).status_code == 422
    services.end_opening(held, by=told.world.staff)
    assert told.inspector.post(address, said).status_code == 404


# --- cost ---


def test_lists_cost_as_much_among_many(told: Told) -> None:
    for asker in (told.staff, told.inspector):
        asker.get("/token")
    submission, opening = told.submitted(), told.opened()
    told.asked()
    lists = ("/submissions", "/openings", "/questions", f"/submissions/{submission.identifier}/points")
    of_board = (*lists, f"/openings/{opening.identifier}/readings", told.of_board("bodies"))
    addresses = [(told.staff, one) for one in of_board] + [(told.inspector, one) for one in lists]

    def costs() -> list[int]:
        found = []
        for asker, address in addresses:
            with CaptureQueriesContext(connection) as queries:
                _ok(asker.get(address))
            found.append(len(queries))
        return found

    services.answer_question(told.asked("Another?"), "Yes.", by=told.world.staff)
    costs()
    before = costs()
    for number in range(5):
        more = World(board=told.board, text=f"Number {number} of what is to be learnt.")
        more.action()
        told.submitted()
        told.opened(days=7 + number)
        services.answer_question(told.asked(f"Question {number}?"), "Yes.", by=told.world.staff)
        people.account("inspector", organisation=agency())
    long = told.submitted()
    addresses = [(asker, one.replace(submission.identifier, long.identifier)) for asker, one in addresses]
    assert costs() == before and max(before) < 30
