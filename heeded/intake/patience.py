"""Waiting for a database or a store of files that went away: nothing is lost, and the same is done again."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connections

from heeded.intake.claims import put_back, worker_name
from heeded.intake.runner import AWAY

log = logging.getLogger(__name__)
_FIRST, _LONGEST = 0.5, 15.0  # seconds between two tries
T = TypeVar("T")


def patiently(
    do: Callable[[], T],
    *,
    go_on: Callable[[], bool] = lambda: True,
    seconds: float = float("inf"),
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Do something that needs the database and the store. While one of them is away it is tried again, for about
    so many seconds, once `go_on` says no not any more; what was being read waits again.

    Raises:
        OperationalError, InterfaceError, StoreAway: it stayed away.
    """
    pause, waited = _FIRST, 0.0
    while True:
        try:
            if waited:
                put_back(worker_name())
            return do()
        except AWAY as error:
            if waited >= seconds or not go_on():
                raise
            # Its text may name addresses and values, so only its kind is logged.
            log.warning("%s: tried again in %.0f s", type(error).__name__, pause)
        connections.close_all()
        sleep(pause)
        waited, pause = waited + pause, min(pause * 2, _LONGEST)
