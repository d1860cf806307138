"""A block in the making: the rows that belong to it, before they are put together."""

from dataclasses import dataclass, field

from heeded.engine.flow._marks import Mark
from heeded.engine.flow._row import Row


@dataclass(slots=True)
class Draft:
    """Rows that make one block, before its kind is settled."""

    rows: list[Row]
    mark: Mark | None = None
    right: float = 0.0  # how far lines of this column reach
    kind: str = ""
    gaps: list[str] = field(default_factory=list)  # what joins each row to the one before it: "" or " "

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]

    @property
    def size(self) -> float:
        return (
            self.rows[0].size
            if len(self.rows) < 3
            else sorted(row.size for row in self.rows)[len(self.rows) // 2]
        )
