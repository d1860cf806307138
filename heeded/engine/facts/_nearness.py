"""How near a sentence stands to the incident, and the wordings that say a thing without claiming it."""

import re

from heeded.engine.facts._report import Report, Sentence

HEDGED = re.compile(
    r"\b(?:could|might|may(?! (?:19|20)\d\d)|would|nearly|almost|fear(?:ed)? that|threat\w*|risk of|wish\w*|not)\b(?:(?!\bbut\b|\band\b)[^.;]){0,25}$"
)
QUESTION_LIKE = re.compile(
    r"\?$|^(?:how|whether|what|were|was|did|to (?:establish|identify|consider|examine|review))\b"
)
_NEAR = 2_600  # characters after the title page within which reports say what happened


def nearness(report: Report, sentence: Sentence) -> float:
    """What is added to the confidence in a sentence for where it stands: less than nothing in a chronology."""
    if sentence.start < report.title_ends:
        return 0.15
    if report.kind_at(sentence.start) in {"background", "chronology"}:
        return -0.2
    return 0.15 if sentence.start < report.title_ends + _NEAR else -0.05
