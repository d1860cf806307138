"""Which blocks stand in which section, without its heading and without the sections inside it."""

from collections.abc import Iterator, Sequence

from heeded.engine.records import Block, SectionFound


def stretches(blocks: Sequence[Block], sections: Sequence[SectionFound]) -> Iterator[tuple[int, int, int]]:
    """The blocks of each innermost section: its index (-1: before the first), first block, end."""
    starts = [section.first for section in sections]
    if not starts or starts[0] > 0:
        yield -1, 0, starts[0] if starts else len(blocks)
    for index, start in enumerate(starts):
        yield index, start, starts[index + 1] if index + 1 < len(starts) else len(blocks)
