"""The original as others get it: without metadata, or without what its pages do not show."""

from pathlib import Path

from heeded.engine.sandbox import Sandbox
from heeded.library import files
from heeded.library.models import Document


def public_original(document: Document) -> Path:
    """The original as readers get it: without its metadata. Made once and kept."""
    if not document.public_sha256:
        document.public_sha256 = _without_metadata(document)
        document.save(update_fields=["public_sha256"])
    return files.path_of(document.public_sha256)


def public_pdf(document: Document) -> Path:
    """The derived PDF without its metadata: office software writes into it who wrote the file that it was made of.
    Made once and kept.

    Raises:
        ReadingError: it cannot be made.
    """
    if not document.public_pdf_sha256:
        document.public_pdf_sha256 = _copied(document.pdf_sha256, _STRIPPED["application/pdf"])
        document.save(update_fields=["public_pdf_sha256"])
    return files.path_of(document.public_pdf_sha256)


def cleaned_original(document: Document) -> Path:
    """The copy in which hidden text is really gone, for staff to check and add instead. Made once and kept."""
    if not document.clean_sha256:
        document.clean_sha256 = _made(document, _CLEANED)
        document.save(update_fields=["clean_sha256"])
    return files.path_of(document.clean_sha256)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STRIPPED = {
    "application/pdf": "heeded.engine.cleaned_copy:without_metadata",
    _WORD: "heeded.engine.reading._docx_copy:docx_without_metadata",
    "text/html": "heeded.engine.reading._html_copy:html_without_hidden",
}
_CLEANED = {
    "application/pdf": "heeded.engine.cleaned_copy:cleaned_copy",
    _WORD: "heeded.engine.reading._docx_copy:settled_docx",
    "text/html": "heeded.engine.reading._html_copy:html_without_hidden",
}


def _without_metadata(document: Document) -> str:
    return _made(document, _STRIPPED)


def _made(document: Document, makers: dict[str, str]) -> str:
    """Let the sandbox write a copy and keep it; plain text holds nothing to remove."""
    maker = makers.get(document.media_type.partition(";")[0])
    if maker is None:
        return document.sha256
    return _copied(document.sha256, maker)


def _copied(sha256: str, maker: str) -> str:
    with files.work_place() as folder:
        target = folder / "copy"
        sandbox = Sandbox()
        try:
            sandbox.call(maker, files.path_of(sha256), target, timeout=120.0)
        finally:
            sandbox.close()
        return files.keep_path(target).sha256
