"""Figures to take away: each file names its cohort with what is in it, what is not and when, and holds no number that
the page does not show."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from heeded.analysis.asked import SideBySide
from heeded.analysis.figures import Column, Figure, Figures, Row, TableName
from heeded.analysis.queries import Analysis
from heeded.analysis.saying import exclusions, inclusions, of_whom, protection
from heeded.library.exports import Export

Cell = str | int | float
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(analysis: Analysis, figures: Figures, *, library: str) -> Export:
    """One table under its cohort, for a spreadsheet: with a byte order mark, and no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in (*_head(analysis, figures, library=library), []):
        writer.writerow([_plain(cell) for cell in line])
    for row in rows(analysis, figures):
        writer.writerow([_plain(cell) for cell in row])
    return Export(f"{figures.name.value}.csv", "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


def as_xlsx(analysis: Analysis, *, library: str) -> Export:
    """The cohort on one sheet and each of the four tables on one of its own."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    share = book.add_format({"num_format": "0%", "valign": "top"})
    first = book.add_worksheet(_("Cohort"))
    first.set_column(0, 0, 110)
    for number, line in enumerate(_head(analysis, None, library=library)):
        first.write_string(number, 0, ": ".join(str(cell) for cell in line), body if number else bold)
    for figures in analysis.tables:
        sheet = book.add_worksheet(table_words(figures.name)[:31])
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 60, 14)
        for number, row in enumerate(rows(analysis, figures)):
            for column, cell in enumerate(row):
                look = share if isinstance(cell, float) else body if number else bold
                sheet.write(number, column, cell, look)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    book.close()
    return Export("analysis.xlsx", _XLSX, out.getvalue())


def rows(analysis: Analysis, figures: Figures) -> Iterator[list[Cell]]:
    """The head, then how many are held and coded, then each row: numbers, then shares of the reviews held."""
    names = [column_words(column, figures, analysis) for column in figures.columns]
    proposed = [_("Reviews where only a machine proposes it")] if figures.proposals else []
    shares = (
        []
        if figures.name is TableName.TOGETHER
        else [_("%s, share of reviews held") % name for name in names]
    )
    yield [_first(figures), *names, _("All reviews"), _("Share of reviews held"), *shares, *proposed]
    yield _line(figures.held, _("Reviews held"), figures)
    if figures.coded is not None:
        yield _line(figures.coded, _("Reviews coded with this framework"), figures)
    for row in figures.rows:
        yield _line(row, row.label, figures)


def column_words(column: Column, figures: Figures, analysis: Analysis) -> str:
    """What a column is called."""
    if column.key:
        return _(column.label)
    is_year = figures.name is not TableName.SIDE_BY_SIDE
    return _("Year not confirmed") if is_year else _("Not confirmed")


def table_words(name: TableName) -> str:
    """What a table is called."""
    return {
        TableName.BY_YEAR: _("Themes by year"),
        TableName.SIDE_BY_SIDE: _("Themes side by side"),
        TableName.TOGETHER: _("Themes that go together"),
        TableName.LESSONS: _("Lessons over time"),
    }[name]


def side_words(by: SideBySide) -> str:
    """A table set side by side, by what."""
    return _("Themes by %s") % _(by.label).lower()


def _head(analysis: Analysis, figures: Figures | None, *, library: str) -> Iterator[list[Cell]]:
    named = f"{table_words(figures.name)} {of_whom(analysis.asked)}".strip() if figures else _("Analysis")
    yield [library, named]
    yield [_("Counted on"), analysis.cohort.at.strftime("%Y-%m-%d %H:%M UTC")]
    for words in inclusions(analysis):
        yield [_("Included"), words]
    for words in exclusions(analysis):
        yield [_("Not included"), words]
    shown = [figures] if figures else analysis.tables
    for words in dict.fromkeys(protection(one) for one in shown):
        if words:
            yield [_("Hidden"), words]


def _first(figures: Figures) -> str:
    return _("Lesson") if figures.name is TableName.LESSONS else _("Theme")


def _line(row: Row, label: str, figures: Figures) -> list[Cell]:
    all_figures = [*row.figures, row.total]
    found: list[Cell] = [label, *(_number(one) for one in all_figures), _share(row.total)]
    if figures.name is not TableName.TOGETHER:
        found += [_share(one) for one in row.figures]
    if figures.proposals:
        found.append("" if row.proposed is None else row.proposed)
    return found


def _number(one: Figure) -> Cell:
    return _("hidden") if one.count is None else one.count


def _share(one: Figure) -> Cell:
    if one.count is None or (one.of is None):
        return _("hidden")
    return "" if one.share is None else round(one.share, 3)


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
