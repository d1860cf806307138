"""`heeded index`: bring the word index up to date, or build it anew from the records."""

import argparse
import dataclasses

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="throw the index away and build it anew")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.search.services import follow, rebuild

    done = rebuild(progress=lambda count: out.progress(f"{count} passages")) if chosen.rebuild else follow()
    out.answer(dataclasses.asdict(done))
    out.say(f"{done.documents} documents applied; {done.behind} changes behind.")
    return 0
