"""Printed lines as rows of clean text that still know, character by character, where they stand."""

import re
from collections import Counter

from heeded.engine.flow._mending import Cut, edited, mended
from heeded.engine.flow._row import Row
from heeded.engine.records import Page

_BLANKS = "\xa0\t\n\r\x0b\x0c\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ODD_SOMEWHERE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1fﬀ-ﬆ]")
_RULE = re.compile(r"([-=_~*#—–])(?: ?\1){3,}")
_RULE_SIGNS = frozenset("-=_~*#—–")


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
            bare, cuts = mended(bare, start)
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


def without(row: Row, pattern: re.Pattern[str]) -> None:
    """Takes what `pattern` finds out of the text of `row` (rows whose letters were mended are left as they are)."""
    edits = (
        [(match.start(), match.end(), "") for match in pattern.finditer(row.text)] if row.cuts is None else []
    )
    if edits and edits[0][:2] != (0, len(row.text)):
        row.text, row.cuts = edited(row.text, row.start, edits)
