"""Made reports for the tests of facts: a title page and paragraphs, everything invented."""

from heeded.engine.facts import propose
from heeded.engine.records import Block, FactFound, Line, Page, Piece, Reading, SectionFound

TITLE = ("Tarnbridge Safeguarding Children Board", "Serious Case Review: Child K", "Overview report")
KINDS = {
    "Summary": "summary",
    "Introduction": "introduction",
    "Terms of reference": "introduction",
    "How the review was done": "method",
    "The family": "background",
    "What happened": "chronology",
    "Analysis": "analysis",
}
WORDS_OF_A_REVIEW = (
    "This review was led by a panel. The terms of reference are in an appendix. The family was told."
)


def facts(*lines: str, title: tuple[str, ...] = TITLE, review: bool = True) -> tuple[FactFound, ...]:
    """What is proposed for a report: "# " opens a section (kinds by `KINDS`), "- " an item, anything else a paragraph.

    `review` adds a paragraph with the words that any review holds.
    """
    paragraphs = [*lines, *(["# Other", WORDS_OF_A_REVIEW] if review else [])]
    blocks = [*_blocks(title, page=1), *_blocks(paragraphs, page=2)]
    opened = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.page == 2]
    sections = [
        SectionFound(blocks[at].text, 1, KINDS.get(blocks[at].text, "other"), 2, blocks[at].spans(), at, end)
        for at, end in zip(opened, [*opened[1:], len(blocks)], strict=False)
    ]
    return propose(_reading(blocks), tuple(blocks), tuple(sections))


def values(found: tuple[FactFound, ...], name: str, subject: int = 0) -> list[str]:
    """The values proposed for a fact, in order of the alphabet."""
    return sorted(one.value for one in found if (one.name, one.subject) == (name, subject))


def _blocks(lines: tuple[str, ...] | list[str], *, page: int) -> list[Block]:
    made, at = [], 0
    for line in lines:
        kind = {"# ": "heading", "- ": "item"}.get(line[:2], "paragraph")
        text = line if kind == "paragraph" else line[2:]
        made.append(Block(kind, text, (Piece(0, page, at, len(text)),), 16.0 if kind == "heading" else 11.0))
        at += len(text) + 1
    return made


def _reading(blocks: list[Block]) -> Reading:
    pages = sorted({block.page for block in blocks})
    texts = {page: "\n".join(block.text for block in blocks if block.page == page) for page in pages}
    line = Line(0, 1, 72.0, 700.0, 500.0, 712.0, 11.0)
    return Reading(tuple(Page(page, texts[page], (line,)) for page in pages))
