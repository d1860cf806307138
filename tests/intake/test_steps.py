"""The steps of a document: in order, on record, run again alone, given up after three deaths, never overwriting."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow, Heartbeat
from heeded.engine.reading import FileRefused
from heeded.engine.vocabulary import FactName
from heeded.intake import _reader, steps
from heeded.intake.claims import Pulse, claimable, take_next, unfinished, worker_name
from heeded.intake.models import Claim, StepRun
from heeded.intake.runner import TRIES, read_document
from heeded.intake.services import run_again
from heeded.intake.steps import STEP_NAMES, Step
from heeded.library.models import Document, FactDecision, LearningPoint, Passage
from heeded.library.queries import visible_documents, visible_learning_points
from heeded.library.services import (
    FactAnswer,
    Publication,
    correct_learning_point,
    decide_fact,
    decide_learning_point,
    decide_section_kind,
    publish,
)
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.intake.made import REPORT, WEB_REPORT, HereSandbox, read_waiting, take_one, taken_and_read
from tests.people.made import viewer

pytestmark = pytest.mark.django_db


def run_of(document: Document, name: str) -> StepRun:
    return StepRun.objects.get(document=document, name=name)


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[..., object]], None]:
    """Let a step do something else."""

    def put(name: str, act: Callable[..., object]) -> None:
        usual = Step.run

        def run(self: Step, work: object) -> object:
            return act(lambda: usual(self, work)) if self.name == name else usual(self, work)

        monkeypatch.setattr(Step, "run", run)

    return put


def reread(document: Document, monkeypatch: pytest.MonkeyPatch, words: str, *, step: str = "pages") -> None:
    """Read the document again as if its reader had become better: now it finds these words."""
    usual = _reader.read

    def read(sandbox: object, path: object, **said: object) -> object:
        path.write_bytes(words.encode())
        return usual(sandbox, path, **said)

    monkeypatch.setattr(_reader, "read", read)
    run_again(document, step, alone=False, by=OPERATOR)
    read_waiting()
    monkeypatch.setattr(_reader, "read", usual)


def test_every_step_is_done_in_order_and_on_record() -> None:
    document = taken_and_read()
    runs = list(StepRun.objects.filter(document=document).order_by("order"))
    assert [run.name for run in runs] == list(STEP_NAMES)
    assert {(run.state, run.attempts, run.error) for run in runs} == {("done", 1, "")}
    assert all(run.tool and run.began_at <= run.ended_at for run in runs)
    assert [one.began_at for one in runs] == sorted(one.began_at for one in runs)
    assert (document.read_state, document.page_count > 0) == ("read", True)
    assert AuditRow.objects.filter(action="step.done").count() == len(STEP_NAMES)


def test_what_the_report_holds_is_found() -> None:
    document = taken_and_read("report.html", WEB_REPORT)
    points = document.learning_points.filter(kind="recommendation").order_by("order")
    assert [point.number for point in points] == ["1", "2"]
    assert points[0].text.endswith(
        "The board should ask every agency to say how it will check that a call was answered."
    )
    assert points[0].places.get().quote in " ".join(document.pages.get().text.split())
    assert {"background", "findings", "recommendations"} <= set(
        document.sections.values_list("kind", flat=True)
    )
    assert Passage.objects.filter(text__contains="health visitor called").exists()


def test_a_step_runs_again_alone() -> None:
    document = taken_and_read()
    before = set(LearningPoint.objects.values_list("identifier", flat=True))
    run_again(document, "recommendations", alone=True, by=OPERATOR)
    assert unfinished() == 1
    assert read_waiting() == 1
    assert {run.name: run.attempts for run in document.steps.all()} == {
        name: 2 if name == "recommendations" else 1 for name in STEP_NAMES
    }
    assert set(LearningPoint.objects.values_list("identifier", flat=True)) == before


@pytest.mark.parametrize("step", STEP_NAMES)
def test_any_step_run_again_alone_leaves_all_as_it_was(step: str) -> None:
    document = taken_and_read()
    publish(document, Publication(restrictions_checked=True), by=OPERATOR)
    before = _found(document)
    run_again(document, step, alone=True, by=OPERATOR)
    read_waiting()
    assert _found(document) == before
    assert document in visible_documents(ANONYMOUS), "a published report stays readable"


def test_all_steps_run_again_keep_every_identifier() -> None:
    document = taken_and_read()
    before = _found(document)
    run_again(document, "recognise", alone=False, by=OPERATOR)
    read_waiting()
    assert _found(document) == before


def _found(document: Document) -> dict[str, list[object]]:
    return {
        "points": list(
            document.learning_points.order_by("pk").values_list("pk", "identifier", "text", "found")
        ),
        "facts": list(document.facts.order_by("pk").values_list("pk", "identifier", "value", "found")),
        "sections": list(document.sections.order_by("pk").values_list("pk", "title", "found")),
        "passages": list(document.passages.order_by("pk").values_list("pk", "text", "order")),
        "pages": list(document.pages.order_by("pk").values_list("pk", "text", "blocks")),
        "places": [point.places.count() for point in document.learning_points.order_by("pk")],
    }


def test_identifiers_last_when_the_reader_becomes_better(monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_and_read()
    first = document.learning_points.get(number="1")
    stood = first.places.get().spans
    better = REPORT.replace("1. Background", "A new first line that was missed before.\n\n1. Background")
    reread(document, monkeypatch, better)
    again = document.learning_points.get(number="1")
    assert (again.pk, again.identifier, again.found) == (first.pk, first.identifier, True)
    assert again.places.get().spans != stood, "its words stand further down now"


def test_what_is_no_longer_found_is_kept_and_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_and_read()
    lost = document.learning_points.get(number="2")
    reread(document, monkeypatch, REPORT[: REPORT.index("Recommendation 2")])
    lost.refresh_from_db()
    assert (lost.found, lost.identifier != "") == (False, True)
    assert lost not in visible_learning_points(OPERATOR)
    reread(document, monkeypatch, REPORT)
    lost.refresh_from_db()
    assert lost.found, "it came back as the same"


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_a_decision_is_never_overwritten(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_and_read()
    point = document.learning_points.get(number="1")
    decide_learning_point(point, state, by=OPERATOR)
    slightly = REPORT.replace("every agency to say how", "each agency to say how")
    reread(document, monkeypatch, slightly)
    point.refresh_from_db()
    assert (point.state, point.decided_by, "every agency" in point.text) == (state, "operator", True)
    assert document.learning_points.filter(number="1").count() == 1


def test_a_correction_is_known_by_the_printed_words() -> None:
    """A person may have put quite other words: the machine's do not come back beside them."""
    document = taken_and_read()
    point = document.learning_points.get(number="1")
    correct_learning_point(point, kind="finding", number="1b", text="What the author meant.", by=OPERATOR)
    run_again(document, "recognise", alone=False, by=OPERATOR)
    read_waiting()
    point.refresh_from_db()
    assert (point.kind, point.number, point.text, point.found) == (
        "finding",
        "1b",
        "What the author meant.",
        True,
    )
    assert document.learning_points.filter(found=True).count() == 2


