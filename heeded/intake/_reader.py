"""Opening files: always in the sandbox, never in this process, except for LibreOffice and tesseract, which are
processes of their own."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from heeded.engine.reading import FileRefused, ReadingError
from heeded.engine.records import Page, Reading
from heeded.engine.sandbox import Sandbox

_READERS = {"docx": "read_docx", "html": "read_html", "plain": "read_plain"}
_SECONDS_A_SCAN = 120.0
_SECONDS = 240.0  # for one file: 5,000 dense pages take about ten


@dataclass(frozen=True, slots=True)
class RecognisedFile:
    kind: str
    media_type: str
    tool: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as read: the pages, what was derived on the way (in the caller's folder), and what still stands
    in the way."""

    reading: Reading
    pdf: Path | None = None
    unsettled_changes: int = 0
    needs_ocr: bool = False
    ocr_reason: str = ""
    ocr_advice: str = ""
    words: dict[int, list[list[Any]]] = field(default_factory=dict)


def recognise(sandbox: Sandbox, path: Path, *, name: str) -> RecognisedFile:
    """What the file is, by its content.

    Raises:
        FileRefused: it is not a kind that is read here; reason and advice in plain words.
    """
    found = sandbox.call("heeded.engine.reading._recognise:recognise", path, name=name, timeout=30.0)
    return RecognisedFile(found.kind, found.media_type, "heeded", found.encoding, tuple(found.notes))


def read(sandbox: Sandbox, path: Path, *, kind: str, encoding: str | None, folder: Path) -> FileRead:
    """Read a recognised file. What is derived on the way is written into `folder`.

    Raises:
        ReadingError: refused, too slow, too big or crashed.
    """
    if kind == "pdf":
        return _with_ocr(sandbox, path, _read_pdf(sandbox, path))
    if kind in _READERS:
        return _read_text_file(sandbox, path, kind, encoding, folder)
    raise FileRefused(
        "This archive holds several files.", "Add it as a zip so that each file is taken from it."
    )


def _read_pdf(sandbox: Sandbox, path: Path) -> Reading:
    reading: Reading = sandbox.call("heeded.engine.reading:read_pdf", path, timeout=_SECONDS)
    return reading


def _read_text_file(sandbox: Sandbox, path: Path, kind: str, encoding: str | None, folder: Path) -> FileRead:
    """DOCX, HTML and text: read as they are for what is hidden, and by way of a PDF for their pages."""
    extra = {} if kind == "docx" else {"encoding": encoding}
    reader = f"heeded.engine.reading._{kind}:{_READERS[kind]}"
    straight: Reading = sandbox.call(reader, path, timeout=_SECONDS, **extra)
    changes = 0
    if kind == "docx":
        changes = sandbox.call("heeded.engine.reading._docx:unsettled_changes", path, timeout=60.0)
    derived = _derived_pdf(sandbox, path, folder)
    if derived is None:
        return FileRead(straight, unsettled_changes=changes)
    paged = _read_pdf(sandbox, derived)
    hidden = tuple(h for page in straight.pages for h in page.hidden)
    pages = (replace(paged.pages[0], hidden=hidden), *paged.pages[1:])
    title, tool = straight.title or paged.title, f"{straight.tool}, {paged.tool}"
    reading = Reading(pages, paged.outline, True, title, tool, straight.notes)
    return FileRead(reading, pdf=derived, unsettled_changes=changes)


def _derived_pdf(sandbox: Sandbox, path: Path, folder: Path) -> Path | None:
    """The PDF that LibreOffice makes of the file; None without LibreOffice or where it fails."""
    from heeded.engine.reading import _convert

    if _convert.office() is None:
        return None
    target = folder / "pages.pdf"
    try:
        _convert.to_pdf(path, target, timeout=120.0, call=sandbox.call)
    except ReadingError:
        return None
    return target


def _with_ocr(sandbox: Sandbox, path: Path, reading: Reading) -> FileRead:
    """Read the pages that are only pictures by OCR, where it is installed.

    The invisible text that a scan may carry is not believed: our own OCR of the picture is read instead. It
    stays listed as hidden unless it says just what the picture shows.
    """
    empty = [page.number for page in reading.pages if page.source == "empty"]
    if not empty:
        return FileRead(reading)
    from heeded.engine.reading import _tesseract

    tools = _tesseract.tools()
    most = len(empty) * 2 >= len(reading.pages)
    if tools.missing:
        reason = f"Scanned: needs OCR ({len(empty)} of {len(reading.pages)} pages are pictures)."
        return FileRead(reading, needs_ocr=most, ocr_reason=reason, ocr_advice=f"To have it: {tools.install}")
    seconds = _SECONDS_A_SCAN * len(empty)
    found = sandbox.call("heeded.engine.reading._ocr:ocr_pages", path, empty, jobs=1, timeout=seconds)
    pages = tuple(_read_page(sandbox, path, page, found) for page in reading.pages)
    words = {number: [list(word) for word in one.words] for number, one in found.items()}
    tool = f"{reading.tool}, {_tesseract.ocr_tool()}"
    return FileRead(Reading(pages, reading.outline, True, reading.title, tool, reading.notes), words=words)


def _read_page(sandbox: Sandbox, path: Path, page: Page, found: dict[int, Any]) -> Page:
    """The page as OCR reads it, still saying what its invisible layer hides."""
    if page.number not in found:
        return page
    read: Page = found[page.number].page
    if not page.hidden:
        return read
    layer: Page = sandbox.call("heeded.engine.reading:invisible_layer", path, page.number, timeout=30.0)
    agrees = sandbox.call(
        "heeded.engine.reading._ocr_layer:layer_agrees", layer.text, read.text, timeout=30.0
    )
    return read if agrees else replace(read, hidden=page.hidden)
