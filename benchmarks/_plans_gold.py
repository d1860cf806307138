"""The layouts of gold/plans as files, and what must come out of them."""

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from heeded.engine.plans import PlanRow, PlanStatus

GOLD = Path(__file__).with_name("gold") / "plans"
_AT = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Expected:
    """One row that must come out: the table it stands in (from 0), and the fields that are compared."""

    table: int
    row: PlanRow
    listed: bool
    compared: frozenset[str]


@dataclass(frozen=True)
class Layout:
    """One plan: its file and the rows that must come out."""

    identifier: str
    about: str
    aside: bool
    name: str
    content: bytes
    rows: tuple[Expected, ...]


def layouts() -> Iterator[Layout]:
    """All of the gold, in order."""
    for path in sorted(GOLD.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Layout(
            path.stem,
            told["about"],
            told.get("aside", False),
            told["file"],
            file_of(told),
            tuple(_expected(told)),
        )


def file_of(told: dict[str, Any]) -> bytes:
    """The bytes of a layout's file."""
    if "csv" in told:
        return str(told["csv"]).removeprefix("\n").encode(told["encoding"])
    return _workbook(told) if told["file"].endswith(".xlsx") else _word(told)


def _workbook(told: dict[str, Any]) -> bytes:
    import openpyxl
    from openpyxl.styles import PatternFill

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for each in told["sheets"]:
        sheet = book.create_sheet(each["name"])
        for row, cells in enumerate(each["cells"], 1):
            for column, value in enumerate(cells, 1):
                if value != "":
                    sheet.cell(row, column, value)
        for at, number_format in each.get("formats", {}).items():
            sheet[at].number_format = number_format
        for at, colour in each.get("fills", {}).items():
            sheet[at].fill = PatternFill("solid", fgColor=colour)
        for area in each.get("merged", ()):
            sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _word(told: dict[str, Any]) -> bytes:
    import docx

    document = docx.Document()
    for each in told["sheets"]:
        for words in each.get("before", ()):
            document.add_paragraph(words)
        cells = each["cells"]
        table = document.add_table(len(cells), max(map(len, cells)))
        for row, words in enumerate(cells):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
        for area in each.get("merged", ()):
            first, last = (_place(corner) for corner in area.split(":"))
            table.cell(*first).merge(table.cell(*last))
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _place(corner: str) -> tuple[int, int]:
    found = _AT.fullmatch(corner)
    assert found is not None
    return int(found[2]) - 1, ord(found[1]) - ord("A")


def _expected(told: dict[str, Any]) -> Iterator[Expected]:
    names = [each.get("name", at + 1) for at, each in enumerate(told.get("sheets", ()))] or [None]
    plans = list(dict.fromkeys(each.get("sheet", names[0]) for each in told["rows"]))
    above = ""
    for each in told["rows"]:
        fields = dict(each)
        table = plans.index(fields.pop("sheet", names[0]))
        listed = fields.pop("listed", False)
        fields["recommendation"] = above = (
            above if fields.get("recommendation") == "=" else fields.get("recommendation", "")
        )
        fields["status"] = PlanStatus(fields.get("status", "unknown"))
        assert all(isinstance(fields.get(name, date.min), date) for name in ("start", "due", "closed_on"))
        yield Expected(table, PlanRow(**fields), listed, _compared(fields))


def _compared(fields: dict[str, Any]) -> frozenset[str]:
    always = (
        "row number recommendation action owner_agency owner_role start due intended_change "
        "how_known evidence status closed_on"
    ).split()
    return frozenset(always) | (fields.keys() & {"due_as_printed", "progress"})
