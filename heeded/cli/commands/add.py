"""`heeded add PATH…`: bring reports in."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.cli.library import make_findable, open_library
from heeded.cli.output import Output

if TYPE_CHECKING:
    from heeded.intake.models import Delivery
    from heeded.intake.services import Handed

_LOOK = 0.2  # seconds between two looks at what another worker reads


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, zip archives")
    parser.add_argument("--wait", action="store_true", help="return when they are read and findable")
    parser.add_argument("--published", action="store_true", help="publish each file once it is read")
    parser.add_argument("--review", metavar="ID", help="the review that they belong to")
    parser.add_argument(
        "--board", metavar="NAME", help="whose staff look after new reviews and may read them"
    )
    parser.add_argument(
        "--erased-before", action="store_true", help="take files although the very same were erased once"
    )
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read (2)")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.intake.services import Intention, take
    from heeded.library.queries import work_for
    from heeded.people.services import add_organisation
    from heeded.people.viewer import OPERATOR

    work = work_for(OPERATOR, chosen.review) if chosen.review else None
    board = add_organisation(name=chosen.board, kind="board", by=OPERATOR) if chosen.board else None
    intention = Intention(
        work=work, organisation=board.pk if board else None, erased_before=chosen.erased_before
    )
    deliveries = []
    missing: list[str] = []
    for delivery in take(_handed(chosen.paths, missing), by=OPERATOR, intention=intention):
        out.progress(f"Taken in: {delivery.name}")
        deliveries.append(delivery)
    if chosen.wait or chosen.published:
        _read(out, workers=chosen.workers, count=len(deliveries))
    unpublished = _publish(deliveries) if chosen.published else 0
    if chosen.wait or chosen.published:
        make_findable(out)
    rows = [_row(delivery) for delivery in deliveries]
    rows += [_missing_row(path) for path in missing]
    _print(out, rows)
    return 1 if unpublished or any(row["state"] == "refused" for row in rows) else 0


def _handed(paths: list[str], missing: list[str]) -> "Iterator[Handed]":
    """Open each file of the paths in turn; folders are walked, hidden files left out."""
    from heeded.intake.services import Handed

    for path in map(Path, paths):
        files = sorted(_files_in(path)) if path.is_dir() else [path]
        for file in files:
            if not file.is_file():
                missing.append(str(file))
                continue
            try:
                with file.open("rb") as stream:
                    yield Handed(str(file), file.stat().st_size, stream)
            except OSError:
                missing.append(str(file))


def _files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _read(out: Output, *, workers: int, count: int) -> None:
    from django.conf import settings

    from heeded.intake.claims import unfinished
    from heeded.intake.workers import read_all, read_with_workers

    processes = min(workers or settings.WORKERS, count)
    if processes <= 1:
        while unfinished():  # another worker may have one of them
            if not read_all(tell=lambda name: out.progress(f"Reading {name}")):
                time.sleep(_LOOK)
        return
    total = unfinished()
    read_with_workers(processes, progress=lambda left: out.progress(f"Read {total - left} of {total}"))


def _publish(deliveries: "list[Delivery]") -> int:
    """The operator publishes what was read and holds nothing hidden; the rest stays restricted and is listed.
    How many could not be published."""
    from heeded.library.errors import CannotPublish
    from heeded.library.models import Document
    from heeded.library.services import Publication, publish
    from heeded.people.viewer import OPERATOR

    refused = 0
    for delivery in deliveries:
        document = Document.objects.filter(
            pk=delivery.document_id or 0, state="restricted", read_state="read"
        ).first()
        try:
            if document is not None:
                publish(document, Publication(restrictions_checked=True), by=OPERATOR)
        except CannotPublish as error:
            delivery.error, delivery.advice = error.reason, error.advice
            refused += 1
    return refused


def _row(delivery: "Delivery") -> dict[str, Any]:
    from heeded.library.models import Document

    document = Document.objects.select_related("work").filter(pk=delivery.document_id or 0).first()
    state = (
        delivery.state if delivery.state != "accepted" else (document.read_state if document else "refused")
    )
    error = delivery.error or (document.read_error if document else "")
    advice = delivery.advice or (document.read_advice if document else "")
    return {
        "file": delivery.name,
        "sha256": delivery.sha256 or None,
        "review": document.work.identifier if document else None,
        "document": document.identifier if document else None,
        "state": state,
        "error": " ".join(filter(None, [error, advice])) or None,
    }


def _missing_row(path: str) -> dict[str, Any]:
    error = "There is no such file, or it cannot be opened."
    return {
        "file": path,
        "sha256": None,
        "review": None,
        "document": None,
        "state": "refused",
        "error": error,
    }


def _print(out: Output, rows: list[dict[str, Any]]) -> None:
    from heeded.intake.wording import state_words

    out.answer(rows)
    for row in rows:
        words = state_words(row["state"], held=row["document"] is not None)
        out.say(f"{words:18} {row['file']}" + (f"\n{'':18} {row['error']}" if row["error"] else ""))
    taken = sum(1 for row in rows if row["state"] != "refused")
    out.say(f"{taken} of {len(rows)} files are in the library.")
    waiting = sum(1 for row in rows if row["state"] == "waiting")
    if waiting:
        out.say(f"{waiting} still have to be read: heeded serve and heeded work do it, or add with --wait.")
