"""Fields of a Word file: those that could fetch, run or tell something become the words they last showed."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import W, remove, unwrap

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAFE = frozenset(
    re.findall(r"\S+", "PAGE NUMPAGES SECTION SECTIONPAGES TOC REF PAGEREF NOTEREF HYPERLINK SEQ STYLEREF")
)


@dataclass(slots=True)
class _Open:
    """A field whose end has not come yet: the marks it is made of and what it is told to do."""

    marks: "list[_Element]" = field(default_factory=list)
    words: str = ""


def drop_unsafe_fields(root: "_Element") -> None:
    """Turn every field but page numbers, contents, references and links into its printed words."""
    for simple in list(root.iter(W + "fldSimple")):
        if not _safe(simple.get(W + "instr", "")):
            unwrap(simple)
    waiting: list[_Open] = []
    for element in list(root.iter(W + "fldChar", W + "instrText")):
        _follow(element, waiting)


def _follow(element: "_Element", waiting: list[_Open]) -> None:
    step = element.get(W + "fldCharType", "") if element.tag == W + "fldChar" else "told"
    if step == "begin":
        waiting.append(_Open())
    if not waiting:
        return
    waiting[-1].marks.append(element)
    if step == "told":
        waiting[-1].words += element.text or ""
    elif step == "end":
        closed = waiting.pop()
        if not _safe(closed.words):
            for mark in closed.marks:
                remove(mark)


def _safe(words: str) -> bool:
    parts = words.split()
    return bool(parts) and parts[0].upper() in _SAFE
