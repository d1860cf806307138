"""A table before anybody knows what it means: cells in rows, merged ones told apart."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

MOST_COLUMNS = 100


class Cell(NamedTuple):
    """What a cell shows. `day` is set where the file holds a real date; `month_only` where it shows no day of it.

    `fill` is the colour behind it as RRGGBB, "?" where the file names it in a way that depends on the program.
    `trouble` says why a cell shows nothing though it holds something.
    """

    text: str = ""
    day: date | None = None
    month_only: bool = False
    fill: str = ""
    trouble: str = ""
    over: bool = False  # merged with the cell above, which says it first


EMPTY = Cell()


@dataclass(slots=True)
class Grid:
    """Cells in rows as the file has them; a cell merged downwards stands in every row that it covers.

    `wide` holds how many columns a cell (row, column from 0) covers where it is more than one; `before` are the
    paragraphs between the table before and this one, `named` whether `name` is a sheet's own.
    """

    name: str
    rows: list[list[Cell]]
    wide: dict[tuple[int, int], int] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    named: bool = False
    width: int = 0

    def __post_init__(self) -> None:
        self.width = max((len(row) for row in self.rows), default=0)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Let the first cell of a merged stretch stand in every row that it covers (all from 0, ends included)."""
        bottom = min(bottom, len(self.rows) - 1)
        if top > bottom or left >= len(self.rows[top]):
            return
        for at in range(top, bottom + 1):
            row = self.rows[at]
            row.extend([EMPTY] * (left + 1 - len(row)))
            if at > top or row[left].text:
                row[left] = self.rows[top][left]._replace(over=at > top)
            if right > left:
                self.wide[at, left] = min(right, self.width - 1) - left + 1


def filled(row: list[Cell]) -> list[int]:
    """The columns of a row that show something."""
    return [at for at, cell in enumerate(row) if cell.text]
