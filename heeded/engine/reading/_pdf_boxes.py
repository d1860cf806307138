"""Which lines stand in a drawn frame or filled panel, and in which cells of a ruled table.

Works on what is drawn, in points of the page as shown. Pages with few rules and areas cost next to nothing.
"""

from collections.abc import Callable, Iterable

from heeded.engine.reading._pdf_cells import cell_of
from heeded.engine.reading._pdf_drawn import Box, Drawn
from heeded.engine.reading._pdf_grids import Grid, grids_of
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.reading._pdf_panels import drawn_once, is_panel, panels_of
from heeded.engine.reading._pdf_rules import CLOSE, distinct_places
from heeded.engine.records import Line

Cut = Callable[[Line, list[float]], Iterable[Line]]


def placed(lines: tuple[Line, ...], drawn: Drawn, turn: Turn, cut: Cut) -> tuple[Line, ...]:
    """`lines` with their boxes and cells; `cut` parts a line at the given places along it, where it runs
    through several cells."""
    if not lines or not (drawn.areas or drawn.frames or len(drawn.rules) > 3):
        return lines
    grids = grids_of(drawn.rules, turn)
    tables = [grid for grid in grids if len(grid.rows) > 2 or len(grid.columns) > 2]
    frames = [grid.outline for grid in grids if grid not in tables]
    boxes = frames + [turn.box(*box) for box in drawn.frames] + panels_of(drawn.areas, turn)
    panels = drawn_once([box for box in boxes if is_panel(box, turn)])
    if not tables and not panels:
        return lines
    return tuple([new for line in lines for new in _place(line, tables, panels, cut)])


def _place(line: Line, tables: list[Grid], panels: list[Box], cut: Cut) -> Iterable[Line]:
    middle = (line.bottom + line.top) / 2
    for table in tables:
        left, bottom, right, top = table.outline
        if bottom < middle < top and line.left > left - CLOSE and line.right < right + CLOSE:
            return _in_table(line, table, cut)
    number = _smallest(line, panels)
    return (_with(line, number, None),) if number else (line,)


def _in_table(line: Line, table: Grid, cut: Cut) -> Iterable[Line]:
    middle = (line.bottom + line.top) / 2
    walls = [rule.at for rule in table.upright if rule.start - CLOSE < middle < rule.end + CLOSE]
    inner = [at for at in distinct_places(walls) if line.left + 1 < at < line.right - 1]
    parts = cut(line, inner) if inner else (line,)
    return [_with(part, 0, cell_of(part, table)) for part in parts]


def _with(line: Line, box: int, cell: tuple[int, int] | None) -> Line:
    return Line(
        line.start,
        line.end,
        line.left,
        line.bottom,
        line.right,
        line.top,
        line.size,
        line.bold,
        line.italic,
        box,
        cell,
        line.style,
    )


def _smallest(line: Line, panels: list[Box]) -> int:
    """The number of the smallest panel around the middle of the line and nearly all of its width, or 0."""
    middle = (line.bottom + line.top) / 2
    slack = 0.05 * (line.right - line.left) + CLOSE
    for number, (left, bottom, right, top) in enumerate(panels, start=1):
        if bottom < middle < top and left - slack < line.left and line.right < right + slack:
            return number
    return 0
