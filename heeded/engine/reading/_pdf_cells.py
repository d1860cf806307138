"""In which cell of a ruled table a line stands."""

from heeded.engine.reading._pdf_grids import Grid
from heeded.engine.reading._pdf_rules import CLOSE
from heeded.engine.records import Line


def cell_of(line: Line, table: Grid) -> tuple[int, int]:
    """Row and column of the cell in which the middle of `line` lies."""
    middle, centre = (line.bottom + line.top) / 2, (line.left + line.right) / 2
    low, high, near, far = middle - CLOSE, middle + CLOSE, centre - CLOSE, centre + CLOSE
    tops = [rule.at for rule in table.across if rule.at > middle and rule.start < far and rule.end > near]
    sides = [rule.at for rule in table.upright if rule.at < centre and rule.start < high and rule.end > low]
    top, left = min(tops, default=0.0), max(sides, default=0.0)
    return table.first_row + _nearest(table.rows, top), _nearest(table.columns, left)


def _nearest(places: list[float], at: float) -> int:
    distances = [abs(place - at) for place in places]
    return distances.index(min(distances))
