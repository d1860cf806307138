"""Whether a paper is the review of a case at all, and no guidance, study or newsletter about such reviews."""

import re

from heeded.engine.facts._kind import ANY_NAME, types_named
from heeded.engine.facts._report import Report, surest

_NO_REVIEW = re.compile(
    r"\b(?:statutory guidance|a guide to|guidance for|evaluation|government response|response to the|select committee|public inquiry|inquiry"
    r"|consultation|strategy|annual report|procedures|framework|toolkit|policy|research report|literature review|working together to safeguard)\b"
)
# How the telling of one case begins, in a paper whose title page names a kind of review.
_TELLS_A_CASE = re.compile(
    r"\b(?:the review(?:er|ers)? (?:team|panel|considered|considers|covers|covered|looked|period|followed|concerns|was)"
    r"|(?:years?|months?|weeks?)[ -](?:old|of age)|child protection (?:plan\w*|register)|siblings?|were removed|died|drowned|was killed|was admitted|aged)\b"
)
_STUDY = re.compile(
    r"\b(?:analysis|stud(?:y|ies)|biennial|triennial|annual|briefing|(?:serious case|practice|learning) reviews)\b"
)
_OF_A_CASE = (
    "this review", "terms of reference", "the review panel", "serious case review panel", "overview report", "lead reviewer", "independent reviewer",
    "independent author", "overview author", "subject of this", "the family", "child practice review panel", "the reviewer",
)  # fmt: skip


def looks_like_review(report: Report) -> bool:
    """Is this a review of a case? A kind of review is named, and the text goes on as reviews do.

    Guidance, evaluations and inquiries speak of reviews too: their title page says what they are.
    """
    title = report.low[: max(report.title_ends, 200)][:600]
    named = surest(types_named(report))
    if not named:
        return False
    case_like = sum(word in report.low for word in _OF_A_CASE)
    if ANY_NAME.search(title):
        opening = report.low[: report.circumstances_end]
        return case_like >= 1 or (
            _TELLS_A_CASE.search(opening) is not None
            and not _NO_REVIEW.search(title)
            and not _STUDY.search(title)
        )
    return case_like >= 3 and named[0].confidence >= 0.6 and not _NO_REVIEW.search(title)
