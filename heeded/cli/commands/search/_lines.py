"""Lines for a terminal of any width: wrapped between words, found words marked, nothing that could steer it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Marks = Sequence[tuple[int, int]]
NARROWEST, WIDEST = 20, 100  # characters; longer lines are hard to read
EXCERPT = 320  # characters shown of a longer passage


@dataclass(frozen=True, slots=True)
class Style:
    """How wide lines may be, and what stands before and after a found word."""

    width: int
    before: str = "*"
    after: str = "*"
    shown: int = 2  # columns that both take together: none where they are a terminal's own signs

    @classmethod
    def of_terminal(cls, width: int) -> "Style":
        """Found words in bold."""
        return cls(_bounded(width), "\x1b[1m", "\x1b[0m", 0)

    @classmethod
    def plain(cls, width: int) -> "Style":
        """Found words between stars: for a pipe, a file or a terminal without bold."""
        return cls(_bounded(width))


def _bounded(width: int) -> int:
    return max(NARROWEST, min(width, WIDEST))


def wrapped(text: str, style: Style, *, marks: Marks = (), first: str = "", rest: str = "") -> list[str]:
    """The text in lines no wider than the style allows, each beginning with `first` or `rest`. A word is never cut:
    one that is wider than the line stands alone."""
    lines: list[str] = []
    line, used = first, len(first)
    empty = True
    for word, columns in _marked_words(harmless(text), marks, style):
        if not empty and used + 1 + columns > style.width:
            lines.append(line)
            line, used, empty = rest, len(rest), True
        line += word if empty else f" {word}"
        used += columns if empty else columns + 1
        empty = False
    return [*lines, line.rstrip() if empty else line]


def harmless(text: str) -> str:
    """The text, as long as before, with a blank for every character that prints nothing: a report must not send
    orders to the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def excerpt(text: str, marks: Marks, *, longest: int = EXCERPT) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a long text with most of the found words, cut between words, and the marks in it."""
    if len(text) <= longest + longest // 4:
        return text, tuple(marks)
    start = max(
        [0, *(_lead(text, begin, longest) for begin, _ in marks)], key=lambda at: _held(marks, at, longest)
    )
    end = len(text) if start + longest >= len(text) else text.rfind(" ", start, start + longest + 1)
    end = end if end > start else _next_blank(text, start + longest)
    lead, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    inside = ((max(a, start), min(b, end)) for a, b in marks if a < end and b > start)
    return lead + text[start:end] + tail, tuple(
        (a - start + len(lead), b - start + len(lead)) for a, b in inside
    )


def _lead(text: str, mark: int, longest: int) -> int:
    """Where an excerpt begins that shows a mark: at its sentence if that is near, or some words before it."""
    reach = max(0, mark - longest // 3)
    sentence = text.rfind(". ", reach, mark)
    if sentence >= 0:
        return sentence + 2
    return 0 if reach == 0 else min(_next_blank(text, reach) + 1, mark)


def _next_blank(text: str, at: int) -> int:
    found = text.find(" ", at)
    return len(text) if found < 0 else found


def _held(marks: Marks, start: int, longest: int) -> int:
    return sum(start <= begin and end <= start + longest for begin, end in marks)


def _marked_words(text: str, marks: Marks, style: Style) -> Iterator[tuple[str, int]]:
    """Each word with its marks, and how many columns it takes."""
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        inside = [(max(a, start) - start, min(b, at) - start) for a, b in marks if a < at and b > start]
        yield _marked(word, inside, style), len(word) + style.shown * len(inside)


def _marked(word: str, marks: Marks, style: Style) -> str:
    shown, done = "", 0
    for begin, end in marks:
        shown += word[done:begin] + style.before + word[begin:end] + style.after
        done = end
    return shown + word[done:]
