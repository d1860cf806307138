"""`heeded upgrade`: back a library of an older version up, then bring it up to date."""

import argparse
from pathlib import Path

from heeded.cli.library import furnish, open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--backed-up",
        action="store_true",
        help="on PostgreSQL: a dump has been made, which Heeded cannot do itself",
    )
    parser.add_argument("--backup", metavar="FILE", help="where the backup goes (beside the library)")


def run(chosen: argparse.Namespace, out: Output) -> int:
    folder = open_library(make=False, upgrade=True)
    from django.db import connection

    from heeded.core.clock import now
    from heeded.core.schema import bring_up_to_date, making, state_of_schema
    from heeded.intake.backups import back_up

    if state_of_schema(folder) == "current":
        out.answer({"state": "current", "backup": None})
        out.say("This library is up to date.")
        return 0
    if connection.vendor == "postgresql":
        return _upgrade_postgresql(folder, out, backed_up=chosen.backed_up)
    target = Path(chosen.backup or f"{folder}-before-upgrade-{now():%Y%m%d-%H%M%S}.zip")
    back_up(target)
    with making(folder):
        bring_up_to_date(folder)
    furnish()
    out.answer({"state": "upgraded", "backup": str(target)})
    out.say(f"Upgraded. The library as it was is in {target}.")
    return 0


def _upgrade_postgresql(folder: Path, out: Output, *, backed_up: bool) -> int:
    """A backup of our own is made from records of this version, so an older one is dumped by PostgreSQL's."""
    from heeded.core.errors import Refused
    from heeded.core.schema import bring_up_to_date, making, state_of_schema

    if not backed_up:
        raise Refused(
            "This library is on PostgreSQL: back it up first, with its servers and workers stopped.",
            advice='pg_dump --format=custom --file=before-upgrade.dump "$DATABASE_URL" && heeded upgrade --backed-up',
        )
    with making(folder):
        if state_of_schema(folder) != "current":  # no other machine did it meanwhile
            bring_up_to_date(folder)
    furnish()
    out.answer({"state": "upgraded", "backup": None})
    out.say("Upgraded.")
    return 0
