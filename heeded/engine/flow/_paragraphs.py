"""Lines joined to paragraphs by where they stand: leading, indentation, type, bullets and numbers."""

from collections import defaultdict
from collections.abc import Sequence

from heeded.engine.flow._beginnings import begins
from heeded.engine.flow._draft import Draft
from heeded.engine.flow._marks import mark_of
from heeded.engine.flow._row import Row


def drafts_of(rows: Sequence[Row], steps: dict[int, float]) -> list[Draft]:
    """The blocks of one page's rows, in order."""
    if not rows:
        return []
    reaches = _reaches(rows)
    last, mark = rows[0], mark_of(rows[0].text)
    draft = Draft([last], mark, reaches[0])
    drafts = [draft]
    for row, right in zip(rows[1:], reaches[1:], strict=True):
        mark = mark_of(row.text)
        gap = " "
        if last.cell is not None or row.cell is not None:
            joined = _same_table_row(last, row)
        elif last.bottom - row.bottom < 0.6 * last.size and _beside(last, row):
            joined = _joins_beside(draft, row)
            gap = "" if row.left - last.right < 0.12 * last.size else " "
        else:
            joined = not begins(draft, row, mark, steps, right)
        if joined:
            draft.gaps.append(gap)
            draft.rows.append(row)
        else:
            draft = Draft([row], mark, right)
            drafts.append(draft)
        last = row
    return drafts


def _reaches(rows: Sequence[Row]) -> list[float]:
    """For each row how far to the right the lines of its column or box usually run."""
    columns: list[tuple[int, int]] = []
    number = 0
    last = rows[0]
    for row in rows:
        if row.bottom > last.bottom + 3 * row.size:
            number += 1
        columns.append((number, row.box))
        last = row
    if number == 0 and not any(row.box for row in rows):
        return [_reach([row.right for row in rows])] * len(rows)
    edges: dict[tuple[int, int], list[float]] = defaultdict(list)
    for row, column in zip(rows, columns, strict=True):
        edges[column].append(row.right)
    reach = {column: _reach(some) for column, some in edges.items()}
    return [reach[column] for column in columns]


def _reach(edges: list[float]) -> float:
    edges.sort()
    return edges[int(0.9 * (len(edges) - 1))]


def _same_table_row(last: Row, row: Row) -> bool:
    """Cells are of one table row where the reader numbered them so and they do not start again from the left."""
    if last.cell is None or row.cell is None or last.box != row.box or last.cell[0] != row.cell[0]:
        return False
    return row.cell[1] >= last.cell[1]


def _beside(before: Row, row: Row) -> bool:
    """True where `row` goes on at the height of `before`: a note number, a change of font, a number in the margin."""
    shared = min(before.top, row.top) - max(before.bottom, row.bottom)
    return (
        shared > 0.5 * min(before.top - before.bottom, row.top - row.bottom) and row.left > before.right - 4
    )


def _joins_beside(draft: Draft, row: Row) -> bool:
    """A number or bullet standing by itself joins what it counts; words join where only a letter's room parts them."""
    if len(draft.rows) == 1 and draft.mark is not None and draft.mark.length >= len(draft.first.text):
        return True
    return row.left - draft.last.right < 1.2 * max(draft.last.size, row.size)
