"""`heeded check`: does the index agree with the records, and is every file there and whole?"""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="do not read every file to check its hash")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.intake.backups import check_files
    from heeded.search.queries import check_drift, status
    from heeded.search.results import Drift

    drift = check_drift() or Drift()
    state = status().state
    found = check_files(read=not chosen.quick)
    answer = {
        "index": {
            "state": state,
            "missing": len(drift.missing),
            "extra": len(drift.extra),
            "stale": len(drift.stale),
        },
        "files": found,
    }
    wrong = state != "ready" or bool(drift) or bool(found["missing"]) or bool(found["changed"])
    out.answer({"ok": not wrong, **answer})
    out.say(
        f"Index: {state}; {len(drift.missing)} passages missing, {len(drift.extra)} too many, {len(drift.stale)} stale."
    )
    counts = ", ".join(f"{len(found[name])} {name}" for name in ("missing", "changed", "unnamed"))
    out.say(f"Files: {counts}.")
    out.say("Something is wrong." if wrong else "All is well.")
    return 1 if wrong else 0
