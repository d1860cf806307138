"""A page of a document as words: headings, paragraphs, lists, tables, contents and notes, each as it was printed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from heeded.engine.citation import as_text
from heeded.engine.printed import cells_by_lines, columns, entries, note_number, references
from heeded.engine.records import Piece, Span
from heeded.library.layout import pieces_from_row
from heeded.library.models import Document, Page, Section

Mark = tuple[int, int, int]  # number of the place, start and end in the words shown


class CodeMark(NamedTuple):
    """Words of a part that have a theme: the number of the coding on its page, and whether it begins and ends here
    (it may go on in another part)."""

    number: int
    start: int
    end: int
    begins: bool
    ends: bool
    proposed: bool


_BOLD, _ITALIC = 1, 2
_DEEPER = 8.0  # points: a point of a list that stands so much further in belongs to the one above
_CELL = 9  # where a stored line names its table cell (row, column)
_WORDS = re.compile(r"[^\W_]+")
_LISTS = {"item": "list", "row": "table", "contents": "contents", "note": "notes"}


@dataclass(slots=True)
class Words:
    """One paragraph, heading or table row as it stands on this page."""

    kind: str
    text: str
    pieces: tuple[Piece, ...]
    label: str = ""
    flags: int = 0
    left: float = 0.0
    box: int = 0
    begins: tuple[int, ...] = ()  # of a table row: where each cell begins
    columns: tuple[int, ...] = ()  # ... and in which column it stands, from 0
    continued: bool = False  # began on an earlier page
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)  # figures that refer to a note
    linked: bool = False  # ... which stands on this page
    meant: list[tuple[int, int]] = field(default_factory=list)  # what is close in meaning to the question
    begins_meaning: bool = False
    cited: tuple[int, int] | None = None
    begins_citation: bool = False
    last_mark: int = 0  # the number of the page's last mark, where it stands here
    number: int | None = None  # of a note, where it is the first of that number
    place: int | None = None  # among the page's parts, from 0: where its words can be selected to be coded
    codes: list[CodeMark] = field(default_factory=list)

    @property
    def bold(self) -> bool:
        return bool(self.flags & _BOLD)

    @property
    def italic(self) -> bool:
        return bool(self.flags & _ITALIC)

    @property
    def bulleted(self) -> bool:
        """Whether its bullet was left out of the words."""
        return bool(self.label) and not self.label[0].isalnum() and not self.continued


def words_of(document: Document, page: Page) -> list[Words]:
    """What stands on a page in reading order, with the end of a paragraph that began on the page before."""
    before = document.pages.filter(number=page.number - 1).only("number", "blocks")
    found = []
    for earlier in (*before, page):
        for block in earlier.blocks:
            part = _part(block, page.number)
            if part is not None:
                part.continued = earlier.number < page.number
                found.append(part)
    _refer_to_notes(found)
    _place_in_columns([part for part in found if part.kind == "row"], page)
    return found


def _part(block: Sequence[Any], number: int) -> Words | None:
    """The part of a block that stands on this page, its pieces counted from the part's first character."""
    here = [row for row in block[2] if row[1] == number]
    if not here:
        return None
    kind, text, pieces = block[0], block[1], pieces_from_row(here)
    start, end = pieces[0].at, pieces[-1].at + pieces[-1].length
    moved = tuple(Piece(piece.at - start, piece.page, piece.start, piece.length) for piece in pieces)
    rest = block[3:] if len(block) > 3 else (0, 0, 0, 0, "", "", ())
    begins = (
        tuple(sorted({0, *(max(0, begin - start) for begin in rest[6] if begin < end)})) if rest[6] else ()
    )
    return Words(kind, text[start:end], moved, rest[4], rest[1], rest[3], rest[2], begins)


def _refer_to_notes(words: list[Words]) -> None:
    """Find the figures that refer to the notes at the foot of the page, and give each note its number once."""
    numbers: set[int] = set()
    for part in words:
        number = note_number(part.text) if part.kind == "note" else None
        if number is not None and number not in numbers:
            part.number = number
            numbers.add(number)
    for part in words:
        if part.kind not in ("note", "contents"):
            own = len(part.label) if part.text.startswith(part.label) else 0
            part.notes = references(part.text, numbers or None, start=own)
            part.linked = bool(numbers)


def _place_in_columns(rows: Sequence[Words], page: Page) -> None:
    """Tell where each cell begins and its column by the printed lines; left to right where lines do not tell."""
    placed = sorted((line[0], line[_CELL][1]) for line in page.lines if len(line) > _CELL and line[_CELL])
    starts = [start for start, _ in placed]
    for part in rows:
        near = [bisect_right(starts, piece.start) - 1 for piece in part.pieces]
        told = cells_by_lines(part.pieces, [placed[at][1] if at >= 0 else -1 for at in near])
        if part.begins and told:
            part.begins, part.columns = tuple(told[0]), tuple(told[1])
        else:
            part.columns = tuple(range(len(part.begins)))


