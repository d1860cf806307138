"""The agencies that took part: those that wrote a report, came to the review or are listed as involved, not every
agency that is mentioned."""

from collections.abc import Iterator

from heeded.engine.agencies import agencies_in
from heeded.engine.facts._agency_lists import lists_of_agencies
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import Agency, FactName

_NEVER = {Agency.BOARD, Agency.NATIONAL_GOVERNMENT, Agency.OTHER}
ENOUGH = 7  # agencies said to have taken part, below which those who act in the story are proposed
_STORY_KINDS = {"chronology", "summary", "background", "introduction", "other", ""}
_STORY = 9_000  # characters of it that are read


def agencies(report: Report) -> list[FactFound]:
    """One fact for each agency that took part, resting on the first words that say so."""
    found: dict[Agency, FactFound] = {}
    for sentence, sure in lists_of_agencies(report):
        for agency, where in _named(report, sentence):
            one = report.fact(FactName.AGENCIES, agency.value, where, sure=sure)
            if agency not in found or found[agency].confidence < sure:
                found[agency] = one
    if len(found) < ENOUGH:
        for agency, one in _acting(report).items():
            found.setdefault(agency, one)
    return list(found.values())


def _named(report: Report, sentence: Sentence) -> Iterator[tuple[Agency, tuple[int, int]]]:
    for mention in agencies_in(sentence.text):
        if mention.agency not in _NEVER:
            yield mention.agency, (sentence.start + mention.start, sentence.start + mention.end)


def _acting(report: Report) -> dict[Agency, FactFound]:
    """The agencies that the story names at least twice."""
    counts: dict[Agency, int] = {}
    firsts: dict[Agency, tuple[int, int]] = {}
    read = 0
    for index, block in enumerate(report.blocks):
        start = report.start_of(index)
        if report.kind_at(start) not in _STORY_KINDS or block.kind == "heading":
            continue
        read += len(block.text)
        if read > _STORY:
            break
        for mention in agencies_in(block.text):
            if mention.agency not in _NEVER:
                counts[mention.agency] = counts.get(mention.agency, 0) + 1
                firsts.setdefault(mention.agency, (start + mention.start, start + mention.end))
    return {
        agency: report.fact(
            FactName.AGENCIES, agency.value, firsts[agency], sure=min(0.3 + 0.07 * count, 0.6)
        )
        for agency, count in counts.items()
        if count >= 2
    }
