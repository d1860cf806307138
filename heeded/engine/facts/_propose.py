"""Runs the finders over a report."""

from collections.abc import Iterator, Sequence

from heeded.engine.facts._age import ages
from heeded.engine.facts._author import author_role
from heeded.engine.facts._board import board_and_area
from heeded.engine.facts._guidance import guidance
from heeded.engine.facts._harm import harms
from heeded.engine.facts._identity import disability, ethnicity, sex
from heeded.engine.facts._incident import incident
from heeded.engine.facts._kind import review_type
from heeded.engine.facts._method import method
from heeded.engine.facts._nation import nation
from heeded.engine.facts._of_a_case import looks_like_review
from heeded.engine.facts._outcome import harmed, outcomes
from heeded.engine.facts._people import people_in
from heeded.engine.facts._period import period
from heeded.engine.facts._publication import publication
from heeded.engine.facts._report import Report
from heeded.engine.facts._service_level import service_level
from heeded.engine.facts._status import legal_status
from heeded.engine.facts._taking_part import agencies
from heeded.engine.facts._when import completion
from heeded.engine.records import Block, FactFound, Reading, SectionFound
from heeded.engine.vocabulary import FactName, ReviewType

SAID_OFTEN = 2.0  # weight of the words for a nation that a document which is no review must have
_OF_ADULTS = {ReviewType.SAFEGUARDING_ADULT_REVIEW, ReviewType.DOMESTIC_HOMICIDE_REVIEW}
LEAST = 0.3  # below this a proposal costs its reader more than it gives


def propose(
    reading: Reading, blocks: Sequence[Block], sections: Sequence[SectionFound]
) -> tuple[FactFound, ...]:
    """The facts that a report states, with the words each rests on; every one a proposal.

    A document that does not look like a review of a case yields its dates and nation alone.
    """
    report = Report(reading, blocks, sections)
    if not report.blocks:
        return ()
    found = list(_of_any(report))
    if looks_like_review(report):
        found += _of_the_review(report, found)
        found += _of_the_subjects(report, found)
    else:
        found += nation(report, found, least=SAID_OFTEN)
    return tuple(one for one in found if one.confidence >= LEAST and one.spans)


def _of_any(report: Report) -> Iterator[FactFound]:
    yield from publication(report)
    yield from completion(report)


def _of_the_review(report: Report, dated: list[FactFound]) -> list[FactFound]:
    found = [*board_and_area(report), *review_type(report), *incident(report), *period(report)]
    found += nation(report, found)
    order = (
        FactName.DATE_OF_INCIDENT,
        FactName.PERIOD_TO,
        FactName.DATE_OF_REPORT,
        FactName.DATE_OF_PUBLICATION,
    )
    dates = [one for name in order for one in (*found, *dated) if one.name == name]
    found += guidance(report, nation=_value(found, FactName.NATION), dates=dates)
    return [*found, *method(report), *author_role(report), *agencies(report)]


def _of_the_subjects(report: Report, found: list[FactFound]) -> Iterator[FactFound]:
    kind = _value(found, FactName.REVIEW_TYPE)
    people = people_in(report, adults=kind in _OF_ADULTS)
    if kind == ReviewType.NATIONAL_CSPR and people.labels == ("",):
        yield from harms(report, people)  # of many children, none of whom is spoken of alone
        return
    yield from ages(report, people, _value(found, FactName.DATE_OF_INCIDENT))
    for finder in (sex, ethnicity, disability):
        yield from finder(report, people)
    happened = [*outcomes(report, people), *harms(report, people)]
    yield from happened
    yield from harmed(people, happened)
    statuses = list(legal_status(report, people))
    yield from statuses
    yield from service_level(report, people, statuses)


def _value(found: list[FactFound], name: FactName) -> str:
    return next((one.value for one in found if one.name == name), "")
