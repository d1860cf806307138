"""What python-docx has no call for: links, and tables whose head and widths hold in Word and LibreOffice."""

from collections.abc import Sequence
from typing import Any

WORD_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def add_link(paragraph: Any, words: str, address: str, *, colour: str) -> None:
    """Words at the end of a paragraph that open an address. `colour` is six hexadecimal digits."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
    run = paragraph.add_run(words)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(colour)
    link.append(run._r)
    paragraph._p.append(link)


def mark_head(table: Any) -> None:
    """The first row is named as head, so that it is read with each cell and printed again on the next page."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def set_widths(table: Any, centimetres: Sequence[float]) -> None:
    """The widths of the columns of a table that is filled already."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, (Cm(one) for one in centimetres), strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
        for cell in column.cells:
            cell.width = width
