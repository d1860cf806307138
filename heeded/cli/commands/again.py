"""`heeded again DOCUMENT STEP`: run a step again, alone or with those that follow."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="identifier of a document")
    parser.add_argument("step", metavar="STEP", help="recognise, pages, clean, sections, recommendations, …")
    parser.add_argument("--alone", action="store_true", help="this step only, not those that follow")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.core.errors import Refused
    from heeded.intake.queries import steps_of_document
    from heeded.intake.services import run_again
    from heeded.intake.steps import STEP_NAMES
    from heeded.intake.workers import read_all
    from heeded.library.queries import document_for
    from heeded.people.viewer import OPERATOR
    from heeded.search.services import follow

    if chosen.step not in STEP_NAMES:
        raise Refused(f"There is no step {chosen.step}.", advice=f"The steps are {', '.join(STEP_NAMES)}.")
    document = document_for(OPERATOR, chosen.document)
    run_again(document, chosen.step, alone=chosen.alone, by=OPERATOR)
    read_all()
    follow()
    rows = [
        {
            "step": s.name,
            "state": s.state,
            "error": s.error or None,
            "seconds": s.seconds,
            "attempts": s.attempts,
        }
        for s in steps_of_document(document)
    ]
    out.answer(rows)
    for row in rows:
        out.say(f"{row['step']:16} {row['state']:8} {row['seconds']:.2f} s  {row['error'] or ''}")
    return 1 if any(row["state"] == "failed" for row in rows) else 0
