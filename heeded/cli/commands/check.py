"""`heeded check`: does the index agree with the records, and is every file there and whole?"""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="do not read every file to check its hash")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.intake.backups import check_files
    from heeded.search.queries import check_drift

    drift = check_drift()
    found = check_files(read=not chosen.quick)
    answer = {
        "index": {"missing": len(drift.missing), "extra": len(drift.extra), "stale": len(drift.stale)},
        "files": found,
    }
    wrong = bool(drift) or bool(found["missing"]) or bool(found["changed"])
    out.answer({"ok": not wrong, **answer})
    out.say(f"Index: {len(drift.missing)} passages missing, {len(drift.extra)} too many, {len(drift.stale)} stale.")
    out.say(f"Files: {len(found['missing'])} missing, {len(found['changed'])} changed, {len(found['unnamed'])} unnamed.")
    out.say("Something is wrong." if wrong else "All is well.")
    return 1 if wrong else 0
