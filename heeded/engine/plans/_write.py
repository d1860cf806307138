"""Plans written: as a workbook, CSV or a Word table that `read_plan` reads back as they were."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from heeded.engine.plain_text import plain_text
from heeded.engine.plans._records import PlanRow, PlanStatus
from heeded.engine.vocabulary import Choice

_FORMULA = ("=", "+", "-", "@", "\t", "'")
_ACROSS = 26.7  # centimetres between the margins
_LONGEST_CELL = 32_767  # characters that a spreadsheet takes
_STATUS_WORDS = {
    PlanStatus.NOT_STARTED: "Not started", PlanStatus.UNDER_WAY: "Under way", PlanStatus.DONE: "Done",
    PlanStatus.OVERDUE: "Overdue", PlanStatus.NOT_ACCEPTED: "Not accepted", PlanStatus.SUPERSEDED: "Superseded",
}  # fmt: skip


class PlanKind(Choice):
    """The kinds of file that a plan is written as."""

    XLSX = "xlsx", "Excel workbook"
    CSV = "csv", "CSV table"
    DOCX = "docx", "Word document"


class _Field(NamedTuple):
    heading: str
    width: int  # characters
    value: Callable[[PlanRow], str | date]


_FIELDS = (
    _Field("Recommendation number", 9, lambda row: row.number),
    _Field("Recommendation", 46, lambda row: row.recommendation),
    _Field("Action", 46, lambda row: row.action),
    _Field("Kind", 14, lambda row: row.kind),
    _Field("Priority", 9, lambda row: row.priority),
    _Field("Lead agency", 22, lambda row: row.owner_agency),
    _Field("Lead officer", 22, lambda row: row.owner_role),
    _Field("Start date", 12, lambda row: row.start or row.start_as_printed),
    _Field("Due date", 12, lambda row: row.due or row.due_as_printed),
    _Field("Intended change", 34, lambda row: row.intended_change),
    _Field("How will we know?", 34, lambda row: row.how_known),
    _Field("Evidence", 34, lambda row: row.evidence),
    _Field("Status", 13, lambda row: _STATUS_WORDS.get(row.status, row.status_as_printed)),
    _Field("Progress", 34, lambda row: row.progress),
    _Field("Date done", 12, lambda row: row.closed_on or row.closed_as_printed),
    _Field("How it ended", 24, lambda row: row.ended),
)


# In Word, where a page is only so wide: centimetres of the columns that hold a word or a date.
_NARROW = {
    "Recommendation number": 1.0,
    "Kind": 1.8,
    "Lead agency": 2.25,
    "Priority": 1.4,
    "Start date": 1.75,
    "Due date": 1.75,
    "Status": 1.75,
    "Date done": 1.75,
}
_SHORT_HEADINGS = {"Recommendation number": "No."}


def plan_file(rows: Sequence[PlanRow], kind: PlanKind, *, title: str = "Action plan") -> bytes:
    """The actions as a file of that kind. A date that was not understood is written as it was printed. In Word the
    columns in which nothing stands are left out. For deadlines in a calendar see `calendar_file`."""
    if kind == PlanKind.CSV:
        return _csv(rows)
    return _workbook(rows, title) if kind == PlanKind.XLSX else _word(rows, title)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _csv(rows: Sequence[PlanRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field.heading for field in _FIELDS])
    for row in rows:
        writer.writerow([guarded(_plain(field.value(row))) for field in _FIELDS])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else value


def _workbook(rows: Sequence[PlanRow], title: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet("Action plan")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for column, field in enumerate(_FIELDS):
        sheet.set_column(column, column, field.width)
        sheet.write_string(0, column, field.heading, head)
    for number, row in enumerate(rows, 1):
        for column, field in enumerate(_FIELDS):
            _write(sheet, (number, column), field.value(row), body, days)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_FIELDS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _write(sheet: Any, place: tuple[int, int], value: str | date, body: Any, days: Any) -> None:
    if isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(*place, value, days)
    elif value:
        sheet.write_string(*place, _plain(value)[:_LONGEST_CELL], body)


def _word(rows: Sequence[PlanRow], title: str) -> bytes:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(1.5)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(8)
    document.core_properties.title = title
    document.add_heading(_allowed(title), 1)
    fields = [field for field in _FIELDS if any(field.value(row) for row in rows)] or list(_FIELDS[1:3])
    table = document.add_table(1, len(fields), style="Table Grid")
    table.autofit = False
    _close_fitting(table)
    widths = [Cm(width) for width in _centimetres(fields)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    for cell, field, width in zip(table.rows[0].cells, fields, widths, strict=True):
        cell.paragraphs[0].add_run(_SHORT_HEADINGS.get(field.heading, field.heading)).bold = True
        cell.width = width
    _repeated(table.rows[0])
    for row in rows:
        for cell, field, width in zip(table.add_row().cells, fields, widths, strict=True):
            value = field.value(row)
            cell.text = value.strftime("%d/%m/%Y") if isinstance(value, date) else _allowed(value)
            cell.width = width
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _centimetres(fields: Sequence[_Field]) -> list[float]:
    """How wide each column is on a page of A4 across: the narrow ones so that a date and a state stand in one line,
    the others by their share of the rest."""
    shares = [0 if field.heading in _NARROW else max(field.width, 30) for field in fields]
    rest = _ACROSS - sum(_NARROW.get(field.heading, 0) for field in fields)
    return [
        _NARROW.get(field.heading) or rest * share / sum(shares)
        for field, share in zip(fields, shares, strict=True)
    ]


def _close_fitting(table: Any) -> None:
    """Little room beside the words of a cell: twelve columns stand on one page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _repeated(row: Any) -> None:
    """Print the row of headings again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _allowed(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return plain_text(text).replace("\r\n", "\n").replace("\r", "\n")
