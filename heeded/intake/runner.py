"""Running the steps of a document, so that a process killed at any moment loses nothing and repeats no step
that was done."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction

from heeded import __version__
from heeded.core.actors import SystemActor
from heeded.core.clock import now
from heeded.core.errors import HeededError
from heeded.core.rows import insert_rows, update_rows
from heeded.core.services import record
from heeded.engine.reading._errors import ReadingError
from heeded.intake.claims import let_go
from heeded.intake.models import StepRun
from heeded.intake.steps import STEPS, Step, step_named
from heeded.library.errors import StoreAway
from heeded.library.models import Document

if TYPE_CHECKING:
    from heeded.engine.sandbox import Sandbox
    from heeded.intake.results import Result
    from heeded.intake.workpiece import Workpiece

log = logging.getLogger(__name__)
# The database is busy or gone, or the store of files is: the same is done again when they are back.
AWAY = (OperationalError, InterfaceError, StoreAway)
TRIES = 3  # a file whose step kills its process this often is given up, not tried for ever
_INTAKE = SystemActor("intake")
_BEGUN = ("state", "attempts", "deaths", "began_at")
_DONE = (*_BEGUN, "tool", "seconds", "ended_at", "error", "advice")
_GIVEN_UP = ("Reading this file stopped the reader three times.", "Save it anew as PDF and add that.")
_UNFORESEEN = ("Something went wrong that nobody foresaw.", "Try again; if it stays, tell the operator.")


@cache
def tools_now() -> str:
    """What reads files here, with versions: a file that failed may be read by others."""
    return f"heeded {__version__}, pypdfium2 {version('pypdfium2')}"


def plan(document: Document) -> None:
    """Lay down the steps that a new document has to go through."""
    insert_rows([StepRun(document=document, order=order, name=step.name) for order, step in enumerate(STEPS)])


def read_document(
    document: Document, sandbox: "Sandbox", *, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Run the steps that are not done yet, in order, and let the document go."""
    from heeded.intake.workpiece import Workpiece

    work = Workpiece(document, sandbox)
    runs = list(document.steps.filter(state__in=["waiting", "running"]).order_by("order"))
    with _no_look_for_cycles():
        for place, run in enumerate(runs):
            tell(step_named(run.name).label)
            if place == 0 and _begins(run):
                run.save(update_fields=_BEGUN)
            if not _run_step(run, work, after=runs[place + 1] if place + 1 < len(runs) else None):
                break
    let_go(document)


@contextmanager
def _no_look_for_cycles() -> Iterator[None]:
    """Python looks for circles among its objects the more often the more of them are made. A report makes a hundred
    thousand that hold none."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _begins(run: StepRun) -> bool:
    """Note that a step is being run, so that a process that dies of it is counted; whether there is something to be
    written down."""
    if run.state == "running":
        run.deaths += 1  # its process ended before it could say how it went
    if run.deaths >= TRIES:
        return False
    run.state, run.attempts, run.began_at = "running", run.attempts + 1, now()
    return True


def _run_step(run: StepRun, work: "Workpiece", *, after: StepRun | None) -> bool:
    """Run one step that was begun; false when the ones after it must not run."""
    if run.deaths >= TRIES:
        return _fail(run, work.document, *_GIVEN_UP)
    clock = time.monotonic()
    try:
        result = step_named(run.name).run(work)
        after = None if result.stop else after
        _finish(run, result, work.document, seconds=time.monotonic() - clock, after=after)
    except AWAY:
        raise  # that says nothing of the file
    except (ReadingError, HeededError) as error:
        return _fail(run, work.document, error.reason, error.advice)
    except Exception as error:
        # The message of an error may quote the report, so only its kind and place are logged.
        log.error("step %s of document %s: %s", run.name, work.document.identifier, place_of(error))
        return _fail(run, work.document, *_UNFORESEEN)
    return not result.stop


def place_of(error: BaseException) -> str:
    """The kind of an error and where it came up, without its words: they may quote the report."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_code.co_qualname} line {trace.tb_lineno}" if trace else ""
    return type(error).__name__ + where


@transaction.atomic
def _finish(
    run: StepRun, result: "Result", document: Document, *, seconds: float, after: StepRun | None
) -> None:
    """Save what was found and that the step is done, and that the one after it is begun: all or nothing."""
    result.save()
    run.state, run.tool, run.seconds, run.ended_at = "done", result.tool[:120], round(seconds, 4), now()
    run.error, run.advice, run.deaths = "", "", 0
    runs = [run] if after is None or not _begins(after) else [run, after]
    if update_rows(runs, _DONE) < len(runs):
        raise StepRun.DoesNotExist  # the document was erased meanwhile: what was found of it is not saved
    record("step.done", by=_INTAKE, thing_kind="document", thing=document.identifier, step=run.name)


@transaction.atomic
def _fail(run: StepRun, document: Document, reason: str, advice: str) -> bool:
    """Keep the reason in plain words: on the step, which a retry does not wipe, and on the document. Nothing is
    kept of a document that was erased meanwhile."""
    if not Document.objects.filter(pk=document.pk).exists():
        return False
    run.state, run.error, run.advice, run.ended_at = "failed", reason[:400], advice[:400], now()
    run.tool = tools_now()
    run.save(update_fields=["state", "error", "advice", "ended_at", "deaths", "tool"])
    if document.read_state != "read":
        document.read_state = "refused"
    document.read_error, document.read_advice = reason[:400], advice[:400]
    document.save(update_fields=["read_state", "read_error", "read_advice"])
    record("step.failed", by=_INTAKE, thing_kind="document", thing=document.identifier, step=run.name)
    return False


def steps_of(name: str) -> tuple[Step, ...]:
    """The step of that name and all after it."""
    names = [step.name for step in STEPS]
    return STEPS[names.index(name) :]
