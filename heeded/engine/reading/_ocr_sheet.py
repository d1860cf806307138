"""A sheet as it was drawn for OCR: how its pixels, straightened and turned, relate to points of the page."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn page: its size in points, its scale in pixels a point, and how it was turned for reading.

    First by `quarters` clockwise, then by `angle` degrees anticlockwise round the middle.
    """

    number: int
    label: str | None
    width: float
    height: float
    scale: float
    columns: int
    rows: int
    quarters: int = 0
    angle: float = 0.0

    def skewed(self, angle: float) -> "Sheet":
        """The same sheet, turned by that angle to lie level."""
        return replace(self, angle=angle)

    def quartered(self, quarters: int) -> "Sheet":
        """The same sheet, turned by quarters to stand upright."""
        return replace(self, quarters=quarters)

    def points(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the picture that was read (left, top, right, bottom in pixels) in points of the page."""
        left, top, right, bottom = box
        x, y = self._before((left + right) / 2, (top + bottom) / 2)
        wide, high = (right - left) / 2, (bottom - top) / 2
        if self.quarters % 2:
            wide, high = high, wide
        return (
            round((x - wide) / self.scale, 1),
            round(self.height - (y + high) / self.scale, 1),
            round((x + wide) / self.scale, 1),
            round(self.height - (y - high) / self.scale, 1),
        )

    def _before(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the turned picture stood in the drawing of the page."""
        columns, rows = (self.rows, self.columns) if self.quarters % 2 else (self.columns, self.rows)
        if self.angle:
            across, down = x - columns / 2, y - rows / 2
            turn = math.radians(self.angle)
            x = columns / 2 + across * math.cos(turn) - down * math.sin(turn)
            y = rows / 2 + across * math.sin(turn) + down * math.cos(turn)
        if self.quarters == 1:
            return y, self.rows - x
        if self.quarters == 2:
            return self.columns - x, self.rows - y
        return (self.columns - y, x) if self.quarters == 3 else (x, y)
