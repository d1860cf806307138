"""Processes that run until they are stopped."""

import os
import signal
from types import FrameType


class Stopping:
    """When a process that runs until it is stopped has to end: it was asked to, or the server that started it is
    gone."""

    def __init__(self, parent: int | None = None) -> None:
        self._parent = parent
        stop_as_by_hand()

    def go_on(self) -> bool:
        """Whether the server that started it, if one did, is still there."""
        return not self._parent or os.getppid() == self._parent


def stop_as_by_hand() -> None:
    """Being asked to end (SIGTERM) counts as Ctrl-C: what runs beside this process ends with it."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
