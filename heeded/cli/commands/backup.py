"""`heeded backup FILE`: write the whole library into one file."""

import argparse
from pathlib import Path

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the zip to write")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.intake.backups import back_up

    manifest = back_up(Path(chosen.file))
    out.answer({"file": chosen.file, **manifest})
    out.say(f"{len(manifest['files'])} files and all records are in {chosen.file}.")
    out.say("Keep erasures.jsonl of the library apart: a restored backup needs it to stay erased.")
    for missing in manifest["missing"]:
        out.say(f"Missing from the library, so not in the backup: {missing}")
    return 1 if manifest["missing"] else 0
