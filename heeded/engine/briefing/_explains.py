"""Tells sentences that explain (why practice was as it was) from those that only describe. Always a suggestion.

A linear model over readable features: `explains_weights.json`, made by `_explains_make.py`. What counts as
explaining is said in benchmarks/gold/briefings/README_explains.md.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from heeded.engine._making import maker
from heeded.engine.briefing._explains_features import features
from heeded.engine.briefing._records import Is, Judged, RunningSentence
from heeded.engine.records import SectionFound

WEIGHTS = Path(__file__).with_name("explains_weights.json")
_ABOUT = "Made by _explains_make.py; do not edit. Above the threshold a sentence explains: constant + its features."
_judged = maker(Judged)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature is worth. A sentence whose worths add up to more than `threshold` explains."""

    constant: float
    threshold: float
    by_feature: dict[str, float]

    def score(self, names: Sequence[str]) -> float:
        worth = self.by_feature.get
        return self.constant + sum(worth(name, 0.0) for name in names)

    def as_json(self) -> str:
        lines = (
            f"{json.dumps(name, ensure_ascii=False)}: {weight}" for name, weight in self.by_feature.items()
        )
        head = f'"about": {json.dumps(_ABOUT)},\n"constant": {self.constant:.4f},\n"threshold": {self.threshold},\n'
        return "{\n" + head + '"weights": {\n' + ",\n".join(lines) + "\n}\n}\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        read = json.loads(text)
        return cls(read["constant"], read["threshold"], read["weights"])


def judged(sentences: Sequence[RunningSentence], sections: Sequence[SectionFound] = ()) -> tuple[Judged, ...]:
    """Each sentence of a report's running text, in order, with the guess whether it explains.

    Give all of them at once, with the sections they name: a bare fact explains where the text asks why just before.
    `sureness` is above one half where the guess is `explains`. It is no measured probability.
    """
    weights = _weights()
    found = features(sentences, _titles(sentences, sections))
    return tuple(_judge(one, weights, names) for one, names in zip(sentences, found, strict=True))


def worth_of_cues(
    sentences: Sequence[RunningSentence], sections: Sequence[SectionFound] = ()
) -> list[dict[str, float]]:
    """Of each sentence the wordings of explains_cues.toml that it has, with what each is worth; above 0 it speaks for
    explaining."""
    worth = _weights().by_feature
    found = features(sentences, _titles(sentences, sections))
    return [
        {name.removeprefix("cue:"): worth.get(name, 0.0) for name in names if name.startswith("cue:")}
        for names in found
    ]


def _titles(sentences: Sequence[RunningSentence], sections: Sequence[SectionFound]) -> list[str]:
    """The sections' titles; blank ones where the sections are not given."""
    return [section.title for section in sections] or [""] * (
        max((one.section for one in sentences), default=-1) + 1
    )


def _judge(one: RunningSentence, weights: Weights, names: Sequence[str]) -> Judged:
    over = weights.score(names) - weights.threshold
    value = Is.EXPLAINS if over > 0 else Is.DESCRIBES
    made: Judged = _judged(one, value, 1 / (1 + math.exp(-over)))
    return made


@cache
def _weights() -> Weights:
    return Weights.from_json(WEIGHTS.read_text(encoding="utf-8"))
