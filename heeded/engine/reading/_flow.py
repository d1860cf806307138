"""Writing down a file that has no pages: words go in, one page of text with a Line a paragraph comes out.

Boxes of lines are made up (one below the other) so that rules which compare places still see an order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from heeded.engine.reading._decoding import cleaned
from heeded.engine.reading._errors import FileRefused
from heeded.engine.records import Hidden, Line, Page, Reading

_BODY_SIZE = 11.0
_ROW = 14.0
_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 72.0


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: size in points, weight, slope, the style's name, frame and table cell."""

    size: float = _BODY_SIZE
    bold: bool = False
    italic: bool = False
    style: str = ""
    box: int = 0
    cell: tuple[int, int] | None = None


@dataclass(slots=True)
class _Weight:
    """Letters of the line so far by how they are set: a line is bold where most of its letters are."""

    letters: int = 0
    bold: int = 0
    italic: int = 0
    size: float = 0.0


class Flow:
    """The text of one page as it grows, and its lines."""

    def __init__(self) -> None:
        self.type = Type()
        self._parts: list[str] = []
        self._lines: list[Line] = []
        self._hidden: list[Hidden] = []
        self._at = 0
        self._start: int | None = None
        self._weight = _Weight()
        self._boxes = 0
        self._boxed: list[bool] = []  # for each table that is open

    @contextmanager
    def typed(
        self,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        style: str = "",
        box: int = 0,
    ) -> Iterator[None]:
        """Words inside are bold or italic besides what they were; size, style and box where given."""
        outer = self.type
        self.type = replace(
            outer,
            bold=outer.bold or bold,
            italic=outer.italic or italic,
            size=size or outer.size,
            style=style or outer.style,
            box=box or outer.box,
        )
        yield
        self.type = outer

    @contextmanager
    def table(self, *, boxed: bool) -> Iterator[None]:
        """A table: where `boxed`, a table of one cell, which is how many reports draw a box round a text."""
        outer = self.type
        self.type = replace(outer, box=self.new_box() if boxed else outer.box, cell=None)
        self._boxed.append(boxed)
        yield
        self.end_line()
        self._boxed.pop()
        self.type = outer

    @contextmanager
    def cell(self, row: int, column: int) -> Iterator[None]:
        """A cell, counted from 0, of the table that is open."""
        outer = self.type
        if not self._boxed[-1]:
            self.type = replace(outer, cell=(row, column))
        yield
        self.end_line()
        self.type = outer

    def new_box(self) -> int:
        """The number of a frame not used before."""
        self._boxes += 1
        return self._boxes

    def words(self, text: str) -> None:
        """Add words to the line; blanks at its start are dropped and never doubled."""
        if not text.isprintable():
            text = cleaned(text).replace("\n", " ").replace("\f", " ").replace("\v", " ")
        if self._start is None or (self._parts and self._parts[-1][-1:] in " \n"):
            text = text.lstrip(" ")
        if not text or (self._start is None and not text.strip()):
            return
        if self._start is None:
            self._start = self._at
            self._weight = _Weight()
        self._weigh(text)
        self._write(text)

    def label(self, text: str) -> None:
        """Add a number or bullet before the words of a line. It does not count for the line's weight."""
        if self._start is None:
            self._start, self._weight = self._at, _Weight()
        self._write(text)

    def line_break(self) -> None:
        """A break inside a paragraph: a new line, but in a heading a space."""
        if self.type.style.startswith(("Heading", "Title")):
            self.words(" ")
        else:
            self.end_line()

    def end_line(self) -> None:
        """Close the line, if any words stand in it."""
        if self._start is None:
            return
        words = "".join(self._parts_of_line()).rstrip()
        if words and self._weight.letters:
            self._lines.append(self._line(self._start, self._start + len(words)))
        self._write("\n")
        self._start = None

    def hidden(self, reason: str) -> None:
        """Note that words were left out here. They are not kept."""
        last = self._hidden[-1] if self._hidden else None
        if last is None or (last.start, last.reason) != (self._at, reason):
            self._hidden.append(Hidden(1, self._at, self._at, reason))

    def reading(self, *, tool: str, title: str | None = None, notes: tuple[str, ...] = ()) -> Reading:
        """The finished page. Raises FileRefused where it holds no words."""
        self.end_line()
        if not self._lines:
            raise FileRefused(
                "No words can be read in this file.",
                "If it holds pictures of pages, make a PDF of it and add that.",
            )
        page = Page(1, "".join(self._parts), tuple(self._lines), hidden=tuple(self._hidden))
        return Reading((page,), paged=False, title=title or None, tool=tool, notes=(*notes, *self._notes()))

    def _notes(self) -> tuple[str, ...]:
        counts: dict[str, int] = {}
        for each in self._hidden:
            counts[each.reason] = counts.get(each.reason, 0) + 1
        return tuple(
            f"This file holds {_SAID.get(reason, 'hidden text')} in {_times(count)}; it is not shown."
            for reason, count in counts.items()
        )

    def _weigh(self, text: str) -> None:
        letters = len(text) - text.count(" ")
        self._weight.letters += letters
        self._weight.bold += letters * self.type.bold
        self._weight.italic += letters * self.type.italic
        self._weight.size += letters * self.type.size

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _parts_of_line(self) -> list[str]:
        assert self._start is not None
        length, parts = self._at - self._start, []
        for part in reversed(self._parts):
            if length <= 0:
                break
            parts.append(part)
            length -= len(part)
        return parts[::-1]

    def _line(self, start: int, end: int) -> Line:
        weight, kind = self._weight, self.type
        half = weight.letters / 2
        column = kind.cell[1] if kind.cell else 0
        left = _MARGIN + 100.0 * column
        bottom = _HEIGHT - _MARGIN - _ROW * (len(self._lines) + 1)
        size = round(weight.size / weight.letters, 1) if weight.letters else kind.size
        return Line(
            start,
            end,
            left,
            bottom,
            _WIDTH - _MARGIN,
            bottom + size,
            size,
            bold=weight.letters > 0 and weight.bold > half,
            italic=weight.letters > 0 and weight.italic > half,
            box=kind.box,
            cell=kind.cell,
            style=kind.style,
        )


_SAID = {
    "deleted": "deleted text of tracked changes",
    "comment": "comments",
    "hidden-style": "text that is set to be hidden",
    "same-colour": "text in the colour of its ground",
    "tiny": "text too small to be seen",
    "covered": "text with a shape drawn over it",
}


def _times(count: int) -> str:
    return "one place" if count == 1 else f"{count:,} places"