def test_a_confirmed_point_that_is_no_longer_found_still_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_and_read()
    point = document.learning_points.get(number="2")
    decide_learning_point(point, "confirmed", by=OPERATOR)
    reread(document, monkeypatch, REPORT[: REPORT.index("Recommendation 2")])
    assert point in visible_learning_points(OPERATOR)


def test_a_point_entered_by_hand_is_left_alone() -> None:
    document = taken_and_read()
    mine = document.learning_points.create(
        work=document.work, kind="learning", order=0, text="By hand.", entered_by="account:1"
    )
    run_again(document, "recommendations", alone=False, by=OPERATOR)
    read_waiting()
    mine.refresh_from_db()
    assert (mine.found, mine.text) == (True, "By hand.")


def test_decided_facts_stand_whatever_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_and_read()
    decide_fact(document.work, FactAnswer(FactName.AREA, ("Invented",)), by=OPERATOR)
    reread(document, monkeypatch, "Other words altogether. " * 30)
    assert FactDecision.objects.get(current=True).values == ["Invented"]


def test_a_decided_kind_of_section_stands_and_reaches_new_passages() -> None:
    document = taken_and_read("report.html", WEB_REPORT)
    section = document.sections.get(kind="findings")
    assert section.passages.exists()
    decide_section_kind(section, "good-practice", by=OPERATOR)
    run_again(document, "sections", alone=False, by=OPERATOR)
    read_waiting()
    section.refresh_from_db()
    assert section.kind == "good-practice"
    assert {passage.kind for passage in section.passages.all()} == {"good-practice"}


