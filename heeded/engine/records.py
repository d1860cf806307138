"""What the parts of the engine hand to each other: frozen records, positions counted the same way everywhere.

Pages are counted from 1 in the file. A position is a character of that page's raw text as Python counts
characters, from 0; `end` is the character after the last one. Raw text is stored once and never rewritten:
everything cleaned keeps a way back to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one page's raw text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its stretch of the raw text, its box in points (origin bottom left), its type.

    `box` numbers the drawn frame or filled panel it stands in (0: none) and `cell` the table cell
    (row, column) where the reader could tell. `size` is the printed size in points.
    """

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    italic: bool = False
    box: int = 0
    cell: tuple[int, int] | None = None
    style: str = ""  # the style name where the file has one ("Heading 2"), from DOCX and HTML


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a reader of the page cannot see. Its words are blanked out of the raw text and kept nowhere."""

    page: int
    start: int
    end: int
    reason: str  # covered | same-colour | off-page | invisible | tiny | comment | deleted | hidden-style


@dataclass(frozen=True, slots=True)
class Page:
    """One page as printed. `text` is the raw text with hidden stretches blanked, same length as the file's own."""

    number: int
    text: str
    lines: tuple[Line, ...]
    label: str | None = None
    width: float = 595.0
    height: float = 842.0
    source: str = "text"  # text | ocr | empty (a picture that needs OCR)
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the file: its depth from 1, its words and its page where it has one."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as read. `paged` is false where the file has no pages: then all stands on page 1 and
    a citation names section and paragraph instead."""

    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...] = ()
    paged: bool = True
    title: str | None = None
    tool: str = ""
    notes: tuple[str, ...] = ()  # plain words for staff: "this file holds hidden text on p. 4"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of cleaned text that stands unbroken in raw text: `length` characters from `at` in the
    cleaned text are those from `start` on `page`."""

    at: int
    page: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or boxed text in reading order, cleaned: running heads gone,
    line-end hyphens joined, spaces single. `label` is its own number ("4.12", "a", "R3"), which stays in the text."""

    kind: str  # heading | paragraph | item | row | contents | caption | note
    text: str
    pieces: tuple[Piece, ...]
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    box: int = 0
    left: float = 0.0
    label: str = ""
    style: str = ""
    cells: tuple[int, ...] = ()  # of a table row: where each cell begins in `text`

    @property
    def page(self) -> int:
        return self.pieces[0].page

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The raw stretches behind `text[start:end]`, joined where they touch or only blanks part them."""
        return spans_of(self.pieces, start, len(self.text) if end is None else end)


@dataclass(frozen=True, slots=True)
class SectionFound:
    """A heading and what stands under it: blocks `first` to `last` (not included), the heading's own first."""

    title: str
    level: int
    kind: str
    page: int
    spans: tuple[Span, ...]  # of the heading
    first: int
    last: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class LearningPointFound:
    """A recommendation, finding, question, learning point or good practice as printed.

    `places` holds one tuple of spans for each time it is printed (summary, chapter, list), first the fullest.
    """

    kind: str
    number: str
    text: str
    places: tuple[tuple[Span, ...], ...]
    addressees: tuple[str, ...] = ()  # as printed: "Children's Social Care"
    agencies: tuple[str, ...] = ()  # the same as values of vocabulary.Agency
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FactFound:
    """A fact with the words it rests on. `subject` counts the children or adults reviewed from 1; 0 is the review."""

    name: str
    value: str
    spans: tuple[Span, ...]
    quote: str
    confidence: float
    subject: int = 0


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A stretch of some 60 to 180 words inside one section, the unit of search. Whole sentences."""

    text: str
    pieces: tuple[Piece, ...]
    section: int  # index into the sections, -1 before the first
    kind: str  # section kind, or good-practice / recommendations where the passage itself is one
    speaker: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words stand and what they are, so that they can be found again after the file is read anew."""

    spans: tuple[Span, ...]
    quote: str
    before: str = ""
    after: str = ""
    extra: dict[str, str] = field(default_factory=dict)  # section and paragraph where there are no pages


def spans_of(pieces: Sequence[Piece], start: int, end: int) -> tuple[Span, ...]:
    """The raw stretches behind `start` to `end` of a cleaned text made of `pieces`, neighbours joined."""
    found: list[Span] = []
    for page, first, last in _cuts(pieces, start, end):
        if found and found[-1].page == page and 0 <= first - found[-1].end <= 4:
            found[-1] = Span(page, found[-1].start, last)
        else:
            found.append(Span(page, first, last))
    return tuple(found)


def _cuts(pieces: Sequence[Piece], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for piece in pieces:
        first, last = max(start, piece.at), min(end, piece.at + piece.length)
        if first < last:
            yield piece.page, piece.start + first - piece.at, piece.start + last - piece.at
