"""Recommendations in tables: number | recommendation | agency | timescale, with a head row or without."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from heeded.engine.learning_points._kinds import (
    RECOMMENDATION,
)
from heeded.engine.learning_points._report import Candidate, Entry, Report
from heeded.engine.learning_points._table_columns import columns_of, lacks_head_over_numbers, unheaded
from heeded.engine.learning_points._table_rows import points_in_rows

_ONE = re.compile(r"Recommendation\s+\d{1,3}[a-z]?\b")


def tabled(report: Report) -> Iterator[Candidate]:
    """Every learning point that is a row of a table."""
    kinds = {entry.index: region.kind for region in report.regions for entry in region.entries}
    for rows in _tables(report.entries):
        kind = kinds.get(rows[0].index)
        columns = columns_of(rows[0], kind)
        if columns is None and len(rows) > 2 and len(rows[0].block.cells) == 1:
            rows = rows[1:]  # the table's title, set over all its columns
            columns = columns_of(rows[0], kind)
        if columns is None and (kind is RECOMMENDATION or _ONE.match(rows[0].block.text)):
            columns = unheaded(rows)
        elif columns is not None and lacks_head_over_numbers(rows):
            columns = replace(
                columns,
                words=columns.words + 1,
                number=0,
                who=None if columns.who is None else columns.who + 1,
            )
        if columns is not None and rows[0].index not in report.others:
            head = rows[0].block.text if columns.headed else ""
            yield from points_in_rows(rows, columns, head)


def _tables(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    rows: list[Entry] = []
    for entry in entries:
        if entry.block.kind == "row" and entry.block.cells:
            rows.append(entry)
        elif rows and not _is_between(entry):
            yield rows
            rows = []
    if rows:
        yield rows


def _is_between(entry: Entry) -> bool:
    """A scrap between two rows (a running head that stayed) does not end a table."""
    return not entry.is_heading and len(entry.block.text.split()) <= 3
