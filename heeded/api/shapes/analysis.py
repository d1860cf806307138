"""Counts over reviews: what was asked, who is counted, and the tables."""

from datetime import datetime
from typing import Literal

from ninja import Field

from heeded.analysis.figures import Figure, Figures, Row
from heeded.analysis.queries import Analysis
from heeded.analysis.saying import exclusions, inclusions, protection
from heeded.api.shape import Shape

Name = Literal["by-year", "side-by-side", "together", "lessons"]


class FigureShown(Shape):
    """A number of reviews, and of how many. Null is hidden, as it is small or would give a small one away."""

    count: int | None
    of: int | None


class ColumnShown(Shape):
    key: str = Field(description="Empty: not confirmed")
    label: str


class RowShown(Shape):
    """A theme or a lesson, with a figure for each column."""

    key: str
    label: str
    figures: list[FigureShown]
    total: FigureShown
    proposed: int | None = Field(
        description="Reviews where only a machine proposes it, for those who code; in no figure"
    )


class TableShown(Shape):
    """One table. What stands in it are numbers of reviews in which people found something."""

    name: Name
    columns: list[ColumnShown]
    held: RowShown = Field(description="How many reviews stand in each column")
    coded: RowShown | None = Field(description="How many of those anybody has coded")
    rows: list[RowShown]
    hidden: str = Field(description="What is hidden in it, in words; empty: nothing can be")


class CohortShown(Shape):
    """Who is counted, and who is not."""

    at: datetime
    counted: int = Field(description="Published reviews")
    held: int
    known: int = Field(description="Reviews that are known and not held: never counted")
    outside: int = Field(description="Left out by the filters")
    undecided: int = Field(description="Left out as nobody has confirmed what the filters ask for")
    included: list[str] = Field(description="In words")
    not_included: list[str]


class AnalysisShown(Shape):
    """The answer to one question."""

    cohort: CohortShown
    framework: str | None
    framework_version: int | None
    tables: list[TableShown]


class ReviewBehind(Shape):
    review: str
    title: str
    fictional: bool


def analysis_of(found: Analysis) -> AnalysisShown:
    """The four tables with their cohort."""
    cohort = found.cohort
    return AnalysisShown(
        cohort=CohortShown(
            at=cohort.at,
            counted=len(cohort.published),
            held=cohort.held,
            known=cohort.known,
            outside=cohort.outside,
            undecided=cohort.undecided,
            included=inclusions(found),
            not_included=exclusions(found),
        ),
        framework=found.framework.identifier if found.framework else None,
        framework_version=found.framework.version if found.framework else None,
        tables=[_table(one) for one in found.tables],
    )


def _table(one: Figures) -> TableShown:
    return TableShown(
        name=one.name.value,
        columns=[ColumnShown(key=column.key, label=column.label) for column in one.columns],
        held=_row(one.held),
        coded=_row(one.coded) if one.coded else None,
        rows=[_row(row) for row in one.rows],
        hidden=protection(one),
    )


def _row(one: Row) -> RowShown:
    return RowShown(
        key=one.key,
        label=one.label,
        figures=[_figure(figure) for figure in one.figures],
        total=_figure(one.total),
        proposed=one.proposed,
    )


def _figure(one: Figure) -> FigureShown:
    return FigureShown(count=one.count, of=one.of)
