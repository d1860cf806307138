"""From what tesseract printed to a page: text, lines, and where each word stands on the page as shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heeded.engine.reading._ocr_records import OcrPage, OcrWord
from heeded.engine.reading._ocr_sheet import Sheet
from heeded.engine.records import Line, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBERS = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE = re.compile(r"x_wconf (\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_LINES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))
_NOISE = 20  # per cent: below that it is a stain, not a word
_DOUBTFUL = 60  # below that a word needs a letter or a figure in it
_EM = 1.08  # points of type to each point from the highest to the lowest stroke of a line


@dataclass(frozen=True, slots=True)
class _Seen:
    """One word as tesseract printed it."""

    text: str
    sure: int
    box: tuple[float, float, float, float]


def page_of(printed: bytes, sheet: Sheet) -> OcrPage:
    """The page that tesseract's hOCR describes. Stains are left out."""
    parts: list[str] = []
    lines: list[Line] = []
    words: list[OcrWord] = []
    sure: list[int] = []
    at = 0
    for line, seen in _lines(printed):
        start = at
        for each in seen:
            left, bottom, right, top = sheet.points(each.box)
            words.append(OcrWord(at, at + len(each.text), left, bottom, right, top))
            parts.append(each.text + " ")
            sure.append(each.sure)
            at += len(each.text) + 1
        parts[-1] = seen[-1].text + "\n"
        lines.append(_line(start, at - 1, words[-len(seen) :], _size_of(line, sheet)))
    page = Page(
        sheet.number,
        "".join(parts),
        tuple(lines),
        label=sheet.label,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        source="ocr",
    )
    return OcrPage(page, tuple(words), round(sum(sure) / len(sure), 1) if sure else 0.0)


def _lines(printed: bytes) -> "Iterator[tuple[_Element, list[_Seen]]]":
    from lxml import etree

    if not printed:
        return
    root = etree.fromstring(printed, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    for line in root.iter("{*}span"):
        if line.get("class") in _LINES:
            seen = [word for each in line.iter("{*}span") if (word := _word(each)) is not None]
            if seen:
                yield line, seen


def _word(element: "_Element") -> _Seen | None:
    if element.get("class") != "ocrx_word":
        return None
    told = element.get("title", "")
    box, sure = _NUMBERS.search(told), _SURE.search(told)
    text = "".join("".join(str(part) for part in element.itertext()).split())
    if not text or box is None or sure is None:
        return None
    confidence = int(sure[1])
    if confidence < _NOISE or (confidence < _DOUBTFUL and not any(letter.isalnum() for letter in text)):
        return None
    left, top, right, bottom = (float(edge) for edge in box.groups())
    return _Seen(text, confidence, (left, top, right, bottom))


def _size_of(line: "_Element", sheet: Sheet) -> float:
    found = _SIZE.search(line.get("title", ""))
    return round(float(found[1]) / sheet.scale * _EM, 1) if found else 0.0


def _line(start: int, end: int, words: Sequence[OcrWord], size: float) -> Line:
    return Line(
        start,
        end,
        min(word.left for word in words),
        min(word.bottom for word in words),
        max(word.right for word in words),
        max(word.top for word in words),
        size,
    )
