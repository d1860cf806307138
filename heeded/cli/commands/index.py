"""`heeded index`: bring this machine's indexes, of words and of meaning, up to date, or build them anew."""

import argparse
import dataclasses

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="throw the indexes away and build them anew")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.search.services import follow, rebuild, rebuild_vectors

    if chosen.rebuild:
        words = rebuild(progress=lambda count: out.progress(f"{count} documents"))
        vectors = rebuild_vectors(progress=lambda count: out.progress(f"vectors of {count} documents"))
        done = dataclasses.replace(words, vectors=vectors)
    else:
        done = follow()
    out.answer(dataclasses.asdict(done))
    out.say(f"{done.documents} documents applied; {done.behind} changes behind.")
    return 0
