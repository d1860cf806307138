"""The lines of one PDF page: where each stands, how large and in what kind of type it is printed."""

import ctypes
import re
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from ctypes import byref
from dataclasses import dataclass
from itertools import repeat

from heeded.engine._making import maker
from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.records import Line

# PDFium ends a line with CR LF, or with U+FFFE in place of a hyphen that parts a word.
_LINE = re.compile(r"[^\s\ufffe](?:[^\r\n\ufffe]*(?:\ufffe|[^\s\ufffe]))?")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!l)|extrabd|-bd\b", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|slanted|-it\b", re.IGNORECASE)
_LONG = 240  # characters: no line of a printed page has more
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_rects = struct.Struct("4f").iter_unpack
_one = struct.Struct("f").iter_unpack
_six = struct.Struct("6f").iter_unpack
_line = maker(Line)
_SPAN: Callable[["re.Match[str]"], tuple[int, int]] = re.Match.span


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
        left, right, bottom, top = (
            left - self.left,
            right - self.left,
            bottom - self.bottom,
            top - self.bottom,
        )
        if not self.rotation:
            return left, bottom, right, top
        if self.rotation == 1:
            left, bottom, right, top = bottom, self.height - right, top, self.height - left
        elif self.rotation == 2:
            left, bottom, right, top = (
                self.width - right,
                self.height - top,
                self.width - left,
                self.height - bottom,
            )
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


