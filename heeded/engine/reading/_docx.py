"""Word files without a layout program: paragraphs, tables, numbered lists, notes and text boxes in order.

A Word file has no pages until it is printed, so everything stands on one page and `Reading.paged` is false.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_numbering import Numbering
from heeded.engine.reading._docx_package import MC, Package, W, value
from heeded.engine.reading._docx_settle import (
    MARK,
    count_changes,
    drop_second_drawings,
    settle,
    take_out_covered,
    take_out_unseen,
)
from heeded.engine.reading._docx_styles import Look, ParagraphStyle, Styles, with_paragraph_properties
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._flow import Flow, Type
from heeded.engine.records import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

TOOL = "docx reader 1"  # goes up when the same file would be read otherwise
_WRAPPERS = frozenset(
    W + name
    for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir", "fldSimple")
) | {MC + "AlternateContent", MC + "Choice", MC + "Fallback", W + "hyperlink"}
_WITH_WORDS = re.compile(r"^(document|footnotes|endnotes|header\d*|footer\d*)\.xml$")
_DEEPEST = 200


def read_docx(path: Path) -> Reading:
    """The words of the Word file at `path` as they would be printed with every tracked change accepted.

    Deleted, hidden and commented text is left out and noted. Raises FileRefused for files that are broken,
    built to overflow, or hold no words.
    """
    with Package(path) as package:
        styles = Styles(package.related("styles"))
        root = _required(package.xml(package.main))
        changes = count_changes(root)
        _clear(root, styles)
        walk = _Walk(styles, Numbering(package.related("numbering")))
        walk.body(_required(root.find(W + "body")))
        for kind in ("footnote", "endnote"):
            walk.notes(package.related(f"{kind}s"), kind)
    notes = (_changes_note(changes),) if changes else ()
    return walk.flow.reading(tool=TOOL, title=walk.title, notes=(*notes, *walk.remarks))


def unsettled_changes(path: Path) -> int:
    """How many tracked insertions, deletions and moves the Word file at `path` holds that nobody has settled.

    Must be none before the file is published.
    """
    with Package(path) as package:
        names = [name for name in package.archive.namelist() if _WITH_WORDS.match(name.rsplit("/", 1)[-1])]
        return sum(count_changes(root) for name in names if (root := package.xml(name)) is not None)


def _required(root: "_Element | None") -> "_Element":
    if root is None:
        raise FileRefused(
            "This Word file holds no document.", "Open it in Word, save it again and add the new file."
        )
    return root


def _clear(root: "_Element", styles: Styles) -> None:
    drop_second_drawings(root)
    settle(root)
    take_out_covered(root)
    take_out_unseen(root, styles)


def _changes_note(changes: int) -> str:
    counted = "one tracked change" if changes == 1 else f"{changes:,} tracked changes"
    return f"This file holds {counted} that nobody has settled. It was read as if all were accepted."


class _Walk:
    """Goes through the tree once, in the order of the page, and writes what is seen to the flow."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.flow = Flow()
        self.title: str | None = None
        self.remarks: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []  # of fields that are open: whether their result has begun
        self._boxes: list[_Element] = []
        self._noted: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._frame = 0
        self._depth = 0

    def body(self, parent: "_Element") -> None:
        """Paragraphs and tables of the document, a cell, a note or a text box."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FileRefused("This Word file is built of too many layers.", "Save it as PDF and add that.")
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._frame = 0
                self._table(child)
            elif child.tag == MARK:
                self.flow.hidden(child.get("reason", "hidden-style"))
            elif child.tag == W + "altChunk":
                self.remarks.append("This file draws in another file, which was not read.")
            elif child.tag in _WRAPPERS:
                self.body(child)
        self._depth -= 1

    def notes(self, root: "_Element | None", kind: str) -> None:
        """Footnotes or endnotes after the text, in the order in which they are called."""
        if root is None or not self._noted[kind]:
            return
        _clear(root, self._styles)
        by_id = {each.get(W + "id"): each for each in root.iterchildren(W + kind)}
        for number, note_id in enumerate(list(self._noted[kind]), start=1):
            if (note := by_id.get(note_id)) is not None:
                self.flow.end_line()
                self.flow.label(f"[{_note_number(number, kind)}] ")
                self.body(note)

    def _paragraph(self, paragraph: "_Element") -> None:
        properties = paragraph.find(W + "pPr")
        style_id = value(properties, "pStyle")
        style = with_paragraph_properties(self._styles.paragraph(style_id), properties)
        outer = self.flow.type
        self.flow.type = self._type(style, outer)
        if style.list_id not in (None, "0") and _has_words(paragraph):
            label = self._numbering.label(str(style.list_id), style.list_level, style_id or "")
            if label:
                self.flow.label(label)
        waiting, self._boxes = self._boxes, []
        self._inline(paragraph, style.look)
        self._note_title(paragraph, style)
        self.flow.end_line()
        found, self._boxes = self._boxes, waiting
        for content in found:
            self._text_box(content, outer)
        self.flow.type = outer

    def _type(self, style: ParagraphStyle, outer: Type) -> Type:
        name = f"Heading {style.level}" if style.level else style.name
        framed = style.framed or (style.ground not in ("", "FFFFFF") and outer.cell is None)
        self._frame = (self._frame or self.flow.new_box()) if framed else 0
        box = self._frame if framed and not outer.box else outer.box
        return Type(style.look.size, style.look.bold, style.look.italic, name, box, outer.cell)

    def _note_title(self, paragraph: "_Element", style: ParagraphStyle) -> None:
        if self.title is None and style.name == "Title":
            words = " ".join("".join(each.text or "" for each in paragraph.iter(W + "t")).split())
            self.title = words or None

    def _text_box(self, content: "_Element", outer: Type) -> None:
        kept, self._frame = self._frame, 0
        self.flow.type = Type(outer.size, box=self.flow.new_box(), cell=outer.cell)
        self.body(content)
        self.flow.type, self._frame = outer, kept

    def _table(self, table: "_Element") -> None:
        rows = [_inside(row, W + "tc") for row in _inside(table, W + "tr")]
        with self.flow.table(boxed=len(rows) == 1 and len(rows[0]) == 1):
            for at, row in enumerate(rows):
                column = 0
                for cell in row:
                    with self.flow.cell(at, column):
                        self.body(cell)
                    column += _columns(cell)
        for mark in table.iterchildren(MARK):
            self.flow.hidden(mark.get("reason", "deleted"))

    def _inline(self, parent: "_Element", look: Look) -> None:
        for child in parent:
            if child.tag == W + "r":
                self._run(child, look)
            elif child.tag == MARK:
                self.flow.hidden(child.get("reason", "hidden-style"))
            elif child.tag in _WRAPPERS:
                self._inline(child, look)
            elif isinstance(child.tag, str) and child.tag.endswith(("}oMath", "}oMathPara")):
                self.flow.words("".join(each.text or "" for each in child.iter("{*}t")))

    def _run(self, run: "_Element", base: Look) -> None:
        look = self._styles.look(run.find(W + "rPr"), base)
        kind = self.flow.type
        self.flow.type = Type(look.size, look.bold, look.italic, kind.style, kind.box, kind.cell)
        self._run_children(run)
        self.flow.type = kind

    def _run_children(self, parent: "_Element") -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif not all(self._fields):
                continue  # what a field is told to do, not what it shows
            elif tag == W + "t":
                self.flow.words(child.text or "")
            elif tag in _SIGNS:
                self.flow.words(_SIGNS[tag])
            elif tag in (W + "br", W + "cr"):
                self.flow.line_break()
            elif tag == MARK:
                self.flow.hidden(child.get("reason", "hidden-style"))
            else:
                self._rarely(child)

    def _rarely(self, child: "_Element") -> None:
        """Signs of symbol fonts, calls of notes, and drawings, whose text boxes come after the paragraph."""
        if child.tag == W + "sym":
            self.flow.words(_symbol(child.get(W + "char", "")))
        elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
            self._call_note(child)
        elif isinstance(child.tag, str) and child.tag != W + "rPr":
            self._boxes.extend(
                each for each in child.iter(W + "txbxContent") if _nearest_box_is_inside(each, child)
            )

    def _call_note(self, call: "_Element") -> None:
        kind = "footnote" if call.tag == W + "footnoteReference" else "endnote"
        note_id = call.get(W + "id", "")
        self._noted[kind].append(note_id)
        self.flow.words(f"[{_note_number(len(self._noted[kind]), kind)}]")

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()


_SIGNS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}


def _inside(parent: "_Element", tag: str) -> "list[_Element]":
    """Rows of a table or cells of a row, also those inside content controls."""
    found: list[_Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found.extend(_inside(child, tag))
    return found


def _columns(cell: "_Element") -> int:
    stated = value(cell.find(W + "tcPr"), "gridSpan")
    return int(stated) if stated and re.fullmatch(r"\d{1,3}", stated) else 1


def _has_words(paragraph: "_Element") -> bool:
    """Word numbers an empty paragraph too, but one whose words were all taken out is not printed."""
    if next(paragraph.iter(MARK), None) is None:
        return True
    return any((each.text or "").strip() for each in paragraph.iter(W + "t"))


def _nearest_box_is_inside(content: "_Element", drawing: "_Element") -> bool:
    outer = next(content.iterancestors(W + "txbxContent"), None)
    return outer is None or outer in drawing.iterancestors()


def _note_number(number: int, kind: str) -> str:
    from heeded.engine.reading._numbers import printed_number

    return printed_number(number, "lowerRoman" if kind == "endnote" else "decimal")


def _symbol(code: str) -> str:
    """A sign by its number; those of private fonts (ticks, arrows) are shown as a bullet."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    return "•" if 0xE000 <= number <= 0xF8FF else chr(number)
