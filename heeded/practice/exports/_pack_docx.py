"""A meeting pack in Word: headings, lists and tables by their styles, each page a link."""

import io
from collections.abc import Sequence
from typing import Any

from heeded.library.exports import FICTIONAL, WORD_MEDIA, Export, add_link, mark_head, set_widths
from heeded.practice.exports._pack import FIGURES, MORE, NOTHING, WANTING, Figure, Pack, PackLine, PackSection

_LINK_COLOUR = "1D4F91"
_GREY = "505A5F"


def pack_docx(pack: Pack) -> Export:
    """A pack in Word on A4."""
    from docx import Document

    pack = pack.to_write()
    word = Document()
    _look(word)
    word.core_properties.title, word.core_properties.author = f"{pack.title}: {pack.board}", "Heeded"
    word.core_properties.language = "en-GB"
    if pack.fictional:
        word.add_paragraph().add_run(FICTIONAL).bold = True
    word.add_heading(pack.title, level=1)
    word.add_paragraph(f"{pack.board}, {pack.day.day} {pack.day:%B %Y}. {pack.note}".strip())
    _figures(word, FIGURES, pack.figures)
    _figures(word, WANTING, pack.wanting)
    for section in pack.sections:
        _section(word, section)
    out = io.BytesIO()
    word.save(out)
    return Export(pack.file_name("docx"), WORD_MEDIA, out.getvalue())


def _look(word: Any) -> None:
    from docx.shared import Cm, Pt

    page = word.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Arial", Pt(10)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    for level, size in ((1, 18), (2, 12.5)):
        style = word.styles[f"Heading {level}"]
        style.element.rPr.rFonts.attrib.clear()  # the theme's own fonts would win over the name
        style.font.name, style.font.size = "Arial", Pt(size)


def _figures(word: Any, title: str, figures: Sequence[Figure]) -> None:
    word.add_heading(title, level=2)
    if not figures:
        word.add_paragraph(NOTHING)
        return
    table = word.add_table(rows=1, cols=2, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("What", "How many"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    mark_head(table)
    for one in figures:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = one.words, f"{one.count:,}"
    set_widths(table, (13.5, 3.5))


def _section(word: Any, section: PackSection) -> None:
    word.add_heading(section.title, level=2)
    if section.note:
        word.add_paragraph().add_run(section.note).italic = True
    for line in section.lines:
        _line(word, line)
    if not section.lines:
        word.add_paragraph(NOTHING)
    if section.more:
        word.add_paragraph(MORE.format(count=section.more))


def _line(word: Any, line: PackLine) -> None:
    from docx.shared import RGBColor

    paragraph = word.add_paragraph(style="List Bullet")
    paragraph.add_run(line.words)
    if line.place:
        paragraph.add_run(" (")
        if line.address:
            add_link(paragraph, line.place, line.address, colour=_LINK_COLOUR)
        else:
            paragraph.add_run(line.place)
        paragraph.add_run(")")
    if line.details:
        run = paragraph.add_run(f" {line.details}")
        run.font.color.rgb = RGBColor.from_string(_GREY)
