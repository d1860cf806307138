"""`heeded upgrade`: back a library of an older version up, then bring it up to date."""

import argparse
from pathlib import Path

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backup", metavar="FILE", help="where the backup goes (beside the library)")


def run(chosen: argparse.Namespace, out: Output) -> int:
    folder = open_library(make=False, upgrade=True)
    from heeded.core.clock import now
    from heeded.core.schema import bring_up_to_date, making, state_of_schema
    from heeded.intake.backups import back_up

    if state_of_schema(folder) == "current":
        out.answer({"state": "current", "backup": None})
        out.say("This library is up to date.")
        return 0
    target = Path(chosen.backup or f"{folder}-before-upgrade-{now():%Y%m%d-%H%M%S}.zip")
    back_up(target)
    with making(folder):
        bring_up_to_date(folder)
    out.answer({"state": "upgraded", "backup": str(target)})
    out.say(f"Upgraded. The library as it was is in {target}.")
    return 0
