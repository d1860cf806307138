"""Which part of a briefing a sentence belongs to, told from where it stands and what it says."""

import re
from collections.abc import Sequence

from heeded.engine.briefing._choosing_features import Features
from heeded.engine.briefing._choosing_units import Unit
from heeded.engine.briefing._records import Report, Role

_OF_POINT = {
    "recommendation": Role.DO_NOW,
    "question": Role.DO_NOW,
    "finding": Role.WENT_WRONG,
    "learning": Role.LEARNING,
    "good-practice": Role.WENT_WELL,
}
_OF_KIND = {
    "family-voice": Role.VOICE,
    "good-practice": Role.WENT_WELL,
    "learning": Role.LEARNING,
    "conclusion": Role.LEARNING,
    "background": Role.BACKGROUND,
    "introduction": Role.BACKGROUND,
}
_VOICE_TITLE = re.compile(
    r"\b(?:say|says|said|voices?|wishes|life|lived|centre|told us|heard|words|world|day)\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"\b(?:child|children|baby|boy|girl|young|mother|father|parents?|family|sister|brother|siblings|[A-Z]\d?)\b"
)
_UNPLEASANT = ("cue:nobody", "cue:not", "cue:failed", "cue:only", "cue:contrast")
_LEFT_OUT = frozenset({"contents", "method", "appendix", "response"})


def roles_of(report: Report, units: Sequence[Unit], seen: Sequence[Features]) -> list[Role | None]:
    """The part of each unit; None for what belongs in no briefing."""
    voices = _voice_sections(report)
    praising = _praises(report)
    return [
        _role(unit, features, voices, praising=praising) for unit, features in zip(units, seen, strict=True)
    ]


def _role(unit: Unit, features: Features, voices: frozenset[int], *, praising: bool) -> Role | None:
    if unit.kind in _LEFT_OUT and unit.point < 0:
        return None
    if unit.point_kind:
        return _asking(unit, features) if unit.point_kind == "recommendation" else _OF_POINT[unit.point_kind]
    if (
        unit.section in voices
        or "itself" in features
        or (unit.speaker == "family" and "cue:said" in features)
    ):
        return Role.VOICE
    if unit.kind == "introduction" and "cue:review" in features and "cue:harm" not in features:
        return None
    usual = _OF_KIND.get(unit.kind)
    if usual is not None:
        return usual
    if unit.kind == "recommendations":
        return None
    if unit.kind in ("chronology", "summary"):
        return _told(features)
    return _weighed(features, praising=praising)


def _asking(unit: Unit, features: Features) -> Role | None:
    """The sentence of a recommendation that asks for something; its grounds are no line of their own."""
    return Role.DO_NOW if "cue:should" in features or unit.point_first else None


def _told(features: Features) -> Role:
    """Of what happened: what went wrong in it is told apart from the bare events."""
    if "cue:lesson" in features and "cue:present" in features:
        return Role.LEARNING
    bad = "cue:nobody" in features or ("cue:failed" in features and "cue:system" in features)
    return Role.WENT_WRONG if bad or features["why"] >= 0.5 else Role.BACKGROUND


def _weighed(features: Features, *, praising: bool) -> Role:
    """Of analysis: praise, what holds in general, or what did not go well and why."""
    bad = any(name in features for name in _UNPLEASANT)
    if (praising or "cue:well" in features) and not bad and "cue:should" not in features:
        return Role.WENT_WELL
    if "cue:should" in features or (
        "cue:present" in features and "cue:past" not in features and "cue:lesson" in features
    ):
        return Role.LEARNING
    return Role.WENT_WRONG


def _voice_sections(report: Report) -> frozenset[int]:
    """The sections in which the child or the family speaks, by kind or by title."""
    return frozenset(
        index
        for index, section in enumerate(report.sections)
        if section.kind == "family-voice"
        or (section.kind == "other" and _VOICE_TITLE.search(section.title) and _WHOSE.search(section.title))
    )


def _praises(report: Report) -> bool:
    """True for a review of good work: it finds more to praise than to regret."""
    kinds = [point.kind for point in report.learning_points]
    return kinds.count("good-practice") >= 3 and kinds.count("good-practice") >= kinds.count("finding")
