"""`heeded embed`: make the vectors that search by meaning compares, for whatever has none yet."""

import argparse
import dataclasses

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="make all of them anew")
    parser.add_argument(
        "--seconds", type=float, metavar="N", help="stop after about so long; the next run goes on from there"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.search.services import embed, follow

    done = embed(
        chosen.seconds,
        lambda done, waiting: out.progress(f"{done} documents done, {waiting} to go"),
        rebuild=chosen.rebuild,
        thorough=True,
    )
    follow()
    out.answer(dataclasses.asdict(done))
    if done.note:
        out.say(f"{done.note} Search is by word only.")
        return 1
    out.say(f"{done.documents} documents, {done.passages} passages made comparable; {done.waiting} wait.")
    return 0
