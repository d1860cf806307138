"""Which lines stand in a drawn frame or filled panel, and in which cells of a ruled table.

Works on what is drawn, in points of the page as shown. Pages with few rules and areas cost next to nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from heeded.engine.reading._pdf_drawn import Area, Box, Drawn
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.records import Line

_WIDTH, _HEIGHT = 60.0, 18.0  # points: smaller panels are marks in the text
_WHOLE_PAGE = 0.7  # share of the page's area: larger ones are its ground
_CLOSE = 2.5  # points within which two rules meet or two edges are one
_MOST_RULES = 3_000  # more are a drawing
_MOST_PAIRS = 30_000
_WHITE = 247

Cut = Callable[[Line, list[float]], Iterable[Line]]


class Rule(NamedTuple):
    """A line along one axis: `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that meet: a table, or a frame where there is one cell. `first_row` counts on from the table above."""

    across: list[Rule]  # horizontal
    upright: list[Rule]
    rows: list[float]  # places of the horizontal rules from the top
    columns: list[float]  # places of the upright ones from the left
    first_row: int = 0

    @property
    def outline(self) -> Box:
        return self.columns[0], self.rows[-1], self.columns[-1], self.rows[0]


def placed(lines: tuple[Line, ...], drawn: Drawn, turn: Turn, cut: Cut) -> tuple[Line, ...]:
    """`lines` with their boxes and cells; `cut` parts a line at the given places along it, where it runs
    through several cells."""
    if not lines or not (drawn.areas or drawn.frames or len(drawn.rules) > 3):
        return lines
    grids = _grids(drawn.rules, turn)
    tables = [grid for grid in grids if len(grid.rows) > 2 or len(grid.columns) > 2]
    frames = [grid.outline for grid in grids if grid not in tables]
    boxes = frames + [turn.box(*box) for box in drawn.frames] + _panels(drawn.areas, turn)
    panels = _merged([box for box in boxes if _fits(box, turn)])
    if not tables and not panels:
        return lines
    return tuple([new for line in lines for new in _place(line, tables, panels, cut)])


def _place(line: Line, tables: list[Grid], panels: list[Box], cut: Cut) -> Iterable[Line]:
    middle = (line.bottom + line.top) / 2
    for table in tables:
        left, bottom, right, top = table.outline
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
    low, high, near, far = middle - _CLOSE, middle + _CLOSE, centre - _CLOSE, centre + _CLOSE
    tops = [rule.at for rule in table.across if rule.at > middle and rule.start < far and rule.end > near]
    sides = [rule.at for rule in table.upright if rule.at < centre and rule.start < high and rule.end > low]
    top, left = min(tops, default=0.0), max(sides, default=0.0)
    return table.first_row + _nearest(table.rows, top), _nearest(table.columns, left)


def _nearest(places: list[float], at: float) -> int:
    distances = [abs(place - at) for place in places]
    return distances.index(min(distances))


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


def _grids(rules: list[Box], turn: Turn) -> list[Grid]:
    """Groups of rules that meet and close at least one cell, from the top of the page."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    across, upright = _rules(turn.box(*box) for box in rules)
    if len(across) < 2 or len(upright) < 2 or len(across) * len(upright) > _MOST_PAIRS:
        return []
    possible = (_grid(*group) for group in _groups(across, upright))
    found = sorted((grid for grid in possible if grid is not None), key=lambda grid: -grid.rows[0])
    row = 0
    counted: list[Grid] = []
    for grid in found:
        counted.append(replace(grid, first_row=row))
        row += len(grid.rows) - 1
    return counted


def _grid(across: list[Rule], upright: list[Rule]) -> Grid | None:
    rows = _places(sorted((rule.at for rule in across), reverse=True))
    columns = _places(sorted(rule.at for rule in upright))
    return Grid(across, upright, rows, columns) if len(rows) > 1 and len(columns) > 1 else None


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
    last: Rule | None = None
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        if last and abs(last.at - rule.at) < 1.5 and rule.start < last.end + _CLOSE:
            if rule.end > last.end:
                joined[-1] = last = Rule(last.at, last.start, rule.end)
        else:
            joined.append(rule)
            last = rule
    return [rule for rule in joined if rule.end - rule.start > 8.0]


def _groups(across: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together. Each horizontal one joins the groups of the upright ones it meets."""
    group_of: dict[int, int] = {}  # the group of an upright rule, by its place in the list
    groups: dict[int, tuple[list[Rule], set[int]]] = {}
    for number, rule in enumerate(across):
        touching = {place for place, wall in enumerate(upright) if _meet(rule, wall)}
        if not touching:
            continue
        mine, walls = [rule], touching
        for other in {group_of[place] for place in touching if place in group_of}:
            rules, places = groups.pop(other)
            mine, walls = mine + rules, walls | places
        groups[number] = mine, walls
        group_of.update(dict.fromkeys(walls, number))
    return [(rules, [upright[place] for place in sorted(places)]) for rules, places in groups.values()]


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
