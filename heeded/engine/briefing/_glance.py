"""Recommendations at a glance: what each asks for, of whom, by when. Guesses, for a person to decide."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from heeded.engine.briefing._records import PointKind, RecommendationAtAGlance
from heeded.engine.records import LearningPointFound
from heeded.engine.vocabulary import LearningPointKind


def at_a_glance(points: Sequence[LearningPointFound]) -> tuple[RecommendationAtAGlance, ...]:
    """Each recommendation among the learning points of a report, in their order."""
    return tuple(
        RecommendationAtAGlance(
            learning_point=index,
            number=point.number,
            kinds=kinds_of(point.text),
            addressees=point.addressees,
            agencies=point.agencies,
        )
        for index, point in enumerate(points)
        if point.kind == LearningPointKind.RECOMMENDATION
    )


def kinds_of(text: str) -> tuple[PointKind, ...]:
    """What a recommendation asks for, the main kind first; practice where no word says."""
    words = text.lower()
    hits = {kind: [match.start() for match in cues.finditer(words)] for kind, cues in _cues().items()}
    found = sorted((kind for kind in hits if hits[kind]), key=lambda kind: (-len(hits[kind]), hits[kind][0]))
    return tuple(found[:3]) or (PointKind.PRACTICE,)


@cache
def _cues() -> dict[PointKind, re.Pattern[str]]:
    table = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text())
    return {PointKind(kind): re.compile(rf"\b(?:{'|'.join(row['cues'])})\b") for kind, row in table.items()}
