"""A table of figures as it leaves this room."""

from dataclasses import dataclass, field
from enum import Enum


class TableName(Enum):
    """The four tables, as they are called in an address."""

    BY_YEAR = "by-year"
    SIDE_BY_SIDE = "side-by-side"
    TOGETHER = "together"
    LESSONS = "lessons"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of reviews, and of how many; none: hidden, or not to be had without what is hidden."""

    count: int | None
    of: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the number is protected."""
        return self.count is None

    @property
    def share(self) -> float | None:
        """As a share of the reviews held, between 0 and 1; none where either is hidden or there are none."""
        return self.count / self.of if self.count is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Column:
    """A year, a band of years, a group or a theme. A blank key: not confirmed."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A theme or a lesson: a figure for each column, and how many reviews in all. `proposed` counts reviews that only
    a machine puts under it, apart and never in a figure; none: not for this viewer, or hidden."""

    key: str
    label: str
    figures: tuple[Figure, ...]
    total: Figure
    proposed: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """One table. `held` is how many reviews stand in each column, `coded` how many of those anybody has coded."""

    name: TableName
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    held: Row
    coded: Row | None = None
    is_protected: bool = False  # small numbers are hidden in it
    below: int = 10
    left_out: int = 0  # themes or lessons that are not among the rows
    proposals: bool = field(default=False)  # whether this viewer is shown how many proposals there are

    @property
    def hides(self) -> bool:
        """Whether anything is hidden in it."""
        rows = (*self.rows, self.held, *((self.coded,) if self.coded else ()))
        return any(one.is_hidden for row in rows for one in (*row.figures, row.total))
