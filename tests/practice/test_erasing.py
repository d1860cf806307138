"""Of an erased report nothing that could repeat it stays here, and what was done stays."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from heeded.library import files
from heeded.library.services import erase
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, ClosedAs, EvidenceKind, SourceKind
from heeded.practice.models import Action, Evidence, PlanItem, Point, PracticeCheck
from heeded.practice.queries import as_it_stood
from heeded.practice.services import Answered, Close, Entered, EvidenceGiven, Figure, wanted_of
from tests.engine import evidence_made
from tests.practice import made

pytestmark = pytest.mark.django_db
SECRET = "Xanthippe"


def _everything() -> str:
    rows = [list(model.objects.values()) for model in apps.get_app_config("practice").get_models()]
    return json.dumps(rows, default=str)


@pytest.fixture(autouse=True)
def no_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index has its own tests."""
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)


def _full_of_it(world: made.World) -> Action:
    asked = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.IN_PART, f"As {SECRET} says"), by=world.manager)
    action = world.action(what=f"See {SECRET}", intended_change=SECRET, how_known=SECRET)
    wanted = replace(wanted_of(action), what=f"See {SECRET} twice", due=date(2010, 1, 1))
    services.change_action(action, wanted, by=world.staff, reason=f"{SECRET} was ill")
    audit = replace(made.AUDIT, title=f"Audit of {SECRET}", shows=SECRET)
    services.add_evidence(world.item(), audit, by=world.staff)
    closing = services.close_action(action, Close(ClosedAs.NOT_ACCEPTED, SECRET), by=world.staff)
    services.reopen(closing, f"{SECRET} again", by=world.staff)
    body = made.agency()
    services.submit(world.board, body, by=world.staff)
    question = services.ask_board(world.board, body, f"Who saw {SECRET}?", by=OPERATOR)
    services.answer_question(question, f"{SECRET} was seen.", by=world.staff)
    check = world.checked(world.done(what="Done"))
    PracticeCheck.objects.filter(pk=check.pk).update(found=SECRET)
    return action


def test_words_go_and_what_was_done_stays() -> None:
    world = made.World(text=f"Always see {SECRET}.")
    action = _full_of_it(world)
    assert SECRET in _everything()
    erase(world.report, reason="court-order", by=OPERATOR)
    assert SECRET not in _everything()
    action = Action.objects.get(pk=action.pk)
    assert (action.due, action.owner, action.what) == (date(2010, 1, 1), world.owner_account, "(erased)")
    stood = as_it_stood(world.staff, action, action.made_at)
    assert stood is not None and (stood.what, stood.due) == ("(erased)", date(2009, 6, 30))


def test_words_that_repeat_no_report_stay() -> None:
    world = made.World(text=f"Always see {SECRET}.")
    action = world.action()
    services.say_own_words(action.item, True, by=world.staff)
    erase(world.report, reason="court-order", by=OPERATOR)
    assert Action.objects.get(pk=action.pk).what == "Change the recording form"
    services.say_own_words(PlanItem.objects.get(), False, by=world.staff)
    assert Point.objects.get().sources == []


def test_what_was_entered_by_hand_for_an_erased_review_is_emptied_too() -> None:
    world = made.World()
    entered = Entered(f"See {SECRET}.", SourceKind.REVIEW, f"Report on {SECRET}", work=world.report.work)
    services.enter_item(entered, world.board, by=OPERATOR)
    erase(world.report, reason="court-order", by=OPERATOR)
    assert SECRET not in _everything()


def test_a_file_is_restricted_again_and_can_be_taken_away(
    django_capture_on_commit_callbacks: object,
) -> None:
    world = made.World()
    given = EvidenceGiven(
        EvidenceKind.DATA,
        "Seen alone, by month",
        figures=[Figure(date(2009, 1, 31), 4, 20), Figure(date(2009, 2, 28), 9, 20)],
        file=io.BytesIO(b"month,seen\n1,4\n2,9\n"),
        file_name="C:\\audits\\seen.csv",
    )
    evidence = services.add_evidence(world.item(), given, by=world.staff)
    assert (evidence.file_name, evidence.bytes, files.exists(evidence.sha256)) == ("seen.csv", 19, True)
    assert evidence.sha256 in files.named_elsewhere() and evidence.figures.count() == 2
    services.show_evidence(evidence, by=world.staff)
    erase(world.report, reason="court-order", by=OPERATOR)
    evidence.refresh_from_db()
    assert (evidence.shown_at, evidence.file_name) == (None, "(erased)") and files.exists(evidence.sha256)
    sha256 = evidence.sha256
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.take_evidence_away(evidence, by=world.staff)
    assert not files.exists(sha256) and Evidence.objects.get().taken_away_at is not None


def test_the_copy_that_everybody_got_goes_and_the_file_stays(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    world = made.World()
    handed_in = io.BytesIO(evidence_made.photograph(tmp_path / "in.jpg").read_bytes())
    given = EvidenceGiven(EvidenceKind.AUDIT, "Seen alone", file=handed_in, file_name="in.jpg")
    shown = services.show_evidence(services.add_evidence(world.item(), given, by=world.staff), by=world.staff)
    assert files.exists(shown.copy_sha256) and shown.copy_sha256 != shown.sha256
    with django_capture_on_commit_callbacks(execute=True):
        erase(world.report, reason="court-order", by=OPERATOR)
    left = Evidence.objects.get()
    assert (left.copy_sha256, left.copy_bytes, left.shown_at) == ("", 0, None)
    assert files.exists(shown.sha256) and not files.exists(shown.copy_sha256)


def test_a_copy_that_another_row_names_too_stays(django_capture_on_commit_callbacks: Any) -> None:
    world = made.World()
    given = EvidenceGiven(EvidenceKind.DATA, "Seen alone", file_name="seen.csv")
    shown = [
        services.show_evidence(
            services.add_evidence(
                world.item(), replace(given, file=io.BytesIO(b"month,seen\n1,4\n")), by=world.staff
            ),
            by=world.staff,
        )
        for _ in "ab"
    ]
    with django_capture_on_commit_callbacks(execute=True):
        services.take_evidence_away(shown[0], by=world.staff)
    assert files.exists(shown[1].copy_sha256) and shown[1].copy_sha256 == shown[1].sha256
