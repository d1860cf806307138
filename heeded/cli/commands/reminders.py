"""`heeded reminders run|try|list`: write and send reminders of what is due, say what would go, list what may not have
arrived."""

import argparse
from datetime import date
from typing import Any

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.core.errors import NotFound, Refused

_SECONDS = 600.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["run", "try", "list"],
        help="run: write and send what is due; try: say what would go, and do nothing; list: letters that wait, were "
        "refused or may not have arrived",
    )
    parser.add_argument("--on", type=_day, metavar="DAY", help="the day to try, as 2026-11-30 (today)")
    parser.add_argument("--board", default="", metavar="BOARD", help="identifier of the only board to try")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    return {"run": _run, "try": _try, "list": _list}[chosen.what](chosen, out)


def _run(_chosen: argparse.Namespace, out: Output) -> int:
    from heeded.core.actors import SYSTEM
    from heeded.core.clock import today
    from heeded.practice.services import list_unknown, send_reminders, write_reminders

    unknown, written = list_unknown(by=SYSTEM), 0
    while some := write_reminders(today(), by=SYSTEM):
        written += some
    try:
        with out.printed_letters():
            done = send_reminders(seconds=_SECONDS)
    except OSError as error:
        raise Refused(
            "The mail server cannot be reached; nothing was sent.",
            advice="What is due waits: try again later.",
        ) from error
    said = {"written": written, **{name: done[name] for name in ("sent", "refused", "not-needed", "unknown")}}
    out.answer({**said, "may not have arrived": unknown})
    out.say(f"Reminders written: {written}. Letters sent: {done['sent']}, refused: {done['refused']}.")
    if unknown or done["unknown"]:
        out.say(f"May not have arrived: {unknown + done['unknown']}. See: heeded reminders list")
    return 0


def _try(chosen: argparse.Namespace, out: Output) -> int:
    """How many, and of which board; who is for those who keep its plan to see."""
    from heeded.core.clock import today
    from heeded.people.models import Organisation
    from heeded.people.viewer import OPERATOR
    from heeded.practice.queries import would_go

    boards = Organisation.objects.filter(reminder_rules__ended_at__isnull=True).distinct().order_by("name")
    if chosen.board:
        boards = Organisation.objects.filter(identifier=chosen.board)
    if chosen.board and not boards.exists():
        raise NotFound("There is no such board.")
    on = chosen.on or today()
    rows: list[dict[str, Any]] = []
    for board in boards:
        letters = would_go(OPERATOR, board, on)
        reminders = sum(len(one.reminders) for one in letters)
        rows.append(
            {"board": board.identifier, "name": board.name, "people": len(letters), "reminders": reminders}
        )
    out.answer({"day": on.isoformat(), "boards": rows})
    for row in rows:
        if row["people"] or chosen.board:
            things, people = (
                _counted(row["reminders"], "reminder"),
                _counted(row["people"], "person", "people"),
            )
            out.say(f"{row['name']}: {things} to {people}.")
    if not any(row["people"] for row in rows) and not chosen.board:
        out.say("Nobody would be reminded of anything.")
    out.say(f"On {on.day} {on:%B %Y}. Nothing was written or sent.")
    return 0


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _list(_chosen: argparse.Namespace, out: Output) -> int:
    from heeded.people.viewer import OPERATOR
    from heeded.practice.queries import letters_unsettled

    rows: list[dict[str, Any]] = [
        {
            "letter": letter.identifier,
            "account": letter.account.identifier,
            "day": letter.day.isoformat(),
            "fate": letter.fate,
            "error": letter.error,
        }
        for letter in letters_unsettled(OPERATOR).select_related("account")
    ]
    out.answer(rows)
    for row in rows:
        out.say(f"{row['letter']}  {row['day']}  {row['fate']}  to {row['account']}  {row['error']}".rstrip())
    if not rows:
        out.say("Every letter was sent.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-30") from None
