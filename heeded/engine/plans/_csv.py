"""CSV as a grid: any separator, any encoding, a file that was never meant for a machine."""

import csv
import io
from collections import Counter

from heeded.engine.plans._grid import EMPTY, MOST_COLUMNS, Cell, Grid
from heeded.engine.plans._records import MOST_LINES
from heeded.engine.plans._xlsx import too_many
from heeded.engine.reading import FileRefused

_SEPARATORS = (",", ";", "\t", "|")
_MOST_BYTES = 100 << 20
_LONGEST_CELL = 200_000  # characters
_LOOKED_AT = 200  # rows by which the separator is chosen
_FORMULA = ("=", "+", "-", "@", "\t", "'")


def csv_grid(content: bytes) -> Grid:
    """The rows of a CSV file. Raises FileRefused where it is no text, or a quotation mark swallows the rest."""
    if len(content) > _MOST_BYTES:
        raise FileRefused("This table is larger than 100 megabytes.", "Split it and add the parts.")
    text = _decoded(content)
    separator, text = _separator(text)
    rows: list[list[Cell]] = []
    held = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append([_cell(words) for words in row[:MOST_COLUMNS]])
            held += any(cell.text for cell in rows[-1])
            if held > MOST_LINES or len(rows) > 4 * MOST_LINES:
                raise too_many()
    except csv.Error as problem:
        raise FileRefused(
            f"Row {len(rows) + 1} of this table cannot be read as CSV: {_said(problem)}.",
            "Save it again as CSV from a spreadsheet.",
        ) from problem
    return Grid("Table 1", rows)


def _said(problem: csv.Error) -> str:
    if "field larger" in str(problem):
        return "a cell has no end, or a quotation mark is missing"
    return "a quotation mark is missing or stands where it should not"


def _cell(words: str) -> Cell:
    words = words.replace("\r\n", "\n").replace("\xa0", " ").strip()
    if words[:1] == "'" and words[1:].startswith(_FORMULA):
        words = words[1:]
    return Cell(words) if words else EMPTY


def _decoded(content: bytes) -> str:
    """The text in whatever encoding it is."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif content[:2000].count(0) > len(content[:2000]) // 4:  # UTF-16 without its mark
        text = content.decode(
            "utf-16-le" if content[1:2000:2].count(0) > content[0:2000:2].count(0) else "utf-16-be",
            errors="replace",
        )
    else:
        text = _in_bytes(content)
    if "\0" in text:
        raise FileRefused("This is no text file.", "A plan ends in .xlsx, .docx or .csv.")
    return text


def _in_bytes(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> tuple[str, str]:
    """What parts the cells, and the text without a line that only says so ("sep=;")."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first[4], rest
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator)), text


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many rows have as many cells as most have, and how many cells that is; a lone cell a row counts for none."""
    counts: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            if len(row) > 1:
                counts[len(row)] += 1
            if number >= _LOOKED_AT:
                break
    except csv.Error:
        return 0, 0
    cells, rows = max(counts.items(), key=lambda count: (count[1], count[0]), default=(0, 0))
    return rows, cells