def test_passages_that_are_the_same_twice_stay_two() -> None:
    twice = "The same words were said again by each agency, and nobody heard that they were the same. " * 12
    document = taken_and_read(content=f"{twice}\n\n{twice}\n\n{twice}")
    before = document.passages.count()
    run_again(document, "passages", alone=True, by=OPERATOR)
    read_waiting()
    assert document.passages.count() == before


def test_a_refusal_is_listed_in_plain_words_and_can_be_tried_again(instead: Callable[..., None]) -> None:
    answers = iter([FileRefused("This file is locked with a password.", "Save it without."), None])

    def refuse_once(usual: Callable[[], object]) -> object:
        if (error := next(answers)) is not None:
            raise error
        return usual()

    instead("pages", refuse_once)
    document = taken_and_read()
    run = run_of(document, "pages")
    assert (run.state, run.attempts, run.error) == ("failed", 1, "This file is locked with a password.")
    assert (document.read_state, document.read_error, document.read_advice) == (
        "refused",
        "This file is locked with a password.",
        "Save it without.",
    )
    assert unfinished() == 0 and run_of(document, "clean").state == "waiting"
    run_again(document, "pages", alone=True, by=OPERATOR)
    assert run_of(document, "pages").error, "the diagnosis stays until it went well"
    read_waiting()
    document.refresh_from_db()
    assert (document.read_state, document.read_error) == ("read", "")
    assert run_of(document, "pages").attempts == 2


def test_running_an_earlier_step_tries_the_failed_one_too(instead: Callable[..., None]) -> None:
    failing = iter([True, False])

    def fail_once(usual: Callable[[], object]) -> object:
        if next(failing):
            raise ValueError("quoted words of a report")
        return usual()

    instead("clean", fail_once)
    document = taken_and_read()
    assert document.read_state == "refused"
    run_again(document, "recognise", alone=True, by=OPERATOR)
    read_waiting()
    document.refresh_from_db()
    assert document.read_state == "read"


def test_an_unforeseen_error_says_nothing_of_the_report(
    instead: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Callable[[], object]) -> object:
        raise ValueError("quoted words of a report")

    instead("clean", fail)
    document = taken_and_read()
    assert "nobody foresaw" in document.read_error
    assert "ValueError" in caplog.text and "quoted words" not in caplog.text


def test_a_step_that_kills_its_process_three_times_is_given_up(instead: Callable[..., None]) -> None:
    def die(_: Callable[[], object]) -> object:
        raise KeyboardInterrupt

    instead("pages", die)
    document = take_one().document
    for _ in range(TRIES):
        with pytest.raises(KeyboardInterrupt):
            read_waiting()
    assert run_of(document, "pages").attempts == TRIES
    read_waiting()
    run = run_of(document, "pages")
    assert (run.state, run.attempts) == ("failed", TRIES)
    assert "three times" in run.error and run.advice
    assert run_of(document, "recognise").attempts == 1, "a finished step is not repeated"
    document.refresh_from_db()
    assert document.read_state == "refused"


def test_a_killed_step_goes_on_where_it_was(instead: Callable[..., None]) -> None:
    deaths = iter([True, False])

    def die_once(usual: Callable[[], object]) -> object:
        if next(deaths):
            raise KeyboardInterrupt
        return usual()

    instead("sections", die_once)
    document = take_one().document
    with pytest.raises(KeyboardInterrupt):
        read_waiting()
    read_waiting()
    assert {run.name: run.attempts for run in document.steps.all()} == {
        name: 2 if name == "sections" else 1 for name in STEP_NAMES
    }
    assert run_of(document, "sections").deaths == 0


