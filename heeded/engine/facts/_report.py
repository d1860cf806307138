"""The report as the finders of facts see it: its opening pages, its headings, what each block stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from heeded.engine.records import Block, FactFound, Reading, SectionFound
from heeded.engine.vocabulary import FactName

_SKIPPED = {"contents", "note"}


@dataclass(frozen=True)
class Report:
    """What `propose` was given, and views of it that several finders need."""

    reading: Reading
    blocks: tuple[Block, ...]
    sections: tuple[SectionFound, ...]

    @cached_property
    def first_page(self) -> int:
        return self.blocks[0].page if self.blocks else 0

    @cached_property
    def title_page(self) -> tuple[Block, ...]:
        """The blocks of the first page with text."""
        if not self.reading.paged:
            return self.blocks[:8]
        return tuple(block for block in self.blocks if block.page == self.first_page)[:40]

    @cached_property
    def opening(self) -> tuple[Block, ...]:
        """The first pages after the title page, where reports say what, when and why; contents left out."""
        last = self.first_page + 6
        return tuple(b for b in self.blocks if b.page <= last and b.kind not in _SKIPPED)[:220]


def fact(
    name: FactName, value: str, block: Block, where: tuple[int, int], *, sure: float, subject: int = 0
) -> FactFound:
    """A fact resting on characters `where` of `block`."""
    start, end = where
    return FactFound(
        name=name.value,
        value=value,
        spans=block.spans(start, end),
        quote=block.text[start:end],
        confidence=round(sure, 2),
        subject=subject,
    )


def best(found: Sequence[FactFound]) -> Iterator[FactFound]:
    """The surest of `found`, the first of equals; nothing of nothing."""
    if found:
        yield max(found, key=lambda one: one.confidence)
