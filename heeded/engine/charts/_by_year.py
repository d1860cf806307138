"""Themes by year: one strip of columns for each theme."""

from collections.abc import Sequence

from heeded.engine.charts._drawing import GREY, RULE, SMALL, Drawing, across
from heeded.engine.charts._table import ChartWords, Count, Line, bar_look, heading, legend, short

_TALL = 44  # a column in which all reviews are


def by_year(
    columns: Sequence[str], lines: Sequence[Line], *, title: str, words: ChartWords | None = None
) -> str:
    """Draw how large a share of the reviews held has each theme, by year or band of years; nothing of no themes.

    A blank column is "not confirmed". Every column says its number; what is hidden is hatched.
    """
    said = words or ChartWords()
    if not lines or not columns:
        return ""
    drawing = Drawing()
    legend(drawing, lines, [said.example], said)
    for line in lines:
        drawing.cut()
        heading(drawing, line, said)
        _strip(drawing, columns, line, said)
    return drawing.finished(title=title, description=said.description)


def _strip(drawing: Drawing, columns: Sequence[str], line: Line, words: ChartWords) -> None:
    foot = drawing.height + 26 + _TALL
    drawing.add("line", x1=0, x2="100%", y1=foot, y2=foot, stroke=RULE, stroke_width=1)
    for place, one in enumerate(line.counts):
        _column(drawing, one, place, len(columns), foot=foot)
        middle = across((place + 0.5) / len(columns))
        for number, piece in enumerate(year_words(columns[place], words)):
            y = foot + 14 + 13 * number
            drawing.words(piece, x=middle, y=y, text_anchor="middle", font_size=SMALL - 1, fill=GREY)
    drawing.height = foot + 14 + 13 + 14


def _column(drawing: Drawing, one: Count, place: int, number: int, *, foot: float) -> None:
    tall = _TALL if one.count is None else _TALL * (one.share or 0.0)
    if tall:
        drawing.add(
            "rect",
            x=across((place + 0.15) / number),
            width=across(0.7 / number),
            y=foot - tall,
            height=tall,
            **bar_look(one),
        )
    middle = across((place + 0.5) / number)
    drawing.words(short(one), x=middle, y=foot - tall - 5, text_anchor="middle", font_size=SMALL)


def year_words(column: str, words: ChartWords) -> list[str]:
    """A column's name on two short lines: "2006 to 2007" is "2006", "–07"."""
    if not column:
        return words.no_year.split(maxsplit=1)
    years = [part for part in column.split() if part.isdigit()]
    if len(years) != 2:
        return [column]
    return [years[0], f"–{years[1][2:] if years[0][:2] == years[1][:2] else years[1]}"]
