"""Passages: whole sentences of some 60 to 180 words inside one section, the unit that is searched and cited.

A passage never crosses a section, and crosses a page only where a sentence of its own does. A list item keeps the
words that lead into the list. Each recommendation or piece of good practice is a passage of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from heeded.engine._making import maker
from heeded.engine._speakers import speaker_of
from heeded.engine.flow import sentences
from heeded.engine.records import Block, PassageFound, Piece, Reading, SectionFound
from heeded.engine.sections import stretches
from heeded.engine.vocabulary import SectionKind, Speaker

_FEWEST, _USUAL, _MOST = 60, 130, 180  # words
_LEAD_WORDS = 40  # a longer sentence is not said again before the rest of its list
_LONG_ROW = 1_100  # characters of a table row, beyond which it is cut between sentences like a paragraph
_REMNANT = 30  # words at the end of a section that are too few to stand alone
_NOTE_WORDS = 25  # a shorter footnote is a mere reference
_SKIPPED = frozenset({"heading", "contents", "caption"})
_piece = maker(Piece)
_at: Callable[[Piece], int] = attrgetter("at")
_OWN = frozenset({SectionKind.RECOMMENDATIONS.value, SectionKind.GOOD_PRACTICE.value})
_RUN_IN = re.compile(
    r"(?:[\d.]+\s+)?(?:(?P<recommendations>recommendation\s+(?:\d|[A-Z]\b|[ivx]+\b)|R\d{1,2}[.:\s])"
    r"|(?P<good_practice>(?:good practice|what worked well)\b.{0,40}?[:–-])"
    r"|(?P<learning>(?:learning point|key learning|lesson)\b.{0,12}?[:–-])"
    r"|(?P<findings>(?:key |priority )?finding\s+(?:\d|[A-Z]\b)))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Unit:
    """One sentence, or a table row, with where it stands."""

    block: int
    start: int
    end: int
    words: int
    page: int
    last_page: int


@dataclass(slots=True)
class _Open:
    """What is being gathered: sentences of one or more blocks, their words, the kind of passage."""

    kind: str
    own: bool = False  # a recommendation or the like, which stands alone
    units: list[_Unit] = field(default_factory=list)
    words: int = 0

    def add(self, unit: _Unit) -> None:
        self.units.append(unit)
        self.words += unit.words


def passages(
    reading: Reading, blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[PassageFound, ...]:
    """The passages of a report in reading order. `reading` says whether the file has pages at all."""
    found: list[PassageFound] = []
    for section, first, last in stretches(blocks, sections):
        where = sections[section] if section >= 0 else None
        if where is not None and where.kind == SectionKind.CONTENTS:
            continue
        for group in _groups(blocks, first, last, where.kind if where else SectionKind.OTHER.value):
            found.append(_passage(blocks, group, section, where.title if where else ""))
    return tuple(found)


def _groups(blocks: Sequence[Block], first: int, last: int, kind: str) -> Iterator[_Open]:
    """The sentences of one section gathered to passages, footnotes after the text."""
    gatherer = _Gatherer(blocks, first, kind)
    notes: list[int] = []
    for index in range(first, last):
        block = blocks[index]
        if block.kind == "note":
            notes.append(index)
        elif block.kind not in _SKIPPED:
            gatherer.take(index, block)
    gatherer.close()
    yield from gatherer.done
    yield from _note_groups(blocks, notes, kind)


class _Gatherer:
    """Takes the blocks of one section in turn and closes a passage when the next sentence no longer fits."""

    def __init__(self, blocks: Sequence[Block], first: int, kind: str) -> None:
        self.done: list[_Open] = []
        self._blocks = blocks
        self._first = first
        self._kind = kind
        self._open = _Open(kind)
        self._lead: _Unit | None = None  # the sentence that leads into the list that is being read

    def take(self, index: int, block: Block) -> None:
        own = _own_kind(block, self._kind)
        item = block.kind == "item"
        units = _units(index, block)
        if own is not None and not (item and _leads(self._blocks, index, self._first)):
            self.close(own)
        elif not item and self._open.own and not _belongs(block, units):
            self.close()
        if not item:
            leads = block.text.endswith(":") and units[-1].words <= _LEAD_WORDS
            self._lead = units[-1] if leads else None
        for unit in units:
            self._add(unit, item)

    def _add(self, unit: _Unit, item: bool) -> None:
        if self._open.units and not _fits(self._open, unit):
            self.close(self._open.kind if self._open.own else "")
            if item and self._lead is not None and self._lead.last_page == unit.page:
                self._open.add(self._lead)
        self._open.add(unit)

    def close(self, own: str = "") -> None:
        """Ends the open passage; the next one stands alone and is of the kind `own`, else is of the section's."""
        if self._open.units and not self._taken_back():
            self.done.append(self._open)
        self._open = _Open(own or self._kind, own=bool(own))

    def _taken_back(self) -> bool:
        """Adds a remnant of a few words to the passage before it, where that is of the same page and not too long."""
        rest, before = self._open, self.done[-1] if self.done else None
        if before is None or rest.own or before.own or rest.words >= _REMNANT:
            return False
        if before.words + rest.words > _MOST or before.units[-1].last_page != rest.units[-1].last_page:
            return False
        for unit in rest.units:
            if unit is not self._lead:
                before.add(unit)
        return True


