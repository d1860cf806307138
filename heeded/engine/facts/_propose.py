"""Runs the finders over a report."""

from heeded.engine.facts._age import age
from heeded.engine.facts._board import board
from heeded.engine.facts._kind import review_type
from heeded.engine.facts._report import Report
from heeded.engine.facts._when import finished, incident, published
from heeded.engine.records import Block, FactFound, Reading, SectionFound

_ALWAYS = (published, finished)
_OF_A_REVIEW = (board, review_type, incident, age)


def propose(
    reading: Reading, blocks: tuple[Block, ...], sections: tuple[SectionFound, ...]
) -> tuple[FactFound, ...]:
    """The facts that a report states, with the words each rests on; every one a proposal.

    A document that does not look like a review of a case yields its dates alone.
    """
    report = Report(reading, tuple(blocks), tuple(sections))
    found = [one for finder in _ALWAYS for one in finder(report)]
    kind = list(review_type(report))
    if kind:
        found += [one for finder in _OF_A_REVIEW for one in finder(report)]
    return tuple(found)
