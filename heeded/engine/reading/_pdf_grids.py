"""Rules that meet: tables, or frames where they close but one cell."""

from dataclasses import dataclass, replace

from heeded.engine.reading._pdf_drawn import Box
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.reading._pdf_rules import Rule, distinct_places, meet, rules_of

_MOST_RULES = 3_000  # more are a drawing
_MOST_PAIRS = 30_000


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


def grids_of(rules: list[Box], turn: Turn) -> list[Grid]:
    """Groups of rules that meet and close at least one cell, from the top of the page."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    across, upright = rules_of(turn.box(*box) for box in rules)
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
    rows = distinct_places(sorted((rule.at for rule in across), reverse=True))
    columns = distinct_places(sorted(rule.at for rule in upright))
    return Grid(across, upright, rows, columns) if len(rows) > 1 and len(columns) > 1 else None


def _groups(across: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together. Each horizontal one joins the groups of the upright ones it meets."""
    group_of: dict[int, int] = {}  # the group of an upright rule, by its place in the list
    groups: dict[int, tuple[list[Rule], set[int]]] = {}
    for number, rule in enumerate(across):
        touching = {place for place, wall in enumerate(upright) if meet(rule, wall)}
        if not touching:
            continue
        mine, walls = [rule], touching
        for other in {group_of[place] for place in touching if place in group_of}:
            rules, places = groups.pop(other)
            mine, walls = mine + rules, walls | places
        groups[number] = mine, walls
        group_of.update(dict.fromkeys(walls, number))
    return [(rules, [upright[place] for place in sorted(places)]) for rules, places in groups.values()]
