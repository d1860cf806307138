"""Inline marks of a source: *italic*, **bold** and footnotes, taken apart into runs."""

import re
from dataclasses import dataclass

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\^\[(?P<note>[^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress. A footnote is a run of style "note": it is not part of the line."""

    text: str
    style: str = ""  # "" | bold | italic | note


def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of a text with inline marks, in order."""
    runs: list[Run] = []
    end = 0
    for match in _INLINE.finditer(text):
        runs.append(Run(text[end : match.start()]))
        style = str(match.lastgroup)
        runs.append(Run(match[style], style))
        end = match.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)


def plain_text(text: str) -> str:
    """The words as printed in the line, without marks and footnotes."""
    return "".join(run.text for run in runs_of(text) if run.style != "note")


def split_at(runs: tuple[Run, ...], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after character `offset` of the plain text."""
    before: list[Run] = []
    for index, run in enumerate(runs):
        length = 0 if run.style == "note" else len(run.text)
        if offset < length or (offset == 0 and length):
            head, tail = Run(run.text[:offset], run.style), Run(run.text[offset:], run.style)
            return (*before, *([head] if offset else [])), (tail, *runs[index + 1 :])
        before.append(run)
        offset -= length
    return tuple(before), ()
