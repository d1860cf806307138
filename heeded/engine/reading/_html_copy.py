"""Copies of web pages and plain text as plain HTML: no scripts, no outside parts, nothing unseen."""

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._decoding import decoded
from heeded.engine.reading._html import Hiding, ground_of, hiding_rules, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template meta link base object embed iframe applet canvas svg math audio "
        "video source track map area frame frameset noframes input button select textarea datalist option "
        "dialog",
    )
)
_ATTRIBUTES = frozenset(
    (
        "colspan",
        "rowspan",
        "type",
        "start",
        "value",
        "reversed",
        "lang",
        "dir",
        "align",
        "bgcolor",
        "color",
        "alt",
        "width",
        "height",
    )
)
_PICTURE = re.compile(r"(?i)^data:image/(png|jpeg|gif);base64,[a-z0-9+/=\s]+$")
_OUTSIDE = re.compile(r"(?i)url\s*\(|@import|expression\s*\(|behaviou?r\s*:|-moz-binding")
_SHEET = (
    "@page { size: A4; margin: 2cm } body { font-family: 'Liberation Serif', serif; font-size: 11pt } "
    "table { border-collapse: collapse } td, th { border: 1px solid #888; padding: 3px; vertical-align: top }"
)
_START = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title><style>{_SHEET}</style></head>'


def html_without_hidden(source: Path, target: Path, *, encoding: str | None = None) -> None:
    """Write the web page `source` to `target` with only what a reader sees. Raises FileRefused."""
    from lxml import etree

    root = parsed(decoded(source.read_bytes(), encoding))
    hiding = hiding_rules(root)
    body = root.find("body")
    body = root if body is None else body
    _clean(body, hiding, "")
    inside = escape(body.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in body
    )
    target.write_text(f"{_START}<body>{inside}</body></html>\n", encoding="utf-8")


def plain_as_html(source: Path, target: Path, *, encoding: str | None = None) -> None:
    """Write the text file `source` to `target` as a web page, a line a line, form feeds as page breaks."""
    pages = decoded(source.read_bytes(), encoding).strip("\f").split("\f")
    made: list[str] = []
    for number, page in enumerate(pages):
        for row, line in enumerate(page.rstrip("\n").split("\n")):
            parted = "; page-break-before: always" if number and not row else ""
            made.append(f'<p style="margin: 0{parted}">{_spaced(line)}</p>')
    target.write_text(f"{_START}<body>{chr(10).join(made)}</body></html>\n", encoding="utf-8")


def _spaced(line: str) -> str:
    words = line.expandtabs(8)
    indent = len(words) - len(words.lstrip(" "))
    return "\N{NO-BREAK SPACE}" * indent + escape(words[indent:]) or "<br>"


def _clean(root: "_Element", hiding: Hiding, ground: str) -> None:
    waiting = [(root, ground)]
    while waiting:
        element, behind = waiting.pop()
        own = ground_of(element, behind)
        _clean_attributes(element)
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag in _DROPPED or hiding.reason(child, own):
                _drop(child)
            else:
                waiting.append((child, own))


def _clean_attributes(element: "_Element") -> None:
    for key, value in list(element.attrib.items()):
        name = str(key).lower()
        if name == "style" and not _OUTSIDE.search(value):
            continue
        if name == "href" and re.match(r"(?i)\s*(https?:|mailto:)", value):
            continue
        if name == "src" and element.tag == "img" and _PICTURE.match(value):
            continue
        if name not in _ATTRIBUTES:
            del element.attrib[key]


def _drop(element: "_Element") -> None:
    """Take an element out and leave the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
