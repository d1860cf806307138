"""Engine records to rows and back: how pages, lines and blocks are laid down in JSON."""

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from heeded.engine.records import Block, Line, Page, Piece, SectionFound, Span
from heeded.library import models

_written = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_of_piece = attrgetter("at", "page", "start", "length")


def lines_written(lines: Iterable[Line]) -> str:
    """Lines as JSON text, each as `line_to_row` has it."""
    return _written([line_to_row(line) for line in lines])


def blocks_written(blocks: Iterable[Block]) -> str:
    """Blocks as JSON text, each as `block_to_row` has it."""
    return _written([block_to_row(block) for block in blocks])


def pieces_written(pieces: Iterable[Piece]) -> str:
    """Pieces as JSON text, as `pieces_to_row` has them."""
    return _written(list(map(_of_piece, pieces)))


def line_to_row(line: Line) -> list[Any]:
    """A line as a short list of whole numbers, positions in tenths of a point: those are the quickest to write."""
    row: list[Any] = [
        line.start,
        line.end,
        int(line.left * 10 + 0.5),
        int(line.bottom * 10 + 0.5),
        int(line.right * 10 + 0.5),
        int(line.top * 10 + 0.5),
        int(line.size * 10 + 0.5),
        line.bold | line.italic << 1,
    ]
    if line.box or line.cell or line.style:
        row += [line.box, list(line.cell) if line.cell else None, line.style]
    return row


def line_from_row(row: Sequence[Any]) -> Line:
    start, end, left, bottom, right, top, size, flags = row[:8]
    box, cell, style = row[8:11] if len(row) > 8 else (0, None, "")
    where = (cell[0], cell[1]) if cell else None
    bold, italic = bool(flags & 1), bool(flags & 2)
    left, bottom, right, top, size = left / 10, bottom / 10, right / 10, top / 10, size / 10
    return Line(start, end, left, bottom, right, top, size, bold, italic, box, where, style)


def page_from_row(row: models.Page) -> Page:
    """The engine's page of a stored one. Hidden text is already blanked in what is stored."""
    return Page(
        number=row.number,
        text=row.text,
        lines=tuple(line_from_row(line) for line in row.lines),
        label=row.label or None,
        width=row.width,
        height=row.height,
        source=row.source,
    )


def block_to_row(block: Block) -> list[Any]:
    return [
        block.kind,
        block.text,
        pieces_to_row(block.pieces),
        round(block.size, 1),
        block.bold | block.italic << 1,
        block.box,
        round(block.left, 1),
        block.label,
        block.style,
        list(block.cells),
    ]


def block_from_row(row: Sequence[Any]) -> Block:
    kind, text, pieces, size, flags, box, left, label, style, cells = row
    return Block(
        kind=kind,
        text=text,
        pieces=pieces_from_row(pieces),
        size=size,
        bold=bool(flags & 1),
        italic=bool(flags & 2),
        box=box,
        left=left,
        label=label,
        style=style,
        cells=tuple(cells),
    )


def pieces_to_row(pieces: Iterable[Piece]) -> list[list[int]]:
    return [list(piece) for piece in map(_of_piece, pieces)]


def pieces_from_row(row: Iterable[Sequence[int]]) -> tuple[Piece, ...]:
    return tuple(Piece(*piece) for piece in row)


def spans_to_row(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.page, s.start, s.end] for s in spans]


def spans_from_row(row: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in row)


def section_from_row(row: models.Section) -> SectionFound:
    return SectionFound(
        title=row.title,
        level=row.level,
        kind=row.kind,
        page=row.page,
        spans=spans_from_row(row.spans),
        first=row.first_block,
        last=row.last_block,
        number=row.number,
    )
