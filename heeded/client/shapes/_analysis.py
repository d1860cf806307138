"""Counts over reviews."""

from datetime import datetime

from heeded.client._decoding import record


@record("FigureShown")
class Figure:
    """A number of reviews, and of how many. None is hidden: small, or it would give a small one away."""

    count: int | None
    of: int | None


@record("ColumnShown")
class FigureColumn:
    """A year, a band of years, a group or a theme."""

    key: str  # empty: not confirmed
    label: str


@record("RowShown")
class FigureRow:
    """A theme or a lesson, with a figure for each column."""

    key: str
    label: str
    figures: tuple[Figure, ...]
    total: Figure
    proposed: int | None  # reviews where only a machine proposes it; in no figure


@record("TableShown")
class FigureTable:
    """One table of numbers of reviews."""

    name: str  # by-year, side-by-side, together or lessons
    columns: tuple[FigureColumn, ...]
    held: FigureRow
    coded: FigureRow | None
    rows: tuple[FigureRow, ...]
    hidden: str  # what is hidden in it, in words


@record("CohortShown")
class Cohort:
    """Who is counted, and who is not."""

    at: datetime
    counted: int  # published reviews
    held: int
    known: int  # known and not held: never counted
    outside: int  # left out by the filters
    undecided: int  # left out as nobody has confirmed what the filters ask for
    included: tuple[str, ...]  # in words
    not_included: tuple[str, ...]


@record("AnalysisShown")
class Analysis:
    """The answer to one question."""

    cohort: Cohort
    framework: str | None
    framework_version: int | None
    tables: tuple[FigureTable, ...]


@record("ReviewBehind")
class ReviewBehind:
    """A published review behind a figure."""

    review: str
    title: str
    fictional: bool
