"""Themes by region, kind or the like: for each theme a bar for each group."""

from collections.abc import Sequence

from heeded.engine.charts._drawing import RULE, SMALL, TEAL, Drawing, Value, across
from heeded.engine.charts._table import ChartWords, Count, Line, bar_look, heading, legend, short

_HIGH = 21
_LONGEST = 40


def side_by_side(
    columns: Sequence[str], lines: Sequence[Line], *, title: str, words: ChartWords | None = None
) -> str:
    """Draw how large a share of the reviews held has each theme, in each group; nothing of no themes.

    The whole width is all reviews held in that group. A blank column is "not confirmed".
    """
    said = words or ChartWords()
    if not lines or not columns:
        return ""
    drawing = Drawing()
    legend(drawing, lines, [said.example], said)
    for line in lines:
        drawing.cut()
        heading(drawing, line, said)
        drawing.height += 6
        for column, one in zip(columns, line.counts, strict=True):
            _bar(drawing, column or said.not_confirmed, one)
        drawing.height += 10
    return drawing.finished(title=title, description=said.description)


def _bar(drawing: Drawing, label: str, one: Count) -> None:
    top = drawing.height
    drawing.add("rect", x=0, width="100%", y=top, height=_HIGH - 3, fill="none", stroke=RULE, stroke_width=1)
    share = 1.0 if one.count is None else one.share or 0.0
    if share:
        drawing.add("rect", x=0, width=across(share), y=top, height=_HIGH - 3, **bar_look(one))
        drawing.add("rect", x=0, width=4, y=top, height=_HIGH - 3, fill=TEAL)
    shown = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    outline: dict[str, Value] = (
        {"stroke": "#fff", "stroke_width": 3, "paint_order": "stroke"} if one.count is None else {}
    )
    drawing.words(shown, x=9, y=top + 13, font_size=SMALL, **outline)
    drawing.words(
        short(one),
        x="100%",
        dx=-6,
        y=top + 13,
        font_size=SMALL,
        font_weight=700,
        text_anchor="end",
        **outline,
    )
    drawing.height = top + _HIGH
