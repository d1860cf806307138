"""How a program counted the characters of a text. Most count each as one; some do not, and their places slip.

Told by the quoted words that most programs write as a selection's name: the way of counting under which those words
stand at the places that they name is the one that was used.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

_TRIED = 200  # selections with a name
_CUT = ("...", "…")
_TELLING = 3  # letters of a name that can be told from chance


@dataclass(frozen=True, slots=True)
class Counting:
    """`line_end`: what "\\r\\n" (or, where it is 2, a lone "\\n") counts. `wide`: what letters beyond U+FFFF count.
    `before`: characters counted before the first. `last_in`: whether the end is the last character and not the next."""

    line_end: int = 0  # as it stands
    wide: int = 1
    before: int = 0
    last_in: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """A place as a file has it, with the name that it gave it."""

    start: int
    end: int
    name: str = ""


def places(text: str, selections: Sequence[Selection], *, marked: bool) -> list[tuple[int, int] | None]:
    """Where each selection stands in the characters of `text`, or None where that is outside it.

    `marked`: the file had a byte order mark, which some programs count.
    """
    named = list(islice((one for one in selections if len(_squeezed(one.name)) >= _TELLING), _TRIED))
    best = Counting()
    most = _fits(text, named, best)
    for counting in _others(text, marked=marked):
        if most == 2 * len(named):
            break
        fits = _fits(text, named, counting)
        if fits > most:
            best, most = counting, fits
    return _placed(text, selections, best)


def _others(text: str, *, marked: bool) -> Iterator[Counting]:
    line_ends = [0, *([1] if "\r\n" in text else []), *([2] if "\n" in text and "\r" not in text else [])]
    wides = [1, 2] if any(letter > "\uffff" for letter in text) else [1]
    for last_in in (False, True):
        for before in (0, 1) if marked else (0,):
            for wide in wides:
                for line_end in line_ends:
                    yield Counting(line_end, wide, before, last_in)


def _fits(text: str, selections: Sequence[Selection], counting: Counting) -> int:
    """How well the names fit the places: 2 for one that is the very words, 1 for their beginning."""
    found = _placed(text, selections, counting)
    return sum(
        _fit(text[place[0] : place[1]], one.name)
        for one, place in zip(selections, found, strict=True)
        if place
    )


def _fit(words: str, name: str) -> int:
    said, there = _squeezed(name), _squeezed(words)
    if said == there:
        return 2
    cut = said.endswith(_CUT) or len(said) >= 20
    return int(cut and there.startswith(said.removesuffix(_CUT[0]).removesuffix(_CUT[1]).rstrip()))


def _placed(text: str, selections: Sequence[Selection], counting: Counting) -> list[tuple[int, int] | None]:
    if counting.line_end == 0 and counting.wide == 1:
        return [_within(one.start, one.end, counting, len(text)) for one in selections]
    counted = [0, *accumulate(_widths(text, counting))]

    def index(position: int) -> int:
        return bisect_right(counted, position) - 1

    placed = (_within(one.start, one.end, counting, counted[-1]) for one in selections)
    return [None if place is None else (index(place[0]), index(place[1])) for place in placed]


def _within(start: int, end: int, counting: Counting, length: int) -> tuple[int, int] | None:
    start, end = start - counting.before, end - counting.before + counting.last_in
    return (start, end) if 0 <= start <= end <= length else None


def _widths(text: str, counting: Counting) -> Iterator[int]:
    """What each character counts. Of "\\r\\n" as one it is the second that counts nothing."""
    before = ""
    for letter in text:
        if letter == "\n" and counting.line_end:
            yield 2 if counting.line_end == 2 else int(before != "\r")
        else:
            yield counting.wide if letter > "\uffff" else 1
        before = letter


def _squeezed(text: str) -> str:
    return " ".join(text.replace("\N{REPLACEMENT CHARACTER}", " ").split())
