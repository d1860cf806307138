"""The sentences of a report's running text: paragraphs and list items, not headings, contents, tables or notes."""

from collections.abc import Iterator, Sequence

from heeded.engine._making import maker
from heeded.engine._speakers import speaker_of
from heeded.engine.briefing._records import RunningSentence
from heeded.engine.flow import sentences
from heeded.engine.records import Block, SectionFound
from heeded.engine.sections import stretches
from heeded.engine.vocabulary import SectionKind

_RUNNING = frozenset({"paragraph", "item"})
_sentence = maker(RunningSentence)


def running_sentences(
    blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[RunningSentence, ...]:
    """Every sentence of running text in the order of the report, with the section it stands in and who speaks.

    A paragraph's own number ("4.12") stays at the head of its first sentence, as printed.
    """
    found: list[RunningSentence] = []
    for section, first, last in stretches(blocks, sections):
        kind = sections[section].kind if section >= 0 else SectionKind.OTHER.value
        if kind == SectionKind.CONTENTS:
            continue
        for index in range(first, last):
            if blocks[index].kind in _RUNNING:
                found.extend(_of_block(len(found), index, blocks[index], section, kind))
    return tuple(found)


def _of_block(order: int, index: int, block: Block, section: int, kind: str) -> Iterator[RunningSentence]:
    for number, (start, end) in enumerate(sentences(block.text)):
        text = block.text[start:end]
        page = next(iter(block.spans(start, end))).page
        yield _sentence(
            order + number, text, index, start, end, page, section, kind, speaker_of(kind, (text,))
        )
