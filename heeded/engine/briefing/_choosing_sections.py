"""Sections whose sentences count for more or for nothing: the family's voice, appendices, praise."""

import re

from heeded.engine.briefing._records import Report

_VOICE_TITLE = re.compile(
    r"\b(?:say|says|said|voices?|wishes|life|lived|centre|told us|heard|words|world|day)\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"\b(?:child|children|baby|boy|girl|young|mother|father|parents?|family|sister|brother|siblings|[A-Z]\d?)\b"
)
_LATE = 0.5  # of a report; an appendix before is followed by the report itself
_NEVER_APPENDED = frozenset({"recommendations", "findings", "learning", "conclusion", "good-practice"})


def voice_sections(report: Report) -> frozenset[int]:
    """The sections in which the child or the family speaks, by kind or by title."""
    return frozenset(
        index
        for index, section in enumerate(report.sections)
        if section.kind == "family-voice"
        or (section.kind == "other" and _VOICE_TITLE.search(section.title) and _WHOSE.search(section.title))
    )


def appended(report: Report) -> frozenset[int]:
    """The sections after the first appendix: lists of members, of evidence, of visits."""
    late = _LATE * len(report.blocks)
    begun = (at for at, one in enumerate(report.sections) if one.kind == "appendix" and one.first >= late)
    first = next(begun, len(report.sections))
    return frozenset(
        at for at in range(first, len(report.sections)) if report.sections[at].kind not in _NEVER_APPENDED
    )


def praises(report: Report) -> bool:
    """True for a review of good work: it finds more to praise than to regret."""
    kinds = [point.kind for point in report.learning_points]
    return kinds.count("good-practice") >= 3 and kinds.count("good-practice") >= kinds.count("finding")
