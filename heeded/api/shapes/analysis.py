"""Counts over reviews: what was asked, who is counted, and the tables."""

from datetime import datetime
from typing import Literal

from ninja import Field

from heeded.analysis.asked import Asked, DatedBy, SideBySide, Whose
from heeded.analysis.figures import Figure, Figures, Row, TableName
from heeded.analysis.queries import Analysis
from heeded.analysis.saying import exclusions, inclusions, protection
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.text import Text
from heeded.engine.vocabulary import Nation, ReviewType

_MOST = 60  # values of one filter
_EARLIEST, _LATEST = 1900, 2200
Name = Literal["by-year", "side-by-side", "together", "lessons"]


class AnalysisAsked(Sent):
    """Which reviews are counted, with which framework, and by what they are set side by side. Several values of one
    filter are “any of these”."""

    nation: list[Nation] = Field([], max_length=_MOST)
    region: list[Text] = Field([], max_length=_MOST)
    area: list[Text] = Field([], max_length=_MOST)
    type: list[ReviewType] = Field([], max_length=_MOST)
    year_from: int | None = Field(None, ge=_EARLIEST, le=_LATEST, alias="from", description="First year")
    year_to: int | None = Field(None, ge=_EARLIEST, le=_LATEST, alias="to", description="Last year")
    dated: DatedBy = Field(DatedBy.PUBLICATION, description="What years are those of")
    framework: Text = Field("", max_length=120, description="Empty: the one that most was coded with")
    theme: list[Text] = Field(
        [], max_length=_MOST, description="Identifiers; none: those of most reviews first"
    )
    by: SideBySide = Field(SideBySide.REGION, description="What reviews are set side by side by")
    whose: Whose = Field(Whose.REVIEWS, description="Whose codings count")
    restricted: bool = Field(False, description="Also restricted reviews that you may read")

    def asked(self) -> Asked:
        """The one record that every door makes."""
        return Asked(
            nations=tuple(one.value for one in self.nation),
            regions=tuple(self.region),
            areas=tuple(self.area),
            review_types=tuple(one.value for one in self.type),
            year_from=self.year_from,
            year_to=self.year_to,
            dated_by=self.dated,
            framework=self.framework,
            themes=tuple(self.theme),
            side_by_side=self.by,
            whose=self.whose,
            with_restricted=self.restricted,
        )


class FigureBehind(AnalysisAsked):
    """One figure of a table."""

    table: TableName
    row: Text = Field(max_length=200, description="“key” of its row; “held” for all that are held")
    column: Text = Field("all", max_length=200, description="“key” of its column; “all” for the whole row")


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
