"""The report as the finders of facts see it: the parts where facts are told, joined in one text.

Finders ask for the places where a word stands (a plain search, fast) and read only the sentences around them. A
position is a character of `Report.text`; `Report.fact` maps it back to the block and from there to the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from heeded.engine.records import Block, FactFound, Reading, SectionFound
from heeded.engine.vocabulary import FactName, SectionKind

_SKIPPED = {"contents", "note"}
_TELLING = {
    SectionKind.SUMMARY, SectionKind.INTRODUCTION, SectionKind.METHOD, SectionKind.BACKGROUND, SectionKind.CHRONOLOGY
}  # fmt: skip
_ASIDE = {
    SectionKind.CONTENTS, SectionKind.APPENDIX, SectionKind.RECOMMENDATIONS, SectionKind.RESPONSE, SectionKind.LEARNING,
    SectionKind.ANALYSIS, SectionKind.FINDINGS, SectionKind.GOOD_PRACTICE, SectionKind.FAMILY_VOICE, SectionKind.CONCLUSION,
}  # fmt: skip
OPENING_PAGES = 7  # where reports say what, when, why and how
OPENING_BLOCKS = 90  # the same where there are no pages
WIDEST = 80  # characters by which a quote is widened to its clause, at either side
LONGEST = 50_000  # characters of telling text that are read
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_BEGINNING = re.compile(r"(?<![a-z])[a-z]{4}")
_SHORT = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|e\.g|i\.e|approx|cf)|(?<!Child\s)(?<!Baby\s)(?<!Twin\s)(?<!Adult\s)(?<!erson\s)(?<!bling\s)(?<!and\s)\b[A-Z])\.\s$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of the report's text: a whole sentence inside one block."""

    start: int
    end: int
    text: str
    block: int  # index into `Report.blocks`


