"""Lists of the agencies that gave a report to the review or sat on its panel."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, Sentence

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


def lists_of_agencies(report: Report) -> Iterator[tuple[Sentence, float]]:
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