def test_what_a_step_found_and_that_it_is_done_are_saved_together(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Exception):
        pass

    document = take_one().document

    def refuse(*_: object, **__: object) -> None:
        raise Broken

    monkeypatch.setattr("heeded.intake.runner.record", refuse)
    with pytest.raises(Broken):
        read_waiting()
    assert not document.pages.exists()
    assert run_of(document, "recognise").state == "running"


def test_a_document_that_was_erased_meanwhile_leaves_nothing(instead: Callable[..., None]) -> None:
    document = take_one().document

    def erased_first(usual: Callable[[], object]) -> object:
        result = usual()
        Document.objects.filter(pk=document.pk).delete()
        return result

    instead("pages", erased_first)
    read_waiting()
    assert not Document.objects.exists() and not StepRun.objects.exists()


def test_the_claim_of_a_dead_worker_is_void() -> None:
    document = take_one().document
    Claim.objects.create(document=document, worker=f"{worker_name().split(':')[0]}:999999999", at=now())
    assert claimable() == 0
    assert take_next("here:0") == document


def test_the_claim_of_a_silent_worker_elsewhere_is_void() -> None:
    document = take_one().document
    Claim.objects.create(document=document, worker="elsewhere:7", at=now())
    Heartbeat.objects.create(worker="elsewhere:7", seen_at=now() - timedelta(seconds=59))
    assert take_next("here:0") is None
    Heartbeat.objects.filter(worker="elsewhere:7").update(seen_at=now() - timedelta(seconds=61))
    assert take_next("here:0") == document


def test_the_claim_of_a_living_worker_holds() -> None:
    take_one()
    Heartbeat.objects.create(worker=worker_name(), seen_at=now())
    Claim.objects.create(document=Document.objects.get(), worker=worker_name(), at=now())
    assert take_next("here:0") is None


def test_a_claim_under_ones_own_name_was_left_by_another_life() -> None:
    """Process numbers come back, in a container at every start."""
    document = take_one().document
    Claim.objects.create(document=document, worker="here:0", at=now())
    assert take_next("here:0") == document


def test_the_oldest_comes_first_and_each_once() -> None:
    documents = [take_one(f"{n}.txt", f"Words {n}.").document for n in range(3)]
    for name in ("a:1", "b:1", "c:1", "d:1"):
        Heartbeat.objects.create(worker=name, seen_at=now())
    assert [take_next(name) for name in ("a:1", "b:1", "c:1", "d:1")] == [*documents, None]


def test_a_worker_is_listed_while_it_works() -> None:
    with Pulse():
        take_next(worker_name())
        assert Heartbeat.objects.get().worker == f"{os.uname().nodename[:50]}:{os.getpid()}"
    assert not Heartbeat.objects.exists()


def test_a_scan_without_ocr_waits_and_is_read_once_ocr_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _reader.read

    def scanned(*given: object, **said: object) -> object:
        from dataclasses import replace

        return replace(
            usual(*given, **said), needs_ocr=True, ocr_reason="Scanned: needs OCR.", ocr_advice="Install it."
        )

    monkeypatch.setattr(_reader, "read", scanned)
    document = taken_and_read()
    assert (document.read_state, document.read_error) == ("needs-ocr", "Scanned: needs OCR.")
    assert unfinished() == 0 and run_of(document, "clean").state == "waiting"
    monkeypatch.setattr(_reader, "read", usual)
    run_again(document, "pages", alone=True, by=OPERATOR)
    read_waiting()
    document.refresh_from_db()
    assert (document.read_state, document.read_error) == ("read", "")


def test_only_those_who_check_reports_run_steps_again() -> None:
    with pytest.raises(NotAllowed):
        run_again(taken_and_read(), "pages", alone=True, by=viewer("trainer"))


def test_progress_is_told() -> None:
    take_one()
    told: list[str] = []
    document = take_next("here:0")
    assert document is not None
    read_document(document, HereSandbox(), tell=told.append)
    assert told == [step.label for step in steps.STEPS]
