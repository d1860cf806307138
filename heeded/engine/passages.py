"""Passages: whole sentences of some 60 to 180 words inside one section, the unit that is searched and cited.

A passage never crosses a section, and crosses a page only where a sentence of its own does. A list item keeps the
words that lead into the list. Each recommendation or piece of good practice is a passage of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine._speakers import speaker_of
from heeded.engine.flow import sentences
from heeded.engine.records import Block, PassageFound, Piece, Reading, SectionFound
from heeded.engine.vocabulary import SectionKind

_FEWEST, _USUAL, _MOST = 60, 130, 180  # words
_SKIPPED = frozenset({"heading", "contents", "caption"})
_OWN = frozenset({SectionKind.RECOMMENDATIONS.value, SectionKind.GOOD_PRACTICE.value})
_RUN_IN = re.compile(
    r"(?:[\d.]+\s+)?(?:(recommendation\s+(?:\d|[A-Z]\b|[ivx]+\b)|R\d{1,2}[.:\s])|(good practice|what worked well)\b.{0,40}?[:–-])",
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
    """What is being gathered: stretches of blocks, their words, their page."""

    units: list[_Unit]
    words: int
    kind: str


def passages(
    reading: Reading, blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[PassageFound, ...]:
    """The passages of a report in reading order. `reading` says whether the file has pages at all."""
    found: list[PassageFound] = []
    for section, first, last in _stretches(blocks, sections):
        where = sections[section] if section >= 0 else None
        if where is not None and where.kind == SectionKind.CONTENTS:
            continue
        for group in _groups(blocks, first, last, where.kind if where else SectionKind.OTHER.value):
            found.append(_passage(blocks, group, section, where.title if where else ""))
    return tuple(found)


def _stretches(blocks: Sequence[Block], sections: Sequence[SectionFound]) -> Iterator[tuple[int, int, int]]:
    """The blocks of each innermost section: its index, first block after the heading, end."""
    starts = [section.first for section in sections]
    if not starts or starts[0] > 0:
        yield -1, 0, starts[0] if starts else len(blocks)
    for index, start in enumerate(starts):
        yield index, start, starts[index + 1] if index + 1 < len(starts) else len(blocks)


def _groups(blocks: Sequence[Block], first: int, last: int, kind: str) -> Iterator[_Open]:
    """Sentences gathered to passages."""
    open_one = _Open([], 0, kind)
    notes: list[int] = []
    lead: list[_Unit] = []
    for index in range(first, last):
        block = blocks[index]
        if block.kind in _SKIPPED:
            continue
        if block.kind == "note":
            notes.append(index)
            continue
        own = _own_kind(block, kind)
        opens = (
            own is not None and block.kind != "item" or (own is not None and not _leads(blocks, index, first))
        )
        if open_one.units and (opens or (open_one.kind != kind and own is None and block.kind != "item")):
            yield open_one
            open_one = _Open([], 0, own or kind)
        elif opens:
            open_one.kind = own or kind
        units = _units(index, block)
        if block.kind != "item":
            lead = units if block.text.endswith(":") and len(units) and units[-1].words <= 40 else []
        for unit in units:
            if open_one.units and not _fits(open_one, unit, kind):
                yield open_one
                open_one = _Open([], 0, open_one.kind)
                if block.kind == "item" and lead and lead[-1].last_page == unit.page:
                    open_one.units, open_one.words = [lead[-1]], lead[-1].words
            open_one.units.append(unit)
            open_one.words += unit.words
    if open_one.units:
        yield open_one
    yield from _note_groups(blocks, notes, kind)


def _own_kind(block: Block, kind: str) -> str | None:
    """The kind of a block that is a passage by itself, None where it is not."""
    match = _RUN_IN.match(block.text)
    if match:
        return SectionKind.RECOMMENDATIONS.value if match[1] else SectionKind.GOOD_PRACTICE.value
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
    if len(text) < 160 or block.kind == "row":
        parts = [(0, len(text))]
    else:
        parts = sentences(text)
    if block.pieces[0].page == block.pieces[-1].page:
        page = block.page
        return [_Unit(index, start, end, text.count(" ", start, end) + 1, page, page) for start, end in parts]
    return [
        _Unit(index, start, end, text.count(" ", start, end) + 1, *_pages(block.pieces, start, end))
        for start, end in parts
    ]


def _pages(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    pages = [piece.page for piece in pieces if piece.at < end and piece.at + piece.length > start]
    return (min(pages), max(pages)) if pages else (pieces[0].page, pieces[0].page)


def _fits(open_one: _Open, unit: _Unit, kind: str) -> bool:
    """Whether `unit` still belongs to the passage that is open: by page, by length, by paragraph."""
    last = open_one.units[-1]
    if unit.page != last.last_page or (unit.last_page != unit.page and unit.block != last.block):
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
    open_one = _Open([], 0, kind)
    for index in notes:
        block = blocks[index]
        words = block.text.count(" ") + 1
        if words < 25:
            continue
        unit = _Unit(index, 0, len(block.text), words, block.page, block.pieces[-1].page)
        if open_one.units and (open_one.units[-1].page != unit.page or open_one.words + words > _MOST):
            yield open_one
            open_one = _Open([], 0, kind)
        open_one.units.append(unit)
        open_one.words += words
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
    said = [blocks[unit.block].text[unit.start : unit.end] for unit in group.units]
    return PassageFound(text, tuple(pieces), section, group.kind, speaker_of(group.kind, said), heading)


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


def _shifted(pieces: Sequence[Piece], start: int, end: int, at: int) -> Iterator[Piece]:
    """The pieces behind `start` to `end` of a block, moved to stand from `at` on."""
    if len(pieces) == 1 and pieces[0].at == 0:
        yield Piece(at, pieces[0].page, pieces[0].start + start, min(end, pieces[0].length) - start)
        return
    for piece in pieces:
        first, last = max(start, piece.at), min(end, piece.at + piece.length)
        if first < last:
            yield Piece(at + first - start, piece.page, piece.start + first - piece.at, last - first)
