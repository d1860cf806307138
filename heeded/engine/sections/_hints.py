"""What the file itself says of its headings: bookmarks, and the printed table of contents."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heeded.engine.records import Block, Reading

_ENTRY = re.compile(r"^(.*?)[\s.…·_]*?(?<![\d.])(\d{1,3}|[ivxl]{1,6})$", re.DOTALL)
_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Hint:
    """A heading that the file announces. `page` counts from 1 in the file; 0 where it cannot be told."""

    key: str
    level: int
    page: int


def key_of(text: str) -> str:
    """A title brought down to its letters and figures, so that blanks, hyphens and quotation marks do not matter."""
    return _LETTERS.sub("", text.lower())


def outline_hints(reading: Reading) -> list[Hint]:
    """The file's bookmarks as hints. A tree that hangs under one bookmark (the report's title) moves up a level."""
    entries = [entry for entry in reading.outline if entry.page and key_of(entry.title)]
    top = min((entry.level for entry in entries), default=1)
    if sum(entry.level == top for entry in entries) == 1 and len(entries) > 3:
        top += 1
    return [Hint(key_of(entry.title), max(1, entry.level - top + 1), entry.page or 0) for entry in entries]


def contents_hints(reading: Reading, blocks: Sequence[Block], headings: Iterable[Block]) -> list[Hint]:
    """The entries of the printed table of contents as hints, their page numbers turned into pages of the file."""
    entries = [
        (block, match)
        for block in blocks
        if block.kind == "contents" and (match := _ENTRY.match(block.text[-400:]))
    ]
    entries = [(block, match) for block, match in entries if len(key_of(match[1])) > 2]
    if not entries:
        return []
    after = max(block.page for block, _ in entries)
    seen: dict[str, list[int]] = {}
    for heading in headings:
        seen.setdefault(key_of(heading.text), []).append(heading.page)
    labels = {page.label.lower(): page.number for page in reading.pages if page.label}
    offset = _offset([(key_of(match[1]), match[2]) for _, match in entries], seen)
    levels = _levels([block for block, _ in entries])
    return [
        Hint(key_of(match[1]), level, _page(match[2], labels, offset, len(reading.pages), after))
        for (_, match), level in zip(entries, levels, strict=True)
    ]


def _offset(entries: Iterable[tuple[str, str]], seen: dict[str, list[int]]) -> int | None:
    """What to add to a printed page number to get the page of the file, by majority of the headings found."""
    votes = Counter(
        page - int(printed) for key, printed in entries if printed.isdigit() for page in seen.get(key, ())
    )
    return votes.most_common(1)[0][0] if votes else None


def _page(printed: str, labels: dict[str, int], offset: int | None, count: int, after: int) -> int:
    by_offset = printed.isdigit() and offset is not None
    page = int(printed) + (offset or 0) if by_offset else labels.get(printed.lower(), 0)
    return page if after <= page <= count else labels.get(printed.lower(), 0)


def _levels(entries: Sequence[Block]) -> list[int]:
    """Levels by how far each entry is set in; entries of one indent by weight."""
    lefts = sorted({round(block.left / 4) for block in entries})
    places: dict[int, int] = {}
    for left in lefts:
        places[left] = places[left - 1] if left - 1 in places else len(set(places.values())) + 1
    return [min(places[round(block.left / 4)], 6) for block in entries]
