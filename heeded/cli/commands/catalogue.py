"""`heeded catalogue FILE`: import records of reviews that are known but not held, from CSV or RIS."""

import argparse
from pathlib import Path

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="CSV (title, board, area, year, where, link, checked, ask) or RIS"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.core.errors import Refused
    from heeded.library.catalogue_files import read_entries
    from heeded.library.services import catalogue
    from heeded.people.viewer import OPERATOR

    path = Path(chosen.file)
    if not path.is_file():
        raise Refused(f"There is no file {chosen.file}.")
    entries, problems = read_entries(path.read_bytes(), name=path.name)
    rows = []
    for entry in entries:
        try:
            rows.append({"review": catalogue(entry, by=OPERATOR).identifier, "title": entry.title})
        except Refused as error:
            problems.append(f"{entry.title}: {error.reason}")
    out.answer({"kept": rows, "refused": problems})
    out.say(f"{len(rows)} records kept.")
    for problem in problems:
        out.say(f"Not kept. {problem}")
    return 1 if problems else 0
