"""From what tesseract printed to a page: text, lines, and where each word stands on the page as shown."""

import math
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

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
_PACKED = struct.Struct("<IHhhhh")  # start, length, and the box in tenths of a point


class OcrWord(NamedTuple):
    """One word of a picture: its stretch of the page's text and its box in points, origin bottom left."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A read picture: the page, the box of every word, and tesseract's mean confidence in per cent."""

    page: Page
    words: tuple[OcrWord, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn page: its size in points, its scale in pixels a point, and how it was turned for reading.

    First by `quarters` clockwise, then by `angle` degrees anticlockwise round the middle.
    """

    number: int
    label: str | None
    width: float
    height: float
    scale: float
    columns: int
    rows: int
    quarters: int = 0
    angle: float = 0.0

    def skewed(self, angle: float) -> "Sheet":
        """The same sheet, turned by that angle to lie level."""
        return replace(self, angle=angle)

    def quartered(self, quarters: int) -> "Sheet":
        """The same sheet, turned by quarters to stand upright."""
        return replace(self, quarters=quarters)

    def points(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the picture that was read (left, top, right, bottom in pixels) in points of the page."""
        left, top, right, bottom = box
        x, y = self._before((left + right) / 2, (top + bottom) / 2)
        wide, high = (right - left) / 2, (bottom - top) / 2
        if self.quarters % 2:
            wide, high = high, wide
        return (
            round((x - wide) / self.scale, 1),
            round(self.height - (y + high) / self.scale, 1),
            round((x + wide) / self.scale, 1),
            round(self.height - (y - high) / self.scale, 1),
        )

    def _before(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the turned picture stood in the drawing of the page."""
        columns, rows = (self.rows, self.columns) if self.quarters % 2 else (self.columns, self.rows)
        if self.angle:
            across, down = x - columns / 2, y - rows / 2
            turn = math.radians(self.angle)
            x = columns / 2 + across * math.cos(turn) - down * math.sin(turn)
            y = rows / 2 + across * math.sin(turn) + down * math.cos(turn)
        if self.quarters == 1:
            return y, self.rows - x
        if self.quarters == 2:
            return self.columns - x, self.rows - y
        return (self.columns - y, x) if self.quarters == 3 else (x, y)


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


def pack_words(words: Sequence[OcrWord]) -> bytes:
    """The boxes as bytes to store: some 6 a word. `unpack_words` reads them again."""
    rows = (
        _PACKED.pack(
            word.start,
            word.end - word.start,
            *(
                max(-32768, min(32767, round(10 * edge)))
                for edge in (word.left, word.bottom, word.right, word.top)
            ),
        )
        for word in words
    )
    return zlib.compress(b"".join(rows), 6)


def unpack_words(data: bytes) -> tuple[OcrWord, ...]:
    """The boxes that `pack_words` stored."""
    return tuple(
        OcrWord(start, start + length, *(edge / 10 for edge in box))
        for start, length, *box in _PACKED.iter_unpack(zlib.decompress(data))
    )


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
