"""Catalogue records from CSV or RIS. What cannot be read is listed by line, never guessed."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from heeded.library.services import CatalogueEntry

_COLUMNS = ("title", "board", "area", "year", "kind", "where", "link", "checked", "ask")
_RIS = {"TI": "title", "T1": "title", "PB": "board", "A1": "board", "AU": "board", "PY": "year", "Y1": "year"}
_RIS |= {"UR": "link", "CY": "area", "N1": "where"}


def read_entries(content: bytes, *, name: str) -> tuple[list[CatalogueEntry], list[str]]:
    """Records and, for each line that could not be used, why."""
    text = content.decode("utf-8-sig", errors="replace")
    is_ris = name.lower().endswith(".ris") or text.lstrip().startswith("TY  -")
    rows = _ris_rows(text.splitlines()) if is_ris else _csv_rows(text)
    entries: list[CatalogueEntry] = []
    problems: list[str] = []
    try:
        for line, row in rows:
            _keep(row, line, entries, problems)
    except csv.Error:
        problems.append("The rest of the file is not CSV as a spreadsheet writes it.")
    return entries, problems


def _keep(row: dict[str, str], line: int, entries: list[CatalogueEntry], problems: list[str]) -> None:
    try:
        entries.append(_entry(row))
    except ValueError as error:
        problems.append(f"Line {line}: {error}")


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        known = {
            (key or "").strip().lower(): (value or "").strip()
            for key, value in row.items()
            if isinstance(value, str)
        }
        yield reader.line_num, {key: known[key] for key in _COLUMNS if known.get(key)}


def _ris_rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    row: dict[str, str] = {}
    begun = 1
    for number, line in enumerate(lines, start=1):
        tag, value = line[:2], line[6:].strip()
        if tag == "TY":
            row, begun = {}, number
        elif tag == "ER":
            yield begun, row
        elif tag in _RIS and value:
            row.setdefault(_RIS[tag], value)


def _entry(row: dict[str, str]) -> CatalogueEntry:
    if not row.get("title"):
        raise ValueError("there is no title.")
    year = row.get("year", "")[:4]
    if year and not year.isdigit():
        raise ValueError(f"{row['year']} is not a year.")
    link = row.get("link", "")
    if link and not link.startswith(("http://", "https://")):
        raise ValueError("the link must begin with http:// or https://.")
    return CatalogueEntry(
        title=row["title"],
        board=row.get("board", ""),
        area=row.get("area", ""),
        year=int(year) if year else None,
        where=row.get("where", ""),
        link=link,
        checked=_day(row.get("checked", "")),
        ask=row.get("ask", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text} is not a day like 2024-05-01.") from None
