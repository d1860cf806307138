"""Rows put together to one text: broken words closed, every character still mapped to its place."""

from collections.abc import Iterator, Sequence

from heeded.engine._making import maker
from heeded.engine.flow._hyphens import MARKS, SOFT, Words
from heeded.engine.flow._row import Row
from heeded.engine.records import Piece

_TELLING = MARKS + SOFT + "-‐/"  # a row that ends in one of these may go on without a blank
made_piece = maker(Piece)


class Joiner:
    """Puts rows together to one text with its pieces."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def join(self, rows: Sequence[Row], gaps: Sequence[str]) -> tuple[str, tuple[Piece, ...]]:
        """The text of `rows`, and the pieces of it."""
        if len(rows) == 1 and rows[0].cuts is None:
            row = rows[0]
            return row.text, (made_piece(0, row.page, row.start, len(row.text)),)
        parts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for row, after, glue in zip(rows, (*rows[1:], None), (*gaps, ""), strict=True):
            text = row.text
            if after is not None and text[-1] in _TELLING:
                text, glue = self._end(text, after.text, glue)
            length = len(text)
            if row.cuts is None:
                pieces.append(made_piece(at, row.page, row.start, length))
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
            yield made_piece(at + place, row.page, start, min(size, length - place))
