"""A report as the finders see it: blocks with their own numbers parted from their words, and what each stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._asking import SHOULD
from heeded.engine.learning_points._numbers import OPENING
from heeded.engine.learning_points._titles import (
    ends_region,
    is_mixed,
    is_one,
    not_ours,
    title_kind,
    whole_words,
)
from heeded.engine.records import Block, SectionFound
from heeded.engine.sections import kind_of_title
from heeded.engine.vocabulary import LearningPointKind, SectionKind

_TELLING = ("action", "change", "advice", "ask", "worked", "practice")
SAME_EDGE, FURTHER_IN, FURTHEST_IN = 3, 14, 72  # points between the edges of two blocks
_LEAVES = re.compile(
    r"(?:the )?(?:conclusions?|appendi|annex|glossary|references|bibliography)", re.IGNORECASE
)
SKIPPED = frozenset({"contents", "caption", "note"})
_OF_OTHERS = ("recommend", "response", "progress", "review", "inquir", "inspection")
_BY_SECTION = {
    SectionKind.RECOMMENDATIONS.value: LearningPointKind.RECOMMENDATION,
    SectionKind.GOOD_PRACTICE.value: LearningPointKind.GOOD_PRACTICE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one block's text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a learning point, at one place. `rank` says how surely: 3 labelled with its kind,
    2 in a numbered list or table, 1 in a list without numbers, 0 by its words alone."""

    kind: LearningPointKind
    number: str
    parts: tuple[Part, ...]
    rank: int
    confidence: float
    addressees: tuple[str, ...] = ()
    titled: bool = False  # `parts` hold only a title, nothing stood under it


@dataclass(frozen=True, slots=True)
class Entry:
    """A block: where its words begin, and its own number and bullet before them."""

    index: int
    block: Block
    start: int
    number: str
    inset: bool = (
        False  # set in under a line that leads on to it: a list whose bullets are drawn, not printed
    )

    @property
    def words(self) -> str:
        return self.block.text[self.start :]

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading"

    @property
    def is_row(self) -> bool:
        """A row of several cells; a table of one cell is a box."""
        return self.block.kind == "row" and len(self.block.cells) > 1

    @property
    def is_item(self) -> bool:
        return self.block.kind == "item" or self.inset

    @property
    def is_listed(self) -> bool:
        return self.is_item or bool(self.number) or self.start > 0


@dataclass(slots=True)
class Region:
    """What stands under one heading that announces a kind of learning point."""

    kind: LearningPointKind
    title: str
    mixed: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """All entries in reading order (contents, captions and notes left out) and the regions they make up."""

    blocks: Sequence[Block]
    entries: tuple[Entry, ...]
    regions: tuple[Region, ...]
    others: frozenset[int]  # blocks under a heading about what others recommended, or what became of it


def report_of(blocks: Sequence[Block], sections: Sequence[SectionFound]) -> Report:
    """The report made of `blocks`, seen through `sections`."""
    entries = tuple(_entries(blocks))
    regions, others = _regions(entries, sections)
    return Report(blocks, entries, regions, others)


def _entries(blocks: Sequence[Block]) -> Iterator[Entry]:
    before: Entry | None = None
    for index, block in enumerate(blocks):
        if block.kind in SKIPPED or not block.text:
            continue
        number, start = _opening(block)
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        inset = before is not None and _is_inset(block, before, after)
        before = Entry(index, block, start, number, inset=inset)
        yield before


def _is_inset(block: Block, before: Entry, after: Block | None) -> bool:
    """Whether a paragraph is an item of a list whose bullets are pictures: it stands further in than the line that
    announces it, or below another such item."""
    if block.kind != "paragraph" or block.page - before.block.page > 1:
        return False
    further = block.left - before.block.left
    if before.inset:
        return abs(further) < SAME_EDGE or (FURTHER_IN <= further <= FURTHEST_IN)
    goes_on = after is not None and after.kind == "paragraph" and abs(after.left - block.left) < SAME_EDGE
    leads_on = before.is_heading or goes_on or before.block.text.rstrip().endswith(":")
    shaded = before.is_heading or block.box == before.block.box
    return leads_on and shaded and FURTHER_IN <= further <= FURTHEST_IN


def _opening(block: Block) -> tuple[str, int]:
    """A block's own number and where its words begin."""
    opening = OPENING.match(block.text)
    if opening is None or not opening.end():
        return "", 0
    number = opening["number"] or ""
    return (number, opening.end()) if not number or _is_number(block, number, opening.end()) else ("", 0)


