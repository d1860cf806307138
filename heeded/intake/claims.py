"""Who is reading what: documents with a step to do, the worker that has taken one, and its heartbeat."""

import os
import socket
import threading
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import Error, IntegrityError, connection, transaction
from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.core.models import Heartbeat
from heeded.intake.models import SILENT, Claim, StepRun
from heeded.library.models import Document

_BEAT = 15.0  # seconds between two heartbeats
_FORGOTTEN = timedelta(days=1)
_TRIES = 5


def worker_name() -> str:
    """This process: machine and number, so that a worker that is gone on this machine is known at once."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def _to_read() -> QuerySet[Document]:
    """Documents with a step to do that nothing stands in the way of."""
    stopped = StepRun.objects.filter(state="failed").values("document")
    waiting = StepRun.objects.filter(state__in=["waiting", "running"]).values("document")
    open_ones = Document.objects.filter(pk__in=waiting).exclude(pk__in=stopped)
    return open_ones.exclude(read_state__in=["refused", "needs-ocr"])


def unfinished() -> int:
    """How many documents still have a step to do."""
    return _to_read().count()


def claimable() -> int:
    """How many of them no worker has taken."""
    return _to_read().filter(claim__isnull=True).count()


def take_next(worker: str) -> Document | None:
    """Claim the oldest document with a step to do that no living worker has, or none. A worker has one document
    at a time, so whatever stands under its own name was left by an earlier process of the same number."""
    for _ in range(_TRIES):
        try:
            return _take_next(worker)
        except IntegrityError:
            continue  # a worker on another machine was quicker by a moment
    return None


@transaction.atomic
def _take_next(worker: str) -> Document | None:
    _seen(worker)
    for claim in Claim.objects.all():
        if claim.worker == worker or not _is_alive(claim.worker):
            claim.delete()
    free = _to_read().filter(claim__isnull=True).select_related("work").order_by("pk")
    # On PostgreSQL workers pass by what another is just claiming instead of waiting for it.
    document = free.select_for_update(skip_locked=True, of=("self",)).first()
    if document is not None:
        Claim.objects.create(document=document, worker=worker, at=now())
    return document


@transaction.atomic
def put_back(worker: str) -> None:
    """What this worker had begun waits again and is not counted against the file: not the file was at fault but the
    database or the store of files, which went away."""
    mine = Claim.objects.filter(worker=worker)
    begun = StepRun.objects.filter(document__in=mine.values("document"), state="running")
    begun.update(state="waiting")
    mine.delete()


def _seen(worker: str) -> None:
    if not Heartbeat.objects.filter(worker=worker).update(seen_at=now()):
        Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": now()})


def let_go(document: Document) -> None:
    """Nobody works on this document any more."""
    Claim.objects.filter(document=document).delete()


def _is_alive(worker: str) -> bool:
    host, _, number = worker.rpartition(":")
    if host == socket.gethostname()[:50] and not _runs(int(number)):
        return False
    seen = Heartbeat.objects.filter(worker=worker).values_list("seen_at", flat=True).first()
    return seen is not None and seen > now() - SILENT


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Pulse:
    """While it is open a thread says every quarter of a minute that this worker is alive: a step may take
    minutes. Afterwards the worker is no longer listed."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        Heartbeat.objects.filter(seen_at__lt=now() - _FORGOTTEN).delete()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(timeout=5)
        if kind is None:
            Heartbeat.objects.filter(worker=worker_name()).delete()

    def _beat(self) -> None:
        try:
            while not self._over.wait(_BEAT):
                beat()
        finally:
            connection.close()


def beat() -> None:
    """Say that this worker is alive. A database that is busy for once does no harm: the next beat follows."""
    try:
        _seen(worker_name())
    except Error:
        connection.close()