def _belongs(block: Block, units: Sequence[_Unit]) -> bool:
    """Whether a block goes with the recommendation before it: a short line that says whom it is for."""
    return (
        len(units) == 1
        and units[0].words <= 15
        and block.text[-1] not in ".?!:"
        and block.kind == "paragraph"
    )


def _own_kind(block: Block, kind: str) -> str | None:
    """The kind of a block that is a passage by itself, None where it is not."""
    match = _RUN_IN.match(block.text)
    if match:
        return str(match.lastgroup).replace("_", "-")
    if kind in _OWN and (block.label or block.kind == "row" or block.box):
        return kind
    return None


def _leads(blocks: Sequence[Block], index: int, first: int) -> bool:
    """Whether an item belongs to what stands before it: a sentence that ends in a colon, or another such item."""
    place = index - 1
    while place >= first and blocks[place].kind in ("item", "note"):
        place -= 1
    return place >= first and blocks[place].text.endswith(":") and bool(blocks[place].label)


def _units(index: int, block: Block) -> list[_Unit]:
    text = block.text
    whole = len(text) < (_LONG_ROW if block.kind == "row" else 160)
    parts = [(0, len(text))] if whole else sentences(text)
    pieces = block.pieces
    page = pieces[0].page
    if page == pieces[-1].page:
        return [_Unit(index, start, end, text.count(" ", start, end) + 1, page, page) for start, end in parts]
    return [
        _Unit(index, start, end, text.count(" ", start, end) + 1, *_pages(pieces, start, end))
        for start, end in parts
    ]


def _pages(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    first, last = max(0, bisect_right(pieces, start, key=_at) - 1), bisect_left(pieces, end, key=_at)
    pages = [piece.page for piece in pieces[first:last] if piece.at + piece.length > start]
    return (min(pages), max(pages)) if pages else (pieces[0].page, pieces[0].page)


def _fits(open_one: _Open, unit: _Unit) -> bool:
    """Whether `unit` still belongs to the passage that is open: by page, by length, by paragraph."""
    last = open_one.units[-1]
    if unit.page != last.last_page or (unit.last_page != unit.page and unit.block != open_one.units[0].block):
        return False
    if last.page != last.last_page and unit.block != last.block:
        return False
    if open_one.words + unit.words <= _USUAL:
        return True
    if open_one.words + unit.words > _MOST:
        return False
    return open_one.words < _FEWEST or unit.block == last.block


def _note_groups(blocks: Sequence[Block], notes: Sequence[int], kind: str) -> Iterator[_Open]:
    """Footnotes that say something, page by page; mere references are left to the page itself."""
    open_one = _Open(kind)
    for index in notes:
        block = blocks[index]
        words = block.text.count(" ") + 1
        if words < _NOTE_WORDS:
            continue
        unit = _Unit(index, 0, len(block.text), words, block.page, block.pieces[-1].page)
        if open_one.units and (open_one.units[-1].page != unit.page or open_one.words + words > _MOST):
            yield open_one
            open_one = _Open(kind)
        open_one.add(unit)
    if open_one.units:
        yield open_one


def _passage(blocks: Sequence[Block], group: _Open, section: int, heading: str) -> PassageFound:
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for block, start, end in _runs(group.units):
        if parts:
            at += 1
        parts.append(blocks[block].text[start:end])
        pieces += _shifted(blocks[block].pieces, start, end, at)
        at += end - start
    text = "\n".join(parts)
    if group.kind == SectionKind.RECOMMENDATIONS:
        speaker = Speaker.REVIEWER.value
    else:
        speaker = speaker_of(
            group.kind, [blocks[unit.block].text[unit.start : unit.end] for unit in group.units]
        )
    return PassageFound(text, tuple(pieces), section, group.kind, speaker, heading)


def _runs(units: Sequence[_Unit]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring sentences of one block as one stretch."""
    block, start, end = units[0].block, units[0].start, units[0].end
    for unit in units[1:]:
        if unit.block == block and unit.start >= end:
            end = unit.end
        else:
            yield block, start, end
            block, start, end = unit.block, unit.start, unit.end
    yield block, start, end


def _shifted(pieces: Sequence[Piece], start: int, end: int, at: int) -> Iterable[Piece]:
    """The pieces behind `start` to `end` of a block, moved to stand from `at` on."""
    if start == at and pieces[-1].at + pieces[-1].length <= end and (not start or pieces[0].at >= start):
        return pieces  # the whole block, where it stands already
    if len(pieces) == 1 and pieces[0].at == 0:
        piece = pieces[0]
        return (_piece(at, piece.page, piece.start + start, min(end, piece.length) - start),)
    return _cut_out(pieces, start, end, at - start)


def _cut_out(pieces: Sequence[Piece], start: int, end: int, shift: int) -> Iterator[Piece]:
    for place in range(max(0, bisect_right(pieces, start, key=_at) - 1), len(pieces)):
        piece = pieces[place]
        first, length = piece.at, piece.length
        if first >= end:
            return
        if start <= first and first + length <= end:
            yield _piece(first + shift, piece.page, piece.start, length)
            continue
        first, last = max(start, first), min(end, first + length)
        if first < last:
            yield _piece(first + shift, piece.page, piece.start + first - piece.at, last - first)
