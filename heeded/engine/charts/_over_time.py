"""Lessons over time: one row of circles for each lesson."""

from collections.abc import Sequence

from heeded.engine.charts._by_year import year_words
from heeded.engine.charts._drawing import GREY, RULE, SMALL, TEAL, Drawing, across, at, element
from heeded.engine.charts._table import HATCHED, ChartWords, Count, Line, heading, legend

_SMALLEST, _LARGEST = 8.0, 15.0  # radius


def over_time(
    columns: Sequence[str], lines: Sequence[Line], *, title: str, words: ChartWords | None = None
) -> str:
    """Draw how many reviews taught each lesson, by year or band of years; nothing of no lessons."""
    said = words or ChartWords()
    if not lines or not columns:
        return ""
    drawing = Drawing()
    bare = [Line(one.label, [Count(count.count) for count in one.counts], one.total) for one in lines]
    legend(drawing, bare, [said.in_circles], said)
    largest = max((one.count or 0 for line in bare for one in line.counts), default=0)
    for line in bare:
        drawing.cut()
        heading(drawing, line, said)
        _row(drawing, columns, line, largest, said)
    return drawing.finished(title=title, description=said.description)


def _row(drawing: Drawing, columns: Sequence[str], line: Line, largest: int, words: ChartWords) -> None:
    y = drawing.height + _LARGEST + 8
    drawing.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=RULE, stroke_width=1)
    for place, one in enumerate(line.counts):
        share = (place + 0.5) / len(columns)
        drawing.add("g", at(share, y=y, content=_circle(one, largest)))
        for number, piece in enumerate(year_words(columns[place], words)):
            foot = y + _LARGEST + 13 + 13 * number
            drawing.words(
                piece, x=across(share), y=foot, text_anchor="middle", font_size=SMALL - 1, fill=GREY
            )
    drawing.height = y + _LARGEST + 13 + 13 + 14


def _circle(one: Count, largest: int) -> str:
    if one.count == 0:
        return element("circle", r=3, fill="#fff", stroke=GREY)
    size = _LARGEST if one.count is None else _SMALLEST + (_LARGEST - _SMALLEST) * one.count / max(largest, 1)
    look = {"fill": HATCHED, "stroke": GREY} if one.count is None else {"fill": TEAL}
    ink = "currentColor" if one.count is None else "#fff"
    number = element(
        "text",
        "*" if one.count is None else str(one.count),
        y=4,
        text_anchor="middle",
        font_size=SMALL,
        fill=ink,
    )
    return element("circle", r=size, **look) + number
