"""Dates of incident, report and publication."""

import re
from collections.abc import Iterator

from heeded.engine.facts._dates import Printed, dates_in
from heeded.engine.facts._report import Report, best, fact
from heeded.engine.records import Block, FactFound
from heeded.engine.vocabulary import FactName

_PUBLISHED = re.compile(r"\bpublish|\bpublication", re.IGNORECASE)
_FINISHED = re.compile(
    r"\b(?:completed|finished|signed off|received this report|report dated|date of (?:this )?report)\b", re.I
)
_INCIDENT = re.compile(
    r"\b(?:died|death|killed|injur\w+|taken to|brought (?:by|to)|admitted|found|arrested|stabbed|collapsed)\b", re.I
)


def published(report: Report) -> Iterator[FactFound]:
    """The date of publication: said so in words, else the date that stands alone on the title page."""
    found = list(_near(report, _PUBLISHED, FactName.DATE_OF_PUBLICATION, 0.9))
    for block in report.title_page:
        for printed in dates_in(block.text)[-1:]:
            if len(block.text) < 80:
                found.append(_dated(FactName.DATE_OF_PUBLICATION, block, printed, 0.8))
    yield from best(found)


def finished(report: Report) -> Iterator[FactFound]:
    """The date on which the report was finished."""
    yield from best(list(_near(report, _FINISHED, FactName.DATE_OF_REPORT, 0.8)))


def incident(report: Report) -> Iterator[FactFound]:
    """The date of the death or harm: the first dated sentence of the opening that tells of it."""
    yield from best(list(_near(report, _INCIDENT, FactName.DATE_OF_INCIDENT, 0.7))[:1])


def _near(report: Report, words: re.Pattern[str], name: FactName, sure: float) -> Iterator[FactFound]:
    for block in report.opening:
        if not words.search(block.text):
            continue
        for printed in dates_in(block.text):
            around = block.text[max(0, printed.start - 60) : printed.end + 90]
            if words.search(around):
                yield _dated(name, block, printed, sure)


def _dated(name: FactName, block: Block, printed: Printed, sure: float) -> FactFound:
    return fact(name, printed.value, block, (printed.start, printed.end), sure=sure)
