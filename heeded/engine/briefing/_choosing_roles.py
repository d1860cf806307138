"""Which part of a briefing a sentence belongs to, told from where it stands and what it says."""

from collections.abc import Sequence

from heeded.engine.briefing._choosing_features import Features
from heeded.engine.briefing._choosing_sections import appended, praises, voice_sections
from heeded.engine.briefing._records import Report, Role
from heeded.engine.briefing._unit import Unit

_OF_POINT = {
    "recommendation": Role.DO_NOW,
    "question": Role.DO_NOW,
    "finding": Role.WENT_WRONG,
    "learning": Role.LEARNING,
    "good-practice": Role.WENT_WELL,
}
_OF_KIND = {
    "good-practice": Role.WENT_WELL,
    "background": Role.BACKGROUND,
    "introduction": Role.BACKGROUND,
}
_UNPLEASANT = ("cue:nobody", "cue:not", "cue:failed", "cue:only", "cue:contrast")
_PLAINLY_BAD = ("cue:failed", "cue:only")  # what a review of good work regrets
_ECHOES = 0.6  # of its words, in those of the recommendations
_SURE = 0.5  # that a sentence explains
_LEFT_OUT = frozenset({"contents", "method", "appendix", "response", "recommendations"})
_ABOUT_ITSELF = frozenset({"introduction", "other"})


def roles_of(report: Report, units: Sequence[Unit], seen: Sequence[Features]) -> list[Role | None]:
    """The part of each unit; None for what belongs in no briefing."""
    voices, added = voice_sections(report), appended(report)
    praising = praises(report)
    found: list[Role | None] = []
    for unit, features in zip(units, seen, strict=True):
        if "named" in features or (unit.section in added and unit.point < 0):
            found.append(None)
        elif unit.section in voices and unit.point < 0:
            found.append(Role.VOICE)
        else:
            found.append(_role(unit, features, praising=praising))
    return found


def _role(unit: Unit, features: Features, *, praising: bool) -> Role | None:
    if unit.point_kind:
        return None if unit.point_kind == "recommendation" and not unit.asks else _OF_POINT[unit.point_kind]
    if unit.kind in _LEFT_OUT or (unit.kind in _ABOUT_ITSELF and "cue:review" in features):
        return None
    if unit.kind in _OF_KIND:
        return _OF_KIND[unit.kind]
    if unit.kind == "summary" and _not_for_itself(features):
        return None
    if unit.kind in ("chronology", "summary"):
        return _told(features)
    if unit.kind == "other" and "long" not in features:
        return _unannounced(unit, features, praising=praising)
    if unit.kind in ("learning", "conclusion") and _teaches(features):
        return Role.LEARNING
    return _weighed(features, praising=praising)


def _not_for_itself(features: Features) -> bool:
    """Of a summary: what tells of the report, and recommendations, which stand below in full."""
    about = "cue:review" in features and "judges" not in features
    return about or ("cue:should" in features and features["echo"] >= _ECHOES)


def _told(features: Features) -> Role:
    """Of what happened: what went wrong in it is told apart from the bare events."""
    if "cue:should" in features or ("cue:lesson" in features and "cue:present" in features):
        return Role.LEARNING
    bad = "cue:nobody" in features or "cue:failed" in features or features["why"] >= _SURE
    return Role.WENT_WRONG if bad else Role.BACKGROUND


def _unannounced(unit: Unit, features: Features, *, praising: bool) -> Role:
    """Under a heading that says nothing, or none: what the family says, how it begins, and the rest by its words."""
    if "itself" in features or (unit.speaker == "family" and "cue:said" in features):
        return Role.VOICE
    bad = any(name in features for name in _UNPLEASANT)
    if "fifth:0" in features and "cue:past" in features and ("cue:harm" in features or not bad):
        return Role.BACKGROUND
    return _weighed(features, praising=praising)


def _weighed(features: Features, *, praising: bool) -> Role:
    """Of analysis: praise, what holds in general, or what did not go well and why."""
    bad = any(name in features for name in (_PLAINLY_BAD if praising else _UNPLEASANT))
    if (praising or "cue:praise" in features) and not bad and "cue:should" not in features:
        return Role.WENT_WELL
    return Role.LEARNING if "cue:lesson" in features and _teaches(features) else Role.WENT_WRONG


def _teaches(features: Features) -> bool:
    """Of what holds in general or ought to be, and not of what was."""
    return "cue:should" in features or ("cue:present" in features and "cue:past" not in features)
