"""The agencies that took part: those that wrote a report, came to the review or are listed as involved, not every
agency that is mentioned."""

import re
from collections.abc import Iterator

from heeded.engine.agencies import agencies_in
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import Agency, FactName

_NEVER = {Agency.BOARD, Agency.NATIONAL_GOVERNMENT, Agency.OTHER}
_GAVE = re.compile(
    r"\b(?:management reviews?|took part|taking part|contribut\w+|supplied|were requested|came from|provided|submitted|agencies (?:involved|which|that|who|were)"
    r"|following (?:agencies|organisations|services)|agency (?:reports?|reviews?)|information came|reports? (?:came|were)|organisations (?:involved|which|that)|participated"
    r"|involved in (?:the|this) review|services involved|agencies:|received from|information from|chronolog(?:y|ies) from|were from|drawn from|represented|knew (?:the|this) (?:family|child)"
    r"|working with (?:the|this) (?:family|child)|staff (?:of|from)|practitioners (?:of|from)|attended by|met with)\b",
    re.IGNORECASE,
)
_WORDS = (
    "management review", "took part", "taking part", "contribut", "supplied", "requested", "came from", "provided", "submitted", "agencies",
    "organisations", "agency report", "agency review", "participated", "services involved", "received from",
    "information from", "chronologies from", "chronology from", "were from", "drawn from", "represented", "staff of", "staff from", "practitioners from", "practitioners of",
    "attended by",
)  # fmt: skip
_BELOW = re.compile(
    r"\b(?:listed|below|as follows|following (?:agencies|organisations|services)|table)\b", re.IGNORECASE
)
_HEADING = re.compile(r"\b(?:agencies|organisations|services|contribut\w+|participants)\b", re.IGNORECASE)
_NO_HEADING = re.compile(r"\bworking|between|analysis|findings|recommend|learning\b", re.IGNORECASE)
_FROM_KINDS = {"other", "method", "introduction", "summary", "background", ""}
ENOUGH = 7  # agencies said to have taken part, below which those who act in the story are proposed
_STORY_KINDS = {"chronology", "summary", "background", "introduction", "other", ""}
_STORY = 9_000  # characters of it that are read


def agencies(report: Report) -> list[FactFound]:
    """One fact for each agency that took part, resting on the first words that say so."""
    found: dict[Agency, FactFound] = {}
    for sentence, sure in _lists(report):
        for agency, where in _named(report, sentence):
            one = report.fact(FactName.AGENCIES, agency.value, where, sure=sure)
            if agency not in found or found[agency].confidence < sure:
                found[agency] = one
    if len(found) < ENOUGH:
        for agency, one in _acting(report).items():
            found.setdefault(agency, one)
    return list(found.values())


def _lists(report: Report) -> Iterator[tuple[Sentence, float]]:
    """The sentences, list items and rows that say who took part."""
    for sentence in report.sentences(*_WORDS):
        if report.kind_at(sentence.start) not in _FROM_KINDS:
            continue
        block = report.blocks[sentence.block]
        if block.kind == "heading":
            if _HEADING.search(block.text) and not _NO_HEADING.search(block.text):
                yield from ((item, 0.6) for item in _items(report, sentence.block))
        elif _GAVE.search(sentence.text):
            sure = 0.85 if report.kind_at(sentence.start) == "method" else 0.7
            yield sentence, sure
            if sentence.text.endswith(":") or _BELOW.search(sentence.text):
                yield from ((item, sure) for item in _items(report, sentence.block))
            elif "chronolog" in sentence.text or "management review" in sentence.text.lower():
                following = report.after(sentence)
                if following is not None and re.match(
                    r"(?:These|They|Reports?)\b[^.]{0,30}\bfrom\b", following.text
                ):
                    yield following, sure


def _items(report: Report, index: int) -> Iterator[Sentence]:
    """The list items right after a block, or the first cells of the table there, each as one stretch."""
    for following in range(index + 1, min(index + 30, len(report.blocks))):
        block = report.blocks[following]
        if block.kind not in {"item", "row"}:
            return
        start = report.start_of(following)
        end = block.cells[1] if len(block.cells) > 1 else len(block.text)
        yield Sentence(start, start + end, block.text[:end], following)


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
