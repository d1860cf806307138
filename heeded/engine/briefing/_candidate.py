"""A line that a briefing may hold: its sentences, as one text and as places in the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.briefing._records import Report
from heeded.engine.briefing._shortening import shortened
from heeded.engine.briefing._unit import Unit
from heeded.engine.records import Span

_TOUCHING = 4  # characters between two spans that are one


@dataclass(frozen=True, slots=True)
class Candidate:
    """Units that have to stand together, in order: `heart` is the one for whose sake they do."""

    heart: int
    units: tuple[int, ...]


def text_of(units: Sequence[Unit]) -> str:
    """The words of a line: the first sentence without what leads over from before, the others as they are."""
    first, *rest = units
    return " ".join([shortened(first.text), *(shortened(unit.text, leads=False) for unit in rest)])


def spans_of(report: Report, units: Sequence[Unit]) -> tuple[Span, ...]:
    """Where the line stands, neighbouring stretches made one."""
    found: list[Span] = []
    for span in (span for unit in units for span in unit.spans):
        if found and found[-1].page == span.page and 0 <= span.start - found[-1].end <= _TOUCHING:
            found[-1] = Span(span.page, found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
