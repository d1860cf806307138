"""How what was printed is shown again: references to notes raised, contents in columns, the points of a list.

Nothing here changes a text: every answer is a place in it, so that positions stay what they are.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heeded.engine.records import Piece

Stretch = tuple[int, int]
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"\s*(\d{1,3})(?!\d|[.,]\d)")
# Figures that touch the word or the full stop before them, and nothing after them.
_TOUCHING = re.compile(r"(?<=[^\W\d_]|[.,;:?!’”\"')\]%])(\d{1,3})(?![^\W_]|[.,]\d|%)")
_LAST_WORD = re.compile(r"\w+$")
_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,7}")
_SINGLE_ENTRY = re.compile(r"(.*?\S)[\s.·…_]+(\d{1,3}|[ivxlc]{1,7})")
_LABELLED = re.compile(r"(?:\(?[a-z]{1,4}\)|\(?\d{1,2}\)|[a-z]\.|\d{1,2}\.|[•–-])\s")
_GOES_ON = re.compile(r"(?:[;,]|\b(?:and|or))$")
_YEAR = 4  # figures


def note_number(text: str) -> int | None:
    """The number at the head of a note at the foot of a page."""
    match = _NOTE.match(text)
    return int(match[1]) if match else None


def references(text: str, numbers: Collection[int] | None = None, *, start: int = 0) -> list[Stretch]:
    """Where `text` refers to notes with figures that touch a word: "institution.96".

    `numbers` are those of the notes at hand; without them only figures after the end of a sentence or of a
    quotation are taken, where no other figure is ever printed.
    """
    return [
        match.span(1)
        for match in _TOUCHING.finditer(text, start)
        if (numbers is None or int(match[1]) in numbers)
        and _may_refer(text, match.start(1), sure=numbers is not None)
    ]


def _may_refer(text: str, place: int, *, sure: bool) -> bool:
    last = text[place - 1]
    if last.isalpha():
        word = _LAST_WORD.search(text, 0, place)
        return sure and word is not None and len(word[0]) > 1 and word[0].isalpha()
    before = _LAST_WORD.search(text, 0, place - 1)
    if before is None or not before[0][-1].isdigit():
        return sure or last not in ",:'\""
    # "4.12" and "10:30" are numbers; "in 2018.45" ends a sentence with a year.
    return last == "." and before[0].isdigit() and len(before[0]) == _YEAR


def raised(text: str, places: Iterable[Stretch]) -> str:
    """`text` with the figures at `places` raised: as many characters as before."""
    for start, end in places:
        text = text[:start] + text[start:end].translate(_RAISED) + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents: its words, and the page number after them (empty where there is none)."""

    words: Stretch
    page: Stretch


def entries(text: str, pieces: Sequence[Piece]) -> list[Entry]:
    """The entries in a block of contents. The dots that led to a page number are not in the text, but a piece of
    its own begins after them."""
    found, start = [], 0
    for piece in pieces:
        end = piece.at + piece.length
        if piece.at > start and _PAGE.fullmatch(text[piece.at : end].strip()):
            found.append(Entry((start, piece.at), (piece.at, end)))
            start = end
    rest = _SINGLE_ENTRY.fullmatch(text, start)
    if rest:
        found.append(Entry(rest.span(1), rest.span(2)))
    elif text[start:].strip():
        found.append(Entry((start, len(text)), (len(text), len(text))))
    return found


def columns(length: int, begins: Sequence[int]) -> list[Stretch]:
    """The cells of a row that is `length` characters long."""
    ends = [*begins[1:], length]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin <= end]


def cells_by_lines(pieces: Sequence[Piece], found: Sequence[int]) -> tuple[list[int], list[int]] | None:
    """Where each cell of a row begins and its column, from the column in which each piece is printed (-1: none).

    None where the columns do not run from left to right: then the lines do not tell.
    """
    begins = [at for at, column in enumerate(found) if at == 0 or column != found[at - 1]]
    places = [found[at] for at in begins]
    if not begins or any(one >= other for one, other in pairwise((-1, *places))):
        return None
    return [pieces[at].at for at in begins], places


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph of a recommendation, or a point of the list in it. `mark`: it lost its bullet when it was read."""

    text: str
    listed: bool
    mark: bool = False


def points_of(text: str) -> list[Point]:
    """The parts of a recommendation, one a line: after a line that ends in a colon come the points of a list."""
    found: list[Point] = []
    listing = False
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        own = _LABELLED.match(line) is not None and bool(found)
        goes_on = listing and (line[0].islower() or not found[-1].listed or _goes_on(found[-1].text))
        listed = own or goes_on
        found.append(Point(line, listed, mark=listed and not own))
        listing = listed or line.endswith(":")
    return found


def _goes_on(text: str) -> bool:
    return _GOES_ON.search(text) is not None
