"""Plain text: lines become Lines, and form feeds part pages."""

from pathlib import Path

from heeded.engine.reading._decoding import LARGEST, decoded
from heeded.engine.reading._errors import FileRefused
from heeded.engine.records import Line, Page, Reading

_TYPE_SIZE = 11.0  # points: plain text has one size, and rules that compare sizes need a figure


def read_plain(path: Path, *, encoding: str | None = None) -> Reading:
    """The text file at `path`, a line a Line. It has pages only where form feeds part them.

    Raises FileRefused where the bytes are no text in any encoding.
    """
    text = decoded(path.read_bytes()[: LARGEST + 1], encoding)
    pages = text.strip("\f").split("\f")
    made = tuple(_page(number, words) for number, words in enumerate(pages, start=1))
    if not any(page.text.strip() for page in made):
        raise FileRefused("This file holds no words.", "Check that it is the right file.")
    return Reading(made, paged=len(made) > 1, tool="plain")


def _page(number: int, text: str) -> Page:
    lines: list[Line] = []
    at = 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            lines.append(_line(words, at=at, row=row))
        at += len(words) + 1
    return Page(number, text, tuple(lines))


def _line(words: str, *, at: int, row: int) -> Line:
    indent = len(words) - len(words.lstrip())
    start, end = at + indent, at + len(words.rstrip())
    bottom = 842.0 - 72.0 - 14.0 * (row + 1)
    left = 72.0 + 5.5 * indent
    return Line(start, end, left, bottom, left + 5.5 * (end - start), bottom + _TYPE_SIZE, _TYPE_SIZE)
