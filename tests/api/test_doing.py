"""What programs do by the API, by the same services as the pages: each leaves the rows that the page leaves."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.core.clock import now
from heeded.core.models import AuditRow
from heeded.library.models import Document, FactDecision, Problem, Work
from heeded.people.models import Membership, Organisation
from heeded.people.scopes import Scope
from heeded.reach.models import SavedSearch
from tests.api.asking import Asker, secret_of
from tests.web.made import World, pdf

NEEDED = {"restrictions_checked": True}


@pytest.fixture
def staff(library: World) -> Asker:
    """A program of board staff, with everything that they may."""
    return Asker(secret_of(library.people["named"]))


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


# --- adding, publishing, withdrawing ---


def test_a_file_is_added_and_its_progress_asked_for(library: World, staff: Asker) -> None:
    files = [
        SimpleUploadedFile("new.pdf", pdf("A report that nobody has seen")),
        SimpleUploadedFile("empty.pdf", b""),
    ]
    taken = _ok(staff.upload("/deliveries", files=files, organisation=library.board.identifier))
    assert [(one["file"], one["state"], one["done"]) for one in taken] == [
        ("new.pdf", "waiting", False),
        ("empty.pdf", "refused", True),
    ]
    assert taken[1]["error"]
    part = _ok(staff.get("/deliveries", batch=taken[0]["batch"]))
    assert part["total"] == 2
    document = Document.objects.get(identifier=taken[0]["document"])
    assert document.state == "restricted"
    assert Asker().get(f"/documents/{document.identifier}").status_code == 404


def test_nothing_is_added_to_a_board_that_one_does_not_belong_to(library: World, staff: Asker) -> None:
    other = Organisation.objects.exclude(pk=library.board.pk).first()
    assert other is not None
    files = [SimpleUploadedFile("new.pdf", pdf("A report"))]
    assert staff.upload("/deliveries", files=files, organisation=other.identifier).status_code == 404
    assert not Document.objects.filter(name="new.pdf").exists()


def test_a_document_is_published_withdrawn_and_told_of(library: World, staff: Asker) -> None:
    one = library.hidden["restricted"].identifier
    assert _ok(staff.post(f"/documents/{one}/publish", NEEDED))["document"]["state"] == "published"
    assert Asker().get(f"/documents/{one}").status_code == 200
    assert one not in [gone["document"] for gone in _ok(staff.get("/withdrawals"))["results"]]
    record = _ok(staff.post(f"/documents/{one}/withdraw", {"reason": "a name on page 2"}))
    assert record["withdrawn_reason"] == "a name on page 2"
    assert Asker().get(f"/documents/{one}").status_code == 404
    told = [gone for gone in _ok(staff.get("/withdrawals"))["results"] if gone["document"] == one]
    assert [(gone["how"], gone["reason"]) for gone in told] == [("withdrawn", "")]
    assert "page 2" not in json.dumps(told)  # words of staff stay with staff
    written = AuditRow.objects.filter(action="token.write").values_list("details__operation", flat=True)
    assert set(written) == {"publish", "withdraw"}


def test_what_must_be_stated_is_asked_for(library: World, staff: Asker) -> None:
    one = library.hidden["restricted"].identifier
    assert staff.post(f"/documents/{one}/publish", {"restrictions_checked": False}).status_code == 409
    assert staff.post(f"/documents/{one}/publish", {}).status_code == 422
    naive = {**NEEDED, "visible_from": "2030-01-01T09:00:00"}
    assert staff.post(f"/documents/{one}/publish", naive).status_code == 422


def test_publishing_what_is_restricted_needs_a_token_that_reads_it(library: World) -> None:
    asker = Asker(secret_of(library.people["named"], Scope.READ, Scope.PUBLISH))
    one = library.hidden["restricted"].identifier
    assert asker.post(f"/documents/{one}/publish", NEEDED).status_code == 404


def test_what_went_is_told_in_parts_and_again_where_it_may_have_been_late(
    library: World, staff: Asker
) -> None:
    for state in ("restricted", "replaced"):
        one = library.hidden[state].identifier
        if state == "restricted":
            _ok(staff.post(f"/documents/{one}/publish", NEEDED))
            _ok(staff.post(f"/documents/{one}/restrict"))
    every = _ok(staff.get("/withdrawals"))
    assert every["more"] is False
    assert {gone["how"] for gone in every["results"]} >= {"replaced", "restricted"}
    found, cursor = [], ""
    while True:
        part = _ok(staff.get("/withdrawals", limit=1, cursor=cursor))
        found += part["results"]
        cursor = part["next"]
        if not part["more"]:
            break
    assert found == every["results"]
    with time_machine.travel(now() + timedelta(hours=1)):
        again = _ok(staff.get("/withdrawals", cursor=cursor))["results"]
    assert again == [gone for gone in again if gone in found]


def test_what_was_taken_back_before_its_time_was_never_there(library: World, staff: Asker) -> None:
    one = library.hidden["embargoed"].identifier
    _ok(staff.post(f"/documents/{one}/withdraw", {"reason": "too early"}))
    assert one not in json.dumps(_ok(staff.get("/withdrawals")))


def test_erasing_is_said_in_full_and_told_of(library: World, staff: Asker) -> None:
    one = library.public.identifier
    assert staff.post(f"/documents/{one}/erase", {"reason": "court-order"}).status_code == 422
    AuditRow.objects.create(
        at=now() - timedelta(days=1),
        actor="operator",
        action="document.publish",
        thing_kind="document",
        thing=one,
    )
    assert _ok(staff.post(f"/documents/{one}/erase", {"reason": "court-order", "confirm": "erase"})) == {
        "erased": [one]
    }
    told = [gone for gone in _ok(staff.get("/withdrawals"))["results"] if gone["document"] == one]
    assert [(gone["how"], gone["reason"]) for gone in told] == [("erased", "court-order")]


def test_readers_are_named_and_taken_back(library: World, staff: Asker) -> None:
    one = library.hidden["restricted"].identifier
    Membership.objects.create(account=library.people["reader"], role="practitioner", since=now())
    email = library.people["reader"].email
    named = _ok(staff.post(f"/documents/{one}/readers", {"email": email}))
    assert named["who"] == library.people["reader"].name
    reader = Asker(secret_of(library.people["reader"]))
    assert reader.get(f"/documents/{one}").status_code == 200
    _ok(staff.send("DELETE", f"/documents/{one}/readers/{named['identifier']}"))
    assert reader.get(f"/documents/{one}").status_code == 404


@pytest.mark.parametrize(
    "said",
    [{}, {"email": "a@b.example", "team": "x"}, {"role": "practitioner"}, {"email": "nobody@example.org"}],
)
def test_a_reader_is_somebody_and_one(library: World, staff: Asker, said: dict[str, str]) -> None:
    one = library.hidden["restricted"].identifier
    assert staff.post(f"/documents/{one}/readers", said).status_code in {404, 422}


# --- deciding ---


def test_a_fact_is_decided_with_what_it_rests_on(library: World, staff: Asker) -> None:
    work = library.public.work
    held = _ok(staff.put(f"/reviews/{work.identifier}/facts/board", {"values": ["Ashbourne Board"]}))
    board = next(fact for fact in held["facts"] if fact["name"] == "board")
    assert (board["values"], board["found_by"]) == (["Ashbourne Board"], "person")
    assert FactDecision.objects.filter(work=work, name="board", current=True).count() == 1
    assert held["history"][0]["counts"] is True


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"values": ["x"], "not_stated": True},
        {"not_stated": True, "undecided": True},
    ],
)
def test_a_fact_is_said_in_one_way(library: World, staff: Asker, said: dict[str, Any]) -> None:
    assert staff.put(f"/reviews/{library.public.work.identifier}/facts/board", said).status_code == 422


@pytest.mark.parametrize(
    ("name", "value"), [("nation", "atlantis"), ("date-of-report", "last week"), ("hair", "x")]
)
def test_a_value_that_cannot_be_is_refused(library: World, staff: Asker, name: str, value: str) -> None:
    said = {"values": [value]}
    assert staff.put(f"/reviews/{library.public.work.identifier}/facts/{name}", said).status_code == 422


def test_a_learning_point_is_confirmed_corrected_and_shown_as_a_persons(library: World, staff: Asker) -> None:
    point = library.public.learning_points.get().identifier
    assert _ok(Asker().get(f"/learning-points/{point}"))["found_by"] == "machine"
    assert _ok(staff.put(f"/learning-points/{point}/state", {"state": "confirmed"}))["found_by"] == "person"
    words = {"kind": "finding", "number": "7", "text": "Nobody asked."}
    assert _ok(staff.put(f"/learning-points/{point}", words))["text"] == "Nobody asked."
    assert _ok(Asker().get(f"/learning-points/{point}"))["kind"] == "finding"
    _ok(staff.put(f"/learning-points/{point}/state", {"state": "rejected"}))
    assert Asker().get(f"/learning-points/{point}").status_code == 404


def test_what_a_recommendation_asks_for_is_decided(library: World, staff: Asker) -> None:
    point = library.public.learning_points.get().identifier
    before = _ok(Asker().get(f"/reviews/{library.public.work.identifier}/asked-for"))
    assert before[0]["kinds"] == []  # a guess is for those who may see it
    said = {"kinds": ["training"], "agencies": ["police"], "by_when": "in May"}
    assert _ok(staff.put(f"/learning-points/{point}/asked-for", said))["found_by"] == "person"
    after = _ok(Asker().get(f"/reviews/{library.public.work.identifier}/asked-for"))
    assert (after[0]["kinds"], after[0]["by_when"]) == (["training"], "in May")


def test_a_title_is_confirmed(library: World, staff: Asker) -> None:
    work = library.public.work.identifier
    assert _ok(staff.put(f"/reviews/{work}/title", {"title": " Child A "}))["title"] == "Child A"
    assert staff.put(f"/reviews/{work}/title", {"title": "  "}).status_code == 422


def test_of_another_boards_review_nothing_is_decided(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(keeper=library.board)
    asker = Asker(secret_of(library.people["other-staff"]))
    work, point = library.public.work.identifier, library.public.learning_points.get().identifier
    assert asker.put(f"/reviews/{work}/facts/board", {"values": ["Ours"]}).status_code == 403
    assert asker.put(f"/learning-points/{point}/state", {"state": "rejected"}).status_code == 403
    assert asker.get(f"/documents/{library.public.identifier}/record").status_code == 403


def test_steps_are_run_again(library: World, staff: Asker) -> None:
    one = library.public.identifier
    _ok(staff.post(f"/documents/{one}/steps/facts", {"alone": True}))
    assert AuditRow.objects.filter(action="step.again", thing=one).exists()
    assert staff.post(f"/documents/{one}/steps/nothing", {"alone": True}).status_code == 404


# --- what the public may know ---


def test_without_a_token_there_is_no_area_beside_a_child_and_dates_are_months(library: World) -> None:
    work = library.public.work.identifier
    public, known = _ok(Asker().get(f"/reviews/{work}")), {}
    assert public["area_is_hidden"] is True
    assert public["board"] == ""
    facts = {fact["name"]: fact["values"] for fact in public["facts"]}
    assert "area" not in facts
    assert "board" not in facts
    assert facts["date-of-incident"] == ["2016-02"]
    known = {
        fact["name"]: fact["values"]
        for fact in _ok(Asker(secret_of(library.people["reader"], Scope.READ)).get(f"/reviews/{work}"))[
            "facts"
        ]
    }
    assert known["area"] == ["Ashbourne Vale"]
    assert known["date-of-incident"] == ["2016-02-09"]


def test_proposals_are_for_those_who_may_see_them(library: World, staff: Asker) -> None:
    work = library.public.work.identifier
    for asker, sees in ((staff, True), (Asker(secret_of(library.people["reader"])), False), (Asker(), False)):
        facts = _ok(asker.get(f"/reviews/{work}"))["facts"]
        assert any(fact["proposals"] for fact in facts) is sees


def test_a_list_chosen_by_a_childs_features_names_no_board(library: World) -> None:
    hit = _ok(Asker().get("/search", harm="physical-abuse"))["results"][0]
    assert (hit["board"], hit["area"]) == ("", "")
    reader = Asker(secret_of(library.people["reader"], Scope.READ))
    assert _ok(reader.get("/search", harm="physical-abuse"))["results"][0]["board"] == "Ashbourne Board"


# --- citations and files ---


def test_a_citation_of_the_search_is_found_again_word_for_word(library: World) -> None:
    passage = _ok(Asker().get("/search", q="bruise"))["results"][0]["passages"][0]
    where = passage["citation"]
    found = _ok(Asker().get(f"/documents/{where['document']}/at/{where['at']}"))
    assert found["quote"].split() == passage["text"].split()
    page = _ok(Asker().get(f"/documents/{where['document']}/pages/{where['page']}"))
    span = where["spans"][0]
    assert page["text"][span["start"] : span["end"]].split() == passage["text"].split()


@pytest.mark.parametrize("place", ["p1.0-9999999", "p9.0-5", "p1.5-5", "p1", "x"])
def test_a_place_that_there_is_not_is_refused(library: World, place: str) -> None:
    assert Asker().get(f"/documents/{library.public.identifier}/at/{place}").status_code in {404, 422}


def test_readers_get_the_file_without_what_it_says_of_its_maker(library: World) -> None:
    asker = Asker(secret_of(library.people["reader"], Scope.READ))
    answer = asker.get(f"/documents/{library.public.identifier}/file")
    assert b"only its file knows" not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]


# --- lists ---


def test_a_list_is_read_to_its_end_in_parts_without_gap_or_repeat(library: World, staff: Asker) -> None:
    for address in ("/reviews", "/learning-points", "/briefings", "/audit"):
        whole = _ok(staff.get(address, limit=100))
        found, cursor = [], ""
        while True:
            part = _ok(staff.get(address, limit=2, cursor=cursor))
            found += part["results"]
            if part["next"] is None:
                break
            cursor = part["next"]
        # What is asked for leaves its own rows in the audit meanwhile, which come first there.
        expected = whole["results"]
        assert found[-len(expected) :] == expected, address
        assert len({json.dumps(one, sort_keys=True) for one in found}) == len(found) or address == "/audit"


@pytest.mark.parametrize(
    "cursor",
    ["x", "W10", "WyJ4Il0", "bnVsbA", "W251bGwsbnVsbF0", "____", "W1siYSJdLCJiIl0", "é", "W10" * 100],
)
def test_a_cursor_that_is_none_is_refused(library: World, staff: Asker, cursor: str) -> None:
    for address in ("/reviews", "/learning-points", "/audit", "/withdrawals", "/search", "/deliveries"):
        assert staff.get(address, cursor=cursor).status_code == 422, address


# --- the rest ---


def test_a_record_is_kept_changed_and_imported(library: World, staff: Asker) -> None:
    kept = _ok(staff.post("/catalogue", {"title": "Known elsewhere", "year": 2011}))
    changed = _ok(staff.put(f"/catalogue/{kept['identifier']}", {"title": "Known elsewhere", "year": 2012}))
    assert (changed["identifier"], changed["year"]) == (kept["identifier"], 2012)
    assert staff.post("/catalogue", {"title": "x", "link": "javascript:alert(1)"}).status_code == 422
    table = SimpleUploadedFile("list.csv", b"title,year\nOne,2001\nTwo,soon\n")
    imported = _ok(staff.upload("/catalogue/import", file=table))
    assert (len(imported["kept"]), len(imported["problems"])) == (1, 1)


def test_a_problem_is_reported_by_anybody_and_answered_by_staff(library: World, staff: Asker) -> None:
    said = {"kind": "wrong", "message": "The year is wrong.", "review": library.public.work.identifier}
    sent = _ok(Asker().post("/problems", said))
    assert _ok(staff.get("/problems"))["results"][0]["review"] == library.public.work.identifier
    _ok(staff.post(f"/problems/{sent['identifier']}/answer", {"answer": "Mended."}))
    assert Problem.objects.get().answer == "Mended."
    assert Asker().post("/problems", {**said, "reply_to": "no address"}).status_code == 422


def test_a_search_is_kept_and_is_nobody_elses(library: World, staff: Asker) -> None:
    kept = _ok(staff.post("/searches", {"name": "Bruises", "search": {"q": "bruise"}, "often": "weekly"}))
    assert {"name": "q", "value": "bruise"} in kept["parameters"]
    assert [one["name"] for one in _ok(staff.get("/searches"))] == ["Bruises"]
    administrator = Asker(secret_of(library.people["administrator"]))
    assert _ok(administrator.get("/searches")) == []
    assert administrator.get(f"/searches/{kept['identifier']}").status_code == 404
    answers = _ok(staff.get(f"/searches/{kept['identifier']}"))
    assert answers["results"] == []  # what is here already does not count as new
    assert staff.send("DELETE", f"/searches/{kept['identifier']}").status_code == 204
    assert _ok(staff.get("/searches")) == []


def test_what_only_touches_on_a_kept_search_says_so(library: World, staff: Asker) -> None:
    kept = _ok(staff.post("/searches", {"search": {"q": "bruise"}}))
    for document, is_loose in ((library.public, True), (library.hidden["restricted"], False)):
        SavedSearch.objects.get().answers.create(
            document=document, found_at=now(), matching=1, is_loose=is_loose
        )
    said = _ok(staff.get(f"/searches/{kept['identifier']}"))
    assert [one["is_loose"] for one in said["results"]] == [False, True]
    assert [said["search"][name] for name in ("new", "answers", "looser")] == [1, 1, 1]


def test_what_a_search_suggests_can_be_asked_as_it_is(library: World, staff: Asker) -> None:
    said = _ok(staff.get("/search", q="bruise", nation="wales", limit=7, passages=2))
    assert said["total"] == 0
    asked: dict[str, list[str]] = {}
    for one in said["suggestions"][0]["parameters"]:
        asked.setdefault(one["name"], []).append(one["value"])
    assert asked == {"q": ["bruise"]}
    assert _ok(staff.get("/search", **asked))["total"] == said["suggestions"][0]["reviews"]


def test_a_misspelt_filter_of_a_kept_search_is_refused(library: World, staff: Asker) -> None:
    assert staff.post("/searches", {"search": {"q": "x", "harms": ["neglect"]}}).status_code == 422


def test_accounts_are_looked_after(library: World) -> None:
    asker = Asker(secret_of(library.people["administrator"]))
    assert _ok(asker.get("/accounts"))["total"] >= 3
    link = _ok(asker.post("/invitations", {"email": "new@example.org", "role": "reader"}))["link"]
    assert "/account/invitation/" in link
    reader = library.people["reader"].identifier
    given = _ok(
        asker.post(f"/accounts/{reader}/roles", {"role": "trainer", "organisation": library.board.identifier})
    )
    role = next(one for one in given["roles"] if one["role"] == "trainer")
    ended = _ok(asker.send("DELETE", f"/accounts/{reader}/roles/{role['identifier']}"))
    assert next(one for one in ended["roles"] if one["role"] == "trainer")["until"]
    assert _ok(asker.post(f"/accounts/{reader}/close"))["is_active"] is False


def test_settings_audit_and_status_are_for_those_who_may(library: World, staff: Asker) -> None:
    assert _ok(staff.put("/settings", {"name": "Our library"}))["name"] == "Our library"
    assert _ok(staff.get("/settings"))["name"] == "Our library"
    assert _ok(staff.put("/settings/briefings", {"colour": "#1d70b8"}))["colour"] == "#1d70b8"
    rows = _ok(staff.get("/audit", kind="library"))["results"]
    assert rows[0]["action"] == "library.settings"
    assert rows[0]["by"]["account"] == library.people["named"].identifier
    assert _ok(staff.get("/status"))["state"]["library"]["documents"] > 0
    reader = Asker(secret_of(library.people["reader"]))
    for address in ("/settings", "/audit", "/status", "/problems", "/accounts"):
        assert reader.get(address).status_code == 403, address


def test_one_ends_ones_own_token(library: World) -> None:
    asker = Asker(secret_of(library.people["reader"], Scope.READ))
    other = secret_of(library.people["named"], Scope.READ)
    (own,) = _ok(asker.get("/tokens"))
    (theirs,) = _ok(Asker(other).get("/tokens"))
    assert asker.send("DELETE", f"/tokens/{theirs['identifier']}").status_code == 404
    assert _ok(asker.send("DELETE", f"/tokens/{own['identifier']}"))["ended_at"]
    assert asker.get("/token").status_code == 401


def test_the_audit_is_told_in_parts_where_many_rows_share_an_instant(library: World, staff: Asker) -> None:
    at = now() - timedelta(days=9)
    for number in range(7):
        AuditRow.objects.create(
            at=at, actor="operator", action="test.row", thing_kind="test", thing=f"t{number}"
        )
    found, cursor = [], ""
    while True:
        part = _ok(staff.get("/audit", kind="test", limit=3, cursor=cursor))
        found += [row["thing"] for row in part["results"]]
        if part["next"] is None:
            break
        cursor = part["next"]
    assert sorted(found) == [f"t{number}" for number in range(7)]
