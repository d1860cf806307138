"""Printed lines as rows of clean text that still know, character by character, where they stand."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from heeded.engine.records import Page

_BLANKS = "\xa0\t\n\r\x0b\x0c\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Soft hyphens, zero-width marks, private-use bullets in mid-line, runs of blanks: what a row may not keep as it is.
_ODD = re.compile(r" {2,}|[\u00ad\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1f]|[ﬀ-ﬆ]")
_ODD_SOMEWHERE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1fﬀ-ﬆ]")
_SPACED = re.compile(r"(?<!\S)(?:[^\W_] ){4,}[^\W_](?![^\s.,:;?!])")
_RULE = re.compile(r"([-=_~*#—–])(?: ?\1){3,}")
_RULE_SIGNS = frozenset("-=_~*#—–")
LINE_END_HYPHENS = "\ufffe\x02\u00ad"

Cut = tuple[int, int, int]  # place in the row's text, place in the page's raw text, length


@dataclass(slots=True)
class Row:
    """One printed line. `cuts` is None where its text stands unbroken in the raw text from `start`."""

    page: int
    text: str
    start: int
    cuts: tuple[Cut, ...] | None
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    italic: bool
    box: int
    cell: tuple[int, int] | None
    style: str

    @property
    def pieces(self) -> tuple[Cut, ...]:
        return self.cuts if self.cuts is not None else ((0, self.start, len(self.text)),)


def rows_of(page: Page) -> list[Row]:
    """The rows of `page` in the order in which the reader found them; blank lines are left out."""
    text = _with_plain_blanks(page.text)
    odd = _ODD_SOMEWHERE.search(text) is not None
    rows: list[Row] = []
    number = page.number
    for line in page.lines:
        start = line.start
        words = text[start : line.end]
        bare = words.strip()
        if not bare:
            continue
        if len(bare) < len(words):
            start += len(words) - len(words.lstrip())
        if bare[0] in _RULE_SIGNS and _RULE.fullmatch(bare):
            if rows and abs(len(bare) - len(rows[-1].text)) < 3:
                rows[-1].bold = True  # a heading underlined with signs, as plain text has them
            continue
        cuts: tuple[Cut, ...] | None = None
        if odd or "  " in bare or bare.count(" ") * 5 > len(bare) * 2:  # a quick look, as `_looks_spaced`
            bare, cuts = _mended(bare, start)
            if not bare:
                continue
        top, bottom = line.top, line.bottom
        size = line.size or round(0.8 * (top - bottom), 1)
        flags = line.bold, line.italic, line.box, line.cell, line.style
        rows.append(Row(number, bare, start, cuts, line.left, line.right, bottom, top, size, *flags))
    if page.source == "ocr":
        _level_sizes(rows)
    return rows


def _level_sizes(rows: list[Row]) -> None:
    """Gives lines of nearly the page's usual size that size: OCR takes it from the letters a line happens to have."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    for row in rows:
        if 0.84 * usual < row.size < 1.12 * usual:
            row.size = usual


def _with_plain_blanks(text: str) -> str:
    """`text` with every kind of blank as a plain one. (`str.translate` takes ten times as long.)"""
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    return text


def _looks_spaced(text: str) -> bool:
    """True where nearly every second character is a blank, as in 's p a c e d' words."""
    return text.count(" ") * 5 > len(text) * 2


def without(row: Row, pattern: re.Pattern[str]) -> None:
    """Takes what `pattern` finds out of the text of `row` (rows whose letters were mended are left as they are)."""
    edits = (
        [(match.start(), match.end(), "") for match in pattern.finditer(row.text)] if row.cuts is None else []
    )
    if edits and edits[0][:2] != (0, len(row.text)):
        row.text, row.cuts = _edited(row.text, row.start, edits)


def _mended(text: str, start: int) -> tuple[str, tuple[Cut, ...] | None]:
    """`text` without odd characters, and where its stretches stand from `start` on."""
    edits = sorted(_edits(text))
    return _edited(text, start, edits) if edits else (text, None)


def _edited(text: str, start: int, edits: list[tuple[int, int, str]]) -> tuple[str, tuple[Cut, ...] | None]:
    """`text` with each edit made: what stands from its first to its second number replaced by its third part."""
    parts: list[str] = []
    cuts: list[Cut] = []
    at = done = 0
    for first, last, instead in [*edits, (len(text), len(text), "")]:
        if first > done:
            parts.append(text[done:first])
            cuts.append((at, start + done, first - done))
            at += first - done
        parts.append(instead)
        at += len(instead)
        done = max(done, last)
    if not cuts and "".join(parts).strip():
        return text, None  # nothing but letters to be replaced: they stay, so that the text keeps its place
    return _trimmed("".join(parts), cuts)


def _trimmed(text: str, cuts: list[Cut]) -> tuple[str, tuple[Cut, ...]]:
    """Blanks at the ends cut off, with the cuts moved to fit."""
    ahead = len(text) - len(text.lstrip())
    text = text.strip()
    fitted = []
    for at, start, length in cuts:
        first, last = max(at - ahead, 0), min(at - ahead + length, len(text))
        if first < last:
            fitted.append((first, start + first - (at - ahead), last - first))
    return text, tuple(fitted)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """What to take out of `text` and what to put there instead, none overlapping."""
    for match in _ODD.finditer(text):
        found = match[0]
        if found[0] == " ":
            yield match.start() + 1, match.end(), ""
        elif match.end() == len(text) and found in LINE_END_HYPHENS:
            continue  # the paragraph decides about a hyphen at the end of a line
        else:
            letters = _LIGATURES.get(found, "")
            between = (
                not letters
                and text[match.start() - 1 : match.start()] == " " == text[match.end() : match.end() + 1]
            )
            yield (
                match.start(),
                match.end() + between,
                letters,
            )  # of two blanks left side by side one goes too
    if _looks_spaced(text):
        yield from _closed_up(text)


def _closed_up(text: str) -> Iterator[tuple[int, int, str]]:
    """The blanks inside words printed 's p a c e d'; a plain list of letters (A B C D E) is left alone."""
    for match in _SPACED.finditer(text):
        letters = match[0][::2]
        if not letters.isalpha() or "".join(sorted(letters)) == letters:
            continue
        for place in range(match.start() + 1, match.end(), 2):
            yield place, place + 1, ""
