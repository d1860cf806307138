"""The DOCX layout: Word's own styles, headings and records numbered automatically."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from itertools import groupby

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from ._marks import FICTIONAL, Notes, numbered_name
from ._quotes import printed_month
from ._source import Node, Source, SourceError

_PATTERNS = {
    "recommendation": "%1.",
    "finding": "Finding %1:",
    "learning": "Learning point %1:",
    "question": "Question %1:",
    "good-practice": "Good practice %1:",
}
_HEADINGS = 60  # ids of our own numberings, above those of the template
_FIRST_RECORD = 61
_NO_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write_docx(source: Source) -> bytes:
    """The source as a Word file; the same bytes each time."""
    document = docx.Document()
    _describe(document, source)
    _define_numbering(document)
    writer = _Writer(document)
    writer.front(source)
    writer.blocks(source.body)
    writer.notes()
    written = io.BytesIO()
    document.save(written)
    return _without_dates(written.getvalue())


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = Notes()
        self._numberings = 100

    def front(self, source: Source) -> None:
        self._document.add_paragraph(FICTIONAL).runs[0].bold = True
        if source.board:
            self._document.add_paragraph(source.board)
        self._document.add_paragraph(source.title, style="Title")
        self._document.add_paragraph(source.document.capitalize(), style="Subtitle")
        self._document.add_paragraph(printed_month(source.published))

    def blocks(self, nodes: Sequence[Node]) -> None:
        for (kind, _), group in groupby(nodes, key=lambda node: (node.kind, node.record)):
            if kind == "record":
                self._records(list(group))
                continue
            for node in group:
                self._block(node)

    def notes(self) -> None:
        if not self._notes.texts:
            return
        self._document.add_paragraph("Notes", style="Subtitle")
        for number, text in enumerate(self._notes.texts, 1):
            self._document.add_paragraph(f"{number} {text}")

    def _block(self, node: Node) -> None:
        if node.kind == "heading":
            self._heading(node)
        elif node.kind == "table":
            self._table(node)
        elif node.kind == "box":
            self._document.add_paragraph(style="Intense Quote").add_run(node.text).bold = True
            self.blocks(node.children)
        elif node.kind == "break":
            self._document.add_paragraph().paragraph_format.page_break_before = True
        else:
            styles = {"bullet": "List Bullet", "item": "List Number", "quotation": "Quote"}
            self._line(self._document.add_paragraph(style=styles.get(node.kind, "Normal")), node.text)

    def _heading(self, node: Node) -> None:
        heading = self._document.add_heading(level=node.level)
        self._line(heading, node.text)
        if node.section != "appendix" and node.level <= 2:
            _number(heading, _HEADINGS, node.level - 1)

    def _table(self, node: Node) -> None:
        table = self._document.add_table(len(node.rows), len(node.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, node.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                self._line(cell.paragraphs[0], text)
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def _records(self, nodes: list[Node]) -> None:
        numbered = [node for node in nodes if node.number]
        if numbered:
            self._numberings += 1
            _start_list(self._document, self._numberings, numbered[0])
        for place, node in enumerate(numbered):
            if node.number != str(int(numbered[0].number) + place):
                raise SourceError(f"Word counts {node.record} {node.number} otherwise")
        for node in nodes:
            self._record(node)

    def _record(self, node: Node) -> None:
        first, *rest = node.children
        opening = self._document.add_paragraph()
        if node.number:
            _number(opening, self._numberings, 0)
        else:
            opening.add_run(f"{numbered_name(node)}: ").bold = True
        self._line(opening, first.text)
        for child in rest:
            self._block(child)
        if node.addressees:
            self._document.add_paragraph().add_run(f"For: {'; '.join(node.addressees)}").italic = True

    def _line(self, paragraph: Paragraph, text: str) -> None:
        for run in self._notes.runs(text):
            added = paragraph.add_run(run.text)
            if run.style == "bold":
                added.bold = True
            elif run.style == "italic":
                added.italic = True
            elif run.style == "note":
                added.font.superscript = True


def _describe(document: Document, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.title, source.board
    properties.comments = FICTIONAL
    properties.created = properties.modified = _NO_DAY
    section = document.sections[0]
    section.header.paragraphs[0].text = source.running_head
    foot = section.footer.paragraphs[0]
    foot.text = FICTIONAL + "\t"
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        inside = f"<w:instrText>{words}</w:instrText>" if words else f'<w:fldChar w:fldCharType="{kind}"/>'
        foot._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))


def _define_numbering(document: Document) -> None:
    numbering = document.part.numbering_part.element
    first = next((each for each in numbering if each.tag.endswith("}num")), None)
    place = list(numbering).index(first) if first is not None else len(numbering)
    levels = _level(0, "%1", 432) + _level(1, "%1.%2", 576)
    numbering.insert(place, parse_xml(_abstract(_HEADINGS, levels)))
    for offset, pattern in enumerate(_PATTERNS.values()):
        numbering.insert(place + 1, parse_xml(_abstract(_FIRST_RECORD + offset, _level(0, pattern, 567))))
    numbering.append(parse_xml(_instance(_HEADINGS, _HEADINGS)))


def _start_list(document: Document, identifier: int, node: Node) -> None:
    abstract = _FIRST_RECORD + list(_PATTERNS).index(node.record)
    start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{int(node.number)}"/></w:lvlOverride>'
    document.part.numbering_part.element.append(parse_xml(_instance(identifier, abstract, start)))


def _number(paragraph: Paragraph, identifier: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = identifier


def _abstract(identifier: int, levels: str) -> str:
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">{levels}</w:abstractNum>'


def _level(level: int, pattern: str, indent: int) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
    )


def _instance(identifier: int, abstract: int, override: str = "") -> str:
    reference = f'<w:abstractNumId w:val="{abstract}"/>'
    return f'<w:num {nsdecls("w")} w:numId="{identifier}">{reference}{override}</w:num>'


def _without_dates(content: bytes) -> bytes:
    """The same archive, every entry dated alike."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()
