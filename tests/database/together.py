"""Several callers at one moment, each on a thread and a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from heeded.core.errors import HeededError

_WAITS, _LONGEST = (
    0.5,
    30.0,
)  # seconds that the second is given before the first goes on; that either may take


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


class Halfway:
    """Two calls of which the first stops halfway, at a function that it calls, while the second begins; then it goes
    on. Where the second has to wait for it, it does so until then."""

    def __init__(self, patch: pytest.MonkeyPatch, where: object, name: str, *, after: bool = False) -> None:
        self._there, self._goes_on = threading.Event(), threading.Event()
        real = getattr(where, name)

        def stopping(*given: object, **named: object) -> object:
            found = real(*given, **named) if after else None
            if threading.current_thread().name == "first" and not self._there.is_set():
                self._there.set()
                self._goes_on.wait(timeout=_LONGEST)
            return found if after else real(*given, **named)

        patch.setattr(where, name, stopping)

    def run(self, first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
        """What both answered, or the error that they ended with."""
        answers: dict[str, object] = {}
        one = self._begun("first", first, answers)
        assert self._there.wait(timeout=_LONGEST), answers
        two = self._begun("second", second, answers)
        two.join(_WAITS)
        self._goes_on.set()
        one.join(_LONGEST)
        two.join(_LONGEST)
        return answers["first"], answers["second"]

    def _begun(self, name: str, call: Callable[[], object], answers: dict[str, object]) -> threading.Thread:
        def begin() -> None:
            try:
                answers[name] = call()
            except Exception as error:  # whichever: the test looks at it
                answers[name] = error
            finally:
                connection.close()

        thread = threading.Thread(target=begin, name=name)
        thread.start()
        return thread
