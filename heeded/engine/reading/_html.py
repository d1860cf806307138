"""Web pages: what a reader would see, in order, without scripts, styles, remote parts or anything hidden."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._decoding import decoded
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._flow import Flow
from heeded.engine.records import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template head meta link object embed iframe applet canvas svg math audio "
        "video source track map area select datalist option input textarea button dialog frame frameset "
        "noframes base",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section "
        "summary ul",
    )
)
_BOLD = frozenset(("b", "strong", "th"))
_ITALIC = frozenset(("i", "em", "cite"))
_SIZES = {1: 20.0, 2: 16.0, 3: 13.5, 4: 12.0, 5: 11.0, 6: 11.0}  # points, as browsers print headings
_BODY_SIZE = 11.0
_HIDING = re.compile(
    r"(?i)(^|[;\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0+)?\s*(;|!|$)"
    r"|font-size\s*:\s*0(\.0+)?\s*(px|pt|em|rem|%)?\s*(;|!|$)"
    r"|text-indent\s*:\s*-\d{3,}|(left|top)\s*:\s*-\d{4,}"
    r"|clip(-path)?\s*:\s*(rect\(\s*[01]|inset\(\s*(50|100)%))"
)
_COLOUR = re.compile(r"(?i)(?:^|[;\s])color\s*:\s*([^;!]+)")
_GROUND = re.compile(r"(?i)(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]+)")
_NAMED = {"white": "#ffffff", "black": "#000000", "transparent": "", "inherit": "", "none": "", "initial": ""}
_LONGEST_SHEET = 2_000_000  # characters of a style sheet that are looked at
_DEEPEST = 120


def read_html(path: Path, *, encoding: str | None = None) -> Reading:
    """The web page at `path` as one page without page numbers: paragraphs, headings, list items, table cells.

    Raises FileRefused where no words can be seen in it.
    """
    root = parsed(decoded(path.read_bytes(), encoding))
    walk = _Walk(hiding_rules(root))
    walk.element(root)
    title = root.findtext(".//title")
    return walk.flow.reading(tool="lxml.html", title=" ".join(title.split()) if title else None)


def parsed(text: str) -> "_Element":
    """The page as a tree. Entities of its own and outside parts are never followed."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # a text that is decoded already must not name an encoding
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root: _Element = document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as problem:
        raise FileRefused(
            "This web page holds no words that can be read.", "Save it as PDF and add that."
        ) from problem
    return root


def hiding_rules(root: "_Element") -> "Hiding":
    """What the page's own style sheet hides: plain class, id and tag names are understood, no more."""
    selectors: set[str] = set()
    for sheet in root.iter("style"):
        for names, body in _rules((sheet.text or "")[:_LONGEST_SHEET]):
            if _HIDING.search(body) or _same_colour(body, ""):
                selectors.update(name.strip().lower() for name in names.split(","))
    return Hiding(selectors)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and settings of each rule, comments left out; rules inside rules (`@media`) count as rules."""
    kept = "".join(part.partition("*/")[2] if at else part for at, part in enumerate(sheet.split("/*")))
    for rule in kept.split("}"):
        before, brace, body = rule.rpartition("{")
        if brace:
            yield before.rpartition("{")[2], body


class Hiding:
    """Which elements a reader of the page does not see, and why."""

    def __init__(self, selectors: set[str]) -> None:
        self._selectors = selectors

    def reason(self, element: "_Element", ground: str) -> str | None:
        """Why the element is unseen on `ground` (a colour, empty for white), or None where it is seen."""
        tag = element.tag
        if element.get("hidden") is not None or (tag == "input" and element.get("type") == "hidden"):
            return "hidden-style"
        style = element.get("style") or ""
        if style and _HIDING.search(style):
            return "hidden-style"
        if self._selectors and not self._selectors.isdisjoint(_names(element)):
            return "hidden-style"
        if _same_colour(style, ground, element.get("color") or ""):
            return "same-colour"
        return None


def ground_of(element: "_Element", outer: str) -> str:
    """The colour behind the element's words, as far as the element says so itself."""
    stated = _GROUND.search(element.get("style") or "")
    return _plain_colour(stated[1] if stated else element.get("bgcolor") or "") or outer


