"""`heeded check`: does the index agree with the records, and is every file there and whole?"""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="do not read every file to check its hash")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.intake.backups import check_files
    from heeded.search.queries import check_drift, status
    from heeded.search.results import Drift

    drift, index = check_drift() or Drift(), status()
    found = check_files(read=not chosen.quick)
    differences = {name: len(getattr(drift, name)) for name in ("missing", "extra", "stale")}
    unusable = index.state != "ready" and index.behind > 0
    wrong = unusable or bool(drift) or bool(found["missing"]) or bool(found["changed"])
    out.answer({"ok": not wrong, "index": {"state": index.state, **differences}, "files": found})
    passages = ", ".join(f"{count} {name}" for name, count in differences.items())
    out.say(f"Index: {index.state}; passages that differ: {passages}.")
    counts = ", ".join(f"{len(found[name])} {name}" for name in ("missing", "changed", "unnamed"))
    out.say(f"Files: {counts}.")
    out.say("Something is wrong." if wrong else "All is well.")
    return 1 if wrong else 0
