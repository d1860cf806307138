"""The run chart: an audit that was repeated, as a line with its median."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, log10

from heeded.engine.charts._drawing import GREY, LINE, RULE, SMALL, TEAL, Drawing, across, at, element
from heeded.engine.charts._run_words import RunWords, amount, day, figure, said_of_run
from heeded.engine.charts._runs import Measured, Run, read_run

_HEIGHT = 170  # of the stretch that the line moves in
_LEFT, _RIGHT = 0.13, 0.96  # shares of the width between which the points stand
_MOST_NAMED = 7  # points whose figure is written beside them; of more, only those that matter


def run_chart(points: Iterable[Measured], *, title: str, words: RunWords | None = None) -> str:
    """Draw figures over time with their median; nothing of fewer than two.

    The description of the picture is what the figures show by the rules that `read_run` names, in plain sentences.
    The table with each figure is the page's.
    """
    run, said = read_run(points), words or RunWords()
    if run is None:
        return ""
    drawing = Drawing(height=LINE)
    drawing.words(said.median.format(median=amount(run.median, is_share=run.is_share)), font_size=SMALL)
    drawing.height += 22
    top = drawing.height
    largest = 1.0 if run.is_share else _round_up(max(run.values))
    _scale(drawing, run, largest, top)
    _line(drawing, run, largest, top)
    drawing.height = top + _HEIGHT + 36
    _days(drawing, run, said)
    drawing.height += 8
    return drawing.finished(title=title, description=" ".join(said_of_run(run, said)))


def _scale(drawing: Drawing, run: Run, largest: float, top: float) -> None:
    for share in (0.0, 0.5, 1.0):
        y = top + _HEIGHT * (1 - share)
        drawing.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=RULE, stroke_width=1)
        drawing.words(amount(largest * share, is_share=run.is_share), y=y - 4, font_size=SMALL, fill=GREY)
    y = _y(run.median, largest, top)
    drawing.add(
        "line",
        x1=0,
        x2="100%",
        y1=y,
        y2=y,
        stroke=GREY,
        stroke_width=2,
        stroke_dasharray="7 5",
    )


def _line(drawing: Drawing, run: Run, largest: float, top: float) -> None:
    places = [
        (_x(one, run), _y(value, largest, top)) for one, value in zip(run.points, run.values, strict=True)
    ]
    for (left, above), (right, below) in pairwise(places):
        drawing.add(
            "line", x1=across(left), x2=across(right), y1=above, y2=below, stroke=TEAL, stroke_width=2
        )
    named = _named(run)
    for place, (x, y) in enumerate(places):
        drawing.add("g", at(x, y=y, content=element("circle", r=4, fill=TEAL)))
        if place in named:
            foot = y + 18 if _is_dip(place, run.values) else y - 9
            drawing.words(
                figure(run.points[place]), x=across(x), y=foot, text_anchor=_anchor(x), font_size=SMALL
            )


def _is_dip(place: int, values: Sequence[float]) -> bool:
    """Whether the line leaves room below a point rather than above it."""
    beside = [values[place - 1]] if place else []
    beside += values[place + 1 : place + 2]
    return all(one > values[place] for one in beside)


def _named(run: Run) -> set[int]:
    """The first, the last, the highest and the lowest always."""
    every = range(len(run.values))
    if len(every) <= _MOST_NAMED:
        return set(every)
    highest = max(every, key=lambda place: run.values[place])
    lowest = min(every, key=lambda place: run.values[place])
    return {0, len(every) - 1, highest, lowest}


def _days(drawing: Drawing, run: Run, words: RunWords) -> None:
    """The first and the last below their points: between them days are told by the table."""
    for one, anchor in ((run.points[0], "start"), (run.points[-1], "end")):
        x = across(_x(one, run)) if anchor == "start" else "100%"
        drawing.words(day(one, words), x=x, text_anchor=anchor, font_size=SMALL, fill=GREY)


def _x(point: Measured, run: Run) -> float:
    first, last = run.points[0].on, run.points[-1].on
    passed = (point.on - first).days / max(1, (last - first).days)
    return _LEFT + (_RIGHT - _LEFT) * passed


def _y(value: float, largest: float, top: float) -> float:
    return top + _HEIGHT * (1 - min(1.0, max(0.0, value / largest if largest else 0.0)))


def _anchor(share: float) -> str:
    return "end" if share > 0.9 else "start" if share < 0.2 else "middle"


def _round_up(value: float) -> float:
    """The next round number: a scale that ends there is read at a glance."""
    if value <= 0:
        return 1.0
    step = 10 ** (ceil(log10(value)) - 1) / 2 if value != 1 else 1.0
    return float(ceil(value / step) * step)
