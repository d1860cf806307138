"""`heeded withdraw DOCUMENT`: hide a document at once, everywhere."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="identifier of a document")
    parser.add_argument("--reason", default="", help="a few words, never a name")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.library.queries import document_for
    from heeded.library.services import withdraw
    from heeded.people.viewer import OPERATOR
    from heeded.search.services import follow

    document = withdraw(document_for(OPERATOR, chosen.document), reason=chosen.reason, by=OPERATOR)
    follow()
    out.answer({"document": document.identifier, "state": document.state})
    out.say(f"Withdrawn: {document.name}")
    return 0
