"""Reads the made-up openings of reports under `facts_in_words` and compares what is proposed with what is marked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.facts import Gold, right
from heeded.engine.facts import propose
from heeded.engine.records import Block, FactFound, Line, Page, Piece, Reading, SectionFound
from heeded.engine.sections import kind_of_title
from heeded.engine.vocabulary import FactName

TEXTS = Path(__file__).with_name("facts_in_words")
_ONLY_IF_MARKED = {FactName.AREA, FactName.REGION, FactName.AGENCIES, FactName.GUIDANCE, FactName.NATION}


@dataclass
class Opening:
    """The first pages of a made-up report and the facts that they state."""

    name: str
    title: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)

    def proposed(self) -> list[FactFound]:
        """What is proposed, but for what the gold does not speak of at all (an area, the agencies)."""
        marked = {name for name, *_ in self.gold}
        found = propose(*_read(self))
        return [one for one in found if one.name in marked or one.name not in _ONLY_IF_MARKED]


def openings(name: str) -> list[Opening]:
    """The openings of one file: `> ` a line of the title page, `# ` a heading, `- ` an item, `? ` a fact."""
    found: list[Opening] = []
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            found.append(Opening(line[4:]))
        elif line.startswith("> "):
            found[-1].title.append(line[2:])
        elif line.startswith("? "):
            fact, subject, value = line[2:].split(" ", 2)
            found[-1].gold.append((fact, int(subject), value, value))
        elif line.strip():
            found[-1].lines.append(line)
    return found


def count(opening: Opening) -> Counter[str]:
    """How many facts are marked, proposed, right and found in an opening."""
    found = opening.proposed()
    return Counter(
        gold=len(opening.gold),
        proposed=len(found),
        right=sum(any(right(one, gold) for gold in opening.gold) for one in found),
        found=sum(any(right(one, gold) for one in found) for gold in opening.gold),
    )


def faults(opening: Opening) -> Iterator[str]:
    """What is wrong and what is missing, in plain words."""
    found = opening.proposed()
    for one in found:
        if not any(right(one, gold) for gold in opening.gold):
            yield f"wrong {one.name} {one.subject} {one.value!r} ({one.confidence}) {one.quote[:80]!r}"
    for gold in opening.gold:
        if not any(right(one, gold) for one in found):
            yield f"missing {gold[0]} {gold[1]} {gold[2]!r}"


def _read(opening: Opening) -> tuple[Reading, tuple[Block, ...], tuple[SectionFound, ...]]:
    blocks = [*_blocks(opening.title, page=1), *_blocks(opening.lines, page=2)]
    opened = [at for at, block in enumerate(blocks) if block.kind == "heading" and block.page == 2]
    ends = [*opened[1:], len(blocks)]
    sections = [
        SectionFound(
            title := blocks[at].text.lstrip("0123456789. "), 1, kind_of_title(title) or "other", 2,
            blocks[at].spans(), at, end,
        )
        for at, end in zip(opened, ends, strict=True)
    ]  # fmt: skip
    return _reading(blocks), tuple(blocks), tuple(sections)


def _blocks(lines: list[str], *, page: int) -> Iterator[Block]:
    at = 0
    for line in lines:
        kind = {"# ": "heading", "- ": "item"}.get(line[:2], "paragraph")
        text = line if kind == "paragraph" else line[2:]
        yield Block(kind, text, (Piece(0, page, at, len(text)),), 16.0 if kind == "heading" else 11.0)
        at += len(text) + 1


def _reading(blocks: list[Block]) -> Reading:
    pages = []
    for number in (1, 2):
        text = "\n".join(block.text for block in blocks if block.page == number)
        lines = tuple(
            Line(piece.start, piece.start + piece.length, 72, 700, 500, 712, block.size)
            for block in blocks
            for piece in block.pieces
            if block.page == number
        )
        pages.append(Page(number, text, lines))
    return Reading(tuple(pages))
