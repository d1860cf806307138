"""Recommendations at a glance: what each asks for, of whom, by when. Guesses, for a person to decide.

Kinds and strength come from a linear model over the cues of `kinds.toml`; what each cue is worth stands in
`glance_weights.json`, made by `python -m benchmarks.asked_for_weights`. What the kinds mean is said in
benchmarks/gold/briefings/README.md.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from heeded.engine.briefing._glance_features import features
from heeded.engine.briefing._glance_opening import CONSIDERED, opening_of, weak_opener
from heeded.engine.briefing._glance_when import by_when
from heeded.engine.briefing._glance_who import whom
from heeded.engine.briefing._records import PointKind, RecommendationAtAGlance
from heeded.engine.records import LearningPointFound
from heeded.engine.vocabulary import LearningPointKind

WEIGHTS = Path(__file__).with_name("glance_weights.json")
# Chosen by leaving whole reviews out of the tuning part; the part set aside had no say.
ASKED_FOR = 0.45  # how sure the model must be of a kind besides the main one
MOST = 3
MAIN_SHARE = 0.8  # how much the model of the main kind says about the main kind; the other says the rest
Models = Mapping[str, Mapping[str, Mapping[str, float]]]  # model, answer, feature: worth


def at_a_glance(points: Sequence[LearningPointFound]) -> tuple[RecommendationAtAGlance, ...]:
    """Each recommendation among the learning points of a report, in their order.

    Give all of a report at once: one that names nobody is taken to ask those whom nearly all the others ask.
    """
    asked = [index for index, point in enumerate(points) if point.kind == LearningPointKind.RECOMMENDATION]
    addressed = whom([points[index] for index in asked])
    return tuple(
        RecommendationAtAGlance(
            learning_point=index,
            number=points[index].number,
            kinds=kinds_of(points[index].text),
            addressees=printed,
            agencies=agencies,
            by_when=by_when(points[index].text),
            weak_opener=weak_opener(points[index].text),
            strength=strength_of(points[index].text),
        )
        for index, (printed, agencies) in zip(asked, addressed, strict=True)
    )


def kinds_of(text: str, models: Models | None = None) -> tuple[PointKind, ...]:
    """What a recommendation asks for, the main kind first; never more than three, never none."""
    found = features(text)
    besides, first = _shares("asks for", found, models), _shares("asks first for", found, models)
    whole = sum(besides.values()), sum(first.values())
    main = max(
        besides,
        key=lambda kind: MAIN_SHARE * first[kind] / whole[1] + (1 - MAIN_SHARE) * besides[kind] / whole[0],
    )
    others = sorted((kind for kind in besides if kind != main), key=lambda kind: -besides[kind])
    return tuple(PointKind(kind) for kind in [main, *(k for k in others if besides[k] >= ASKED_FOR)][:MOST])


def strength_of(text: str, models: Models | None = None) -> str:
    """How strong a change is asked for: stronger, intermediate or weaker (DOMAIN §4.1), only ever shown as a question.

    To consider, to remind or to encourage is weaker, whatever the something.
    """
    if opening_of(text) in CONSIDERED:
        return "weaker"
    shares = _shares("strength", features(text), models)
    return max(shares, key=lambda tier: shares[tier])


def _shares(model: str, found: Sequence[str], models: Models | None) -> dict[str, float]:
    """How sure one of the models is of each answer, 0 to 1. No measured probability."""
    return {
        answer: 1 / (1 + math.exp(-worths["constant"] - sum(worths.get(name, 0.0) for name in found)))
        for answer, worths in (models or _weights())[model].items()
    }


@cache
def _weights() -> Models:
    read: Models = json.loads(WEIGHTS.read_text(encoding="utf-8"))["models"]
    return read
