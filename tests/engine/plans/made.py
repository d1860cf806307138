"""Plans made for tests, as files."""

import io
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl

HEADINGS = ("No", "Recommendation", "Action", "Lead agency", "Lead officer", "Timescale", "Status")


def workbook(
    *sheets: Sequence[Sequence[Any]], merged: Sequence[str] = (), names: Sequence[str] = ()
) -> bytes:
    """A workbook of those sheets; stretches are merged on the first."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(names[at] if names else f"Sheet{at + 1}")
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(*tables: Sequence[Sequence[str]], before: Sequence[str] = ()) -> bytes:
    """A Word file of those tables, with a paragraph before each."""
    document = docx.Document()
    for at, rows in enumerate(tables):
        document.add_paragraph(before[at] if before else "")
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                table.cell(row, column).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(*rows: Sequence[str]) -> bytes:
    """CSV with the usual headings."""
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)).encode()
