"""Which lines stand in a drawn frame or filled panel, and in which cells of a ruled table.

Works on what is drawn, in points of the page as shown. Pages with few rules and areas cost next to nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from heeded.engine.reading._pdf_drawn import Area, Box, Drawn
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.records import Line

_WIDTH, _HEIGHT = 60.0, 18.0  # points: smaller panels are marks in the text
_WHOLE_PAGE = 0.7  # share of the page's area: larger ones are its ground
_CLOSE = 2.5  # points within which two rules meet or two edges are one
_MOST_RULES = 3_000  # more are a drawing
_WHITE = 247

Cut = Callable[[Line, list[float]], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one axis: `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """Rules that meet: a table, or a frame where there is one cell. `first_row` counts on from the table above."""

    across: list[Rule] = field(default_factory=list)  # horizontal, from the top
    upright: list[Rule] = field(default_factory=list)  # from the left
    first_row: int = 0

    @property
    def rows(self) -> list[float]:
        return _places(sorted((rule.at for rule in self.across), reverse=True))

    @property
    def columns(self) -> list[float]:
        return _places(sorted(rule.at for rule in self.upright))

    def outline(self) -> Box:
        rows, columns = self.rows, self.columns
        return columns[0], rows[-1], columns[-1], rows[0]


def placed(lines: tuple[Line, ...], drawn: Drawn, turn: Turn, cut: Cut) -> tuple[Line, ...]:
    """`lines` with their boxes and cells; `cut` parts a line at the given places along it, where it runs
    through several cells."""
    if not lines or not (drawn.areas or drawn.frames or len(drawn.rules) > 3):
        return lines
    grids = _grids(drawn.rules, drawn.frames, turn)
    tables = [grid for grid in grids if len(grid.rows) > 2 or len(grid.columns) > 2]
    frames = [grid.outline() for grid in grids if grid not in tables]
    panels = _merged(frames + [turn.box(*box) for box in drawn.frames] + _panels(drawn.areas, turn))
    panels = [box for box in panels if _fits(box, turn)]
    if not tables and not panels:
        return lines
    return tuple([new for line in lines for new in _place(line, tables, panels, cut)])


def _place(line: Line, tables: list[Grid], panels: list[Box], cut: Cut) -> Iterable[Line]:
    middle = (line.bottom + line.top) / 2
    for table in tables:
        left, bottom, right, top = table.outline()
        if bottom < middle < top and line.left > left - _CLOSE and line.right < right + _CLOSE:
            return _in_table(line, table, cut)
    number = _smallest(line, panels)
    return (_with(line, number, None),) if number else (line,)


def _in_table(line: Line, table: Grid, cut: Cut) -> Iterable[Line]:
    middle = (line.bottom + line.top) / 2
    walls = [rule.at for rule in table.upright if rule.start - _CLOSE < middle < rule.end + _CLOSE]
    inner = [at for at in _places(walls) if line.left + 1 < at < line.right - 1]
    parts = cut(line, inner) if inner else (line,)
    return [_with(part, 0, _cell(part, table)) for part in parts]


def _cell(line: Line, table: Grid) -> tuple[int, int]:
    middle, centre = (line.bottom + line.top) / 2, (line.left + line.right) / 2
    tops = [
        rule.at
        for rule in table.across
        if rule.start - _CLOSE < centre < rule.end + _CLOSE and rule.at > middle
    ]
    sides = [rule.at for rule in table.upright if rule.start - _CLOSE < middle < rule.end + _CLOSE]
    top, left = min(tops, default=0.0), max((at for at in sides if at < centre), default=0.0)
    row = min(range(len(table.rows)), key=lambda index: abs(table.rows[index] - top))
    column = min(range(len(table.columns)), key=lambda index: abs(table.columns[index] - left))
    return table.first_row + row, column


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
    slack = 0.05 * (line.right - line.left) + _CLOSE
    for number, (left, bottom, right, top) in enumerate(panels, start=1):
        if bottom < middle < top and left - slack < line.left and line.right < right + slack:
            return number
    return 0


def _fits(box: Box, turn: Turn) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return width >= _WIDTH and height >= _HEIGHT and width * height < _WHOLE_PAGE * turn.width * turn.height


def _panels(areas: list[Area], turn: Turn) -> list[Box]:
    """Filled shapes other than white ones; strips of one colour one below the other are one panel."""
    found: list[tuple[tuple[int, ...], Box]] = []
    for area in areas:
        if area.colour is None or min(area.colour[:3]) > _WHITE or area.colour[3] < 8:
            continue
        box, colour = turn.box(*area.box), area.colour
        if box[2] - box[0] < _WIDTH:
            continue
        if found and found[-1][0] == colour and _stacked(found[-1][1], box):
            box = _union(found.pop()[1], box)
        found.append((colour, box))
    return [box for _, box in found]


def _stacked(one: Box, other: Box) -> bool:
    same_sides = abs(one[0] - other[0]) < _CLOSE and abs(one[2] - other[2]) < _CLOSE
    return same_sides and one[1] - other[3] < _CLOSE and other[1] - one[3] < _CLOSE


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _merged(boxes: list[Box]) -> list[Box]:
    """The boxes from the smallest, those that are drawn twice (as fill and as frame) once."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        if not any(all(abs(a - b) < 2 * _CLOSE for a, b in zip(box, other, strict=True)) for other in kept):
            kept.append(box)
    return kept


