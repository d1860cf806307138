"""What the tables of one question hide for each other's sake."""

from collections.abc import Sequence

from heeded.analysis.counting import Counted
from heeded.analysis.guarding import Mask, mask_of
from heeded.engine.protection import Face, protect_faces


def across_tables(tables: Sequence[Counted], *, below: int) -> list[Mask]:
    """By table and row, what is hidden besides of tables of the same rows over the same reviews, so that none of them
    gives away what another hides: each column's figure, then the total, which has one face in all of them."""
    found: list[Mask] = [[] for _ in tables]
    if not tables:
        return found
    number = len(tables[0].rows)
    masks = [mask_of(table, below=below) for table in tables]
    own = [mask[len(mask) - number :] for mask in masks]
    for place in range(number):
        lines = _closed(tables, [mask[place] for mask in own], place, below=below)
        for mask, line in zip(found, lines, strict=True):
            mask.append(line)
    return found


def _closed(tables: Sequence[Counted], lines: list[list[bool]], place: int, *, below: int) -> Mask:
    """One row in every table."""
    works = tables[0].rows[place].works & tables[0].works
    faces = [Face(tables[0].works, len(works))]
    hidden = {0} if any(line[-1] for line in lines) else set()
    for table, line in zip(tables, lines, strict=True):
        for column, is_hidden in zip(table.columns, line[:-1], strict=True):
            members = table.groups.get(column.key, frozenset()) & table.works
            hidden |= {len(faces)} if is_hidden else set()
            faces.append(Face(members, len(works & members)))
    closed = protect_faces(faces, hidden, below=below)
    found, first = [], 1
    for table in tables:
        after = first + len(table.columns)
        found.append([*(face in closed for face in range(first, after)), 0 in closed])
        first = after
    return found
