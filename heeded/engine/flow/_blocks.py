"""Drafts made into blocks: what most of their rows are, where they stand, their cells."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from heeded.engine._making import maker
from heeded.engine.flow._draft import Draft
from heeded.engine.flow._joiner import Joiner, made_piece
from heeded.engine.flow._row import Row
from heeded.engine.records import Block, Piece

_BOLD: Callable[[Row], bool] = attrgetter("bold")
_ITALIC: Callable[[Row], bool] = attrgetter("italic")
_block = maker(Block)


def block_of(draft: Draft, joiner: Joiner) -> Block:
    """The block that `draft` makes, its mark read: a bullet leaves the text, a number stays in it."""
    first, mark = draft.first, draft.mark
    skip, label = 0, ""
    if mark is not None and draft.kind != "contents":
        label = mark.label
        if mark.kind == "bullet":
            skip = mark.length
    text, pieces = joiner.join(draft.rows, draft.gaps)
    if skip and text[skip:].strip():
        text, pieces = _from(skip, text, pieces)
    return _block(
        draft.kind,
        text,
        pieces,
        draft.size,
        _most(draft.rows, _BOLD),
        _most(draft.rows, _ITALIC),
        first.box,
        first.left,
        label,
        first.style,
        _cells(draft, text) if first.cell is not None else (),
    )


def _from(skip: int, text: str, pieces: tuple[Piece, ...]) -> tuple[str, tuple[Piece, ...]]:
    """The text from its character `skip` on, without blanks at its head."""
    while text[skip] == " ":
        skip += 1
    kept = []
    for piece in pieces:
        lost = max(0, skip - piece.at)
        if lost < piece.length:
            kept.append(
                made_piece(piece.at + lost - skip, piece.page, piece.start + lost, piece.length - lost)
            )
    return text[skip:], tuple(kept)


def _most(rows: Sequence[Row], name: Callable[[Row], bool]) -> bool:
    return name(rows[0]) if len(rows) == 1 else 2 * sum(map(name, rows)) > len(rows)


def _cells(draft: Draft, text: str) -> tuple[int, ...]:
    """Where each cell begins in the joined text, left to right; a cell of several lines begins once."""
    begins, at, seen = [], 0, None
    for row in draft.rows:
        at = max(text.find(row.text[:12], at), at)
        if row.cell != seen:
            begins.append(at)
            seen = row.cell
        # Past this row's words, so that no later cell is found inside it; joining may have taken a hyphen.
        at += max(1, len(row.text) - 2)
    return tuple(begins)
