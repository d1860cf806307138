"""The process that `benchmarks.reminders` kills: `fill PEOPLE EACH` makes the actions; `send STEP NTH` does what a
worker does, and dies, as by `kill -9`, when it comes to that step for so many times."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

IN_THE_SENDER = ("writing", "written", "claiming", "claimed", "worded", "sent", "settling", "settled")


def main(words: list[str]) -> None:
    from heeded.cli.library import open_library

    open_library()
    if words[0] == "fill":
        fill(people=int(words[1]), each=int(words[2]))
        return
    if words[1:]:
        _die_at(words[1], int(words[2]))
    json.dump(send(), sys.stdout)


def fill(*, people: int, each: int) -> None:
    """One board, so many owners of so many actions that were due yesterday, and a rule that reminds them."""
    from heeded.core.clock import now, today
    from heeded.library.services import name_library_fictional
    from heeded.people.models import Account, Membership
    from heeded.people.services import add_organisation
    from heeded.people.viewer import OPERATOR
    from heeded.practice.kinds import RemindsOf
    from heeded.practice.models import Action, PlanItem, Point
    from heeded.practice.services import RuleWanted, make_rule

    name_library_fictional(by=OPERATOR)
    at, board = now(), add_organisation(name="Board (made)", kind="board", by=OPERATOR)
    owners = Account.objects.bulk_create(
        Account(email=f"owner{number}@made.example", name=f"Owner {number}") for number in range(people)
    )
    Membership.objects.bulk_create(
        Membership(account=one, role="practitioner", organisation=board, since=at) for one in owners
    )
    point = Point.objects.create(
        kind="recommendation",
        text="Somebody should see the child.",
        source_kind="audit",
        made_by="operator",
        made_at=at,
    )
    item = PlanItem.objects.create(point=point, board=board, opened_by="operator", opened_at=at)
    Action.objects.bulk_create(
        (
            Action(
                item=item, what=f"Action {number}", kind="practice", owner=owner, owner_agency=board,
                due=today() - timedelta(days=1), version=1, made_by="operator", made_at=at,
            )
            for owner in owners
            for number in range(each)
        ),
        batch_size=4000,
    )  # fmt: skip
    make_rule(board, RuleWanted(RemindsOf.ACTION, 1, first_hour=0, last_hour=24), by=OPERATOR)


def send() -> dict[str, Any]:
    """What a worker does: list, write, send; how much, and how long it took this process."""
    from heeded.core.actors import SYSTEM
    from heeded.core.clock import today
    from heeded.practice.services import _reminding, list_unknown, send_reminders

    _reminding.FATE_UNKNOWN_AFTER = timedelta(0)  # the one before is dead for certain
    list_unknown(by=SYSTEM)
    begun, written = time.process_time(), 0
    while some := _reminding.write_reminders(today(), by=SYSTEM):
        written += some
    middle = time.process_time()
    done = send_reminders(seconds=3600)
    return {**done, "written": written, "writing": middle - begun, "sending": time.process_time() - middle}


def _die_at(step: str, nth: int) -> None:
    """Wrap what comes before or after the step, so that it is the last thing that happens."""
    from django.core.mail.backends.smtp import EmailBackend

    from heeded.practice.services import _reminding, _sending

    left = [nth]

    def died() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    places: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "writing": (_reminding, "record", _before_commit),
        "written": (_reminding, "write_reminders", _after),
        "claiming": (_sending, "claim_letter", _before_commit),
        "claimed": (_sending, "claim_letter", _after),
        "worded": (_sending, "_written", _after),
        "sent": (EmailBackend, "send_messages", _after),
        "settling": (_sending, "letter_went", _before_commit),
        "settled": (_sending, "letter_went", _after),
    }
    where, name, wrapped = places[step]
    setattr(where, name, wrapped(getattr(where, name), died))


def _after(call: Callable[..., Any], died: Callable[[], None]) -> Callable[..., Any]:
    def then(*given: Any, **said: Any) -> Any:
        answer = call(*given, **said)
        died()
        return answer

    return then


def _before_commit(call: Callable[..., Any], died: Callable[[], None]) -> Callable[..., Any]:
    from django.db import transaction

    def within(*given: Any, **said: Any) -> Any:
        with transaction.atomic():
            answer = call(*given, **said)
            died()
            return answer

    return within


if __name__ == "__main__":
    main(sys.argv[1:])
