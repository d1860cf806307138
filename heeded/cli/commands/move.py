"""`heeded move --to ADDRESS`: copy the records of a library into a PostgreSQL, and check that all of them arrived."""

import argparse
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.core.errors import Refused

_STILL_AT_WORK = timedelta(minutes=1)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="ADDRESS", required=True, help="the PostgreSQL to move to, as DATABASE_URL names it"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    folder = open_library(make=False)
    from heeded.config.databases import database
    from heeded.core.moving import move
    from heeded.people.viewer import OPERATOR

    if not chosen.to.strip():
        raise Refused("Where to?", advice="heeded move --to postgresql://heeded@database.example.org/heeded")
    target = database(chosen.to, folder)
    _must_stand_still()
    moved = move(target, by=OPERATOR, tell=lambda table: out.progress(f"Moving {table}"))
    where = _without_password(chosen.to)
    tables = [{"table": one.name, "rows": one.rows, "sha256": one.sha256} for one in moved.tables]
    out.answer({"to": where, "rows": moved.rows, "sha256": moved.sha256, "tables": tables})
    width = max(len(one.name) for one in moved.tables)
    out.say(f"{'table':{width}}  {'rows':>9}  sha256 on both sides")
    for one in moved.tables:
        if one.rows:
            out.say(f"{one.name:{width}}  {one.rows:>9,}  {one.sha256[:16]}")
    empty = sum(not one.rows for one in moved.tables)
    out.say(f"{len(moved.tables)} tables ({empty} empty), {moved.rows:,} rows: the same on both sides.")
    out.say(f"From now on give every command and server DATABASE_URL={where}")
    out.say(
        f"Files, keys and erasures.jsonl stay in {folder.name}. What it holds of records is left as it was."
    )
    return 0


def _must_stand_still() -> None:
    """What is written while records are copied would be left behind."""
    from heeded.core.clock import now
    from heeded.core.models import Heartbeat, Node

    since = now() - _STILL_AT_WORK
    at_work = (
        Heartbeat.objects.filter(seen_at__gt=since).exists()
        or Node.objects.filter(seen_at__gt=since).exists()
    )
    if at_work:
        raise Refused(
            "Somebody works in this library, or did so a minute ago.",
            advice="Stop its servers and workers, wait a minute and run this again.",
        )


def _without_password(address: str) -> str:
    """The address as it may be shown: whoever set the password knows it."""
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@", 1)))
