"""The sentences that a briefing may be made of: running text, and learning points in tables and boxes."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from heeded.engine.briefing._choosing_cues import words_of
from heeded.engine.briefing._choosing_points import Points, units_of_point
from heeded.engine.briefing._records import Report, RunningSentence
from heeded.engine.briefing._shortening import shortened
from heeded.engine.briefing._unit import Unit
from heeded.engine.flow import sentences

_ASKS = re.compile(
    r"\b(?:should|must|recommends?|urges?|needs? to|ought|calls? on|asks?|will)\b", re.IGNORECASE
)


def units_of(report: Report, running: Sequence[RunningSentence]) -> list[Unit]:
    """All sentences in the order of the report, each with the learning point that it is part of."""
    where = Points(report.learning_points)
    found = [_unit(report, one, where) for one in running]
    held = {unit.point for unit in found}
    for index, point in enumerate(report.learning_points):
        if index not in held:
            found.extend(units_of_point(report, index, point))
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


def _unit(report: Report, one: RunningSentence, where: "Points") -> Unit:
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
