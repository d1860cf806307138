"""Taking out of a Word file's tree what a reader of the page does not see: deletions, comments, hidden words.

Each place is marked first, so that the reader can say where something was left out; copies drop the marks.
Tracked changes come out as if every one of them had been accepted.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import MC, W, remove, unwrap, value, whole
from heeded.engine.reading._docx_styles import Look, Styles, fill, unseen, with_paragraph_properties

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = "{urn:heeded}left-out"
_DELETED = (W + "del", W + "moveFrom")
_INSERTED = (W + "ins", W + "moveTo")
_OLD_SETTINGS = tuple(
    f"{W}{name}"
    for name in (
        *(
            f"{part}Change"
            for part in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
        ),
        *(
            f"{kind}Range{edge}"
            for kind in (
                "moveFrom",
                "moveTo",
                "customXmlIns",
                "customXmlDel",
                "customXmlMoveFrom",
                "customXmlMoveTo",
            )
            for edge in ("Start", "End")
        ),
    )
)
_PROPERTIES = (W + "rPr", W + "trPr", W + "tcPr")
_THIN = 762_000  # sixty points in English metric units: bars over words, not coloured panels of a cover
_HAIRLINE = 25_400
_TEXT = (W + "t", W + "sym", W + "tab", W + "noBreakHyphen", W + "delText")
_CHANGES = (*_DELETED, *_INSERTED, W + "cellIns", W + "cellDel")


def count_changes(root: "_Element") -> int:
    """How many tracked insertions, deletions and moves wait for somebody's decision."""
    return sum(1 for _ in root.iter(*_CHANGES))


def settle(root: "_Element") -> None:
    """Accept every tracked change and take out comments and hidden drawings, leaving marks."""
    _drop_old_settings(root)
    _settle_rows(root)
    _settle_paragraph_marks(root)
    for each in list(root.iter(*_DELETED)):
        _mark(each, "deleted")
    for each in list(root.iter(*_INSERTED)):
        unwrap(each)
    for each in list(root.iter(W + "delText", W + "delInstrText")):
        remove(each)
    take_out_comments(root)
    _take_out_hidden_shapes(root)


def take_out_unseen(root: "_Element", styles: Styles) -> None:
    """Take out words whose own look hides them: set to hidden, in the colour of their ground, too small."""
    grounds: dict[_Element, str] = {}
    for paragraph in list(root.iter(W + "p")):
        properties = paragraph.find(W + "pPr")
        style = with_paragraph_properties(styles.paragraph(value(properties, "pStyle")), properties)
        ground = style.ground or _ground_behind(paragraph, styles, grounds)
        for run in list(own_runs(paragraph)):
            look: Look = styles.look(run.find(W + "rPr"), style.look)
            if (reason := unseen(look, ground)) and any(child.tag in _TEXT for child in run):
                _mark(run, reason)


def take_out_covered(root: "_Element") -> bool:
    """Take out the words of paragraphs with a bar drawn over them. True where there were any.

    Without a layout nobody can say which words lie under the bar, so all of that paragraph's go.
    """
    found = False
    for shape in list(root.iter("{*}anchor", "{*}rect", "{*}shape", "{*}roundrect")):
        if not (_is_bar(shape) if shape.tag.endswith("}anchor") else _is_old_bar(shape)):
            continue
        paragraph = next(shape.iterancestors(W + "p"), None)
        if paragraph is None:
            continue
        for run in list(own_runs(paragraph)):
            if any(child.tag in _TEXT for child in run):
                _mark(run, "covered")
                found = True
    return found


def drop_marks(root: "_Element") -> None:
    """Remove what the functions above left behind."""
    for each in list(root.iter(MARK)):
        remove(each)


def own_runs(paragraph: "_Element") -> "Iterator[_Element]":
    """The runs of a paragraph, without those of text boxes that hang on it."""
    for child in paragraph:
        if child.tag == W + "r":
            yield child
        elif child.tag != W + "pPr":
            yield from own_runs(child)


def drop_second_drawings(root: "_Element") -> None:
    """Of a drawing that is stored twice, for newer and older programs, keep the newer one."""
    for each in list(root.iter(MC + "AlternateContent")):
        choice, fallback = each.find(MC + "Choice"), each.find(MC + "Fallback")
        if choice is not None and fallback is not None:
            each.remove(fallback)


def _drop_old_settings(root: "_Element") -> None:
    for each in list(root.iter(*_OLD_SETTINGS)):
        remove(each)


def _settle_rows(root: "_Element") -> None:
    for properties in list(root.iter(W + "trPr")):
        if properties.find(W + "del") is not None:
            _mark(properties.getparent(), "deleted")
        elif (inserted := properties.find(W + "ins")) is not None:
            properties.remove(inserted)
    for each in list(root.iter(W + "cellDel")):
        _mark(next(each.iterancestors(W + "tc"), each), "deleted")
    for each in list(root.iter(W + "cellIns", W + "cellMerge")):
        remove(each)


