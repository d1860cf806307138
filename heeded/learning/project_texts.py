"""A document as one text, as coded projects have it, and the way between places in it and spans on its pages."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.records import Page, Span

BETWEEN = "\n\n"  # pages


@dataclass(frozen=True, slots=True)
class JoinedText:
    """The raw texts of a document's pages, one after the other. `starts` is where each begins."""

    text: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def places(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """Where spans stand in the text; those with only blanks between them are one place."""
        found: list[tuple[int, int]] = []
        begins = dict(zip(self.numbers, self.starts, strict=True))
        for span in spans:
            if span.page not in begins:
                continue
            start, end = begins[span.page] + span.start, begins[span.page] + span.end
            if found and found[-1][1] <= start and not self.text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of pages behind a place in the text, without blanks at their ends."""
        found = []
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.numbers) and self.starts[index] < end:
            begin = self.starts[index]
            first, last = max(start, begin), min(end, begin + self.lengths[index])
            words = self.text[first:last]
            first += len(words) - len(words.lstrip())
            last -= len(words) - len(words.rstrip())
            if first < last:
                found.append(Span(self.numbers[index], first - begin, last - begin))
            index += 1
        return tuple(found)


def joined(pages: Sequence[Page]) -> JoinedText:
    """The pages of a document as one text."""
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page.text) + len(BETWEEN)
    return JoinedText(
        BETWEEN.join(page.text for page in pages),
        tuple(page.number for page in pages),
        tuple(starts),
        tuple(len(page.text) for page in pages),
    )
