"""A plan's file read: what kind it is, its grids, the tables in them."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from heeded.engine.plans._csv import csv_grid
from heeded.engine.plans._docx import docx_grids
from heeded.engine.plans._grid import Grid
from heeded.engine.plans._layout import Found, same_table, tables_in, unknown_table
from heeded.engine.plans._leading import Leading
from heeded.engine.plans._owner import agency_named
from heeded.engine.plans._records import Column, NotUnderstood, PlanFile, PlanTable
from heeded.engine.plans._rows import table_of
from heeded.engine.plans._status import key_of
from heeded.engine.plans._xlsx import xlsx_grids
from heeded.engine.reading import FileRefused

_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is a file of an older Office, or one locked with a password.",
        "Save it as XLSX or DOCX without a password.",
    ),
    (
        b"%PDF",
        "This is a PDF, in which tables are only lines and letters.",
        "Add the Word or Excel file that it was made from.",
    ),
    (b"{\\rtf", "This is an RTF file.", "Save it as DOCX."),
)
_UNMATCHED = "None of the headings is one that plans usually have. Say which column holds what"


def read_plan(
    content: bytes, name: str, *, columns: Mapping[int, Column] | None = None, table: int | None = None
) -> PlanFile:
    """The actions of a plan in XLSX, CSV or a DOCX table; nothing is stored and `name` only helps to tell the kind.

    `columns` (from 0) says of a table's columns what they hold; those not named in it are then not read. It is meant
    for every table, or only for that which is number `table` (from 0) of those returned. Without it headings decide.
    Opens a stranger's file: call it inside a `heeded.engine.sandbox.Sandbox`. Raises FileRefused in plain words.
    """
    notes: list[str] = []
    grids = _grids(content, name, notes)
    found = _found(grids, notes)
    if columns is not None:
        found = [_as_told(each, columns) if table in (None, at) else each for at, each in enumerate(found)]
    return PlanFile(tuple(_tables(found, grids)), tuple(notes))


def _grids(content: bytes, name: str, notes: list[str]) -> list[Grid]:
    for start, reason, advice in _OTHERS:
        if content.startswith(start):
            raise FileRefused(reason, advice)
    if not content.strip():
        raise FileRefused("This file is empty.")
    if not content.startswith(b"PK\x03\x04"):
        if content.lstrip()[:1] == b"<":
            raise FileRefused("This is a web page and no table.", "Save it as XLSX or CSV.")
        return [_with_rows(csv_grid(content))]
    return docx_grids(content) if _is_word(content, name) else xlsx_grids(content, notes)


def _with_rows(grid: Grid) -> Grid:
    """Text of any kind can be read as CSV: a single line in a single column is no table."""
    if len(grid.rows) < 2 and max(map(len, grid.rows), default=0) < 2:
        raise FileRefused(
            "There is no table in this file.", "A plan has a row of headings and at least one row below it."
        )
    return grid


def _is_word(content: bytes, name: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return name.lower().endswith((".docx", ".docm"))  # and is told as broken there
    if "mimetype" in inside:
        raise FileRefused("This is a file of OpenOffice or LibreOffice.", "Save it as XLSX or DOCX.")
    return any(part.startswith("word/") for part in inside)


def _found(grids: list[Grid], notes: list[str]) -> list[Found]:
    found: list[Found] = []
    left_out: list[Grid] = []
    for grid in grids:
        tables = tables_in(grid)
        rest = same_table(grid, found[-1]) if not tables and found else None
        if rest is not None:
            tables = [rest]
        elif not tables and grid.rows:
            left_out.append(grid)
        found += tables
    if not found and left_out:
        largest = max(left_out, key=lambda grid: len(grid.rows) * grid.width)
        left_out.remove(largest)
        found = [unknown_table(largest)]
    notes += [_left_out(grid) for grid in left_out]
    if not found:
        raise FileRefused("There is no table in this file.", "A plan is read from tables only.")
    return found


def _left_out(grid: Grid) -> str:
    what = f"The sheet “{grid.name}”" if grid.named else grid.name
    return f"{what} has no headings of a plan and was not read."


def _as_told(found: Found, columns: Mapping[int, Column]) -> Found:
    found.columns = tuple(columns.get(at) for at in range(len(found.columns)))
    return found


def _tables(found: list[Found], grids: list[Grid]) -> list[PlanTable]:
    told = {id(grid): key_of(grid) for grid in grids}
    everywhere = {colour: status for key, _rows in told.values() for colour, status in key.items()}
    tables = []
    leading = Leading()
    for each in found:
        own, rows = told.get(id(each.grid), ({}, set()))
        leading = _leading(each, leading)
        table = table_of(each, everywhere | own, rows, leading)
        if not any(each.columns):
            table = replace(
                table, rows=(), not_understood=(NotUnderstood(max(each.first, 1), f"{_UNMATCHED}."),)
            )
        tables.append(table)
    return tables


def _leading(found: Found, above: Leading) -> Leading:
    """What leads into a table: the sheet's name, the paragraphs before it; a table parted in two goes on."""
    if found.grid.named:
        return Leading(whole=agency_named(found.grid.name))
    if not found.grid.before:
        return above if not found.opening else Leading()
    leading = Leading()
    for words in found.grid.before[-3:]:
        leading.title(words)
    return leading