def _is_number(block: Block, number: str, start: int) -> bool:
    """Whether a figure or letter at the head of a block numbers it: "12 months later" and "A child" do not."""
    if any(sign.isalnum() for sign in block.label):
        return True
    after = block.text[start : start + 1]
    if block.text[start - 1 : start].isspace() and not block.text[:start].rstrip().endswith((".", ")", ":")):
        if "." in number:
            return not after.isdigit()
        return (
            after.isupper()
            and any(sign.isdigit() for sign in number)
            and not (number.isdigit() and len(number) > 2)
        )
    return start < len(block.text) or number[0].isdigit()


def _regions(
    entries: Sequence[Entry], sections: Sequence[SectionFound]
) -> tuple[tuple[Region, ...], frozenset[int]]:
    headings = {section.first: section for section in sections}
    regions: list[Region] = []
    others: set[int] = set()
    stack: list[tuple[int, Region | None, bool]] = []
    for at, entry in enumerate(entries):
        section = headings.get(entry.index)
        if section is not None and not _list_goes_on(stack, entries, at):
            _enter(stack, section, regions)
        while stack and _is_past_box(stack[-1][1], entry):
            stack.pop()
        region, foreign = (stack[-1][1], stack[-1][2]) if stack else (None, False)
        if region is not None:
            region.entries.append(entry)
        if foreign:
            others.add(entry.index)
    return tuple(region for region in regions if not _is_whole(region, entries)), frozenset(others)


def _is_past_box(region: Region | None, entry: Entry) -> bool:
    """Whether a box with a heading of its own is over."""
    inside = region.entries[:2] if region else []
    return not entry.block.box and len(inside) == 2 and all(one.block.box for one in inside)


def _is_whole(region: Region, entries: Sequence[Entry]) -> bool:
    """Whether a heading is the title of the whole paper ("Learning from Child Q") and announces nothing."""
    if region.kind is LearningPointKind.RECOMMENDATION or region.entries[0] is not entries[0]:
        return False
    headings = sum(entry.is_heading for entry in region.entries)
    return headings > 2 and len(region.entries) > 0.6 * len(entries)


def _enter(
    stack: list[tuple[int, Region | None, bool]], section: SectionFound, regions: list[Region]
) -> None:
    """Leaves the headings that this one closes, and notes what it opens."""
    title = whole_words(section.title).removeprefix(section.number).strip(" .:")
    above = stack[-1] if stack else None
    if above and above[1] and _belongs(title, above[1]):
        return
    while stack and stack[-1][0] >= section.level:
        stack.pop()
    inside, foreign = (stack[-1][1], stack[-1][2]) if stack else (None, False)
    if is_one(title):
        stack.append((section.level, inside, foreign))
        return
    kind = title_kind(title) or (None if not_ours(title) else _BY_SECTION.get(_own_kind(title)))
    if kind is not None and not foreign:
        region = Region(kind, title, is_mixed(title))
        regions.append(region)
        stack.append((section.level, region, False))
    elif ends_region(title):
        stack.append((section.level, None, foreign or _is_foreign(title)))
    else:
        stack.append((section.level, inside, foreign))


def _is_foreign(title: str) -> bool:
    lower = title.lower()
    return not_ours(title) and any(word in lower for word in _OF_OTHERS)


def _list_goes_on(stack: list[tuple[int, Region | None, bool]], entries: Sequence[Entry], at: int) -> bool:
    """Whether a heading only parts a numbered list, however high it is set: 7 stands above it and 8 below."""
    region = stack[-1][1] if stack else None
    if region is None or title_kind(entries[at].words) or _LEAVES.match(entries[at].words):
        return False
    if entries[at].number and SHOULD.search(entries[at].words) and not entries[at].words.endswith("?"):
        return True
    below = next((entry for entry in entries[at + 1 : at + 4] if not entry.is_heading), None)
    if below is None or not below.number.isdigit():
        return False
    above = [int(entry.number) for entry in region.entries if entry.number.isdigit() and not entry.is_heading]
    return int(below.number) == (above[-1] if above else 0) + 1


def _own_kind(title: str) -> str:
    # Only words that can announce something count here, and those of the heading itself.
    lower = title.lower()
    return kind_of_title(title) if any(word in lower for word in _TELLING) else ""


def _belongs(title: str, region: Region) -> bool:
    """Whether a heading only parts a list by agency ("Police") even where it is set as high as the list's own."""
    agency = agency_of(title) if len(title.split()) <= 6 else None
    return agency is not None and title_kind(title) is None and not ends_region(title)
