"""The rows of a table as learning points; a row that a page break parted is joined again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from heeded.engine.learning_points._extent import is_finished
from heeded.engine.learning_points._report import Candidate, Entry, Part
from heeded.engine.learning_points._table_cells import cells_of, number_before, number_in, text_of_cell
from heeded.engine.learning_points._table_columns import WORDS_HEADS, Columns

FEWEST_WORDS = 4


def points_in_rows(rows: Sequence[Entry], columns: Columns, head: str) -> Iterator[Candidate]:
    """The learning points in the rows under a head."""
    texts = {row.index: row.block.text for row in rows}
    for candidate in _joined(rows, columns, head):
        words = " ".join(texts[part.block][part.start : part.end] for part in candidate.parts)
        if len(words.split()) >= FEWEST_WORDS:
            yield candidate


def _joined(rows: Sequence[Entry], columns: Columns, head: str) -> Iterator[Candidate]:
    """One candidate for each row of the table as it was before a page's end parted any."""
    pending: Candidate | None = None
    for row in rows:
        if row.block.text == head:
            continue
        cells = cells_of(row)
        is_open = pending is not None and not _ended(rows, pending)
        rest = _rest(row, cells, columns, len(rows[0].block.cells)) if is_open else None
        if pending is not None and rest is not None:
            pending = replace(pending, parts=(*pending.parts, rest))
            continue
        found = _row(row, cells, columns) if len(cells) > columns.words else None
        if found is None or not (columns.headed or found.number):
            continue
        if pending is not None:
            yield pending
        pending = found
    if pending is not None:
        yield pending


def _rest(row: Entry, cells: Sequence[Part], columns: Columns, width: int) -> Part | None:
    """The words of a row that only goes on with the one before: no number stands before them, or they begin in the
    midst of a sentence."""
    if len(cells) < width and columns.number == 0 and number_in(text_of_cell(row, cells[0])):
        return None
    if len(cells) <= columns.words:
        return cells[0] if text_of_cell(row, cells[0])[:1].islower() else None
    if columns.number == 0 and len(cells) < width and text_of_cell(row, cells[0]):
        return cells[columns.words - 1]
    numbered = columns.number is not None and bool(number_in(text_of_cell(row, cells[columns.number])))
    part = cells[columns.words]
    words = text_of_cell(row, part)
    goes_on = columns.number is not None or words[:1].islower()
    return part if words and goes_on and not numbered else None


def _ended(rows: Sequence[Entry], candidate: Candidate) -> bool:
    last = candidate.parts[-1]
    row = next(row for row in rows if row.index == last.block)
    return is_finished(row.block.text[last.start : last.end])


def _row(row: Entry, cells: Sequence[Part], columns: Columns) -> Candidate | None:
    part = cells[columns.words]
    words = text_of_cell(row, part)
    number = ""
    if columns.number is None:
        number, after = number_before(words)
        part = Part(part.block, part.start + after, part.end)
    elif columns.number < len(cells):
        number = number_in(text_of_cell(row, cells[columns.number]))
    if not words or any(kind_words.fullmatch(words) for _, kind_words in WORDS_HEADS):
        return None
    who = (
        (text_of_cell(row, cells[columns.who]),)
        if columns.who is not None and columns.who < len(cells)
        else ()
    )
    return Candidate(columns.kind, number, (part,), 2, 0.93, tuple(one for one in who if one))
