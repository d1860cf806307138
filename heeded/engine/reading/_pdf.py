"""Reads a PDF: raw text as PDFium counts it, lines, printed page labels, bookmarks."""

from collections.abc import Collection, Iterator
from pathlib import Path

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._limits import DEFAULT, Limits
from heeded.engine.reading._pdf_lines import LineReader, turn_of
from heeded.engine.records import OutlineEntry, Page, Reading

_OUTLINE_ENTRIES = 5_000
_OUTLINE_DEPTH = 12


def read_pdf(
    path: Path, *, password: str | None = None, pages: Collection[int] | None = None, limits: Limits = DEFAULT
) -> Reading:
    """The pages of the PDF at `path` (all, or those numbered in `pages`, from 1), read as printed.

    Raises FileRefused where the file cannot be opened or is larger than `limits`.
    """
    if Path(path).stat().st_size > limits.bytes:
        raise FileRefused(f"This file is larger than {limits.bytes // 1_000_000} MB.", "Split it and add the parts.")
    with pdfium.opened(Path(path), password) as document:
        count = pdfium.page_count(document)
        if count > limits.pages:
            raise FileRefused(
                f"This PDF has {count:,} pages; at most {limits.pages:,} are read.", "Split it and add the parts."
            )
        wanted = range(1, count + 1) if pages is None else sorted(n for n in set(pages) if 1 <= n <= count)
        return Reading(
            pages=tuple(_page(document, number) for number in wanted),
            outline=tuple(_outline(document)),
            title=pdfium.sized_text(pdfium.meta_text, document, b"Title").strip() or None,
            tool=pdfium.TOOL,
        )


def _page(document: int, number: int) -> Page:
    label = pdfium.sized_text(pdfium.page_label, document, number - 1) or None
    page = pdfium.load_page(document, number - 1)
    if not page:
        return Page(number, "", (), label, source="empty")
    try:
        return _loaded_page(page, number, label)
    finally:
        pdfium.close_page(page)


def _loaded_page(page: int, number: int, label: str | None) -> Page:
    turn = turn_of(page)
    text_page = pdfium.load_text(page)
    try:
        text = pdfium.page_text(text_page) if text_page else ""
        lines = LineReader(text_page, turn).lines(text)
    finally:
        pdfium.close_text(text_page)
    source = "text" if lines else "empty"
    return Page(number, text, lines, label, round(turn.width, 2), round(turn.height, 2), source)


def _outline(document: int) -> Iterator[OutlineEntry]:
    """The file's bookmarks in order, each once: a damaged file may lead in circles."""
    waiting = [(pdfium.first_child(document, None), 1)]
    seen: set[int] = set()
    while waiting and len(seen) < _OUTLINE_ENTRIES:
        bookmark, level = waiting.pop()
        if not bookmark or bookmark in seen:
            continue
        seen.add(bookmark)
        waiting.append((pdfium.next_sibling(document, bookmark), level))
        if level < _OUTLINE_DEPTH:
            waiting.append((pdfium.first_child(document, bookmark), level + 1))
        title = " ".join(pdfium.sized_text(pdfium.bookmark_title, bookmark).split())
        if title:
            yield OutlineEntry(level, title, _bookmarked_page(document, bookmark))


def _bookmarked_page(document: int, bookmark: int) -> int | None:
    destination = pdfium.bookmark_destination(document, bookmark)
    if not destination:
        action = pdfium.bookmark_action(bookmark)
        destination = pdfium.action_destination(document, action) if action else None
    index = pdfium.destination_page(document, destination) if destination else -1
    return index + 1 if index >= 0 else None
