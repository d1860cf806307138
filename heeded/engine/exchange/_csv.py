"""CSV tables: ours for a spreadsheet, others in whatever encoding and with whatever separator they came."""

import csv
import io
from collections.abc import Sequence

from heeded.engine.reading import FileRefused

_FORMULA = ("=", "+", "-", "@", "\t")
_SEPARATORS = (",", ";", "\t")
_OURS = "framework version"  # a heading that only our tables have


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """CSV with a byte order mark, and no cell that a spreadsheet would run as a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_rows(data: bytes, *, most: int) -> list[list[str]]:
    """The rows of a CSV file, at most one more than `most`. Raises FileRefused where it is no table."""
    text = _text(data)
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if any(row):
                rows.append(row)
            if len(rows) > most:
                break
    except csv.Error as problem:
        raise FileRefused(
            f"Row {len(rows) + 1} of this table cannot be read as CSV.",
            "Save it again as CSV from a spreadsheet.",
        ) from problem
    ours = bool(rows) and _OURS in rows[0]
    return [[_unguarded(cell, ours=ours) for cell in row] for row in rows]


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _unguarded(cell: str, *, ours: bool) -> str:
    guarded = cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "'") if ours else _FORMULA)
    return cell[1:] if guarded else cell
