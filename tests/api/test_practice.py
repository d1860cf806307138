"""Plans by the API: what boards show for everybody, the rest for those within and by tokens that are for it."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import now
from heeded.people.models import Account
from heeded.people.scopes import Scope
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.models import Action, Addressee, Evidence, OutsideReading, PracticeCheck
from heeded.practice.services import Period
from tests.api.asking import Asker, secret_of
from tests.engine import evidence_made
from tests.people import made as people
from tests.practice.made import AUDIT, MEN, World, agency

pytestmark = pytest.mark.django_db
PUBLIC = (Scope.READ, Scope.READ_RESTRICTED)


class Asked:
    """A board with an action on its plan, and programs of its people."""

    def __init__(self) -> None:
        self.world = World()
        self.action = self.world.action()
        self.item = self.action.item
        self.staff_account: Account = people.account("board-staff", organisation=self.world.board)
        self.staff = Asker(secret_of(self.staff_account))
        self.owner = Asker(secret_of(self.world.owner_account))
        self.manager_account = people.account("manager", organisation=self.world.trust)
        self.manager = Asker(secret_of(self.manager_account))
        self.stranger = Asker(secret_of(people.account("board-staff", organisation=agency("Elsewhere"))))

    def at(self, thing: Any, rest: str = "") -> str:
        kinds: dict[type, str] = {Action: "actions", Addressee: "addressees", Evidence: "evidence"}
        kind = kinds.get(type(thing)) or ("checks" if isinstance(thing, PracticeCheck) else "plan-items")
        return f"/{kind}/{thing.identifier}{rest}"


@pytest.fixture
def asked(db: None) -> Asked:
    return Asked()


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def _as_seen(answer: Any, typed: str) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(typed, "?")


# --- who sees what ---


def test_what_is_not_shown_looks_missing_to_others(asked: Asked) -> None:
    evidence = asked.world.evidence(asked.action)
    check = asked.world.done(what="Another").checks.get()
    addressee = services.ask(asked.item, asked.world.trust, by=asked.world.staff)
    cut = Asker(secret_of(asked.staff_account, *PUBLIC))
    for asker in (Asker(), asked.stranger, cut):
        for thing in (asked.item, asked.action, evidence, check):
            address = asked.at(thing)
            nothing = _as_seen(asker.get(address.replace(thing.identifier, "zzzzzzzzzzzz")), "zzzzzzzzzzzz")
            assert _as_seen(asker.get(address), thing.identifier) == nothing and nothing[0] == 404
        assert _ok(asker.get("/plan-items"))["total"] == 0
    said: dict[str, Any] = {"answer": "accepted"}
    assert asked.stranger.put(asked.at(addressee, "/answer"), said).status_code == 404
    assert asked.stranger.put(asked.at(asked.action), {"state": "done"}).status_code == 404
    assert asked.stranger.get(asked.at(evidence, "/file")).status_code == 404
    assert cut.get("/actions").status_code == 403, "the token is not for it"
    assert _ok(asked.stranger.get("/actions"))["total"] == 0


def test_what_a_board_shows_everybody_reads_without_its_owners(asked: Asked) -> None:
    services.show_item(asked.item, by=asked.world.staff)
    for asker in (Asker(), asked.stranger, Asker(secret_of(asked.staff_account, *PUBLIC))):
        shown = _ok(asker.get(asked.at(asked.item)))
        assert (shown["is_whole"], shown["shown"], shown["point"]["text"]) == (False, True, MEN)
        assert shown["actions"][0]["owner"] is None and shown["actions"][0]["owner_role"] == "Named nurse"
        assert _ok(asker.get(asked.at(asked.action)))["owner"] is None
    whole = _ok(asked.staff.get(asked.at(asked.item)))
    assert whole["is_whole"] and whole["actions"][0]["owner"] == asked.world.owner_account.identifier
    assert _ok(asked.owner.get(asked.at(asked.action)))["yours"]


def test_a_token_of_a_weak_log_in_sees_nothing_within(asked: Asked) -> None:
    weak = Asker(secret_of(asked.staff_account, Scope.READ, strong=False))
    assert weak.get(asked.at(asked.item)).status_code == 404


# --- throughlines, reviews, boards ---


def test_a_point_is_followed_by_its_own_name_and_by_its_learning_point(asked: Asked) -> None:
    world = World(text="Ask who was there.")
    world.changed()
    services.show_item(world.item(), by=world.staff)
    point = world.item().point
    line = _ok(Asker().get(f"/points/{world.recommendation.identifier}"))
    assert line == _ok(Asker().get(f"/points/{point.identifier}"))
    [held] = line["items"]
    assert (held["closed_as"], held["closing"]["reason"]) == ("practice-changed", "")
    assert held["actions"][0]["checks"][0] | {"identifier": "", "made_at": "", "due": ""} == {
        "identifier": "", "due": "", "made_at": "", "answer": "yes", "found": "", "tie": "independent",
    }  # fmt: skip
    place = line["point"]["places"][0]
    assert (place["document"], place["page"]) == (world.report.identifier, 1)
    alone = World(text="Nobody has this on a plan.").recommendation
    assert _ok(Asker().get(f"/points/{alone.identifier}"))["items"] == []
    assert Asker().get("/points/zzzzzzzzzzzz").status_code == 404


def test_after_a_review(asked: Asked) -> None:
    address = f"/reviews/{asked.world.report.work.identifier}/after"
    before = _ok(Asker().get(address))
    assert [(one["is_answered"], one["followed"]) for one in before["recommended"]] == [(False, None)]
    assert before["recommended"][0]["point"]["text"] == MEN
    services.show_item(asked.item, by=asked.world.staff)
    [after] = _ok(Asker().get(address))["recommended"]
    assert after["followed"]["items"][0]["actions"][0]["what"] == "Change the recording form"


def test_boards_side_by_side_give_no_small_numbers(asked: Asked) -> None:
    services.show_item(asked.item, by=OPERATOR)
    board = asked.world.board
    rows = {row["identifier"]: row for row in _ok(Asker().get("/boards"))}
    assert (
        rows[board.identifier]["known"] == "followed" and rows[board.identifier]["counts"]["actions"] is None
    )
    assert _ok(asked.staff.get("/boards")) == _ok(Asker().get("/boards")), "the same for staff"
    assert _ok(Asker().get(f"/boards/{board.identifier}")) == rows[board.identifier]
    assert _ok(Asker().get("/boards", nation="wales")) == []
    [mine] = _ok(asked.staff.get("/plans"))
    assert (mine["actions"], mine["identifier"]) == (1, board.identifier)
    assert {one["lacks"]: one["actions"] for one in mine["lacks"]}["overdue"] == 1
    assert _ok(asked.owner.get("/plans")) == []


# --- actions ---


def test_ones_own_actions_are_listed_and_brought_up_to_date(asked: Asked) -> None:
    World().action()
    [row] = _ok(asked.owner.get("/actions", whose="mine"))["results"]
    assert row["identifier"] == asked.action.identifier
    said = {"state": "done", "done_on": "2020-03-04", "seen": row["version"]}
    assert _ok(asked.owner.put(asked.at(asked.action), said))["done_on"] == "2020-03-04"
    stale: Any = asked.owner.put(asked.at(asked.action), {"state": "under-way", "seen": row["version"]})
    assert stale.status_code == 409 and "meanwhile" in stale.json()["detail"]
    moved: Any = asked.owner.put(asked.at(asked.action), {"due": "2030-01-01"})
    assert moved.status_code == 409 and "why" in moved.json()["detail"]
    assert _ok(asked.owner.put(asked.at(asked.action), {"due": "2030-01-01", "reason": "Nobody was there."}))
    assert asked.owner.put(asked.at(asked.action), {"what": "Something easier"}).status_code == 403
    history = _ok(asked.owner.get(asked.at(asked.action, "/history"), on="2020-01-01"))
    assert history["stood"] is None and {"due", "state"} <= {one["field"] for one in history["changes"]}
    assert asked.stranger.get(asked.at(asked.action, "/history")).status_code == 404


def test_actions_are_added_by_those_who_keep_the_plan(asked: Asked) -> None:
    said = {
        "what": "Ask in supervision",
        "owner_agency": asked.world.trust.identifier,
        "owner": asked.world.owner_account.identifier,
        "due": "2030-01-01",
        "kind": "supervision",
    }
    made = _ok(asked.staff.post(asked.at(asked.item, "/actions"), said))
    assert _ok(asked.staff.post(asked.at(asked.item, "/actions"), said)) == made, "sent twice it is one"
    assert (made["owner"], made["kind"]) == (asked.world.owner_account.identifier, "supervision")
    assert asked.staff.post(asked.at(asked.item, "/actions"), {**said, "owner": "nobody"}).status_code == 404
    stranger = people.account("board-staff", organisation=people.board()).identifier
    refused = asked.staff.post(asked.at(asked.item, "/actions"), {**said, "owner": stranger})
    assert refused.status_code == 404, "of another board"
    assert asked.owner.put(f"/actions/{made['identifier']}", {"owner": stranger}).status_code == 404
    before = {**said, "start": "2030-02-01"}
    assert asked.staff.post(asked.at(asked.item, "/actions"), before).status_code == 409
    assert asked.owner.post(asked.at(asked.item, "/actions"), said).status_code == 403
    shown = _ok(asked.staff.put(f"/actions/{made['identifier']}", {"owner": None, "kind": None}))
    assert (shown["owner"], shown["kind"], shown["what"]) == (None, None, "Ask in supervision")
    listed = _ok(asked.staff.get("/actions", board=asked.world.board.identifier, lacks="overdue"))
    assert [one["identifier"] for one in listed["results"]] == [asked.action.identifier]


# --- answers, evidence, checks ---


def test_an_agency_answers_for_itself(asked: Asked) -> None:
    addressee = services.ask(asked.item, asked.world.trust, by=asked.world.staff)
    [waiting] = _ok(asked.manager.get("/addressees", mine=True, answered=False))["results"]
    assert waiting["identifier"] == addressee.identifier and waiting["answer"] is None
    address = asked.at(addressee, "/answer")
    assert asked.manager.put(address, {"answer": "not-accepted"}).status_code == 409
    said = {"answer": "not-accepted", "reasons": "It is done elsewhere."}
    assert _ok(asked.manager.put(address, said))["reasons"] == "It is done elsewhere."
    assert _ok(asked.manager.get("/addressees", answered=False))["total"] == 0
    assert asked.manager.put(address, {"answer": "perhaps"}).status_code == 422


def test_evidence_with_figures_and_with_a_file(asked: Asked) -> None:
    figures = [{"on": f"2020-0{month}-01", "value": 10 + month, "out_of": 20} for month in range(1, 6)]
    said = {"kind": "data", "title": "Audit", "action": asked.action.identifier, "figures": figures}
    made = _ok(asked.owner.post(asked.at(asked.item, "/evidence"), said))
    assert [one["value"] for one in made["figures"]] == [11, 12, 13, 14, 15] and not made["shown"]
    twice = {**said, "figures": [figures[0], figures[0]]}
    assert asked.owner.post(asked.at(asked.item, "/evidence"), twice).status_code == 409
    file = io.BytesIO(b"Eighteen of twenty name the men.")
    file.name = "audit.txt"
    filed = _ok(
        asked.staff.upload(asked.at(asked.item, "/evidence/file"), kind="audit", title="Files", file=file)
    )
    assert (filed["file_name"], filed["bytes"]) == ("audit.txt", 32)
    answer: Any = asked.staff.get(f"/evidence/{filed['identifier']}/file")
    assert b"".join(answer.streaming_content).startswith(b"Eighteen") and len(answer["ETag"]) == 66
    assert asked.staff.get(f"/evidence/{made['identifier']}/file").status_code == 404
    assert Asker().get(f"/evidence/{filed['identifier']}").status_code == 404


def test_a_shown_file_goes_to_everybody_as_a_copy_and_to_the_board_as_handed_in(
    asked: Asked, tmp_path: Path
) -> None:
    handed_in = evidence_made.document(tmp_path / "audit.docx")
    with handed_in.open("rb") as file:
        sent = asked.staff.upload(
            asked.at(asked.item, "/evidence/file"), kind="audit", title="Files", file=file
        )
    held = Evidence.objects.get(identifier=_ok(sent)["identifier"])
    services.show_item(asked.item, by=asked.world.staff)
    assert asked.stranger.get(asked.at(held, "/file")).status_code == 404
    services.show_evidence(held, by=asked.world.staff)
    taken: Any = asked.stranger.get(asked.at(held, "/file"))
    (tmp_path / "taken").write_bytes(b"".join(taken.streaming_content))
    told = evidence_made.everything(tmp_path / "taken")
    assert b"secret" not in told and b"Audit of 20 case files" in told
    held.refresh_from_db()
    assert taken["ETag"] == f'"{held.copy_sha256}"'
    cut: Any = Asker(secret_of(asked.staff_account, *PUBLIC)).get(asked.at(held, "/file"))
    assert b"".join(cut.streaming_content) == (tmp_path / "taken").read_bytes(), (
        "a token that is not for plans"
    )
    kept: Any = asked.staff.get(asked.at(held, "/file"))
    assert b"".join(kept.streaming_content) == handed_in.read_bytes()


def test_what_has_no_copy_is_refused_in_plain_words(asked: Asked) -> None:
    file = io.BytesIO(b"ID3 what a family said")
    file.name = "talk.mp3"
    sent = asked.staff.upload(asked.at(asked.item, "/evidence/file"), kind="audit", title="Talk", file=file)
    services.show_item(asked.item, by=asked.world.staff)
    Evidence.objects.update(shown_by="operator", shown_at=now())
    answer = asked.stranger.get(f"/evidence/{_ok(sent)['identifier']}/file")
    assert answer.status_code == 409 and "sound or film recording" in answer.content.decode()


def test_a_check_is_made_by_somebody_else(asked: Asked) -> None:
    done = asked.world.done(what="Done long ago")
    check = done.checks.get()
    evidence = services.add_evidence(asked.item, AUDIT, by=asked.world.staff)
    [row] = _ok(asked.staff.get("/checks", stands="late"))["results"]
    assert row["identifier"] == check.identifier and row["actions"] == [done.identifier]
    said = {"answer": "yes", "tie": "independent", "found": "The files say so."}
    assert asked.staff.put(asked.at(check, "/answer"), said).status_code == 409
    made = _ok(asked.staff.put(asked.at(check, "/answer"), {**said, "evidence": [evidence.identifier]}))
    assert (made["answer"], made["found"]) == ("yes", "The files say so.")
    services.show_item(asked.item, by=asked.world.staff)
    assert _ok(Asker().get(asked.at(check)))["found"] == "", "what was written is for those within"


# --- outside bodies, cost ---


def test_what_an_outside_body_reads_is_shown_to_the_board(asked: Asked) -> None:
    body = agency("Invented inspectorate")
    inspector = Asker(secret_of(people.account("inspector", organisation=body)))
    period = Period(now() - timedelta(days=1), now() + timedelta(days=1))
    assert inspector.get(asked.at(asked.item)).status_code == 404
    opening = services.open_plan(asked.world.board, body, period, by=asked.world.staff)
    for address in (asked.at(asked.item), asked.at(asked.action), "/plan-items", "/actions"):
        _ok(inspector.get(address))
    assert OutsideReading.objects.filter(opening=opening).count() == 4


def test_lists_cost_as_much_among_many(asked: Asked) -> None:
    asked.staff.get("/token")
    after = f"/reviews/{asked.world.report.work.identifier}/after"
    addresses = ("/plan-items", "/actions", "/addressees", "/checks", "/plans", "/boards", after)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            _ok(asked.staff.get(address))
        return len(queries)

    more = World(board=asked.world.board, text="The first of them.")
    services.ask(more.item(), more.trust, by=more.staff)
    more.checked(more.done())
    before = {address: cost(address) for address in addresses}
    for number in range(5):
        more = World(board=asked.world.board, text=f"Number {number} of what is to be learnt.")
        services.ask(more.item(), more.trust, by=more.staff)
        more.checked(more.done())
    assert {address: cost(address) for address in addresses} == before
    assert max(before.values()) < 60
