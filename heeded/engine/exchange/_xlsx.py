"""XLSX tables: written with a head that stays, read with openpyxl behind bounds of our own."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from heeded.engine.exchange._xml import refuse_document_type
from heeded.engine.exchange._zip import opened, part
from heeded.engine.reading import FileRefused
from heeded.engine.reading._archive import ArchiveLimits

_LIMITS = ArchiveLimits(members=2_000, total=100 << 20, member=50 << 20, ratio=100)
_WIDTHS = (22, 22, 34, 60, 44, 44, 44, 30)
_MOST_COLUMNS = 100
_MOST_SCANNED = 100_000  # rows, empty ones with them
_WHAT = "workbook"


def xlsx_bytes(rows: Sequence[Sequence[str]], *, name: str) -> bytes:
    """A workbook with one sheet of that name, its first row the head."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell, body if number else head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    book.close()
    return out.getvalue()


def xlsx_rows(data: bytes, told: list[str], *, most: int) -> list[list[str]]:
    """The rows of the first sheet that hold anything, at most one more than `most`. Raises FileRefused."""
    _look_inside(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that hold no cells
            return _rows(data, told, most)
    except FileRefused:
        raise
    except Exception as problem:  # openpyxl raises whatever the broken part made it stumble over
        raise FileRefused(
            "This workbook is damaged.",
            "Open it in a spreadsheet, save it again as XLSX and add the new file.",
        ) from problem


def _look_inside(data: bytes) -> None:
    with opened(io.BytesIO(data), limits=_LIMITS, what=_WHAT) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            raise FileRefused(
                "This is a zip file and no workbook.",
                "A coded project ends in .qdpx, a table in .xlsx or .csv.",
            )
        for entry in archive.infolist():
            if _is_xml(entry):
                refuse_document_type(part(archive, entry, most=_LIMITS.member, what=_WHAT), _WHAT)


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels", ".vml"))


def _rows(data: bytes, told: list[str], most: int) -> list[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        if len(sheets) > 1:
            told.append(f"{len(sheets) - 1} more sheets of the workbook: the first one is read.")
        rows: list[list[str]] = []
        for scanned, row in enumerate(sheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS)):
            if any(cell is not None for cell in row):
                rows.append([_text(cell) for cell in row])
            if len(rows) > most or scanned > _MOST_SCANNED:
                break
        return rows
    finally:
        book.close()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell).replace("\r\n", "\n")
