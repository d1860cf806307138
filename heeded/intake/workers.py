"""Worker processes: each reads one document after another, opening files only in its own sandbox."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.context import SpawnProcess

from heeded.engine.sandbox import Sandbox
from heeded.intake.runner import read_document, take_next, worker_name
from heeded.intake.services import unfinished


def read_all(*, sandbox: Sandbox | None = None, tell: Callable[[str], None] = lambda _: None) -> int:
    """Read every waiting document in this process; how many were read."""
    own = sandbox or Sandbox()
    done = 0
    try:
        while document := take_next(worker_name()):
            tell(document.name)
            read_document(document, own)
            done += 1
    finally:
        if sandbox is None:
            own.close()
    return done


def read_with_workers(count: int, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Read every waiting document with several processes. One that dies is replaced; its document is taken
    up by another at the step it was at. Call it from a process that holds no open transaction."""
    workers = [_start() for _ in range(count)]
    try:
        while left := unfinished():
            progress(left)
            workers = [worker if worker.is_alive() else _start() for worker in workers]
            time.sleep(0.2)
        progress(0)
    finally:
        for worker in workers:
            worker.join(timeout=5)
            if worker.is_alive():
                worker.terminate()


def _start() -> SpawnProcess:
    worker = multiprocessing.get_context("spawn").Process(target=_work, daemon=False)
    worker.start()
    return worker


def _work() -> None:
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    read_all()
