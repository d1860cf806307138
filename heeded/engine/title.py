"""The title of a report, from its first page."""

from collections.abc import Sequence

from heeded.engine.records import Block, Reading

_LONGEST = 200


def title_of(reading: Reading, blocks: Sequence[Block]) -> str:
    """The words set largest on the first page with text, joined over their lines; a proposal, never certain.

    Falls back to the file's own title, then to the first words. Empty when the file has no text.
    """
    first = [block for block in blocks if block.kind not in {"contents", "note"} and block.page <= 2]
    if not first:
        return (reading.title or "")[:_LONGEST]
    page = first[0].page
    first = [block for block in first if block.page == page][:20]
    largest = max(block.size for block in first)
    start = next(i for i, block in enumerate(first) if block.size >= largest * 0.97)
    title = _run(first[start:], largest)
    return title[:_LONGEST].strip(" .:–-")


def _run(blocks: Sequence[Block], largest: float) -> str:
    parts: list[str] = []
    for block in blocks:
        if block.size < largest * 0.97 or sum(map(len, parts)) > _LONGEST:
            break
        parts.append(block.text)
    text = " ".join(parts)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]
