"""The sentences that a briefing may be made of: running text, and learning points in tables and boxes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine.briefing._choosing_cues import words_of
from heeded.engine.briefing._records import Report, RunningSentence
from heeded.engine.briefing._shortening import shortened
from heeded.engine.flow import sentences
from heeded.engine.records import LearningPointFound, Page, Span

_SHORTEST, _LONGEST = 4, 75  # words
# What opens so is an item of a list ("To raise awareness.") unless a verb tells something of somebody.
_NO_SENTENCE = re.compile(r"(?:To|For|By|[A-Z][a-z]+ing|How|Why|What|Whether|The extent|Who)\b")
# A letter read as a figure by a scanner's eye: "brui0es", "1he"; but "1st", "G1" and "2a" are words.
_BROKEN_WORD = re.compile(r"[a-z]+\d+[a-z]+|\d+(?!st$|nd$|rd$|th$|pm$|am$|km$|kg$|mg$|ml$|cm$)[a-z]{2,}")
_ASKS = re.compile(
    r"\b(?:should|must|recommends?|urges?|needs? to|ought|calls? on|asks?|will)\b", re.IGNORECASE
)
_TELLS = frozenset(
    "is are was were be been has have had do does did should must can could will would may might cannot".split()
)


@dataclass(slots=True)
class Unit:
    """One sentence. `place` counts units from 0 in the order of the report; `point` is an index into the learning
    points, -1 for none; `running` an index into the running sentences, -1 for what is not running text."""

    place: int
    text: str
    spans: tuple[Span, ...]
    words: list[str]
    kind: str
    speaker: str
    section: int
    block: int
    point: int = -1
    point_kind: str = ""
    point_first: bool = False
    asks: bool = False  # the first sentence of a recommendation that asks for something
    running: int = -1
    times: int = 1  # how often it is printed

    @property
    def page(self) -> int:
        return self.spans[0].page


def units_of(report: Report, running: Sequence[RunningSentence]) -> list[Unit]:
    """All sentences in the order of the report, each with the learning point that it is part of."""
    where = _Points(report.learning_points)
    found = [_unit(report, one, where) for one in running]
    held = {unit.point for unit in found}
    for index, point in enumerate(report.learning_points):
        if index not in held:
            found.extend(_of_point(report, index, point))
    found = _said_once(_in_order(found))
    _count(found)
    return found


def _count(units: Sequence[Unit]) -> None:
    """Gives each unit its place, and says which is the first of its learning point and which the first that asks."""
    seen: set[int] = set()
    asked: set[int] = set()
    for place, unit in enumerate(units):
        unit.place = place
        unit.point_first = unit.point >= 0 and unit.point not in seen
        unit.asks = unit.point not in asked and _ASKS.search(unit.text) is not None
        seen.add(unit.point)
        if unit.asks:
            asked.add(unit.point)


def _said_once(units: Sequence[Unit]) -> list[Unit]:
    """Each sentence where it is first printed; as a learning point rather than in passing."""
    first: dict[tuple[str, ...], Unit] = {}
    for unit in units:
        words = tuple(unit.words)
        held = first.setdefault(words, unit)
        held.times += held is not unit
        if held.point < 0 <= unit.point:
            held.point, held.point_kind = unit.point, unit.point_kind
    return list(first.values())


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    """Running text as it runs; what stands in tables and boxes after the running text of its page."""
    ended: dict[int, int] = {}
    for unit in units:
        if unit.running >= 0:
            ended[unit.page] = max(unit.running, ended.get(unit.page, -1))
    pages = sorted(ended)
    at = {page: max(ended[earlier] for earlier in pages[: index + 1]) for index, page in enumerate(pages)}

    def key(unit: Unit) -> float:
        if unit.running >= 0:
            return unit.running
        before = bisect_right(pages, unit.page)
        return at[pages[before - 1]] + 0.5 if before else -0.5

    return sorted(units, key=key)


def _unit(report: Report, one: RunningSentence, where: "_Points") -> Unit:
    block = report.blocks[one.block]
    spans = block.spans(one.start, one.end)
    point, kind = where.at(spans[0])
    head = _before_the_point(one.text, report.learning_points[point].text) if point >= 0 else 0
    text = shortened(one.text[head:], label=block.label if one.start + head == 0 else "", leads=False)
    tail = _note_figures(one.text, text)
    if head or tail:
        spans = block.spans(one.start + head, one.end - tail)
    return Unit(
        0,
        text,
        spans,
        words_of(text),
        one.kind,
        one.speaker,
        one.section,
        one.block,
        point,
        kind,
        False,
        False,
        one.order,
    )


def _note_figures(printed: str, text: str) -> int:
    """How many figures of a footnote end a sentence as printed: the citation ends before them."""
    figures = len(printed) - len(printed.rstrip("0123456789"))
    return 0 if text.endswith(printed[-1]) else figures


def _before_the_point(text: str, point: str) -> int:
    """How many characters of a sentence stand before the learning point itself: "Police; Housing R4 No officer …"."""
    start, end = next(iter(sentences(point)), (0, 0))
    opening = point[start:end]
    place = text.find(opening) if opening else -1
    return max(0, place)


class _Points:
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


def _of_point(report: Report, index: int, point: LearningPointFound) -> Iterator[Unit]:
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


def is_prose(unit: Unit) -> bool:
    """False for scraps: too short or too long, no end of a sentence, figures or broken letters instead of words."""
    words, text = unit.words, unit.text.rstrip("”’\"')")
    if (
        not (2 if text.endswith(":") else _SHORTEST) <= len(words) <= _LONGEST
        or not text
        or text[-1] not in ".?!:"
    ):
        return False
    if _NO_SENTENCE.match(text) and (_TELLS.isdisjoint(words) or (words[0] == "to" and "," not in text)):
        return False
    if any(map(_BROKEN_WORD.match, words)):
        return False
    real = sum([word.isalpha() or "'" in word or "-" in word for word in words])
    small = sum([len(word) <= 3 for word in words])
    lone = sum([len(word) == 1 and word not in "ai" for word in words])
    return real >= 0.75 * len(words) and small >= 1 and lone <= 0.15 * len(words)
