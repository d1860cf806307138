"""Drafts made into blocks: rows put together, broken words closed, every character still mapped to its place."""

from collections.abc import Sequence

from heeded.engine.flow._hyphens import MARKS, SOFT, Words
from heeded.engine.flow._paragraphs import Draft
from heeded.engine.flow._rows import Row
from heeded.engine.records import Block, Piece


class Joiner:
    """Puts rows together to one text with its pieces."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def join(self, rows: Sequence[Row], gaps: Sequence[str], skip: int = 0) -> tuple[str, tuple[Piece, ...]]:
        """The text of `rows` from its character `skip` on, and the pieces of it."""
        if len(rows) == 1 and rows[0].cuts is None:
            row = rows[0]
            text = row.text[skip:]
            return text, (Piece(0, row.page, row.start + skip, len(text)),)
        parts: list[str] = []
        pieces: list[Piece] = []
        at = -skip
        for index, row in enumerate(rows):
            text, glue = row.text, ""
            if index + 1 < len(rows):
                text, glue = self._end(text, rows[index + 1].text, gaps[index])
            for place, start, length in row.pieces:
                first, length = max(0, at + place), min(length, len(text) - place) + min(0, at + place)
                if length > 0:
                    pieces.append(Piece(first, row.page, start + max(0, -(at + place)), length))
            parts.append(text)
            parts.append(glue)
            at += len(text) + len(glue)
        return "".join(parts)[skip:], tuple(pieces)

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


def block_of(draft: Draft, joiner: Joiner) -> Block:
    """The block that `draft` makes, its mark read: a bullet leaves the text, a number stays in it."""
    first, mark = draft.first, draft.mark
    skip, label = 0, ""
    if mark is not None and draft.kind != "contents":
        label = mark.label
        if mark.kind == "bullet":
            skip = mark.length
    text, pieces = joiner.join(draft.rows, draft.gaps, skip)
    if skip and text[:1] == " ":
        text, pieces = _without_lead(text, pieces)
    if not text or not pieces:
        text, pieces = joiner.join(draft.rows, draft.gaps)
    return Block(
        kind=draft.kind,
        text=text,
        pieces=pieces,
        size=draft.size,
        bold=_most(draft, "bold"),
        italic=_most(draft, "italic"),
        box=first.box,
        left=first.left,
        label=label,
        style=first.style,
        cells=_cells(draft, text) if first.cell is not None else (),
    )


def _without_lead(text: str, pieces: tuple[Piece, ...]) -> tuple[str, tuple[Piece, ...]]:
    """The text without the blanks that a bullet on a line of its own leaves at its head."""
    ahead = len(text) - len(text.lstrip())
    return text[ahead:], tuple(Piece(p.at - ahead, p.page, p.start, p.length) for p in pieces if p.at >= ahead)


def _most(draft: Draft, name: str) -> bool:
    if len(draft.rows) == 1:
        return bool(getattr(draft.first, name))
    return 2 * sum(getattr(row, name) for row in draft.rows) > len(draft.rows)


def _cells(draft: Draft, text: str) -> tuple[int, ...]:
    """Where each cell begins in the joined text, left to right; a cell of several lines begins once."""
    begins, at, seen = [], 0, None
    for row in draft.rows:
        at = max(text.find(row.text[:12], at), at)
        if row.cell != seen:
            begins.append(at)
            seen = row.cell
        at += 1
    return tuple(begins)
