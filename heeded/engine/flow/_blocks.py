"""Drafts made into blocks: rows put together, broken words closed, every character still mapped to its place."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from heeded.engine._making import maker
from heeded.engine.flow._hyphens import MARKS, SOFT, Words
from heeded.engine.flow._paragraphs import Draft
from heeded.engine.flow._rows import Row
from heeded.engine.records import Block, Piece

_TELLING = MARKS + SOFT + "-‐/"  # a row that ends in one of these may go on without a blank
_BOLD: Callable[[Row], bool] = attrgetter("bold")
_ITALIC: Callable[[Row], bool] = attrgetter("italic")
_block, _piece = maker(Block), maker(Piece)


class Joiner:
    """Puts rows together to one text with its pieces."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def join(self, rows: Sequence[Row], gaps: Sequence[str]) -> tuple[str, tuple[Piece, ...]]:
        """The text of `rows`, and the pieces of it."""
        if len(rows) == 1 and rows[0].cuts is None:
            row = rows[0]
            return row.text, (_piece(0, row.page, row.start, len(row.text)),)
        parts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for row, after, glue in zip(rows, (*rows[1:], None), (*gaps, ""), strict=True):
            text = row.text
            if after is not None and text[-1] in _TELLING:
                text, glue = self._end(text, after.text, glue)
            length = len(text)
            if row.cuts is None:
                pieces.append(_piece(at, row.page, row.start, length))
            else:
                pieces += _pieces(row, at, length)
            parts += text, glue
            at += length + len(glue)
        return "".join(parts), tuple(pieces)

    def _end(self, text: str, after: str, gap: str) -> tuple[str, str]:
        """The end of a row as it stands before the next one, and what comes between."""
        last = text[-1]
        if last in MARKS:
            stays = self._words.hyphen_stays(text[:-1], after)
            return text[:-1], "-" if stays else ""
        if last == SOFT:
            return text[:-1], ""
        if last in "-‐" and len(text) > 1 and text[-2].isalpha() and after[0].isalnum():
            stays = self._words.hyphen_stays(text[:-1], after)
            return (text, "") if stays else (text[:-1], "")
        return text, gap if last != "/" else ""


def _pieces(row: Row, at: int, length: int) -> Iterator[Piece]:
    """The pieces of a mended row whose text is kept up to `length`."""
    for place, start, size in row.cuts or ():
        if place < length:
            yield _piece(at + place, row.page, start, min(size, length - place))


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
            kept.append(_piece(piece.at + lost - skip, piece.page, piece.start + lost, piece.length - lost))
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
