"""Word: in the board's own template where it has one, so that its styles, header and footer hold."""

import io
from typing import Any

from heeded.briefing.exports._layout import (
    Addresses,
    Look,
    file_name,
    glance_table,
    place_of,
    source_line,
    state_line,
    time_line,
)
from heeded.briefing.shown import ShownBriefing, ShownPart
from heeded.library.exports import FICTIONAL, WORD_MEDIA, Export, add_link, mark_head, set_widths

_LINK_COLOUR = "1D4F91"
_CENTIMETRES = 17.0  # between the margins


def as_docx(shown: ShownBriefing, address: Addresses, look: Look) -> Export:
    """A briefing in Word: headings, lists and a table by their styles, each page number a link."""
    from docx import Document
    from docx.shared import Cm

    word = Document(str(look.docx)) if look.docx else Document()
    if not look.docx:
        _plain_look(word, look)
        _foot(word, f"{state_line(shown)} {FICTIONAL if shown.fictional else ''}")
    word.core_properties.title, word.core_properties.author = shown.title, "Heeded"
    word.core_properties.language = "en-GB"
    if look.logo:
        word.add_picture(str(look.logo), height=Cm(1.4))
    if shown.fictional:
        word.add_paragraph().add_run(FICTIONAL).bold = True
    word.add_heading(shown.title, level=1)
    source = f"{source_line(shown)}." if source_line(shown) else ""
    word.add_paragraph(" ".join(filter(None, (source, time_line(shown), state_line(shown)))))
    for words in (*shown.content_notes, shown.note):
        if words:
            word.add_paragraph().add_run(words).italic = True
    for part in shown.parts:
        _part(word, shown, part, address)
    _recommendations(word, shown)
    out = io.BytesIO()
    word.save(out)
    return Export(file_name(shown, "docx"), WORD_MEDIA, out.getvalue())


def _plain_look(word: Any, look: Look) -> None:
    from docx.shared import Cm, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.6)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Arial", Pt(10)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    for level, size in ((1, 18), (2, 12.5)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor.from_string(look.colour.lstrip("#").upper())
        style.element.rPr.rFonts.attrib.clear()  # the theme's own fonts would win over the name
        style.font.name = "Arial"


def _foot(word: Any, words: str) -> None:
    """On every page which version it is, and the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    foot = word.sections[0].footer.paragraphs[0]
    word.styles["Footer"].font.size = Pt(8)
    foot.add_run(f"{words.strip()} Page ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)


def _part(word: Any, shown: ShownBriefing, part: ShownPart, address: Addresses) -> None:
    questions = shown.questions if part.role == "talk" else ()
    if not (part.lines or part.note or questions):
        return
    word.add_heading(part.title, level=2)
    if part.note:
        word.add_paragraph().add_run(part.note).italic = True
    for line in part.lines:
        paragraph = word.add_paragraph(f"{line.text} (", style=_bullets(word))
        words, opens = place_of(shown, line), address(line)
        if opens:
            add_link(paragraph, words, opens, colour=_LINK_COLOUR)
        else:
            paragraph.add_run(words)
        paragraph.add_run(")")
    for question in questions:
        word.add_paragraph(question.text, style=_bullets(word))


def _bullets(word: Any) -> str:
    """The template's bullet list; a board's template may have none."""
    return "List Bullet" if "List Bullet" in {style.name for style in word.styles} else "Normal"


def _recommendations(word: Any, shown: ShownBriefing) -> None:
    glance = glance_table(shown)
    if not glance.rows:
        return
    from docx.shared import Pt

    word.add_heading("Recommendations at a glance", level=2)
    has_grid = "Table Grid" in {style.name for style in word.styles}
    table = word.add_table(rows=1, cols=len(glance.heads), style="Table Grid" if has_grid else None)
    for number, row in enumerate([glance.heads, *glance.rows]):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(words)
            run.bold, run.font.size = number == 0, Pt(9)
    mark_head(table)
    set_widths(table, [_CENTIMETRES * width for width in glance.widths])
