"""Reads a PDF: raw text as PDFium counts it, lines, printed page labels, bookmarks."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._limits import DEFAULT, Limits
from heeded.engine.reading._pdf_boxes import placed
from heeded.engine.reading._pdf_drawn import Drawn, Walker
from heeded.engine.reading._pdf_hidden import Concealer, blanked, has_layers_off
from heeded.engine.reading._pdf_lines import LineReader, Turn, turn_of
from heeded.engine.reading._pdf_notes import needs_ocr, notes_on
from heeded.engine.reading._pdf_outline import outline_of
from heeded.engine.records import Hidden, Line, Page, Reading


def read_pdf(
    path: Path, *, password: str | None = None, pages: Collection[int] | None = None, limits: Limits = DEFAULT
) -> Reading:
    """The pages of the PDF at `path` (all, or those numbered in `pages`, from 1), read as printed.

    Raises FileRefused where the file cannot be opened or is larger than `limits`.
    """
    with _checked(Path(path), password, limits) as document:
        count = pdfium.page_count(document)
        wanted = range(1, count + 1) if pages is None else sorted(n for n in set(pages) if 1 <= n <= count)
        concealer = Concealer(layers_off=has_layers_off(Path(path), password))
        reader = _PageReader(document, concealer, limits)
        found = tuple([reader.page(number) for number in wanted])
        leftovers = concealer.leftovers(found)
        found = tuple(_without(page, leftovers) for page in found) if leftovers else found
        return Reading(
            pages=found,
            outline=tuple(
                entry for entry in outline_of(document) if not concealer.repeats_a_secret(entry.title)
            ),
            tool=pdfium.TOOL,
            notes=tuple(notes_on(found, pdfium.count_attachments(document))),
        )


def concealed(path: Path, *, password: str | None = None) -> tuple[set[int], bool]:
    """Numbers of the pages on which anything at all is hidden, and whether a bookmark repeats hidden words."""
    with _checked(Path(path), password, DEFAULT) as document:
        concealer = Concealer(layers_off=has_layers_off(Path(path), password))
        reader = _PageReader(document, concealer, DEFAULT)
        found = [reader.page(number) for number in range(1, pdfium.page_count(document) + 1)]
        concealer.leftovers(found)
        told = any(concealer.repeats_a_secret(entry.title) for entry in outline_of(document))
        return {item.page for item in concealer.secrets}, told


@contextmanager
def _checked(path: Path, password: str | None, limits: Limits) -> Iterator[int]:
    if path.stat().st_size > limits.bytes:
        raise FileRefused(
            f"This file is larger than {limits.bytes // 1_000_000} MB.", "Split it and add the parts."
        )
    with pdfium.opened(path, password) as document:
        count = pdfium.page_count(document)
        if count > limits.pages:
            raise FileRefused(
                f"This PDF has {count:,} pages; at most {limits.pages:,} are read.",
                "Split it and add the parts.",
            )
        if not count:
            raise FileRefused("This PDF has no pages.", "Check that it is the right file.")
        yield document


def _without(page: Page, leftovers: set[Hidden]) -> Page:
    kept = tuple(item for item in page.hidden if item not in leftovers)
    return page if len(kept) == len(page.hidden) else replace(page, hidden=kept)


def invisible_layer(path: Path, page: int, *, password: str | None = None) -> Page:
    """The page with everything its text layer says, seen or not.

    Only for comparing a scan's layer with what OCR reads from the picture; where they agree this page may stand
    in for the empty one, character for character. Never show, index or quote it otherwise.
    """
    with pdfium.opened(Path(path), password) as document:
        reader = _PageReader(document, Concealer(), DEFAULT)
        return reader.page(page, as_laid=True)


class _PageReader:
    """Reads pages of one open document."""

    def __init__(self, document: int, concealer: Concealer, limits: Limits) -> None:
        self.document = document
        self.concealer = concealer
        self.limits = limits
        self.walker = Walker()
        self.characters = 0

    def page(self, number: int, *, as_laid: bool = False) -> Page:
        label = pdfium.sized_text(pdfium.page_label, self.document, number - 1) or None
        page = pdfium.load_page(self.document, number - 1)
        if not page:
            return Page(number, "", (), label, source="empty")
        text_page = pdfium.load_text(page)
        try:
            return (
                self._as_laid(page, text_page, number, label)
                if as_laid
                else self._loaded(page, text_page, number, label)
            )
        finally:
            pdfium.close_text(text_page)
            pdfium.close_page(page)

    def _as_laid(self, page: int, text_page: int | None, number: int, label: str | None) -> Page:
        turn, text = turn_of(page), self._text(text_page)
        lines = LineReader(text_page, turn).lines(text) if text_page else ()
        return Page(number, text, lines, label, round(turn.width, 2), round(turn.height, 2))

    def _loaded(self, page: int, text_page: int | None, number: int, label: str | None) -> Page:
        turn = turn_of(page)
        text = self._text(text_page)
        drawn = self.walker.walk(page)
        hidden = self.concealer.hidden(page, text_page or 0, turn, text, drawn, number)
        shown = blanked(text, hidden)
        lines = _lines(text_page, turn, shown, drawn) if text_page else ()
        source = "empty" if needs_ocr(shown, drawn, turn) else "text"
        return Page(number, shown, lines, label, round(turn.width, 2), round(turn.height, 2), source, hidden)

    def _text(self, text_page: int | None) -> str:
        if not text_page:
            return ""
        count = pdfium.count_characters(text_page)
        self.characters += max(0, count)
        if count > self.limits.characters_of_page or self.characters > self.limits.characters:
            raise FileRefused("This PDF holds far more text than a report does.", "Add the report itself.")
        return pdfium.page_text(text_page)


def _lines(text_page: int, turn: Turn, shown: str, drawn: Drawn) -> tuple[Line, ...]:
    reader = LineReader(text_page, turn)
    return placed(reader.lines(shown), drawn, turn, lambda line, walls: reader.cut(shown, line, walls))
