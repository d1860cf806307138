"""What kind of document this is, as far as it decides whether it makes recommendations of its own.

A government's or board's response prints the recommendations that it answers: they are the other report's, so it
has none. Guidance recommends on every page and holds no review's recommendations: only what it labels and numbers
("Recommendation 3: …") is taken there.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from heeded.engine.learning_points._kinds import one_of
from heeded.engine.records import Block, Reading

_ANSWERS = re.compile(
    r"\bresponses?\b(?: (?:of|by|from) [^.:]{2,80}?)? to\b[^.]{0,140}"
    rf"\b{one_of('reports? reviews? inquiry inquiries recommendations? committee')}\b",
    re.IGNORECASE,
)
_WHO = one_of(
    "[Gg]overnment [Bb]oard [Pp]artnership [Dd]epartment [Tt]rust [Cc]ouncil [Pp]artners [Aa]uthority [Ss]ervices?"
)
_ANSWER = re.compile(
    rf"(?:The |Yes[,.] )?(?:[A-Z][\w’']+ ){{0,3}}?{_WHO} (?:\w+ )?"
    rf"(?:is committed|{one_of('accepts? agrees? rejects? welcomes? supports? recognises? notes?')})\b"
    r"|.{0,120}\b(?:accepts?|rejects?|supports?|notes?|agrees? with) (?:this|the|these|all|both) recommendations?\b"
)
_GUIDES = re.compile(
    rf"\b{one_of('guidance guides? handbook toolkit regulations')}\b"
    r"|\b(?:code of practice|advice for|national framework|procedures manual|standards for)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    rf"\b{one_of('review inquiry report investigation inspection')}\b",
    re.IGNORECASE,
)
FRONT_PAGES = 3
ANSWERS_NEEDED = 3
ANSWERS_SHARE = 0.03  # of the blocks of a response that open with an answer; of a report hardly any do


class Makes(Enum):
    """Which recommendations a document can make."""

    ITS_OWN = "its own"
    LABELLED = "labelled only"
    NONE = "none"


def makes(reading: Reading, blocks: Sequence[Block]) -> Makes:
    """Which recommendations a document can make, by its front pages."""
    if _ANSWERS.search(" ".join(_front(reading, blocks))) and _is_answered(blocks):
        return Makes.NONE
    cover, title = (" ".join(_cover(reading, blocks, share)) for share in (0.0, 0.9))
    if _GUIDES.search(cover) and not _REPORTS.search(title):
        return Makes.LABELLED
    return Makes.ITS_OWN


def _front(reading: Reading, blocks: Sequence[Block]) -> Iterator[str]:
    """The words that stand out on the first pages."""
    if reading.title:
        yield reading.title
    front = [
        block for block in blocks[:60] if block.page <= FRONT_PAGES and block.kind not in ("contents", "note")
    ]
    sizes = sorted(block.size for block in blocks[:2000])
    body = sizes[len(sizes) // 2] if sizes else 0.0
    for block in front:
        if block.size > body + 1 or (block.page == 1 and block.kind == "heading"):
            yield block.text


def _cover(reading: Reading, blocks: Sequence[Block], share: float) -> Iterator[str]:
    """The file's own title and the headings of the first page that has any, from `share` of the largest's size."""
    if reading.title:
        yield reading.title
    headings = [block for block in blocks[:40] if block.kind == "heading"]
    first = [block for block in headings if block.page == headings[0].page]
    largest = max((block.size for block in first), default=0.0)
    yield from (block.text for block in first if block.size >= share * largest)


def _is_answered(blocks: Sequence[Block]) -> bool:
    answers = sum(1 for block in blocks if _ANSWER.match(block.text))
    return answers >= ANSWERS_NEEDED and answers >= ANSWERS_SHARE * len(blocks)
