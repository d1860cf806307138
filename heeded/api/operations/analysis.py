"""Counts of what people decided, over reviews that are chosen by what is known of them. The same rule hides small
numbers here as on the pages and in the files."""

from typing import Literal

from django.http import HttpResponse
from ninja import Query, Router

from heeded.analysis.exports import as_csv, as_xlsx
from heeded.analysis.figures import TableName
from heeded.analysis.queries import analyse, reviews_behind
from heeded.api.door import Caller, door
from heeded.api.sending import export_answer
from heeded.api.shapes.analysis import AnalysisShown, ReviewBehind, analysis_of
from heeded.api.shapes.analysis_asked import AnalysisAsked, FigureBehind
from heeded.core.errors import NotFound
from heeded.learning.queries import framework_for
from heeded.library.queries import library_settings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Analysis"])
_MEDIA = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


class FileAsked(AnalysisAsked):
    """Which table, where the file holds one."""

    table: TableName = TableName.BY_YEAR


@router.get("/analysis", response=AnalysisShown, **door(Scope.READ, anonymous=True))
def analysis(request: Caller, asked: Query[AnalysisAsked]) -> AnalysisShown:
    """Themes by year, themes side by side, themes that go together, lessons over time: in how many reviews, of how many
    that are held. Decided codings count; what tells of children and families, or rests on restricted records, is
    hidden where it is small."""
    _must_be_there(request.viewer, asked)
    return analysis_of(analyse(request.viewer, asked.asked(), most=None))


@router.get("/analysis/reviews", response=list[ReviewBehind], **door(Scope.READ, anonymous=True))
def analysis_reviews(request: Caller, asked: Query[FigureBehind]) -> list[ReviewBehind]:
    """The published reviews behind one figure. What tells of children and families is never listed."""
    _must_be_there(request.viewer, asked)
    works = reviews_behind(
        request.viewer, asked.asked(), table=asked.table, row=asked.row, column=asked.column
    )
    if works is None:
        raise NotFound("There is no such list.")
    return [ReviewBehind(review=one.identifier, title=one.title, fictional=one.fictional) for one in works]


@router.get("/analysis/file/{kind}", **door(Scope.READ, file=_MEDIA))
def analysis_file(request: Caller, kind: Literal["csv", "xlsx"], asked: Query[FileAsked]) -> HttpResponse:
    """The tables as a file that names its cohort: all four as a workbook, one as a table of values."""
    _must_be_there(request.viewer, asked)
    found = analyse(request.viewer, asked.asked(), most=None)
    library = library_settings().name or "Heeded"
    if kind == "xlsx":
        return export_answer(as_xlsx(found, library=library))
    chosen = next(one for one in found.tables if one.name is asked.table)
    return export_answer(as_csv(found, chosen, library=library))


def _must_be_there(viewer: Viewer, asked: AnalysisAsked) -> None:
    if asked.framework:
        framework_for(viewer, asked.framework)
