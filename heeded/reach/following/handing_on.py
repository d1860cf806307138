"""What readers of a public node report goes to those who can do something about it: the staff of the main library. Once
it is there it stays there alone: a report may say more of somebody than any review."""

import logging
from typing import Any, Protocol

from heeded.client import HeededError
from heeded.core.services import record
from heeded.library.models import Problem
from heeded.reach.following._main import FOLLOWER

log = logging.getLogger(__name__)
_MARK = "\n\n(Reported on the public copy of this library.)"
_LONGEST = 5000  # characters that a library takes


class TakesReports(Protocol):
    """A library that anybody may report a problem to."""

    def report_problem(self, message: str, *, kind: str, review: str, reply_to: str) -> Any: ...


def hand_on_reports(main: TakesReports) -> int:
    """Send every report that waits here, oldest first, and forget it here; how many. What is not taken now is sent at
    another time. One may arrive twice where this node is killed between the two."""
    sent = 0
    for problem in Problem.objects.select_related("work").order_by("pk"):
        message = problem.message[: _LONGEST - len(_MARK)] + _MARK
        review = problem.work.identifier if problem.work else ""
        try:
            kept = main.report_problem(message, kind=problem.kind, review=review, reply_to=problem.reply_to)
        except HeededError as error:
            log.warning("a report of a reader is not handed on yet: %s", error)
            return sent
        identifier = problem.identifier
        problem.delete()
        record(
            "problem.hand-on", by=FOLLOWER, thing_kind="problem", thing=identifier, there=str(kept.identifier)
        )
        sent += 1
    return sent
