"""Themes that go together: a square for each pair."""

from collections.abc import Sequence

from heeded.engine.charts._drawing import LINE, SMALL, TEAL, Drawing, Value, across, wrapped
from heeded.engine.charts._table import HATCHED, ChartWords, Count, Line, legend, short

_HIGH = 30
_DARKEST = 0.6  # dark words on it are still five times darker


def together(lines: Sequence[Line], *, title: str, words: ChartWords | None = None) -> str:
    """Draw how many reviews have both themes of each pair; nothing of fewer than two themes.

    The counts of a line stand in the order of the lines, its own among them: how many have that theme at all.
    """
    said = words or ChartWords()
    if len(lines) < 2:
        return ""
    drawing = Drawing()
    bare = [Line(one.label, [Count(count.count) for count in one.counts], one.total) for one in lines]
    legend(drawing, bare, [said.in_squares, said.of_itself], said)
    largest = max(_pairs(bare), default=0)
    for place, line in enumerate(bare):
        drawing.cut()
        for piece in wrapped(f"{place + 1}. {line.label}", letters=38):
            drawing.height += LINE
            drawing.words(piece)
        drawing.height += 6
        _row(drawing, line, place, largest)
    numbers = range(1, len(bare) + 1)
    for number in numbers:
        drawing.words(
            str(number),
            x=across((number - 0.5) / len(bare)),
            y=drawing.height + 12,
            text_anchor="middle",
            font_size=SMALL,
        )
    drawing.height += 20
    return drawing.finished(title=title, description=said.description)


def _pairs(lines: Sequence[Line]) -> list[int]:
    found = []
    for place, line in enumerate(lines):
        found += [one.count for one in line.counts[:place] if one.count is not None]
    return found


def _row(drawing: Drawing, line: Line, place: int, largest: int) -> None:
    """Up to the slope: what lies beyond it says the same again."""
    number = len(line.counts)
    for column, one in enumerate(line.counts[: place + 1]):
        depth = 0.0
        if one.count and column != place and largest:
            depth = _DARKEST * one.count / largest
        x, width = across(column / number), across(1 / number)
        box: dict[str, Value] = {
            "x": x,
            "width": width,
            "y": drawing.height,
            "height": _HIGH,
            "stroke": TEAL,
            "stroke_width": 1,
        }
        if one.count is None:
            drawing.add("rect", fill=HATCHED, **box)
        elif column == place:
            drawing.add("rect", fill="none", stroke_dasharray="3 2", **box)
        else:
            drawing.add("rect", fill=TEAL, fill_opacity=depth, **box)
        drawing.words(
            short(one),
            x=across((column + 0.5) / number),
            y=drawing.height + 20,
            text_anchor="middle",
        )
    drawing.height += _HIGH + 4
