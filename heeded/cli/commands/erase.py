"""`heeded erase DOCUMENT_OR_REVIEW --reason WHY`: erase a document, or every one of a review, for good, everywhere."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "thing",
        metavar="DOCUMENT_OR_REVIEW",
        help="identifier of a document, or of a review with all of its own",
    )
    parser.add_argument(
        "--reason",
        required=True,
        help="court-order, identified-someone, wrong-file, asked-by-family or other",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.core.errors import NotFound
    from heeded.library.models import Document, Work
    from heeded.library.services import erase, erase_review
    from heeded.people.viewer import OPERATOR

    document = Document.objects.filter(identifier=chosen.thing).first()
    if document is not None:
        erased = erase(document, reason=chosen.reason, by=OPERATOR)
        out.answer({"document": erased.identifier, "state": "erased", "hashes": list(erased.hashes)})
        out.say(f"Erased: {erased.identifier}. A tombstone stays.")
        return 0
    work = Work.objects.filter(identifier=chosen.thing).first()
    if work is None:
        raise NotFound("There is no such document or review.")
    gone = erase_review(work, reason=chosen.reason, by=OPERATOR)
    rows = [{"document": one.identifier, "state": "erased", "hashes": list(one.hashes)} for one in gone]
    out.answer({"review": chosen.thing, "state": "erased", "documents": rows})
    out.say(f"Erased: {', '.join(one.identifier for one in gone)}. Tombstones stay.")
    return 0
