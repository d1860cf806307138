"""Runs the finders in order of how sure they are and makes records of what they find."""

import re
from collections.abc import Callable, Iterator, Sequence

from heeded.engine.learning_points._addressees import agencies_of, heading_addressee, split_addressees
from heeded.engine.learning_points._asked_agencies import asked_in
from heeded.engine.learning_points._cues import cued
from heeded.engine.learning_points._document import Makes, makes
from heeded.engine.learning_points._kinds import RECOMMENDATION
from heeded.engine.learning_points._labelled import labelled
from heeded.engine.learning_points._lists import listed
from heeded.engine.learning_points._loose_tables import loosely_tabled
from heeded.engine.learning_points._merge import merged
from heeded.engine.learning_points._merged import Merged, text_of
from heeded.engine.learning_points._notes import ADDRESSED, TAG
from heeded.engine.learning_points._parted import parted
from heeded.engine.learning_points._report import Candidate, Report, report_of
from heeded.engine.learning_points._tables import tabled
from heeded.engine.learning_points._titles import is_one
from heeded.engine.records import Block, LearningPointFound, Reading, SectionFound, Span

ENOUGH = 2  # recommendations in lists or with labels, above which loose sentences are no longer asked for
# So wide a name gives way to the one that the words themselves have.
_HEALTH = re.compile(
    r"(?:all )?health(?: (?:organisations|agencies|services|providers|economy))?", re.IGNORECASE
)
HEADING_ABOVE = 60  # blocks above in which the heading is looked for


def learning_points(
    reading: Reading, blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[LearningPointFound, ...]:
    """The recommendations, findings, learning points, questions and good practice that a report prints, in order.

    `text` is the cleaned text from first to last word, one line for each paragraph or list item, without the number
    and without a bullet's sign; letters and numbers of its parts stay. A finding is its headline statement. `number`
    is the report's own ("7", "2a", "R3"). A response to somebody else's report yields none; guidance yields only
    what it labels and numbers.
    """
    allowed = makes(reading, blocks)
    if allowed is Makes.NONE:
        return ()
    report = report_of(*parted(reading, blocks, sections))
    candidates = list(_candidates(report, allowed))
    return tuple(_found(report, record) for record in merged(report, candidates))


def _candidates(report: Report, allowed: Makes) -> Iterator[Candidate]:
    taken: set[int] = set()
    strong = 0
    finders: list[Callable[[], Iterator[Candidate]]] = [lambda: labelled(report)]
    if allowed is Makes.ITS_OWN:
        finders += [lambda: tabled(report), lambda: loosely_tabled(report), lambda: listed(report, taken)]
    for finder in finders:
        for candidate in list(finder()):
            if allowed is Makes.LABELLED and not candidate.number:
                continue
            taken.update(part.block for part in candidate.parts)
            strong += candidate.kind is RECOMMENDATION and not candidate.titled
            yield candidate
    if strong < ENOUGH and allowed is Makes.ITS_OWN:
        yield from cued(report, taken)


def _found(report: Report, record: Merged) -> LearningPointFound:
    fullest = record.places[0]
    text = text_of(report, fullest.parts)
    beside = split_addressees(_beside(report, record))
    named = () if beside and _HEALTH.fullmatch(beside[0]) and asked_in(text) else agencies_of(beside)
    printed = () if named else asked_in(text) or _above(report, record)
    return LearningPointFound(
        kind=record.best.kind.value,
        number=_number(record),
        text=text,
        places=tuple(_spans(report, place) for place in record.places),
        addressees=beside or printed,
        agencies=named or agencies_of(printed),
        confidence=record.best.confidence,
    )


def _number(record: Merged) -> str:
    """The report's own number: that of the surest place which has one."""
    ranked = sorted(record.places, key=lambda place: (-place.rank, place.parts[0].block))
    return next((place.number for place in ranked if place.number), "")


def _beside(report: Report, record: Merged) -> Iterator[str]:
    """Addressees printed beside any of the places: a column, a bracket, a heading, a line below."""
    for place in record.places:
        yield from place.addressees
        last = place.parts[-1]
        if tag := TAG.search(report.blocks[last.block].text, last.start):
            yield tag["who"]
        after = last.block + 1
        if place.rank and after < len(report.blocks) and (line := ADDRESSED.match(report.blocks[after].text)):
            yield line["after"] or line["in"]


def _above(report: Report, record: Merged) -> tuple[str, ...]:
    """The agency whose heading it stands under, labels ("Recommendation 3") passed over."""
    first = record.best.parts[0].block
    for block in reversed(report.blocks[max(0, first - HEADING_ABOVE) : first]):
        if block.kind == "heading" and not is_one(words := block.text.removeprefix(block.label).strip(" .:")):
            return split_addressees([name]) if (name := heading_addressee(words)) else ()
    return ()


def _spans(report: Report, place: Candidate) -> tuple[Span, ...]:
    return tuple(
        span for part in place.parts for span in report.blocks[part.block].spans(part.start, part.end)
    )