@dataclass(frozen=True)
class Report:
    """What `propose` was given, and the views of it that the finders need."""

    reading: Reading
    all_blocks: Sequence[Block]
    sections: Sequence[SectionFound]

    @cached_property
    def _told(self) -> tuple[tuple[Block, str], ...]:
        """The blocks where facts are told, each with the kind of its section."""
        kinds = _kinds(self.all_blocks, self.sections)
        first = self.all_blocks[0].page if self.all_blocks else 0
        kept, length = [], 0
        for index, (block, kind) in enumerate(zip(self.all_blocks, kinds, strict=True)):
            opening = block.page < first + OPENING_PAGES if self.reading.paged else index < OPENING_BLOCKS
            wanted = kind in _TELLING or (opening and kind not in _ASIDE)
            if not wanted or block.kind in _SKIPPED:
                continue
            kept.append((block, kind))
            length += len(block.text) + 1
            if length > LONGEST:
                break
        return tuple(kept)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for block, _ in self._told)

    @cached_property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def low(self) -> str:
        """The text in small letters, character for character, with one kind of apostrophe."""
        low = self.text.lower()
        if len(low) != len(self.text):
            low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in self.text)
        return low.replace("’", "'")

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + 1
        return tuple(starts)

    @cached_property
    def title_ends(self) -> int:
        """Where the text of the first page ends: the title page, or the first blocks where there are no pages.

        A first page full of prose is no title page: then it ends before the first long paragraph.
        """
        for index, block in enumerate(self.blocks):
            if (
                index >= 30
                or block.page != self.blocks[0].page
                or (block.kind == "paragraph" and len(block.text) > 250)
            ):
                return self._starts[index]
        return len(self.text)

    @cached_property
    def circumstances_end(self) -> int:
        """Where the telling of what led to the review ends at the latest: some two pages of prose on."""
        return min(len(self.text), self.title_ends + 7_000)

    def start_of(self, index: int) -> int:
        """Where the text of a block begins."""
        return self._starts[index]

    def block_at(self, position: int) -> int:
        """The index of the block that holds a position."""
        return bisect_right(self._starts, position) - 1

    def kind_at(self, position: int) -> str:
        """The kind of the section that holds a position."""
        return self._told[self.block_at(position)][1]

    def where(self, *words: str, start: int = 0, end: int | None = None) -> list[int]:
        """Every position at which one of `words` (small letters) begins, in order."""
        found: list[int] = []
        stop = len(self.low) if end is None else end
        for word in words:
            if not self._may_hold(word):
                continue
            at = self.low.find(word, start, stop)
            while at >= 0:
                found.append(at)
                at = self.low.find(word, at + len(word), stop)
        return sorted(found)

    def _may_hold(self, word: str) -> bool:
        """False where no word of the text begins as `word` does: most of what is asked for is not there."""
        begins = _begins(word)
        return not begins or begins in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(_BEGINNING.findall(self.low))

    def sentence_at(self, position: int) -> Sentence:
        """The sentence around a position."""
        index = self.block_at(position)
        begin = self._starts[index]
        bounds = self._bounds(index)
        at = bisect_right(bounds, position - begin) - 1
        start = begin + bounds[at]
        held = self._sentences.get(start)
        if held is None:
            text = self.text[start : begin + bounds[at + 1]].rstrip()
            held = self._sentences[start] = Sentence(start, start + len(text), text, index)
        return held

    def sentences(self, *words: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
        """The sentences in which one of `words` stands, each once, in order."""
        last = -1
        for position in self.where(*words, start=start, end=end):
            if position < last:
                continue
            sentence = self.sentence_at(position)
            last = sentence.end
            yield sentence

    def clause(self, where: tuple[int, int]) -> tuple[int, int]:
        """`where` widened to the clause it stands in, so that a reader of the quote sees who and whether, by at most
        `WIDEST` characters at either side, whole words."""
        sentence = self.sentence_at(where[0])
        before, after = self.text[sentence.start : where[0]], self.text[where[1] : sentence.end]
        opening = max(before.rfind(sign) for sign in ",;:(") + 1
        if len(before) - opening > WIDEST:
            opening = before.find(" ", len(before) - WIDEST) + 1 or len(before)
        closing = min((at for sign in ",;:)" if (at := after.find(sign)) >= 0), default=len(after))
        if closing > WIDEST:
            closing = max(after.rfind(" ", 0, WIDEST), 0)
        start = sentence.start + opening + len(before[opening:]) - len(before[opening:].lstrip())
        return start, where[1] + len(after[:closing].rstrip(" ."))

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in the same block."""
        begin = self._starts[sentence.block]
        return self.sentence_at(sentence.start - 1) if sentence.start > begin else None

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence after it in the same block."""
        end = self._starts[sentence.block] + len(self.blocks[sentence.block].text)
        following = sentence.end + 1
        return self.sentence_at(following) if following < end else None

    def fact(
        self, name: FactName, value: str, where: tuple[int, int], *, sure: float, subject: int = 0
    ) -> FactFound:
        """A fact resting on characters `where` of the text, which lie in one block."""
        index = self.block_at(where[0])
        block, begin = self.blocks[index], self._starts[index]
        start, end = where[0] - begin, min(where[1] - begin, len(block.text))
        return FactFound(
            name=name.value,
            value=value,
            spans=block.spans(start, end),
            quote=block.text[start:end],
            confidence=round(min(max(sure, 0.05), 0.98), 2),
            subject=subject,
        )

    def _bounds(self, index: int) -> tuple[int, ...]:
        """Where the sentences of a block begin, and where the last one ends."""
        held = self._all_bounds.get(index)
        if held is None:
            text = self.blocks[index].text
            ends = [
                m.end()
                for m in _SENTENCE_ENDS.finditer(text)
                if not _SHORT.search(text[max(0, m.end() - 12) : m.end()])
            ]
            held = self._all_bounds[index] = (0, *ends, len(text) + 1)
        return held

    @cached_property
    def _sentences(self) -> dict[int, Sentence]:
        return {}

    @cached_property
    def _all_bounds(self) -> dict[int, tuple[int, ...]]:
        return {}


@cache
def _begins(word: str) -> str:
    """The first four letters of a word that is looked for, empty where they tell nothing."""
    begins = word.lstrip()[:4]
    return begins if len(begins) == 4 and begins.isalpha() else ""


def surest(found: Iterable[FactFound]) -> list[FactFound]:
    """The surest of `found`, the first of equals; nothing of nothing."""
    kept = list(found)
    return [max(kept, key=lambda one: one.confidence)] if kept else []


def _kinds(blocks: Sequence[Block], sections: Sequence[SectionFound]) -> list[str]:
    """The kind of the innermost section of each block, empty before the first."""
    kinds = [""] * len(blocks)
    for section in sections:
        for index in range(section.first, min(section.last, len(blocks))):
            kinds[index] = section.kind
    return kinds
