"""The lines of one PDF page: where each stands, how large and in what kind of type it is printed."""

import ctypes
import re
from ctypes import byref
from dataclasses import dataclass, field
from itertools import pairwise

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.records import Line

# PDFium ends a line with CR LF, or with U+FFFE in place of a hyphen that parts a word.
_LINE_END = re.compile(r"[\r\n]+|\ufffe")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!l)|extrabd|-bd\b", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|slanted|-it\b", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18


@dataclass(frozen=True, slots=True)
class Type:
    """How a piece of text is set: printed size in points, weight, slope."""

    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """The map from a PDF page's own coordinates to those of the page as shown, origin bottom left."""

    left: float
    bottom: float
    width: float  # of the page as shown
    height: float
    rotation: int = 0  # quarter turns clockwise

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        left, right, bottom, top = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.rotation == 1:
            left, bottom, right, top = bottom, self.height - right, top, self.height - left
        elif self.rotation == 2:
            left, bottom, right, top = self.width - right, self.height - top, self.width - left, self.height - bottom
        elif self.rotation == 3:
            left, bottom, right, top = self.width - top, left, self.width - bottom, right
        return left, bottom, right, top


def turn_of(page: int) -> Turn:
    """How `page` (a PDFium handle) is shown. An unreadable page box counts as A4."""
    area = pdfium.Rect()
    if not pdfium.page_box(page, byref(area)) or area.right <= area.left or area.top <= area.bottom:
        return Turn(0.0, 0.0, 595.0, 842.0)
    rotation = pdfium.page_rotation(page) % 4
    width, height = area.right - area.left, area.top - area.bottom
    if rotation % 2:
        width, height = height, width
    return Turn(area.left, area.bottom, width, height, rotation)


@dataclass(slots=True)
class LineReader:
    """Reads the lines of one page; keeps what it learnt of fonts and text objects while the page is open."""

    text_page: int
    turn: Turn
    fonts: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    types: dict[int, Type] = field(default_factory=dict)
    first: pdfium.Rect = field(default_factory=pdfium.Rect)
    last: pdfium.Rect = field(default_factory=pdfium.Rect)

    def lines(self, text: str) -> tuple[Line, ...]:
        return tuple(self.line(start, end) for start, end in stretches(text))

    def line(self, start: int, end: int) -> Line:
        first, last = self.first, self.last
        pdfium.loose_box(self.text_page, start, byref(first))
        pdfium.loose_box(self.text_page, end - 1, byref(last))
        box = self.turn.box(
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )
        kind = self.type_at((start + end) // 2)
        return Line(start, end, *box, kind.size, kind.bold, kind.italic)

    def type_at(self, index: int) -> Type:
        thing = pdfium.text_object(self.text_page, index) or pdfium.text_object(self.text_page, index - 1)
        known = self.types.get(thing)
        if known is None:
            known = self.types[thing] = self._type(thing, index)
        return known

    def _type(self, thing: int | None, index: int) -> Type:
        if not thing:
            return Type(0.0, False, False)
        size, matrix = ctypes.c_float(), pdfium.Matrix()
        pdfium.font_size(thing, byref(size))
        pdfium.character_matrix(self.text_page, index, byref(matrix))
        printed = abs(size.value) * (matrix.c**2 + matrix.d**2) ** 0.5
        font = pdfium.text_font(thing)
        style = self.fonts.get(font)
        if style is None:
            style = self.fonts[font] = _style_of(font)
        bold, italic = style
        return Type(round(printed, 2), bold, italic or abs(matrix.c) > 0.15 * abs(matrix.d) > 0.0)


def stretches(text: str) -> list[tuple[int, int]]:
    """Start and end of each printed line of a page's raw text, blank ones left out, blanks at the ends cut."""
    edges = [0]
    for match in _LINE_END.finditer(text):
        edges += [match.start() + (match[0] == "\ufffe"), match.end()]
    edges.append(len(text))
    found = []
    for start, end in pairwise(edges):
        piece = text[start:end]
        kept = piece.strip()
        if kept and not kept.isspace():
            first = start + len(piece) - len(piece.lstrip())
            found.append((first, first + len(kept)))
    return found


def _style_of(font: int | None) -> tuple[bool, bool]:
    if not font:
        return False, False
    buffer = ctypes.create_string_buffer(128)
    pdfium.font_name(font, buffer, 128)
    name = buffer.value.decode("latin-1")
    flags = pdfium.font_flags(font)
    weight = pdfium.font_weight(font)
    bold = bool(_BOLD_NAME.search(name)) or weight >= 600 or bool(flags & _FORCE_BOLD_FLAG)
    return bold, bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC_FLAG)
