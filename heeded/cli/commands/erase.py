"""`heeded erase DOCUMENT --reason WHY`: erase a document for good, everywhere."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="identifier of a document")
    parser.add_argument(
        "--reason",
        required=True,
        help="court-order, identified-someone, wrong-file, asked-by-family or other",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.core.errors import NotFound
    from heeded.library.models import Document
    from heeded.library.services import erase
    from heeded.people.viewer import OPERATOR

    document = Document.objects.filter(identifier=chosen.document).first()
    if document is None:
        raise NotFound("There is no such document.")
    erased = erase(document, reason=chosen.reason, by=OPERATOR)
    out.answer({"document": erased.identifier, "state": "erased", "hashes": list(erased.hashes)})
    out.say(f"Erased: {erased.identifier}. A tombstone stays.")
    return 0
