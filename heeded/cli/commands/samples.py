"""`heeded samples`: load the fictional sample library into a library of its own."""

import argparse
from typing import Any

from heeded.cli.library import make_findable, open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read (2)")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from django.conf import settings

    from heeded.briefing.samples import gather_sample_digest, issue_samples, states_of_briefings
    from heeded.intake.claims import unfinished
    from heeded.intake.samples import load
    from heeded.intake.workers import read_with_workers
    from heeded.learning.samples import learn_from_samples
    from heeded.people.viewer import OPERATOR
    from heeded.practice.samples import plan_from_samples

    loading = load(by=OPERATOR)
    deliveries = list(loading.deliveries)
    total = unfinished()
    if total:
        read_with_workers(
            chosen.workers or settings.WORKERS,
            progress=lambda left: out.progress(f"Read {total - left} of {total}"),
        )
    loading.publish(by=OPERATOR)
    issued = issue_samples(by=OPERATOR)
    out.progress("Coding, and looking for lessons that come again")
    learned = learn_from_samples(by=OPERATOR)
    out.progress("Laying down what became of them")
    planned = plan_from_samples(by=OPERATOR)
    make_findable(out)
    gather_sample_digest(by=OPERATOR)
    briefings = states_of_briefings()
    rows: list[dict[str, Any]] = [loading.row(delivery) for delivery in deliveries]
    for row in rows:
        row["briefing"] = briefings.get(row["document"])
    out.answer(rows)
    out.say(f"{len(rows)} fictional documents are in the library.")
    if issued:
        out.say(f"{issued} briefings on them, written by a person, are issued.")
    if learned.lessons:
        out.say(
            f"{learned.lessons} lessons that come again are confirmed; {learned.codings} codings are laid down."
        )
    if planned.items:
        out.say(
            f"{planned.items} of their points are on plans of boards, with {planned.actions} actions; "
            f"later reviews teach {planned.came_back} of them too."
        )
    return 1 if any(row["state"] == "refused" for row in rows) else 0
