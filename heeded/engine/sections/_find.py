"""Which blocks are headings: those set as such, checked against and filled up from what the file announces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.records import Block, Span
from heeded.engine.sections._hints import Hint, key_of

_LONE_NUMBER = re.compile(
    r"(?:(?:chapter|part|section|appendix|annexe?|theme|finding)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)[.:)]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:chapter|part|section|appendix|annexe?|theme|finding|recommendation)\s+"
    r"(?P<named>\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?=[.:)\s–-]|$)"
    r"|(?P<figure>\d{1,3}(?:\.\d{1,3})*)(?=[.:)\s]|$)|(?P<letter>[a-z]|[ivx]{1,5})(?=[.:)]))",
    re.IGNORECASE,
)
_COVER_LETTERS = 120  # of a line on a cover
_TITLE_STYLE = re.compile(r"(?:sub)?title", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """A heading as printed: its blocks `first` to `last` (not included), and what the file says of its level."""

    title: str
    first: int
    last: int
    page: int
    spans: tuple[Span, ...]
    level: int = 0  # 0: the file does not say
    number: str = ""
    depth: int = 0  # parts of its number: 2 for "4.1"


def find_headings(blocks: Sequence[Block], hints: Sequence[Hint]) -> list[Found]:
    """The headings among `blocks` in order, cover page left out."""
    announced: dict[tuple[str, int], int] = {}
    for hint in hints:
        announced.setdefault((hint.key, hint.page), hint.level)
    pages = {page for _, page in announced}
    opening = max(_after_cover(blocks), _after_title(blocks))
    found: list[Found] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        level = 0
        if block.page in pages and block.kind in ("paragraph", "item") and len(block.text) < 200:
            level = announced.get((key_of(block.text), block.page), 0)
        if (block.kind == "heading" and index >= opening and not _TITLE_STYLE.match(block.style)) or level:
            end = _joined(blocks, index, announced)
            found.append(_found(blocks, index, end, announced))
            index = end
        else:
            index += 1
    return found


def _after_cover(blocks: Sequence[Block]) -> int:
    """The first block after the cover: where the contents or the first page with running text begins."""
    for index, block in enumerate(blocks):
        if block.kind == "contents" or (
            block.kind in ("paragraph", "item", "row") and block.text.count(" ") > 24
        ):
            page = block.page
            while index and blocks[index - 1].page == page:
                index -= 1
            return index
    second = next((index for index, block in enumerate(blocks) if block.page > 1), 0)
    return second if all(len(block.text) < _COVER_LETTERS for block in blocks[:second]) else 0


def _after_title(blocks: Sequence[Block]) -> int:
    """The block after the title of a file without pages: its only heading of the first level, before all others."""
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.style]
    tops = [index for index in headings if blocks[index].style.endswith(" 1")]
    if len(tops) == 1 and len(headings) > 2 and tops[0] == headings[0]:
        return tops[0] + 1
    return 0


def _joined(blocks: Sequence[Block], index: int, announced: dict[tuple[str, int], int]) -> int:
    """The end of the heading that begins at `index`: 'Chapter 2' and the title on the next line are one heading."""
    block, after = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if after is None or after.kind != "heading" or after.page != block.page:
        return index + 1
    both = key_of(block.text + after.text)
    if (both, block.page) in announced:
        return index + 2
    if _LONE_NUMBER.fullmatch(block.text.strip()) and (key_of(block.text), block.page) not in announced:
        return index + 2
    return index + 1


def _found(blocks: Sequence[Block], first: int, last: int, announced: dict[tuple[str, int], int]) -> Found:
    title = " ".join(block.text for block in blocks[first:last])
    page = blocks[first].page
    number = blocks[first].label or _number(title)
    return Found(
        title=title,
        first=first,
        last=last,
        page=page,
        spans=tuple(span for block in blocks[first:last] for span in block.spans()),
        level=_level(key_of(title), page, announced),
        number=number,
        depth=number.count(".") + 1 if number[:1].isdigit() else 0,
    )


def _level(key: str, page: int, announced: dict[tuple[str, int], int]) -> int:
    for near in (page, page - 1, page + 1):
        if (key, near) in announced:
            return announced[key, near]
    return 0


def _number(title: str) -> str:
    match = _NUMBER.match(title)
    return (match["named"] or match["figure"] or match["letter"]) if match else ""
