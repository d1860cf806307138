"""Spreadsheets: the sheets, rows and columns that show, as figures and words; what they were worked out of is left
out, since a formula leads to sheets and files that nobody else is to see."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import remove
from heeded.engine.shown_copies._packages import CannotCopy, Ways, copied, is_on, keep_children

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OF_A_SHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells conditionalFormatting hyperlinks "
    "printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks drawing oleObjects picture"
)
_ABOUT_A_CELL = ("cm", "vm", "ph")  # numbers of data in parts that are left behind
_SHOW_IT = "Show those sheets or delete the chart, save it and add that; or save it as a PDF and add that."


def sheets_copy(source: Path, target: Path) -> dict[str, int]:
    """Write the XLSX `source` to `target` with what it shows; how many of what was left out. Raises FileRefused."""
    left: Counter[str] = Counter()
    return copied(source, target, lambda _package: _ways(_Sheets(left)), left)


def _ways(sheets: "_Sheets") -> Ways:
    kept = frozenset(("worksheet", "chartsheet", "sharedStrings"))
    return Ways(kept, _MAIN, sheets.clear, sheets.finish)


class _Sheets:
    """What has been seen of one workbook: which sheets stay, and which of its shared words they use."""

    def __init__(self, left: Counter[str]) -> None:
        self._left = left
        self._names: set[str] = set()
        self._used: set[str] = set()

    def clear(self, kind: str, root: "_Element") -> None:
        if kind == "officeDocument":
            self._clear_book(root)
        elif kind in ("worksheet", "chartsheet"):
            self._clear_sheet(root)
        elif kind == "chart":
            self._check_chart(root)

    def finish(self, parts: dict[str, list["_Element"]]) -> None:
        """Shared words that no sheet left uses go: those of hidden sheets, and of sheets deleted long ago."""
        for root in parts.get("sharedStrings", []):
            for index, words in enumerate(list(root)):
                if str(index) not in self._used:
                    for child in list(words):
                        words.remove(child)
                    words.append(words.makeelement(f"{_SPACE}t"))

    def _clear_book(self, root: "_Element") -> None:
        if root.tag != f"{_SPACE}workbook":
            raise CannotCopy("It is saved in an unusual way.", "Save it as an ordinary XLSX, or as a PDF.")
        keep_children(root, "workbookPr bookViews sheets")
        for element in root.iter("{*}workbookPr", "{*}workbookView"):
            for key in [key for key in element.attrib if key != "date1904"]:
                del element.attrib[key]
        sheets = list(root.iter("{*}sheet"))
        for sheet in sheets:
            if sheet.get("state", "visible") != "visible":
                self._left["hidden-sheets"] += 1
                remove(sheet)
            else:
                self._names.add(sheet.get("name", "").casefold())
        if not self._names:
            raise CannotCopy("All of its sheets are hidden.")

    def _clear_sheet(self, root: "_Element") -> None:
        keep_children(root, _OF_A_SHEET)
        if root.find("{*}oleObjects") is not None:
            raise CannotCopy("It shows something that lies in another file or is embedded whole.")
        for element in root.iter("{*}sheetPr"):
            element.attrib.clear()
        for element in root.iter("{*}sheetView"):
            keep_children(element, "pane selection")
        _drop_ways_elsewhere(root)
        self._clear_cells(root)

    def _clear_cells(self, root: "_Element") -> None:
        hidden = _hidden_columns(root)
        self._left["hidden-columns"] += len(hidden)
        whole = root.find("{*}sheetFormatPr")
        all_hidden = whole is not None and is_on(whole.get("zeroHeight"))
        for number, row in enumerate(root.iter(f"{_SPACE}row"), start=1):
            row.set("r", row.get("r", str(number)))
            if is_on(row.get("hidden")) or row.get("ht") == "0" or (all_hidden and row.get("ht") is None):
                self._left["hidden-rows"] += bool(len(row))
                for cell in list(row):
                    row.remove(cell)
            self._clear_row(row, hidden)

    def _clear_row(self, row: "_Element", hidden: set[int]) -> None:
        column = 0
        for cell in list(row):
            column = _column_of(cell.get("r", "")) or column + 1
            if column in hidden:
                row.remove(cell)
                continue
            for key in _ABOUT_A_CELL:
                cell.attrib.pop(key, None)
            self._settle_cell(cell)

    def _settle_cell(self, cell: "_Element") -> None:
        shown = cell.find(f"{_SPACE}v")
        for formula in cell.findall(f"{_SPACE}f"):
            if shown is None or (not shown.text and cell.get("t") != "str"):
                raise CannotCopy(
                    "A formula has no result in it.",
                    "Open it in the program that made it, save it and add that.",
                )
            self._left["formulas"] += 1
            cell.remove(formula)
        if cell.get("t") == "s" and shown is not None:
            self._used.add((shown.text or "").strip())

    def _check_chart(self, root: "_Element") -> None:
        """A chart of figures on a hidden sheet would break with the sheet, and repeats its figures."""
        for place in root.iter("{*}f"):
            for name in _sheets_in(place.text or ""):
                if name not in self._names:
                    raise CannotCopy("A chart draws figures of a hidden sheet or of another file.", _SHOW_IT)


def _drop_ways_elsewhere(root: "_Element") -> None:
    """Rules of colour that look at another sheet, and links to places in this file: it may be one that is left out."""
    for rule in list(root.iter("{*}cfRule")):
        if any("!" in (formula.text or "") for formula in rule.iter("{*}formula")):
            remove(rule)
    for link in list(root.iter("{*}hyperlink")):
        if link.get("location"):
            remove(link)
    for holder in list(root.iter("{*}conditionalFormatting", "{*}hyperlinks")):
        if not len(holder):
            remove(holder)


def _hidden_columns(root: "_Element") -> set[int]:
    found: set[int] = set()
    for columns in root.iter(f"{_SPACE}col"):
        if is_on(columns.get("hidden")) or columns.get("width") in ("0", "0.0"):
            first, last = int(columns.get("min", "1")), int(columns.get("max", "1"))
            found.update(range(first, min(last, 16_384) + 1))
    return found


def _column_of(place: str) -> int:
    """The number of the column in "AB12"; none where the cell does not say."""
    number = 0
    for letter in re.match("[A-Z]*", place)[0]:  # type: ignore[index]  # matches anything
        number = number * 26 + ord(letter) - 64
    return number


def _sheets_in(formula: str) -> list[str]:
    """The sheets that the ranges of a chart's formula lie on."""
    found = re.findall(r"'((?:[^']|'')+)'!|([^\s'!(),]+)!", formula)
    return [(quoted.replace("''", "'") or bare).casefold() for quoted, bare in found]