class LineReader:
    """Reads the lines of one page; keeps what it learnt of fonts and text objects while the page is open."""

    def __init__(self, text_page: int, turn: Turn) -> None:
        self.text_page = text_page
        self.turn = turn
        self._straight = not (turn.rotation or turn.left or turn.bottom)
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._by_object: dict[int | None, Type] = {None: Type(0.0, bold=False, italic=False)}
        self._by_setting: dict[tuple[float, float, float, int], Type] = {}
        self._rect = pdfium.Rect()
        self._rect_at = ctypes.addressof(self._rect)

    def lines(self, text: str) -> tuple[Line, ...]:
        parts = stretches(text)
        if any(end - start > _LONG for start, end in parts):
            parts = [each for start, end in parts for each in self._parted(text, start, end)]
        return tuple(self._lines(text, parts))

    def _lines(self, text: str, parts: list[tuple[int, int]]) -> list[Line]:
        """The lines at these places of `text`; PDFium is asked for all at once."""
        middles = [_middle(text, start, end) for start, end in parts]
        firsts = self._boxes([start for start, _ in parts])
        lasts = self._boxes([end - 1 for _, end in parts])
        found = []
        for (start, end), kind, first, last in zip(parts, self._types(middles), firsts, lasts, strict=True):
            left, top, right, bottom = first
            if last[0] < left or right > last[2]:  # text that runs from right to left
                left, right = min(left, last[0]), max(right, last[2])
            else:
                right = last[2]
            if last[3] != bottom or last[1] != top:
                bottom, top = min(bottom, last[3]), max(top, last[1])
            if not self._straight:
                left, bottom, right, top = self.turn.box(left, bottom, right, top)
            found.append(
                _line(start, end, left, bottom, right, top, kind.size, kind.bold, kind.italic, 0, None, "")
            )
        return found

    def _boxes(self, places: list[int]) -> Iterator[tuple[float, ...]]:
        """Left, top, right, bottom of the characters at `places`."""
        return _rects(
            pdfium.filled(pdfium.loose_box, repeat(self.text_page), places, count=len(places), size=16)
        )

    def cut(self, text: str, line: Line, walls: list[float]) -> Iterator[Line]:
        """`line` parted at the places `walls` along it, each part a line of its own."""
        begin, side = line.start, None
        places = [place for place in range(line.start, line.end) if not text[place].isspace()]
        for place, (left, top, right, bottom) in zip(places, self._boxes(places), strict=True):
            if not self._straight:
                left, _, right, _ = self.turn.box(left, bottom, right, top)
            now = bisect_left(walls, (left + right) / 2)
            if side is not None and now != side:
                yield self._piece(text, begin, place)
                begin = place
            side = now
        yield self._piece(text, begin, line.end)

    def _piece(self, text: str, start: int, end: int) -> Line:
        return self.line(text, start, start + len(text[start:end].rstrip()))

    def _parted(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch too long for one line, cut where the characters leave the line: PDFium runs lines together
        on a page whose first text stands upright at its side."""
        if end - start <= _LONG:
            return [(start, end)]
        found: list[tuple[int, int]] = []
        begin, before = start, None
        for place in range(start, end):
            if text[place].isspace():
                continue
            box = self._box(place)
            if before is not None and _leaves(before, box):
                found.append((begin, place))
                begin = place
            before = box
        found.append((begin, end))
        return [(first, first + len(text[first:last].rstrip())) for first, last in found]

    def _box(self, place: int) -> tuple[float, float, float, float]:
        rect = self._rect
        pdfium.loose_box(self.text_page, place, self._rect_at)
        return self.turn.box(rect.left, rect.bottom, rect.right, rect.top)

    def line(self, text: str, start: int, end: int) -> Line:
        return self._lines(text, [(start, end)])[0]

    def _types(self, places: list[int]) -> list[Type]:
        """The types in which the characters at `places`, which are no blanks, are set."""
        things: list[int | None] = list(map(pdfium.text_object, repeat(self.text_page), places))
        known = self._by_object
        fresh = {thing: place for thing, place in zip(things, places, strict=True) if thing not in known}
        fresh.pop(None, None)
        if fresh:
            known.update(zip(fresh, self._asked(fresh), strict=True))
        return [known[thing] for thing in things]

    def _asked(self, things: Mapping[int | None, int]) -> Iterator[Type]:
        """The type of each of these text objects, of which one character is given."""
        count = len(things)
        sizes = _one(pdfium.filled(pdfium.font_size, things, count=count, size=4))
        page = repeat(self.text_page)
        turns = _six(pdfium.filled(pdfium.character_matrix, page, things.values(), count=count, size=24))
        fonts = map(pdfium.text_font, things)
        for (size,), (_, _, slant, height, _, _), font in zip(sizes, turns, fonts, strict=True):
            setting = (size, slant, height, font)
            known = self._by_setting.get(setting)
            if known is None:
                known = self._by_setting[setting] = self._set_in(*setting)
            yield known

    def _set_in(self, size: float, slant: float, height: float, font: int) -> Type:
        """The printed size is the font's own times the height of the text matrix: one of the two may be 1."""
        style = self._fonts.get(font)
        if style is None:
            style = self._fonts[font] = _style_of(font)
        printed = round(abs(size) * (slant**2 + height**2) ** 0.5, 2)
        return Type(printed, style[0], style[1] or 0.15 < abs(slant) / (abs(height) or 1) < 0.6)


def _middle(text: str, start: int, end: int) -> int:
    """A character of the line that is no blank: a blank that PDFium put in has no type of its own."""
    middle = (start + end) // 2
    while text[middle].isspace():
        middle += 1
    return middle


def _leaves(before: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """Whether a character stands on another line than the one before, or far along the same one."""
    height = max(1.0, min(before[3] - before[1], box[3] - box[1]))
    upright = abs((before[0] + before[2]) - (box[0] + box[2])) < 2.0 and before[1] - box[3] < 3 * height
    if upright and box[1] - before[3] < 3 * height:
        return False  # text that runs up or down the page
    apart = abs((before[1] + before[3]) - (box[1] + box[3])) / 2 > 0.7 * height
    return apart or box[0] < before[0] - height or box[0] > before[2] + 3 * height


def stretches(text: str) -> list[tuple[int, int]]:
    """Start and end of each printed line of a page's raw text, blank ones left out, blanks at the ends cut."""
    return list(map(_SPAN, _LINE.finditer(text)))


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
