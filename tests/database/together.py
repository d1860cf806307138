"""Several callers at one moment, each on a thread and a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import IntegrityError, connection

from heeded.core.errors import HeededError


def at_once(
    *calls: Callable[[], object], says_no: tuple[type[Exception], ...] = (HeededError, IntegrityError)
) -> list[object]:
    """What each call answers, or what it says no with; all begin together. Any other error is raised."""
    gate = threading.Barrier(len(calls))

    def begin(call: Callable[[], object]) -> object:
        gate.wait(timeout=30)
        try:
            return call()
        except says_no as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))
