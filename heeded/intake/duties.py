"""What a worker or a follower does over and over. One thing that fails never keeps the others waiting."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import connections

from heeded.core.errors import HeededError
from heeded.intake.runner import AWAY, place_of

log = logging.getLogger(__name__)
_FIRST, _LONGEST = 1.0, 60.0  # seconds until what failed is tried again


@dataclass(slots=True)
class Duty:
    """Something to look after: `do` says whether there was anything to do, `every` how many seconds lie between two
    looks at the least. `again` is called before the first look after a failure."""

    name: str
    do: Callable[[], bool]
    every: float = 0.0
    again: Callable[[], None] = lambda: None
    due: float = field(default=0.0, init=False)
    pause: float = field(default=0.0, init=False)


class Rounds:
    """Duties, done in turn."""

    def __init__(self, duties: Iterable[Duty], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._duties, self._clock = tuple(duties), clock

    def once(self) -> bool:
        """Look after every duty now, whatever is due; whether there was anything to do. What fails is raised."""
        done = [duty.do() for duty in self._duties]
        return any(done)

    def turn(self) -> bool:
        """Look after what is due; whether there was anything to do. What fails is logged, by its kind and place, as
        its words may quote a report or name an address, and tried again after a pause that grows."""
        done = [self._look(duty) for duty in self._duties if duty.due <= self._clock()]
        return any(done)

    def _look(self, duty: Duty) -> bool:
        try:
            if duty.pause:
                duty.again()
            busy = duty.do()
        except Exception as error:
            duty.pause = min(duty.pause * 2 or _FIRST, _LONGEST)
            duty.due = self._clock() + duty.pause
            say = log.warning if isinstance(error, (*AWAY, OSError, HeededError)) else log.error
            say("%s: %s; tried again in %.0f s", duty.name, place_of(error), duty.pause)
            connections.close_all()
            return False
        if duty.pause:
            log.info("%s: going on", duty.name)
        duty.pause, duty.due = 0.0, self._clock() + duty.every
        return busy
