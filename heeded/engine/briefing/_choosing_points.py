"""Sentences of learning points in tables and boxes, which the running text does not hold."""

from collections.abc import Iterator, Sequence

from heeded.engine.briefing._choosing_cues import words_of
from heeded.engine.briefing._records import Report
from heeded.engine.briefing._shortening import shortened
from heeded.engine.briefing._unit import Unit
from heeded.engine.flow import sentences
from heeded.engine.records import LearningPointFound, Page, Span


class Points:
    """Which learning point stands at a place of a page."""

    def __init__(self, points: Sequence[LearningPointFound]) -> None:
        self._pages: dict[int, list[tuple[Span, int, str]]] = {}
        for index, point in enumerate(points):
            for spans in point.places:
                for span in spans:
                    self._pages.setdefault(span.page, []).append((span, index, point.kind))

    def at(self, span: Span) -> tuple[int, str]:
        for other, index, kind in self._pages.get(span.page, ()):
            if span.start < other.end and other.start < span.end:
                return index, kind
        return -1, ""


def units_of_point(report: Report, index: int, point: LearningPointFound) -> Iterator[Unit]:
    """The sentences of a learning point that stands in no running text, each with its own place."""
    pages = {page.number: page for page in report.reading.pages}
    letters = _Letters(point.places[0], pages)
    for start, end in sentences(point.text):
        text = point.text[start:end]
        spans = letters.spans_of(text)
        if spans:
            short = shortened(text, leads=False)
            yield Unit(
                0, short, spans, words_of(short), "recommendations", "reviewer", -1, -1, index, point.kind
            )


class _Letters:
    """The letters and figures of some spans, each knowing where it stands."""

    def __init__(self, spans: Sequence[Span], pages: dict[int, Page]) -> None:
        self._at: list[tuple[int, int]] = []
        self._pages = pages
        letters: list[str] = []
        for span in spans:
            text = pages[span.page].text if span.page in pages else ""
            for place in range(span.start, min(span.end, len(text))):
                if text[place].isalnum():
                    letters.append(text[place])
                    self._at.append((span.page, place))
        self._text = "".join(letters)

    def spans_of(self, text: str) -> tuple[Span, ...]:
        """Where `text` stands, one span a page and run; empty where it does not stand there letter for letter."""
        wanted = "".join(letter for letter in text if letter.isalnum())
        start = self._text.find(wanted) if wanted else -1
        if start < 0:
            return ()
        found: list[Span] = []
        for page, place in self._at[start : start + len(wanted)]:
            if found and found[-1].page == page and 0 <= place - found[-1].end < 40:
                found[-1] = Span(page, found[-1].start, place + 1)
            else:
                found.append(Span(page, place, place + 1))
        last = found[-1]
        text = self._pages[last.page].text
        end = last.end
        while end < len(text) and text[end] in ".?!”’)":
            end += 1
        found[-1] = Span(last.page, last.start, end)
        return tuple(found)
