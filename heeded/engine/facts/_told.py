"""Sentences that tell what was so, and of which subjects they tell it."""

import re
from collections.abc import Iterator

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_TOLD_IN = {"other", "summary", "introduction", "background", "", "chronology", "method"}


def tells(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence tells what was so: no heading, no question, and in a section that tells it."""
    return (
        report.blocks[sentence.block].kind != "heading"
        and report.kind_at(sentence.start) in _TOLD_IN
        and not sentence.text.endswith("?")
    )


def for_each(
    report: Report,
    people: People,
    sentence: Sentence,
    match: re.Match[str],
    name: FactName,
    value: str,
    sure: float,
) -> Iterator[FactFound]:
    """The fact for each subject that the words are said of; with less confidence where nobody is named."""
    where = (sentence.start + match.start(), sentence.start + match.end())
    subjects = people.anchor(where[0])
    if subjects == ():
        subjects = people.topic(sentence)
        sure -= 0.1
    if subjects is None:
        subjects = people.numbers
        sure -= 0.15
    if sure < 0.35:
        return
    for subject in subjects:
        yield report.fact(name, value, report.clause(where), sure=sure, subject=subject)
