"""The recommendations of a review as a table for a board paper."""

import io
from collections.abc import Sequence
from typing import Any

from heeded.library.exports._texts import FICTIONAL, Export
from heeded.library.exports._word import WORD_MEDIA, add_link, mark_head, set_widths
from heeded.library.models import Work

_HEADS = ("No.", "Recommendation", "Page", "Addressed to", "Status")
_CENTIMETRES = (1.5, 13.7, 3.0, 4.2, 3.3)
_BULLET = "• "
_LINK_COLOUR = "0B4A53"


def as_docx(work: Work, rows: Sequence[Sequence[str]], name: str) -> Export:
    """DOCX: the points of a recommendation as a list, its page leading to the citation, its head on every page."""
    from docx import Document as Word
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    word = Word()
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    word.core_properties.title = f"Recommendations: {work.title}"
    word.core_properties.author = "Heeded"
    word.add_heading(f"Recommendations: {work.title}", level=1)
    if work.fictional:
        word.add_paragraph(FICTIONAL)
    if work.title_is_guessed:
        word.add_paragraph("The title of the review was found by machine; nobody has confirmed it yet.")
    _table(word, rows)
    out = io.BytesIO()
    word.save(out)
    return Export(f"{name}.docx", WORD_MEDIA, out.getvalue())


def _table(word: Any, rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement

    table = word.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, _HEADS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    mark_head(table)
    for row in rows:
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _fill(made.cells, row)
    set_widths(table, _CENTIMETRES)


def _fill(cells: Sequence[Any], row: Sequence[str]) -> None:
    cells[0].paragraphs[0].add_run(row[1])
    for number, line in enumerate(row[2].split("\n")):
        paragraph = cells[1].paragraphs[0] if number == 0 else cells[1].add_paragraph()
        _words(paragraph, line)
    address = row[-1]
    pages = row[3] if row[3] == "no pages" or ":" in row[3] else f"p. {row[3]}"
    if address:
        add_link(cells[2].paragraphs[0], pages, address, colour=_LINK_COLOUR)
    else:
        cells[2].paragraphs[0].add_run(pages)
    cells[3].paragraphs[0].add_run(row[4])
    cells[4].paragraphs[0].add_run(row[5])


def _words(paragraph: Any, line: str) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(3)
    if line.startswith(_BULLET):
        paragraph.style = "List Bullet"
        line = line.removeprefix(_BULLET)
    paragraph.add_run(line)
