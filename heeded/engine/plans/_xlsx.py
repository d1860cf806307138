"""Workbooks as grids: read row by row, merged cells and colours with them, behind bounds of our own."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from heeded.engine.exchange._xml import refuse_document_type
from heeded.engine.exchange._zip import opened, part
from heeded.engine.plans._grid import EMPTY, MOST_COLUMNS, Cell, Grid
from heeded.engine.plans._records import MOST_LINES, MOST_ROWS
from heeded.engine.reading import FileRefused
from heeded.engine.reading._archive import ArchiveLimits

_LIMITS = ArchiveLimits(members=2_000, total=400 << 20, member=200 << 20, ratio=100)
_MOST_SCANNED = 200_000  # rows of one sheet, empty ones with them
_MOST_MERGED = 200_000
_WHAT = "workbook"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA_WITHOUT_VALUE = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*><(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_NOT_WORKED_OUT = "holds a formula whose value the file does not keep"


def xlsx_grids(content: bytes, notes: list[str]) -> list[Grid]:
    """The sheets of a workbook that hold something. Raises FileRefused for broken, locked and overflowing ones."""
    parts = _parts(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that hold no cells
            return list(_grids(content, parts, notes))
    except FileRefused:
        raise
    except Exception as problem:  # openpyxl raises whatever the broken part made it stumble over
        raise FileRefused(
            "This workbook is damaged.",
            "Open it in a spreadsheet, save it again as XLSX and add the new file.",
        ) from problem


def _parts(content: bytes) -> dict[str, bytes]:
    """The XML of the sheets by their names inside the file, every part looked at first."""
    sheets = {}
    with opened(io.BytesIO(content), limits=_LIMITS, what=_WHAT) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            raise FileRefused("This is a zip file and no workbook.", "A plan ends in .xlsx, .docx or .csv.")
        for entry in archive.infolist():
            if _is_xml(entry):
                data = part(archive, entry, most=_LIMITS.member, what=_WHAT)
                refuse_document_type(data, _WHAT)
                if "worksheets/" in entry.filename and not entry.filename.endswith(".rels"):
                    sheets[entry.filename.lstrip("/")] = data
    return sheets


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels", ".vml"))


def _grids(content: bytes, parts: dict[str, bytes], notes: list[str]) -> Iterator[Grid]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    left = MOST_LINES
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                notes.append(f"The hidden sheet “{sheet.title}” was left out.")
                continue
            sheet.reset_dimensions()  # what a sheet says of its size is often wrong
            rows = _rows(sheet, left)
            left -= sum(1 for row in rows if row)
            if not any(rows):
                continue
            grid = Grid(sheet.title, rows, named=True)
            xml = parts.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), b"")
            _tell_formulas(grid, xml)
            _merge(grid, xml)
            yield grid
    finally:
        book.close()


def _rows(sheet: Any, left: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    count = 0
    for scanned, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS)):
        cells = _row(row)
        if any(cell.text for cell in cells):
            count += 1
        rows.append(cells)
        if count > left:
            raise too_many()
        if scanned > _MOST_SCANNED:
            raise FileRefused(
                f"The sheet “{sheet.title}” goes on for more than {_MOST_SCANNED:,} rows, most of them empty.",
                "Copy the rows that hold something into a new workbook.",
            )
    while rows and not rows[-1]:
        rows.pop()
    return rows


def too_many() -> FileRefused:
    """The answer to a plan that is longer than any."""
    return FileRefused(
        f"This plan has more than {MOST_ROWS:,} rows that hold something.", "Split it and add the parts."
    )


def _row(row: tuple[Any, ...]) -> list[Cell]:
    from openpyxl.cell.read_only import EMPTY_CELL  # one for all that the file does not hold

    cells = [EMPTY if each is EMPTY_CELL else _cell(each) for each in row]
    while cells and cells[-1] == EMPTY:
        cells.pop()
    return cells


def _cell(cell: Any) -> Cell:
    value = cell.value
    fill = _fill(cell) if cell.has_style else ""
    if value is None:
        return Cell(fill=fill) if fill else EMPTY
    if isinstance(value, datetime | date):
        return _dated(value, cell.number_format or "", fill)
    return Cell(_text(value, cell), fill=fill)


def _dated(value: datetime | date, number_format: str, fill: str) -> Cell:
    """A real date: where the cell shows month and year only, the day inside is not meant."""
    day = value.date() if isinstance(value, datetime) else value
    bare = _QUOTED.sub("", number_format).lower()
    month_only = "d" not in bare and "m" in bare and "y" in bare
    return Cell(day.strftime("%b %Y" if month_only else "%d/%m/%Y"), day, month_only, fill)


def _text(value: Any, cell: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(float(value), cell.number_format or "")
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value).replace("\r\n", "\n").replace("\xa0", " ").replace("_x000D_", "").strip()


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100)}%"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"


def _fill(cell: Any) -> str:
    pattern = cell.fill
    if pattern is None or pattern.fill_type != "solid":
        return ""
    colour = pattern.fgColor
    if colour is None or colour.type != "rgb" or not isinstance(colour.rgb, str):
        return "?"
    return colour.rgb[-6:].upper()


def _merge(grid: Grid, xml: bytes) -> None:
    for count, found in enumerate(_MERGED.finditer(xml)):
        if count >= _MOST_MERGED:
            return
        left, top, right, bottom = found.groups()
        grid.merge(int(top) - 1, _column(left), int(bottom) - 1, _column(right))


def _tell_formulas(grid: Grid, xml: bytes) -> None:
    for found in _FORMULA_WITHOUT_VALUE.finditer(xml):
        row, column = int(found[2]) - 1, _column(found[1])
        if row < len(grid.rows) and column < MOST_COLUMNS:
            cells = grid.rows[row]
            cells.extend([EMPTY] * (column + 1 - len(cells)))
            if not cells[column].text:
                cells[column] = Cell(fill=cells[column].fill, trouble=_NOT_WORKED_OUT)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
