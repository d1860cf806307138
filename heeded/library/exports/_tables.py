"""Recommendations as CSV and as a workbook."""

import csv
import io
from collections.abc import Sequence

from heeded.library.exports._texts import Export

COLUMNS = (
    "Review",
    "Number",
    "Recommendation",
    "Pages",
    "Addressed to",
    "Status",
    "Document",
    "Identifier",
    "Fictional",
    "Title of the review",
    "Address",
)
WIDTHS = (30, 9, 90, 16, 30, 18, 28, 16, 10, 18, 44)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Sequence[str]], name: str) -> Export:
    """CSV for a spreadsheet: with a byte order mark, and no cell that a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return Export(f"{name}.csv", "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_xlsx(rows: Sequence[Sequence[str]], name: str) -> Export:
    """XLSX with a head that stays, wrapped text, readable widths and addresses that open."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Recommendations")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0b4a53", "underline": 1})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for number, row in enumerate([COLUMNS, *rows]):
        for column, cell in enumerate(row):
            if cell.startswith("http") and column == len(COLUMNS) - 1:
                sheet.write_url(number, column, cell, link, cell)
            else:
                sheet.write_string(number, column, cell, body if number else head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return Export(
        f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out.getvalue()
    )
