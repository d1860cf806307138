"""What a board shows as evidence: everybody gets a copy that says nothing besides what a reader sees, those within the
file as it was handed in, and the board looks at the copy first."""

import io
from pathlib import Path
from typing import Any

import pytest

from heeded.core.models import AuditRow
from heeded.library import files
from heeded.practice import services
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Evidence
from heeded.practice.services import EvidenceGiven
from tests.engine import evidence_made
from tests.people import made as people
from tests.practice.made import World
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
MAKERS = {
    "photograph.jpg": evidence_made.photograph,
    "document.docx": evidence_made.document,
    "workbook.xlsx": evidence_made.workbook,
    "slides.pptx": evidence_made.slides,
    "printed.pdf": evidence_made.printed,
}


@pytest.fixture
def world() -> World:
    """A board that shows the point which the evidence is of."""
    made = World()
    services.show_item(made.item(), by=made.staff)
    return made


def _given(world: World, content: bytes, name: str) -> Evidence:
    given = EvidenceGiven(
        EvidenceKind.AUDIT, "Audit of 20 case files", file=io.BytesIO(content), file_name=name
    )
    return world.evidence(given=given)


def _taken(pages: Any, evidence: Evidence, route: str = "evidence-file", *, called: str = "") -> bytes:
    answer = pages.client.get(to(route, evidence))
    assert answer.status_code == 200 and called in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return content


@pytest.mark.parametrize("name", MAKERS)
def test_everybody_gets_the_copy_and_those_within_the_file(world: World, tmp_path: Path, name: str) -> None:
    handed_in = MAKERS[name](tmp_path / name).read_bytes()
    evidence, staff = _given(world, handed_in, name), browser(world.staff)
    page = staff.get(to("evidence", evidence))
    assert "You look at the copy before it is shown" in page.text
    page = staff.post(to("evidence", evidence), {"do": "ask-show"})
    assert "Everybody gets a copy" in page.text and page.link("Look at the copy") == to(
        "evidence-copy", evidence
    )
    browser().get(to("evidence", evidence), status=404)
    looked_at = _taken(staff, evidence, "evidence-copy")
    staff.post(to("evidence", evidence), {"do": "show"})
    (tmp_path / "taken").write_bytes(_taken(browser(), evidence))
    assert (tmp_path / "taken").read_bytes() == looked_at, "what the board looked at, byte for byte"
    assert b"secret" not in evidence_made.everything(tmp_path / "taken")
    somebody = browser(people.account("reader"))
    assert _taken(somebody, evidence) == _taken(somebody, evidence, "evidence-copy") == looked_at
    assert _taken(staff, evidence) == handed_in


def test_the_board_is_told_what_is_left_out_before_it_shows_it(world: World, tmp_path: Path) -> None:
    handed_in = evidence_made.workbook(tmp_path / "in.xlsx", formula=True).read_bytes()
    evidence, staff = _given(world, handed_in, "in.xlsx"), browser(world.staff)
    page = staff.post(to("evidence", evidence), {"do": "ask-show"})
    for told in (
        "1 hidden sheet",
        "1 hidden row",
        "1 hidden column",
        "comments",
        "1 formula: its result stays",
    ):
        assert told in page.text
    assert Evidence.objects.get().shown_at is None, "looking shows nothing"
    page = staff.post(to("evidence", evidence), {"do": "show"})
    assert "What everybody gets" in page.text and "1 hidden sheet" in page.text
    public = browser().get(to("evidence", evidence))
    assert "a copy without names of authors" in public.text and "hidden sheet" not in public.text


def test_what_has_no_safe_copy_is_not_shown_and_it_says_why(world: World) -> None:
    evidence, staff = _given(world, b"ID3 what a family said", "talk.mp3"), browser(world.staff)
    for do in ("ask-show", "show"):
        page = staff.post(to("evidence", evidence), {"do": do})
        assert "It is a sound or film recording" in page.text and "Write down what it says" in page.text
    assert Evidence.objects.get().shown_at is None
    browser().get(to("evidence", evidence), status=404)
    assert _taken(staff, evidence) == b"ID3 what a family said"


def test_evidence_shown_before_there_were_copies_gets_one_when_it_is_taken(
    world: World, tmp_path: Path
) -> None:
    evidence = _given(world, evidence_made.photograph(tmp_path / "in.jpg").read_bytes(), "in.jpg")
    Evidence.objects.update(shown_by="operator", shown_at=evidence.added_at)
    assert b"secret" not in _taken(browser(), evidence)
    copy = Evidence.objects.get().copy_sha256
    assert AuditRow.objects.get(action="evidence.copy").details["sha256"] == copy != evidence.sha256
    _taken(browser(), evidence)
    assert AuditRow.objects.filter(action="evidence.copy").count() == 1, "made once"


def test_what_was_shown_and_has_no_copy_is_given_to_nobody_outside(world: World) -> None:
    evidence = _given(world, b"ID3 what a family said", "talk.mp3")
    Evidence.objects.update(shown_by="operator", shown_at=evidence.added_at)
    answer = browser().client.get(to("evidence-file", evidence), follow=True)
    assert answer.redirect_chain == [(to("evidence", evidence), 302)]
    assert "It is a sound or film recording" in answer.content.decode()


def test_taking_what_not_everybody_may_have_is_put_on_record_though_the_copy_is_shown(
    world: World, tmp_path: Path
) -> None:
    evidence = _given(world, evidence_made.photograph(tmp_path / "in.jpg").read_bytes(), "in.jpg")
    text = _given(world, b"Nothing but words\n", "words.txt")
    for one in (evidence, text):
        services.show_evidence(one, by=world.staff)
        _taken(browser(), one)
        _taken(browser(world.staff), one)
    assert [row.thing for row in AuditRow.objects.filter(action="evidence.read")] == [evidence.identifier]


def test_a_file_with_programs_in_it_is_called_after_what_its_copy_is(world: World) -> None:
    evidence = _given(world, b"words\n", "audit.XLSM")
    services.show_evidence(evidence, by=world.staff)
    _taken(browser(), evidence, called='filename="audit.xlsx"')
    _taken(browser(world.staff), evidence, called='filename="audit.XLSM"')


def test_nobody_else_looks_at_a_copy_that_is_not_shown(world: World, tmp_path: Path) -> None:
    evidence = _given(world, evidence_made.photograph(tmp_path / "in.jpg").read_bytes(), "in.jpg")
    assert browser(world.staff).client.get(to("evidence-copy", evidence)).status_code == 404, "none was made"
    services.copy_evidence(evidence, by=world.staff)
    for somebody in (browser(), browser(people.account("reader"))):
        assert somebody.client.get(to("evidence-copy", evidence)).status_code == 404
    browser(world.owner_account).post(to("evidence", evidence), {"do": "ask-show"}, status=404)


def test_taken_away_the_copy_goes_too(
    world: World, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    evidence = _given(world, evidence_made.photograph(tmp_path / "in.jpg").read_bytes(), "in.jpg")
    shown = services.show_evidence(evidence, by=world.staff)
    both = (shown.sha256, shown.copy_sha256)
    assert all(files.exists(one) and one in files.named_elsewhere() for one in both)
    with django_capture_on_commit_callbacks(execute=True):
        services.take_evidence_away(shown, by=world.staff)
    assert not any(files.exists(one) or one in files.named_elsewhere() for one in both)
    gone = Evidence.objects.get()
    assert (gone.copy_sha256, gone.copy_bytes, gone.copy_left_out) == ("", 0, {})
    assert browser(world.staff).client.get(to("evidence-copy", gone)).status_code == 404
