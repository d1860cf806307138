"""Files to take away: the recommendations as tables, a citation, the text, and the original without metadata."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heeded.engine.sandbox import Sandbox
from heeded.library import files
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.repeats import printed_alike, standing_for

COLUMNS = (
    "Review",
    "Number",
    "Recommendation",
    "Pages",
    "Addressed to",
    "Status",
    "Document",
    "Identifier",
    "Fictional",
    "Title of the review",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Export:
    """A file made for a reader."""

    name: str
    media_type: str
    content: bytes


def recommendation_rows(work: Work, points: Sequence[LearningPoint]) -> list[tuple[str, ...]]:
    """The rows of every export of recommendations: one printed in two documents is one row, as on the page."""
    several = len({point.document_id for point in points}) > 1
    return [_recommendation_row(work, same, several=several) for same in printed_alike(points)]


def _recommendation_row(work: Work, same: list[LearningPoint], *, several: bool) -> tuple[str, ...]:
    point = standing_for(same)
    return (
        work.title,
        point.number,
        point.text,
        "; ".join(_pages(one, several=several) for one in same),
        "; ".join(point.addressees),
        "Confirmed" if point.state == "confirmed" else "Found by machine",
        "; ".join(one.document.name for one in same),
        point.identifier,
        "fictional" if work.fictional else "",
        "Found by machine" if work.title_is_guessed else "Confirmed",
    )


def _pages(point: LearningPoint, *, several: bool) -> str:
    """Where it is printed: "12, 40", with the document's name before it where there are several."""
    document = point.document
    pages = ", ".join(str(place.page) for place in point.places.all()) if document.paged else "no pages"
    return f"{document.name}: {pages}" if several else pages


def as_csv(rows: Sequence[Sequence[str]], name: str) -> Export:
    """CSV for a spreadsheet: with a byte order mark, and no cell that a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return Export(f"{name}.csv", "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_xlsx(rows: Sequence[Sequence[str]], name: str) -> Export:
    """XLSX with a frozen head, wrapped text and readable widths."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Recommendations")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((30, 9, 80, 10, 30, 18, 24, 16, 10, 18)):
        sheet.set_column(column, column, width)
    for number, row in enumerate([COLUMNS, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, body if number else head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return Export(
        f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out.getvalue()
    )


def as_docx(work: Work, rows: Sequence[Sequence[str]], name: str) -> Export:
    """DOCX: a table for a board paper."""
    from docx import Document as Word
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    word = Word()
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = Cm(2)
    word.core_properties.title = f"Recommendations: {work.title}"
    word.core_properties.author = "Heeded"
    word.add_heading(f"Recommendations: {work.title}", level=1)
    if work.fictional:
        word.add_paragraph("FICTIONAL: a sample written for training. No real child, family or worker.")
    if work.title_is_guessed:
        word.add_paragraph("The title of the review was found by machine; nobody has confirmed it yet.")
    widths = (Cm(1.8), Cm(14.2), Cm(2.0), Cm(4.2), Cm(3.2))
    table = word.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    _fill(
        table.rows[0].cells, ("No.", "Recommendation", "Pages", "Addressed to", "Status"), widths, bold=True
    )
    for row in rows:
        _fill(table.add_row().cells, row[1:6], widths)
    out = io.BytesIO()
    word.save(out)
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Export(f"{name}.docx", media, out.getvalue())


def _fill(cells: Sequence[Any], words: Sequence[str], widths: Sequence[Any], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, words, widths, strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(text).bold = bold


def as_ris(work: Work, *, address: str, board: str, year: str) -> Export:
    """How to cite it, for a reference manager."""
    lines = ["TY  - RPRT", f"TI  - {work.title}"]
    lines += [f"A1  - {board}"] if board else []
    lines += [f"PY  - {year}"] if year else []
    lines += ["N1  - FICTIONAL sample"] if work.fictional else []
    lines += ["N1  - Title found by machine, not yet confirmed"] if work.title_is_guessed else []
    lines += [f"UR  - {address}", f"ID  - {work.identifier}", "DB  - Heeded", "ER  - ", ""]
    return Export(
        f"{work.identifier}.ris", "application/x-research-info-systems", "\r\n".join(lines).encode()
    )


def as_text(document: Document) -> Export:
    """The cleaned text, each page under a line that names it."""
    parts = []
    for page in document.pages.order_by("number"):
        if document.paged:
            parts.append(
                f"[page {page.number}]" if not page.label else f"[page {page.number}, printed {page.label}]"
            )
        parts += [block[1] for block in page.blocks]
    text = "\n\n".join(parts) + "\n"
    return Export(f"{Path(document.name).stem}.txt", "text/plain; charset=utf-8", text.encode())


def public_original(document: Document) -> Path:
    """The original as readers get it: without its metadata. Made once and kept."""
    if not document.public_sha256:
        document.public_sha256 = _without_metadata(document)
        document.save(update_fields=["public_sha256"])
    return files.path_of(document.public_sha256)


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
    with files.work_place() as folder:
        target = folder / "copy"
        sandbox = Sandbox()
        try:
            sandbox.call(maker, files.path_of(document.sha256), target, timeout=120.0)
        finally:
            sandbox.close()
        return files.keep_path(target).sha256
