"""What kind of document this is, as far as it decides whether it makes recommendations of its own.

A government's or board's response prints the recommendations that it answers: they are the other report's, so it
has none. Guidance recommends on every page and holds no review's recommendations: only what it labels and numbers
("Recommendation 3: …") is taken there.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from heeded.engine.records import Block, Reading

_ANSWERS = re.compile(
    r"\bresponses?\b(?: (?:of|by|from) [^.:]{2,80}?)? to\b[^.]{0,140}\b(?:reports?|reviews?|inquiry|inquiries|recommendations?|committee)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?:accepts?|accepted|agrees?|rejects?|rejected|welcomes?|supports?|partially|noted|committed)\b", re.IGNORECASE
)
_GUIDES = re.compile(
    r"\b(?:guidance|code of practice|advice for|handbook|toolkit|national framework|procedures manual|standards for|regulations)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:review|inquiry|report|investigation|inspection|learning|recommendations|findings)\b", re.IGNORECASE)
FRONT_PAGES = 3
ANSWERS_NEEDED = 3


class Makes(Enum):
    """Which recommendations a document can make."""

    ITS_OWN = "its own"
    LABELLED = "labelled only"
    NONE = "none"


def makes(reading: Reading, blocks: Sequence[Block]) -> Makes:
    """Which recommendations a document can make, by its front pages."""
    title = " ".join(_front(reading, blocks))
    if _ANSWERS.search(title) and _answers(blocks) >= ANSWERS_NEEDED:
        return Makes.NONE
    name = " ".join(_cover(reading, blocks))
    if _GUIDES.search(name) and not _REPORTS.search(name):
        return Makes.LABELLED
    return Makes.ITS_OWN


def _front(reading: Reading, blocks: Sequence[Block]) -> Iterator[str]:
    """The words that stand out on the first pages."""
    if reading.title:
        yield reading.title
    front = [block for block in blocks[:60] if block.page <= FRONT_PAGES and block.kind not in ("contents", "note")]
    sizes = sorted(block.size for block in blocks[:2000])
    body = sizes[len(sizes) // 2] if sizes else 0.0
    for block in front:
        if block.size > body + 1 or (block.page == 1 and block.kind == "heading"):
            yield block.text


def _cover(reading: Reading, blocks: Sequence[Block]) -> Iterator[str]:
    """The file's own title and what is set largest on the first page that has headings."""
    if reading.title:
        yield reading.title
    headings = [block for block in blocks[:40] if block.kind == "heading"]
    first = [block for block in headings if block.page == headings[0].page]
    largest = max((block.size for block in first), default=0.0)
    yield from (block.text for block in first if block.size >= 0.9 * largest)


def _answers(blocks: Sequence[Block]) -> int:
    return sum(1 for block in blocks if _ANSWER.search(block.text))
