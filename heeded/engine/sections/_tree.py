"""Headings put into a tree: levels from the file's own outline where it has one, else from numbering and type."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heeded.engine.records import Block, Reading, SectionFound
from heeded.engine.sections._find import Found, find_headings
from heeded.engine.sections._hints import contents_hints, outline_hints
from heeded.engine.sections._kinds import kind_of_blocks, kind_of_title
from heeded.engine.vocabulary import SectionKind

_DEEPEST = 6
_Style = tuple[float, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Sources:
    """Which hints of the file may be used; the benchmark switches them off to see what layout alone gives."""

    contents: bool = True
    outline: bool = True


def sections(
    reading: Reading, blocks: Sequence[Block], *, sources: Sources = Sources()
) -> tuple[SectionFound, ...]:
    """The sections of a report in order; a section ends where the next one of its level or higher begins.

    A section takes its kind from the words of its heading, else from its blocks, else from the section it is part of.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    hints = outline_hints(reading) if sources.outline else []
    if sources.contents:
        hints += contents_hints(reading, blocks, headings)
    found = find_headings(blocks, hints)
    levels = _levels(found, blocks, scanned=any(page.source == "ocr" for page in reading.pages))
    ends = _ends(found, levels, len(blocks))
    kinds = _kinds(found, levels, blocks)
    return tuple(
        SectionFound(
            title=each.title,
            level=level,
            kind=kind,
            page=each.page,
            spans=each.spans,
            first=each.first,
            last=last,
            number=each.number,
        )
        for each, level, last, kind in zip(found, levels, ends, kinds, strict=True)
    )


def _style(found: Found, blocks: Sequence[Block]) -> _Style:
    block = blocks[found.first]
    return round(block.size), block.bold, block.text.isupper(), block.italic


def _levels(found: Sequence[Found], blocks: Sequence[Block], *, scanned: bool) -> list[int]:
    """A level for each heading, none more than one deeper than the section it stands in."""
    styles = [_style(each, blocks) for each in found]
    if scanned:
        groups = _near_sizes(style[0] for style in styles)
        styles = [(groups[size], False, capitals, False) for size, _, capitals, _ in styles]
    styles = _lone_capitals(styles)
    by_style = _levels_of_styles(found, styles)
    levels: list[int] = []
    above: list[int] = []
    for each, style in zip(found, styles, strict=True):
        wanted = each.level or _styled(blocks[each.first].style) or by_style[style]
        if each.depth > 1 and not each.level:
            wanted = max(wanted, each.depth)
        while above and above[-1] >= wanted:
            above.pop()
        above.append(wanted)
        levels.append(min(len(above), _DEEPEST))
    return levels


def _lone_capitals(styles: Sequence[_Style]) -> list[_Style]:
    """A heading in capitals stands no higher for it where it is the only one of its size."""
    small = Counter((size, bold, italic) for size, bold, capitals, italic in styles if not capitals)
    large = Counter((size, bold, italic) for size, bold, capitals, italic in styles if capitals)
    return [
        (size, bold, capitals and not (large[face] == 1 and small[face] > 1), italic)
        for size, bold, capitals, italic in styles
        if (face := (size, bold, italic))
    ]


def _near_sizes(sizes: Iterable[float]) -> dict[float, float]:
    """For each size the largest one that is reached by steps of less than a tenth: OCR never measures twice alike."""
    groups: dict[float, float] = {}
    last = top = 0.0
    for size in sorted(set(sizes), reverse=True):
        if not groups or size < 0.9 * last:
            top = size
        groups[size] = top
        last = size
    return groups


def _styled(style: str) -> int:
    digits = style.rstrip()[-1:]
    return (
        int(digits)
        if style.lower().startswith(("heading", "h")) and digits.isdigit() and digits != "0"
        else 0
    )


def _levels_of_styles(found: Sequence[Found], styles: Sequence[_Style]) -> dict[_Style, int]:
    """For each kind of type the level it stands for: as the outline uses it, else by size, weight and capitals."""
    known: dict[_Style, Counter[int]] = defaultdict(Counter)
    for each, style in zip(found, styles, strict=True):
        if each.level:
            known[style][each.level] += 1
    ranked = sorted(set(styles), reverse=True)
    levels: dict[_Style, int] = {}
    above = 0
    for style in ranked:
        if style in known:
            levels[style] = known[style].most_common(1)[0][0]
        else:
            levels[style] = min(above + 1, _DEEPEST)
        above = max(above, levels[style])
    return levels


def _ends(found: Sequence[Found], levels: Sequence[int], count: int) -> list[int]:
    ends = [count] * len(found)
    waiting: list[int] = []
    for index, level in enumerate(levels):
        while waiting and levels[waiting[-1]] >= level:
            ends[waiting.pop()] = found[index].first
        waiting.append(index)
    return ends


def _kinds(found: Sequence[Found], levels: Sequence[int], blocks: Sequence[Block]) -> list[str]:
    """Own words first, then own blocks, then the kind of the section above."""
    kinds: list[str] = []
    above: dict[int, str] = {0: ""}
    for index, (each, level) in enumerate(zip(found, levels, strict=True)):
        end = found[index + 1].first if index + 1 < len(found) else len(blocks)
        parent = above.get(level - 1, "")
        kind = kind_of_title(each.title) or kind_of_blocks(blocks[each.last : end]) or parent
        if parent == "appendix" and kind not in ("recommendations", "response", "chronology"):
            kind = parent
        above[level] = kind
        above = {depth: value for depth, value in above.items() if depth <= level}
        kinds.append(kind or SectionKind.OTHER.value)
    return kinds