def _settle_paragraph_marks(root: "_Element") -> None:
    """A deleted paragraph mark joins its paragraph to the next, which keeps its own settings."""
    for each in reversed(list(root.iter(*_DELETED, *_INSERTED))):  # last first: nothing is moved twice
        parent = each.getparent()
        if parent is None or parent.tag not in _PROPERTIES:
            continue
        parent.remove(each)
        paragraph = next(parent.iterancestors(W + "p"), None)
        if each.tag in _DELETED and parent.tag == W + "rPr" and paragraph is not None:
            _join_to_next(paragraph)


def _join_to_next(paragraph: "_Element") -> None:
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return
    content = [child for child in paragraph if child.tag != W + "pPr"]
    at = 1 if following.find(W + "pPr") is not None else 0
    for offset, child in enumerate(content):
        following.insert(at + offset, child)
    remove(paragraph)


def take_out_comments(root: "_Element") -> None:
    """Take out the calls of comments; the comments stand in a part of their own."""
    for each in list(root.iter(W + "commentReference")):
        _mark(each, "comment")
    for each in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "annotationRef")):
        remove(each)


def _take_out_hidden_shapes(root: "_Element") -> None:
    for each in list(root.iter("{*}docPr")):
        if each.get("hidden") in ("1", "true"):
            _mark(each.getparent(), "hidden-style")
    for each in list(
        root.iter("{urn:schemas-microsoft-com:vml}shape", "{urn:schemas-microsoft-com:vml}rect")
    ):
        if re.search(r"visibility\s*:\s*hidden", each.get("style") or ""):
            _mark(each, "hidden-style")


def _ground_behind(paragraph: "_Element", styles: Styles, known: "dict[_Element, str]") -> str:
    """The colour behind a paragraph: of its cell or text box; "?" where a style decides it cell by cell."""
    for outer in paragraph.iterancestors(W + "tc", W + "txbxContent"):
        if outer not in known:
            known[outer] = _cell_ground(outer, styles) if outer.tag == W + "tc" else _shape_ground(outer)
        if known[outer]:
            return known[outer]
    return ""


def _cell_ground(cell: "_Element", styles: Styles) -> str:
    if stated := fill(cell.find(f"{W}tcPr/{W}shd")):
        return stated
    table = next(cell.iterancestors(W + "tbl"), None)
    properties = None if table is None else table.find(W + "tblPr")
    if properties is None:
        return ""
    own = fill(properties.find(W + "shd"))
    return own or ("?" if styles.shaded_tables(value(properties, "tblStyle")) else "")


def _shape_ground(content: "_Element") -> str:
    """A text box's fill. One that cannot be told (a theme's colour, a picture) is unknown, not white."""
    shape = next(content.iterancestors("{*}wsp", "{*}shape", "{*}rect", "{*}roundrect"), None)
    if shape is None:
        return ""
    if shape.tag.endswith("}wsp"):
        return _solid_fill(shape)
    colour = (shape.get("fillcolor") or "").strip().lstrip("#").upper()
    return colour[:6] if re.match(r"[0-9A-F]{6}", colour) else ("?" if colour else "")


def _solid_fill(shape: "_Element") -> str:
    drawn = shape.find("{*}spPr/{*}solidFill")
    if drawn is None:
        blank = shape.find("{*}spPr/{*}noFill") is not None or shape.find("{*}style") is None
        return "" if blank else "?"
    colour = drawn.find("{*}srgbClr")
    return "?" if colour is None else (colour.get("val") or "?").upper()


def _is_bar(anchor: "_Element") -> bool:
    """A filled drawing without words in front of the text, of the height of a line or a few."""
    if anchor.get("behindDoc") in ("1", "true"):
        return False
    extent = anchor.find("{*}extent")
    if extent is None or not _HAIRLINE < whole(extent.get("cy")) <= _THIN:
        return False
    shapes = list(anchor.iter("{*}wsp"))
    return any(_solid_fill(shape) for shape in shapes) and next(anchor.iter(W + "txbxContent"), None) is None


def _is_old_bar(shape: "_Element") -> bool:
    """The same in the drawing language of older Word files."""
    style = shape.get("style") or ""
    if "position:absolute" not in style.replace(" ", "") or shape.get("filled") in ("f", "false"):
        return False
    behind = re.search(r"z-index\s*:\s*-", style)
    height = re.search(r"(?:^|;)\s*height\s*:\s*([\d.]{1,8})pt", style)
    words = next(shape.iter(W + "txbxContent", "{*}imagedata", "{*}textpath"), None)
    return not behind and words is None and height is not None and 2 < float(height[1]) <= 60


def _mark(element: "_Element", reason: str) -> None:
    from lxml import etree

    parent = element.getparent()
    if parent is None:
        return
    mark = etree.Element(MARK)
    mark.set("reason", reason)
    parent.replace(element, mark)
