"""Steps that open the file: recognise it and read its pages, in the sandbox."""

from functools import partial

from django.db import transaction

from heeded.intake import _reader
from heeded.intake._reader import RecognisedFile
from heeded.intake.results import Result
from heeded.intake.workpiece import Workpiece
from heeded.library import files, services


def recognise(work: Workpiece) -> Result:
    """What the file is, by its content and not by its name."""
    found = work.recognised = _recognise(work)

    def save() -> None:
        work.document.media_type = found.media_type
        work.document.save(update_fields=["media_type"])

    return Result(found.tool, save)


def _recognise(work: Workpiece) -> RecognisedFile:
    return _reader.recognise(work.sandbox, work.path, name=work.document.name)


_READ = (
    "pdf_sha256",
    "public_pdf_sha256",
    "unsettled_changes",
    "read_state",
    "read_error",
    "read_advice",
)


def read_pages(work: Workpiece) -> Result:
    """Each page's text, lines and label; pictures of text by OCR where it is installed."""
    known = work.recognised or _recognise(work)
    with files.work_place() as folder:
        read = _reader.read(work.sandbox, work.path, kind=known.kind, encoding=known.encoding, folder=folder)
        derived = files.keep_path(read.pdf).sha256 if read.pdf else ""
    work.reading = read.reading

    def save() -> None:
        document = work.document
        if document.pdf_sha256 not in {"", derived}:
            for sha256 in filter(None, (document.pdf_sha256, document.public_pdf_sha256)):
                transaction.on_commit(partial(services.forget_file, sha256))
            document.public_pdf_sha256 = ""
        document.pdf_sha256, document.unsettled_changes = derived, read.unsettled_changes
        if read.needs_ocr or document.read_state != "read":
            document.read_state = "needs-ocr" if read.needs_ocr else "waiting"
        document.read_error, document.read_advice = read.ocr_reason, read.ocr_advice
        document.save(update_fields=_READ)
        services.save_pages(document, read.reading, words=read.words)
        document.notes = [*known.notes, *read.reading.notes]
        document.save(update_fields=["notes"])

    return Result(read.reading.tool, save, stop=read.needs_ocr)
