"""Analysis: four pictures with their tables, the reviews behind each figure, and files to take away."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.analysis.asked import Asked
from heeded.analysis.exports import as_csv, as_xlsx
from heeded.analysis.figures import TableName
from heeded.analysis.queries import Analysis, analyse, reviews_behind
from heeded.library.errors import NoSuchReview
from heeded.library.queries import library_settings
from heeded.web.presenters.analysis import analysis_page, title_of
from heeded.web.presenters.reviews import review_rows
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export


def analysis(request: Asking) -> HttpResponse:
    """The four pictures over the reviews that were chosen."""
    answer = analyse(request.viewer, Asked.from_parameters(request.GET))
    return render(request, "analysis/analysis.html", analysis_page(request.viewer, answer))


def reviews(request: Asking) -> HttpResponse:
    """The reviews behind one figure."""
    asked = Asked.from_parameters(request.GET)
    table = _table(request.GET.get("table", ""))
    row, column = request.GET.get("row", ""), request.GET.get("column", "")
    works = reviews_behind(request.viewer, asked, table=table, row=row, column=column)
    if works is None:
        raise NoSuchReview(_("There is no such list."))
    answer = analyse(request.viewer, asked, most=None)
    context = {
        "title": title_of(answer, table),
        "theme": _row_words(answer, table, row),
        "column": _column_words(answer, table, column),
        "rows": review_rows(request.viewer, works),
        "query": urlencode(asked.to_parameters()),
    }
    return render(request, "analysis/reviews.html", context)


def take_away(request: Asking, kind: str) -> HttpResponse:
    """The tables with their cohort: all of them as XLSX, one as CSV. All themes and lessons, not only those drawn."""
    answer = analyse(request.viewer, Asked.from_parameters(request.GET), most=None)
    library = library_settings().name or "Heeded"
    if kind == "xlsx":
        return sent_export(as_xlsx(answer, library=library))
    if kind != "csv":
        raise NoSuchReview(_("There is no such file."))
    wanted = _table(request.GET.get("table", TableName.BY_YEAR.value))
    figures = next(one for one in answer.tables if one.name is wanted)
    return sent_export(as_csv(answer, figures, library=library))


def _table(text: str) -> TableName:
    if text not in {name.value for name in TableName}:
        raise NoSuchReview(_("There is no such table."))
    return TableName(text)


def _row_words(answer: Analysis, table: TableName, key: str) -> str:
    figures = next(one for one in answer.tables if one.name is table)
    return next((row.label for row in figures.rows if row.key == key), "")


def _column_words(answer: Analysis, table: TableName, key: str) -> str:
    figures = next(one for one in answer.tables if one.name is table)
    if not key:
        return _("Not confirmed")
    return next((_(column.label) for column in figures.columns if column.key == key), "")
