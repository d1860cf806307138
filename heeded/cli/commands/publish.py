"""`heeded publish DOCUMENT`: make a document public."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="identifier of a document")
    parser.add_argument("--where", default="", help="where it was already published")
    parser.add_argument("--licence", default="")
    parser.add_argument("--rights", default="")
    parser.add_argument(
        "--restrictions-checked",
        action="store_true",
        help="you checked court orders and reporting restrictions",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.core.errors import NotFound
    from heeded.library.models import Document
    from heeded.library.services import Publication, publish
    from heeded.people.viewer import OPERATOR
    from heeded.search.services import follow

    document = Document.objects.filter(identifier=chosen.document).first()  # also one that was withdrawn
    if document is None:
        raise NotFound("There is no such document.")
    publication = Publication(
        where=chosen.where,
        licence=chosen.licence,
        rights=chosen.rights,
        restrictions_checked=chosen.restrictions_checked,
    )
    publish(document, publication, by=OPERATOR)
    follow()
    out.answer({"document": document.identifier, "state": document.state})
    out.say(f"Published: {document.name}")
    return 0
