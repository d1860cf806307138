"""The tables of a Word file as grids: merged cells, automatic numbers, and the words that stand before each."""

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING

from heeded.engine.exchange._xml import refuse_document_type
from heeded.engine.exchange._zip import opened, part
from heeded.engine.plans._grid import EMPTY, MOST_COLUMNS, Cell, Grid
from heeded.engine.plans._records import MOST_LINES
from heeded.engine.plans._xlsx import too_many
from heeded.engine.reading import FileRefused
from heeded.engine.reading._archive import ArchiveLimits
from heeded.engine.reading._docx_numbering import Numbering
from heeded.engine.reading._docx_package import MC, RELATIONSHIP, W, parse, switched, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIMITS = ArchiveLimits(members=20_000, total=1_024 << 20, member=512 << 20)
_LARGEST_XML = 60 << 20
_WHAT = "Word file"
_MOST_BEFORE = 40  # paragraphs before a table
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
# What a reader of the page does not see, or sees beside what takes its place.
_UNSEEN = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", MC + "Fallback", W + "tbl"}


def docx_grids(content: bytes) -> list[Grid]:
    """The tables of a Word file in order. Raises FileRefused for broken, locked and overflowing ones."""
    main, numbers = _parts(content)
    body = main.find(W + "body")
    if body is None:
        raise FileRefused("This Word file is damaged.", "Save it again as DOCX and add the new file.")
    return _Reading(Numbering(numbers)).tables(body)


def _parts(content: bytes) -> "tuple[_Element, _Element | None]":
    with opened(io.BytesIO(content), limits=_LIMITS, what=_WHAT) as archive:
        entries = {entry.filename.lower().lstrip("/"): entry for entry in archive.infolist()}
        name = _main_part(archive, entries)
        numbering = posixpath.join(posixpath.dirname(name), "numbering.xml")
        main = _xml(archive, entries.get(name))
        if main is None:
            raise FileRefused("This is a zip file and no Word file.", "A plan ends in .xlsx, .docx or .csv.")
        return main, _xml(archive, entries.get(numbering))


def _main_part(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str:
    root = _xml(archive, entries.get("_rels/.rels"))
    for each in () if root is None else root.iter(RELATIONSHIP):
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/").lower()
    return "word/document.xml"


def _xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> "_Element | None":
    if entry is None:
        return None
    data = part(archive, entry, most=_LARGEST_XML, what=_WHAT)
    refuse_document_type(data, _WHAT)
    return parse(data)


class _Reading:
    """One pass over the body in document order, as automatic numbers are counted."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._held = 0

    def tables(self, body: "_Element") -> list[Grid]:
        found: list[Grid] = []
        before: list[str] = []
        for element in _blocks(body):
            if element.tag == W + "p":
                if words := self._paragraph(element):
                    before = [*before, words][-_MOST_BEFORE:]
            elif (grid := self._grid(element, len(found) + 1, tuple(before))) is not None:
                found.append(grid)
                before = []
        if before and found:
            found.append(Grid("", [], before=tuple(before)))  # a key may stand below the last table
        return found

    def _grid(self, table: "_Element", number: int, before: tuple[str, ...]) -> Grid | None:
        rows: list[list[Cell]] = []
        wide: dict[tuple[int, int], int] = {}
        for row in _children(table, "tr"):
            cells = self._row(row, rows[-1] if rows else [], len(rows), wide)
            self._held += any(cell.text for cell in cells)
            if self._held > MOST_LINES:
                raise too_many()
            rows.append(cells)
        if not any(cell.text for cells in rows for cell in cells):
            return None
        return Grid(f"Table {number}", rows, wide, before)

    def _row(
        self, row: "_Element", above: list[Cell], at: int, wide: dict[tuple[int, int], int]
    ) -> list[Cell]:
        properties = row.find(W + "trPr")
        skipped = 0 if properties is None else whole(value(properties, "gridBefore"))
        cells = [EMPTY] * min(skipped, MOST_COLUMNS)
        for each in _children(row, "tc"):
            cell, span = self._cell(each, above, len(cells))
            if span > 1:
                wide[at, len(cells)] = span
            cells += [cell, *[EMPTY] * (span - 1)]
            if len(cells) >= MOST_COLUMNS:
                break
        return cells[:MOST_COLUMNS]

    def _cell(self, element: "_Element", above: list[Cell], column: int) -> tuple[Cell, int]:
        properties = element.find(W + "tcPr")
        span = max(1, min(whole(value(properties, "gridSpan"), 1), MOST_COLUMNS))
        merged = None if properties is None else properties.find(W + "vMerge")
        words = "\n".join(filter(None, (self._paragraph(each) for each in _paragraphs(element))))
        if merged is not None and merged.get(W + "val") != "restart":
            over = above[column] if column < len(above) else EMPTY
            return (Cell(words) if words else over._replace(over=True)), span
        return Cell(words, fill=_fill(properties)), span

    def _paragraph(self, paragraph: "_Element") -> str:
        return (self._label(paragraph) + _text(paragraph)).strip()

    def _label(self, paragraph: "_Element") -> str:
        properties = paragraph.find(W + "pPr")
        numbered = None if properties is None else properties.find(W + "numPr")
        if numbered is None:
            return ""
        level = value(numbered, "ilvl")
        label = self._numbering.label(value(numbered, "numId") or "", whole(level) if level else None)
        return f"{label.strip()} " if label.strip() else ""


def _blocks(body: "_Element") -> "list[_Element]":
    """Paragraphs and tables in order, those inside content controls with them."""
    found: list[_Element] = []
    for child in body:
        if child.tag in (W + "p", W + "tbl"):
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            found += _blocks(child)
    return found


def _children(element: "_Element", name: str) -> "list[_Element]":
    """Rows of a table or cells of a row, those inside content controls with them; deleted rows are none."""
    found: list[_Element] = []
    for child in element:
        if child.tag == W + name:
            if child.find(f"{W}trPr/{W}del") is None:
                found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            found += _children(child, name)
    return found


def _paragraphs(cell: "_Element") -> "list[_Element]":
    return [each for each in cell.iter(W + "p") if not _inside_fallback(each)]


def _inside_fallback(element: "_Element") -> bool:
    return any(above.tag == MC + "Fallback" for above in element.iterancestors(MC + "Fallback"))


def _text(element: "_Element") -> str:
    words: list[str] = []
    for child in element:
        tag = child.tag
        if tag == W + "t":
            words.append(child.text or "")
        elif tag in (W + "tab", W + "ptab"):
            words.append(" ")
        elif tag in (W + "br", W + "cr"):
            words.append("\n")
        elif tag == W + "noBreakHyphen":
            words.append("-")
        elif tag == W + "r" and switched(child.find(f"{W}rPr/{W}vanish")):
            continue
        elif tag not in _UNSEEN:
            words.append(_text(child))
    return "".join(words).replace("\xa0", " ")


def _fill(properties: "_Element | None") -> str:
    shading = None if properties is None else properties.find(W + "shd")
    colour = "" if shading is None else shading.get(W + "fill", "")
    return colour.upper() if _HEX.fullmatch(colour) else ""