def _grids(rules: list[Box], frames: list[Box], turn: Turn) -> list[Grid]:
    """Groups of rules that meet and close at least one cell, from the top of the page."""
    if not 4 <= len(rules) + 4 * len(frames) <= _MOST_RULES:
        return []
    across, upright = _rules(turn.box(*box) for box in rules)
    if len(across) < 2 or len(upright) < 2:
        return []
    grids = [grid for grid in _joined(across, upright) if len(grid.rows) > 1 and len(grid.columns) > 1]
    grids.sort(key=lambda grid: -grid.rows[0])
    row = 0
    for grid in grids:
        grid.first_row, row = row, row + len(grid.rows) - 1
    return grids


def _rules(boxes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    across, upright = [], []
    for left, bottom, right, top in boxes:
        if right - left >= top - bottom:
            across.append(Rule((bottom + top) / 2, left, right))
        else:
            upright.append(Rule((left + right) / 2, bottom, top))
    return _unbroken(across), _unbroken(upright)


def _unbroken(rules: list[Rule]) -> list[Rule]:
    """Pieces of one rule joined; what stays shorter than a cell is dropped (dots, underlines of a word are kept)."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = joined[-1] if joined else None
        if last and abs(last.at - rule.at) < 1.5 and rule.start < last.end + _CLOSE:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start > 8.0]


def _joined(across: list[Rule], upright: list[Rule]) -> list[Grid]:
    grids: list[Grid] = []
    for rule in across:
        touching = [wall for wall in upright if _meet(rule, wall)]
        if not touching:
            continue
        mine = [grid for grid in grids if any(wall in grid.upright for wall in touching)]
        grid = Grid([rule], list(touching))
        for other in mine:
            grids.remove(other)
            grid.across += other.across
            grid.upright += [wall for wall in other.upright if wall not in grid.upright]
        grids.append(grid)
    return grids


def _meet(rule: Rule, wall: Rule) -> bool:
    return (
        rule.start - _CLOSE < wall.at < rule.end + _CLOSE
        and wall.start - _CLOSE < rule.at < wall.end + _CLOSE
    )


def _places(sorted_places: list[float]) -> list[float]:
    """Places without near repeats."""
    kept: list[float] = []
    for place in sorted_places:
        if not kept or abs(place - kept[-1]) > 2 * _CLOSE:
            kept.append(place)
    return kept
