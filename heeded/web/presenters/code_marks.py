"""The words of a page that have themes, and words selected on it: between places in the file and places on the page."""

import re
from collections.abc import Iterable, Sequence

from heeded.engine.records import Span, spans_of
from heeded.web.presenters.documents import CodeMark, Words
from heeded.web.presenters.marks import stretch

_NOT_WORDS = frozenset({"contents"})  # their entries are links already
_SELECTED = re.compile(r"([0-9]{1,4})\.([0-9]{1,7})", re.ASCII)


def number_parts(words: Sequence[Words]) -> None:
    """Let the words of a page be selected: each part knows its place among them."""
    for place, part in enumerate(words):
        part.place = place if part.kind not in _NOT_WORDS else None


def mark_codes(words: Iterable[Words], codes: Iterable[tuple[int, Sequence[Span], bool]]) -> None:
    """Mark codings on a page: (number, its spans on this page, whether a machine proposes it), the outer ones first."""
    parts = [part for part in words if part.kind not in _NOT_WORDS]
    for number, spans, proposed in codes:
        found = [(part, ends) for part in parts if (ends := _ends(part, spans))]
        for at, (part, (start, end)) in enumerate(found):
            mark = CodeMark(number, start, end, at == 0, at == len(found) - 1, proposed)
            part.codes.append(mark)


def _ends(part: Words, spans: Sequence[Span]) -> tuple[int, int] | None:
    held = [ends for span in spans if (ends := stretch(part, span))]
    if not held:
        return None
    start, end = min(start for start, _ in held), max(end for _, end in held)
    inside = part.text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def selected(words: Sequence[Words], begin: str, end: str) -> tuple[Span, ...]:
    """The stretches of the file behind a selection from one place to another ("part.letter" each, as the script counts
    them), whole words. None where it is no selection."""
    ends = [_place(words, place) for place in (begin, end)]
    if None in ends:
        return ()
    (first, start), (last, stop) = sorted(place for place in ends if place is not None)
    found: list[Span] = []
    for at in range(first, last + 1):
        part = words[at]
        if part.place is not None:
            begins = start if at == first else 0
            finishes = stop if at == last else len(part.text)
            found += spans_of(part.pieces, *_whole_words(part.text, begins, finishes))
    return tuple(found)


def _place(words: Sequence[Words], place: str) -> tuple[int, int] | None:
    match = _SELECTED.fullmatch(place)
    if match is None or int(match[1]) >= len(words):
        return None
    return int(match[1]), min(int(match[2]), len(words[int(match[1])].text))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks at the ends and without a word cut in two. Nothing but blanks stays nothing."""
    inside = text[start:end]
    if not inside.strip():
        return start, start
    start, end = start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
    while start and text[start - 1 : start + 1].isalnum() and text[start - 1 : start].strip():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return start, end
