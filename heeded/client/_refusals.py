"""What an answer that says no means, and how long to wait before asking again."""

import http.client
import json
import random
import time
from email.utils import parsedate_to_datetime
from typing import Any

from heeded.client._errors import BY_STATUS, HeededError, LibraryFailed, NotReached, TryLater

LONGEST_WAIT = 60.0  # seconds: who asks for a longer pause is told on
_AGAIN = frozenset({429, 502, 503, 504})


class Silent(Exception):
    """Nothing came back. `before_it_was_sent`: no connection came about, so nothing can have arrived either."""

    def __init__(self, error: Exception, *, before_it_was_sent: bool) -> None:
        super().__init__(str(error))
        self.before_it_was_sent = before_it_was_sent
        late = isinstance(error, TimeoutError)
        self.said = "The library did not answer in time." if late else "The library cannot be reached."


def refusal_of(response: http.client.HTTPResponse) -> HeededError:
    """What an answer that says no says, as an error."""
    content = response.read()
    status = response.status
    if 300 <= status < 400:
        return NotReached(
            "The library answers from another address.",
            advice=f"Use {response.getheader('Location', '')}",
            status=status,
        )
    said = _problem(content)
    reason = str(said.get("detail") or said.get("title") or f"The library answered {status}.")
    advice = str(said.get("advice") or "")
    if status in _AGAIN:
        seconds = _seconds(response.getheader("Retry-After", ""))
        return TryLater(reason, advice=advice, status=status, seconds=seconds)
    kind = BY_STATUS.get(status, LibraryFailed)
    return kind(reason, advice=advice, status=status)


def _problem(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(text: str) -> float:
    """How long to wait, from a Retry-After header: seconds or a date; 0 where it says nothing."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def pause_after(tried: int) -> float:
    """Half a second, then twice as long each time, a little spread so that many clients do not come at once."""
    return float(min(LONGEST_WAIT, 0.5 * 2.0 ** (tried - 1)) * random.uniform(0.8, 1.2))  # noqa: S311 -- no secret