class _Walk:
    """Goes through the tree once and writes what is seen to the flow."""

    def __init__(self, hiding: Hiding) -> None:
        self.flow = Flow()
        self._hiding = hiding
        self._lists: list[list[int | str]] = []
        self._depth = 0

    def element(self, element: "_Element", ground: str = "") -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if reason := self._hiding.reason(element, ground):
            if "".join(str(words) for words in element.itertext()).strip():
                self.flow.hidden(reason)
            return
        if self._depth > _DEEPEST:
            raise FileRefused("This web page is built of too many layers.", "Save it as PDF and add that.")
        self._depth += 1
        self._seen(element, tag, ground_of(element, ground))
        self._depth -= 1

    def _seen(self, element: "_Element", tag: str, ground: str) -> None:
        if tag == "br":
            self.flow.line_break()
        elif tag == "table":
            self._table(element, ground)
        elif tag in _BLOCKS:
            self._block(element, tag, ground)
        else:
            with self.flow.typed(bold=tag in _BOLD, italic=tag in _ITALIC):
                self._children(element, ground)

    def _children(self, element: "_Element", ground: str, *, kept: bool = False) -> None:
        self._text(element.text, kept)
        for child in element:
            self.element(child, ground)
            self._text(child.tail, kept)

    def _text(self, text: str | None, kept: bool) -> None:
        if not text:
            return
        if not kept:
            self.flow.words(re.sub(r"\s+", " ", text))
            return
        for row, words in enumerate(text.split("\n")):
            if row:
                self.flow.line_break()
            self.flow.words(words)

    def _block(self, element: "_Element", tag: str, ground: str) -> None:
        heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        self.flow.end_line()
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_counter(element, tag))
        style = f"Heading {heading}" if heading else ""
        with self.flow.typed(bold=bool(heading), size=_SIZES.get(heading, _BODY_SIZE), style=style):
            if tag == "li" and (label := self._label(element)):
                self.flow.label(label)
            self._children(element, ground, kept=tag == "pre")
            self.flow.end_line()
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.pop()

    def _label(self, item: "_Element") -> str:
        if not self._lists or self._lists[-1][0] == "ul":
            return "• "
        kind, count = self._lists[-1]
        number = _number(item.get("value")) or int(count)
        self._lists[-1][1] = number + 1
        return f"{_printed(number, str(kind))}. "

    def _table(self, table: "_Element", ground: str) -> None:
        self.flow.end_line()
        rows = list(_rows(table))
        alone = len(rows) == 1 and len(rows[0]) == 1
        for caption in table.iterchildren("caption"):
            self.element(caption, ground)
        with self.flow.table(boxed=alone):
            for at, row in enumerate(rows):
                self._row(at, row, ground)

    def _row(self, at: int, row: "_Element", ground: str) -> None:
        if reason := self._hiding.reason(row, ground):
            self.flow.hidden(reason)
            return
        column = 0
        for cell in row.iterchildren("td", "th"):
            with self.flow.cell(at, column):
                self.element(cell, ground_of(row, ground))
            column += _number(cell.get("colspan")) or 1


def _rows(table: "_Element") -> Iterator["_Element"]:
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _counter(element: "_Element", tag: str) -> list[int | str]:
    kind = element.get("type") or "1"
    return [kind if tag == "ol" else "ul", _number(element.get("start")) or 1]


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*\d{1,6}\s*", text) else None


def _printed(number: int, kind: str) -> str:
    from heeded.engine.reading._numbers import printed_number

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return printed_number(number, forms.get(kind, "decimal"))


def _names(element: "_Element") -> set[str]:
    names = {f".{name}" for name in (element.get("class") or "").lower().split()}
    names |= {f"{element.tag}{name}" for name in names}
    names.add(f"#{(element.get('id') or '').lower()}")
    return names


def _same_colour(style: str, ground: str, colour: str = "") -> bool:
    stated = _COLOUR.search(style)
    front = _plain_colour(stated[1] if stated else colour)
    behind = _GROUND.search(style)
    back = _plain_colour(behind[1]) if behind else ground
    return bool(front) and front == (back or "#ffffff")


def _plain_colour(text: str) -> str:
    text = text.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(letter * 2 for letter in text[1:])
    if parts := re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)", text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in parts.groups())
    return _NAMED.get(text, text)
