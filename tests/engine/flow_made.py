"""Sets made-up pages: lines with places and type, as a reader would hand them over. All words are invented."""

import textwrap
from dataclasses import dataclass, field

from heeded.engine.records import Block, Line, Page, Reading

LETTER = 0.5  # width of a letter, of its size


@dataclass
class Sheet:
    """A page being set from the top down."""

    number: int
    label: str | None = None
    top: float = 770.0
    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    source: str = "text"

    def line(
        self,
        text: str,
        *,
        left: float = 72.0,
        size: float = 11.0,
        at: float | None = None,
        bold: bool = False,
        italic: bool = False,
        box: int = 0,
        cell: tuple[int, int] | None = None,
        style: str = "",
    ) -> "Sheet":
        """One line; `at` is the height of its foot, else it comes under the line before."""
        if at is None:
            self.top -= 1.3 * size
            at = self.top
        start = sum(len(one) + 2 for one in self.texts)
        right = left + LETTER * size * len(text)
        self.texts.append(text)
        self.lines.append(
            Line(
                start,
                start + len(text),
                left,
                at,
                right,
                at + 1.15 * size,
                size,
                bold,
                italic,
                box,
                cell,
                style,
            )
        )
        return self

    def paragraph(
        self, text: str, *, left: float = 72.0, hang: float = 0.0, letters: int = 80, space: float = 8.0
    ) -> "Sheet":
        """A paragraph in lines of at most `letters`, later lines set in by `hang`, with `space` above it."""
        self.top -= space
        for index, words in enumerate(textwrap.wrap(text, letters, break_on_hyphens=False)):
            self.line(words, left=left + (hang if index else 0.0))
        return self

    def heading(self, text: str, *, size: float = 16.0) -> "Sheet":
        self.top -= 12.0
        return self.line(text, size=size, bold=True)

    def page(self) -> Page:
        return Page(self.number, "\r\n".join(self.texts), tuple(self.lines), self.label, source=self.source)


def reading_of(*sheets: Sheet) -> Reading:
    return Reading(tuple(sheet.page() for sheet in sheets))


def texts_of(blocks: tuple[Block, ...], kind: str | None = None) -> list[str]:
    return [block.text for block in blocks if kind is None or block.kind == kind]


def mapped(reading: Reading, text: str, pieces: tuple[object, ...]) -> bool:
    """Whether every piece's raw text is the cleaned text at that place, blanks aside."""
    pages = {page.number: page.text for page in reading.pages}
    for piece in pieces:
        raw = pages[piece.page][piece.start : piece.start + piece.length]  # type: ignore[attr-defined]
        made = text[piece.at : piece.at + piece.length]  # type: ignore[attr-defined]
        if len(raw) != len(made):
            return False
        if any(a != b and not (a.isspace() and b.isspace()) for a, b in zip(raw, made, strict=True)):
            return False
    return True


FILLER = (
    "The panel heard that the service had changed its way of working twice in that year, and that nobody had written"
    " down what the change was meant to do for children."
)
