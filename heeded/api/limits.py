"""How often somebody may ask: counted in this process, so each of a web node’s counts for itself."""

import ipaddress
import threading
from collections import Counter
from dataclasses import dataclass

from heeded.core.clock import now

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True, slots=True)
class Quota:
    """How much is left. `seconds` until it is whole again."""

    limit: int
    left: int
    seconds: int


class Window:
    """Counts within one stretch of time for everybody alike; a new stretch forgets all."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._counts: Counter[str] = Counter()
        self._number = 0
        self._lock = threading.Lock()

    def take(self, who: str, limit: int) -> Quota:
        """Count one more. `left` is below 0 when it was one too many."""
        instant = now().timestamp()
        number = int(instant // self._seconds)
        with self._lock:
            if number != self._number:
                self._number, self._counts = number, Counter()
            self._counts[who] += 1
            left = limit - self._counts[who]
        return Quota(limit, left, max(1, int((number + 1) * self._seconds - instant)))

    def forget(self) -> None:
        """Start anew."""
        with self._lock:
            self._counts.clear()


MINUTE = Window(_MINUTE)
DAY = Window(_DAY)


def place_of(address: str) -> str:
    """What counts as one asker without a token: an address, or of the longer kind its network of one household."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)
