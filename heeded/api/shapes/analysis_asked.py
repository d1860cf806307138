"""Which reviews are counted, and what of them."""

from ninja import Field

from heeded.analysis.asked import Asked, DatedBy, SideBySide, Whose
from heeded.analysis.figures import TableName
from heeded.api.shape import Sent
from heeded.api.shapes.text import Text
from heeded.engine.vocabulary import Nation, ReviewType

_MOST = 60  # values of one filter
_EARLIEST, _LATEST = 1900, 2200


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
