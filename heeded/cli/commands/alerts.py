"""`heeded alerts run`: look after the saved searches that are due, and send what waits to be sent."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output

_SECONDS = 600.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["run"], help="look for new answers, write and send letters")
    parser.add_argument(
        "--dry-run", action="store_true", help="only say how much is new: nothing is written or sent"
    )
    parser.add_argument("--now", action="store_true", help="also searches whose day or hour has not come")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.people.services import send_waiting_mail
    from heeded.reach.services import run_alerts
    from heeded.search.services import follow

    if not chosen.dry_run:
        follow()
    done = run_alerts(seconds=_SECONDS, whenever=chosen.now, dry_run=chosen.dry_run)
    with out.printed_letters():
        sent = 0 if chosen.dry_run else send_waiting_mail()
    out.answer(
        {
            "dry_run": chosen.dry_run,
            "searches": done.searches,
            "answers": done.answers,
            "letters": done.letters,
            "sent": sent,
            "left": done.left,
        }
    )
    # How many, never which: what somebody asks is nobody else's business, not the operator's either.
    out.say(f"Saved searches looked after: {done.searches}. New answers: {done.answers}.")
    if chosen.dry_run:
        out.say("Nothing was written or sent.")
    else:
        out.say(f"Letters written: {done.letters}. Messages sent: {sent}. Still due: {done.left}.")
    return 0
