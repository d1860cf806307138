"""Parts blocks in whose midst a label or a bold line stands on a printed line of its own.

A reader of the page sees "Recommendation 3" or "Police" on its own line, perhaps in bold; where the lines stand close,
cleaning may have joined it to the paragraph above or below.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from heeded.engine.learning_points._kinds import one_of
from heeded.engine.learning_points._numbers import LABEL_NUMBER
from heeded.engine.records import Block, Line, Piece, Reading, SectionFound

_INSIDE = re.compile(
    rf"(?<=[.:;!?”’)\]])\s(?P<label>(?:[A-Z][\w-]+\s)?{one_of('Recommendation Finding Lesson')}\s(?:{LABEL_NUMBER})"
    rf"|Learning(?:\s[Pp]oint)?\s(?:{LABEL_NUMBER}))(?P<mark>\s?[:.–—])?(?=\s|$)"
)
TITLE_WORDS = 12
_KINDS = frozenset({"paragraph", "item"})


def parted(
    reading: Reading, blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[Sequence[Block], Sequence[SectionFound]]:
    """The blocks with every such label parted from what it was joined to, and the sections counted anew."""
    pages = _Pages(reading)
    cuts = {
        at: found
        for at, block in enumerate(blocks)
        if len(block.pieces) > 1 and block.kind in _KINDS and (found := _cuts_of(block, pages))
    }
    if not cuts:
        return blocks, sections
    made: list[Block] = []
    moved = [0]
    for at, block in enumerate(blocks):
        made.extend(_parts(block, cuts[at], pages) if at in cuts else (block,))
        moved.append(len(made))
    return made, [replace(one, first=moved[one.first], last=moved[one.last]) for one in sections]


class _Pages:
    """The printed lines of a reading, by page and by where they begin."""

    def __init__(self, reading: Reading) -> None:
        self._pages = {page.number: page for page in reading.pages}
        self.bold = {page.number: [line.start for line in page.lines if line.bold] for page in reading.pages}

    def line_at(self, page: int, start: int) -> Line | None:
        """The line that holds a character of a page."""
        lines = self._pages[page].lines if page in self._pages else ()
        at = bisect_right(lines, start, key=lambda line: line.start) - 1
        return lines[at] if at >= 0 and start < lines[at].end else None

    def has_bold(self, block: Block) -> bool:
        """Whether a bold line begins between a block's first piece and its last."""
        first, last = block.pieces[0], block.pieces[-1]
        if first.page != last.page:
            return bool(self.bold.get(first.page) or self.bold.get(last.page))
        starts = self.bold.get(first.page)
        if not starts:
            return False
        return bisect_left(starts, first.start) < bisect_right(starts, last.start)


def _cuts_of(block: Block, pages: _Pages) -> set[int]:
    cuts = set(_bold_cuts(block, pages)) if pages.has_bold(block) else set()
    text = block.text
    if "Recommendation " in text or "Learning " in text or "Finding " in text or "Lesson " in text:
        cuts |= {cut for found in _INSIDE.finditer(text) for cut in _cuts(block, found, pages)}
    return cuts


def _parts(block: Block, cuts: set[int], pages: _Pages) -> Iterator[Block]:
    for start, end in pairwise([0, *sorted(cuts), len(block.text)]):
        if block.text[start:end].strip():
            yield _stretch(block, start, end, pages)


def _bold_cuts(block: Block, pages: _Pages) -> Iterator[int]:
    """Where a block is cut around bold lines of a few words between plain ones: titles that no sentence needs."""
    bold = [piece.start in pages.bold.get(piece.page, ()) for piece in block.pieces]
    if all(bold) or not any(bold):
        return
    for face, run in groupby(zip(bold, block.pieces, strict=True), key=itemgetter(0)):
        pieces = [piece for _, piece in run]
        begins, ends = pieces[0].at, pieces[-1].at + pieces[-1].length
        words = block.text[begins:ends].strip()
        opens = not begins or block.text[:begins].rstrip().endswith((".", "?", "!", ";", ":"))
        if face and opens and _is_title(words):
            yield from (cut for cut in (begins, ends) if 0 < cut < len(block.text.rstrip()))


def _is_title(words: str) -> bool:
    return words[:1].isupper() and len(words.split()) <= TITLE_WORDS and words[-1] not in ".?!;,"


def _cuts(block: Block, found: re.Match[str], pages: _Pages) -> Iterator[int]:
    """Where a block is cut before and after a label, if the label begins a printed line and fills it or has a colon."""
    spans = block.spans(found.start("label"), found.end())
    line = pages.line_at(spans[0].page, spans[0].start) if spans else None
    if line is None or spans[0].start - line.start > 1 or len(spans) > 1:
        return
    fills = line.end - spans[0].end <= 1
    if fills or found["mark"]:
        yield found.start("label")
    if fills:
        yield found.end()


def _stretch(block: Block, start: int, end: int, pages: _Pages) -> Block:
    """Characters `start` to `end` of a block as a block of its own, in the face of its first line."""
    start += len(block.text[start:end]) - len(block.text[start:end].lstrip())
    end -= len(block.text[start:end]) - len(block.text[start:end].rstrip())
    pieces = tuple(
        Piece(first - start, piece.page, piece.start + first - piece.at, last - first)
        for piece in block.pieces
        if (first := max(start, piece.at)) < (last := min(end, piece.at + piece.length))
    )
    line = pages.line_at(pieces[0].page, pieces[0].start) if pieces else None
    return replace(
        block,
        text=block.text[start:end],
        pieces=pieces,
        kind="paragraph" if start else block.kind,
        label="" if start else block.label,
        bold=line.bold if line else block.bold,
        italic=line.italic if line else block.italic,
    )
