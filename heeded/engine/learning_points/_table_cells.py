"""The cells of a table's row, and the numbers printed in them."""

import re

from heeded.engine.learning_points._labels import CODE
from heeded.engine.learning_points._numbers import OPENING, spelt
from heeded.engine.learning_points._report import Entry, Part

_LABEL = re.compile(
    r"(?:recommendation|rec\.?|finding|learning point|question|no\.?)\s*(?=\d|[A-Z]\b)", re.IGNORECASE
)


def cells_of(entry: Entry) -> list[Part]:
    """The cells of a row, blanks and rules at their ends left off."""
    text = entry.block.text
    begins = [_after_word(text, begin) for begin in entry.block.cells]
    parts = []
    for begin, end in zip(begins, (*begins[1:], len(text)), strict=True):
        cell = text[begin:end]
        inner = cell.strip(" |\t\n")
        start = begin + cell.index(inner) if inner else begin
        parts.append(Part(entry.index, start, start + len(inner)))
    return parts


def _after_word(text: str, begin: int) -> int:
    """Where a cell begins: after the word in whose midst the reader saw the rule, where a word is wider than its
    column."""
    while 0 < begin < len(text) and text[begin - 1].isalnum() and text[begin].isalnum():
        begin += 1
    return begin


def text_of_cell(entry: Entry, part: Part) -> str:
    """The words of one cell."""
    return entry.block.text[part.start : part.end]


def number_in(cell: str) -> str:
    """The number that a cell holds and nothing else, or nothing."""
    bare = cell[found.end() :] if (found := _LABEL.match(cell)) else cell
    code = CODE.match(bare)
    opening = OPENING.match(bare)
    if len(bare) == 1 and bare.isupper():
        return bare
    if code and code.end() == len(bare):
        return spelt(code["number"])
    return spelt(opening["number"]) if opening and opening["number"] and opening.end() >= len(bare) else ""


def number_before(words: str) -> tuple[str, int]:
    """The number at the head of a cell's words ("3.", "R3:", "Recommendation 3:") and where the words begin."""
    code = CODE.match(words)
    if code and code["mark"] and code.end() < len(words):
        return spelt(code["number"]), code.end()
    label = _LABEL.match(words)
    after = label.end() if label else 0
    opening = OPENING.match(words[after:])
    if opening and opening["number"] and after + opening.end() < len(words):
        return spelt(opening["number"]), after + opening.end()
    return "", 0
