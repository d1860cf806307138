"""Taking documents and running their steps, so that a process killed at any moment loses nothing and
repeats no step that was done."""

import logging
import os
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import HeededError
from heeded.core.models import Heartbeat
from heeded.engine.reading._errors import ReadingError
from heeded.intake.models import SILENT, Claim, StepRun
from heeded.intake.steps import STEPS, Step, step_named
from heeded.library.models import Document

if TYPE_CHECKING:
    from heeded.engine.sandbox import Sandbox
    from heeded.intake.results import Result
    from heeded.intake.workpiece import Workpiece

log = logging.getLogger(__name__)
TRIES = 3  # a file whose step kills its process this often is given up, not tried for ever


def worker_name() -> str:
    """This process: machine and number, so that a worker that is gone on this machine is known at once."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def plan(document: Document) -> None:
    """Lay down the steps that a new document has to go through."""
    StepRun.objects.bulk_create(
        StepRun(document=document, order=order, name=step.name) for order, step in enumerate(STEPS)
    )


@transaction.atomic
def take_next(worker: str) -> Document | None:
    """Claim the oldest document with a step to do that no living worker has, or none."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": now()})
    for claim in Claim.objects.exclude(worker=worker):
        if not _is_alive(claim.worker):
            claim.delete()
    waiting = StepRun.objects.filter(state__in=["waiting", "running"], document__claim__isnull=True)
    row = waiting.exclude(document__read_state__in=["refused"]).order_by("document_id", "order").first()
    if row is None:
        return None
    Claim.objects.create(document_id=row.document_id, worker=worker, at=now())
    return Document.objects.select_related("work").get(pk=row.document_id)


def _is_alive(worker: str) -> bool:
    host, _, number = worker.rpartition(":")
    if host == socket.gethostname()[:50]:
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
    seen = Heartbeat.objects.filter(worker=worker).values_list("seen_at", flat=True).first()
    return seen is not None and seen > now() - SILENT


def read_document(document: Document, sandbox: "Sandbox", *, tell: Callable[[str], None] = lambda _: None) -> None:
    """Run the steps that are not done yet, in order, and let the document go."""
    from heeded.intake.workpiece import Workpiece

    work = Workpiece(document, sandbox)
    try:
        for run in document.steps.filter(state__in=["waiting", "running"]).order_by("order"):
            tell(step_named(run.name).label)
            if not _run_step(run, work):
                break
    finally:
        Claim.objects.filter(document=document).delete()


def _run_step(run: StepRun, work: "Workpiece") -> bool:
    """Run one step; false when the ones after it must not run."""
    if run.attempts >= TRIES:
        _fail(run, work.document, "Reading this file stopped the reader three times.", "Save it anew as PDF and add that.")
        return False
    run.state, run.attempts, run.began_at = "running", run.attempts + 1, now()
    run.save(update_fields=["state", "attempts", "began_at"])
    Heartbeat.objects.filter(worker=worker_name()).update(seen_at=now(), doing=f"{run.name} {work.document.identifier}")
    clock = time.monotonic()
    try:
        result = step_named(run.name).run(work)
        _finish(run, result, seconds=time.monotonic() - clock)
    except (ReadingError, HeededError) as error:
        _fail(run, work.document, error.reason, error.advice)
        return False
    except Exception:
        log.exception("step %s of document %s", run.name, work.document.identifier)
        _fail(run, work.document, "Something went wrong that nobody foresaw.", "Try again; if it stays, tell the operator.")
        return False
    return not result.stop


@transaction.atomic
def _finish(run: StepRun, result: "Result", *, seconds: float) -> None:
    result.save()
    run.state, run.tool, run.seconds, run.ended_at = "done", result.tool[:120], round(seconds, 4), now()
    run.error, run.advice = "", ""
    run.save()


@transaction.atomic
def _fail(run: StepRun, document: Document, reason: str, advice: str) -> None:
    """Keep the reason in plain words: on the step, which a retry does not wipe, and on the document."""
    run.state, run.error, run.advice, run.ended_at = "failed", reason[:400], advice[:400], now()
    run.save()
    if document.read_state != "read":
        document.read_state = "refused"
    document.read_error, document.read_advice = reason[:400], advice[:400]
    document.save(update_fields=["read_state", "read_error", "read_advice"])


def steps_of(name: str) -> tuple[Step, ...]:
    """The step of that name and all after it."""
    names = [step.name for step in STEPS]
    return STEPS[names.index(name) :]