# --- what belongs together ---


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that follow each other and are laid out as one: a list, a table, contents, notes, or each by itself."""

    kind: str  # list | table | contents | notes | words | box
    parts: list[Any]
    wide: int = 0  # columns of a table
    headed: bool = False  # a table whose first row names the columns


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, or an entry of contents, and how far in it stands."""

    part: Words
    start: int
    end: int
    depth: int = 0
    page: tuple[int, int] = (0, 0)
    address: str = ""


Targets = Callable[
    [str, str], str
]  # the address behind an entry of contents, by its words and its printed page


def runs_of(words: Iterable[Words], target: Targets) -> list[Run]:
    """The parts in groups."""
    found: list[Run] = []
    for box, parts in groupby(words, key=lambda part: part.box if part.kind in _IN_BOXES else 0):
        inside = list(_runs(parts, target))
        found += [Run("box", inside)] if box else inside
    return found


_IN_BOXES = frozenset({"paragraph", "item", "heading"})


def _runs(words: Iterable[Words], target: Targets) -> Iterator[Run]:
    for kind, group in groupby(words, key=_kind):
        parts = list(group)
        if kind == "table":
            wide = 1 + max((column for part in parts for column in part.columns), default=0)
            headed = len(parts) > 1 and _heads(parts[0], parts[1])
            yield Run(kind if wide > 1 else "words", parts, wide, headed=headed)
        elif kind == "list":
            yield Run(kind, _items(parts))
        elif kind == "contents":
            yield Run(kind, [item for part in parts for item in _contents(part, parts, target)])
        else:
            yield Run(kind, parts)


def _kind(part: Words) -> str:
    if part.kind == "row" and not part.begins:
        return "words"
    return _LISTS.get(part.kind, "words")


def _heads(first: Words, second: Words) -> bool:
    return first.bold and not second.bold and not first.continued and len(first.begins) > 1


def _items(parts: Sequence[Words]) -> list[Item]:
    lefts = sorted({part.left for part in parts if not part.continued})
    steps = [left for at, left in enumerate(lefts) if at == 0 or left - lefts[at - 1] > _DEEPER]
    return [Item(part, 0, len(part.text), _depth(part.left, steps)) for part in parts]


def _contents(part: Words, parts: Sequence[Words], target: Targets) -> Iterator[Item]:
    lefts = sorted({other.left for other in parts})
    steps = [left for at, left in enumerate(lefts) if at == 0 or left - lefts[at - 1] > _DEEPER / 2]
    for entry in entries(part.text, part.pieces):
        start, end = entry.words
        address = target(part.text[start:end], part.text[slice(*entry.page)].strip())
        yield Item(part, start, end, _depth(part.left, steps), entry.page, address)


def _depth(left: float, steps: Sequence[float]) -> int:
    """How many steps in, three at most."""
    return min(3, max(0, sum(left > step - 1 for step in steps) - 1))


def cells_of(part: Words, wide: int) -> list[tuple[int, int]]:
    """The cells of a row `wide` columns wide as stretches of its words, without blanks at their ends."""
    found = [(0, 0)] * wide
    for column, (start, end) in zip(part.columns, columns(len(part.text), part.begins), strict=True):
        inside = part.text[start:end]
        begin = start + len(inside) - len(inside.lstrip())
        found[column] = (begin, max(begin, start + len(inside.rstrip())))
    return found


def plain(title: str) -> str:
    """A title by its letters and figures alone, to know it again in the contents."""
    return "".join(_WORDS.findall(title.casefold()))


def clean_title(title: str) -> str:
    """A section's title without the figure of a note that was printed at its end."""
    places = references(title) or references(title, range(1, 1000), start=max(0, len(title) - 4))
    return title[: places[-1][0]] if places and places[-1][1] == len(title) else title


def section_rows(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """The sections of a document: title, page and depth."""
    return [
        {"title": _numbered(section), "page": section.page, "level": section.level} for section in sections
    ]


def _numbered(section: Section) -> str:
    title = clean_title(section.title)
    return title if not section.number or section.number in title else f"{section.number} {title}"


def citation_of(document: Document, page: Page, spans: Sequence[Span]) -> dict[str, str]:
    """How to cite this place: in words, and as an address that lasts."""
    place = as_text(tuple(spans)) if spans else f"p{page.number}"
    label = f" (printed {page.label})" if page.label and page.label != str(page.number) else ""
    where = f"p. {page.number}{label}" if document.paged else "no pages"
    return {"words": f"{document.work.title}, {where}", "place": place}
