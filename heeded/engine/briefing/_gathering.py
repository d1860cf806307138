"""What many reviews say of one thing: the best explaining and learning sentences of passages that were found.

Each review is heard, none drowns the others, and what several say in the same words is said once.
"""

import re
from collections.abc import Callable, Sequence

from heeded.engine.briefing._gathered import FoundPassage, Gathered
from heeded.engine.briefing._gathering_worth import bare, role_of, weight_of
from heeded.engine.briefing._records import Judged, RunningSentence
from heeded.engine.flow import sentences
from heeded.engine.vocabulary import Speaker

_SAME = 0.6  # share of the shorter one's telling words, beyond which two sentences say the same
_TELLING = 4  # letters of a word that tells


def gather(
    found: Sequence[FoundPassage],
    *,
    judge: Callable[[Sequence[RunningSentence]], Sequence[Judged]],
    most: int = 40,
    of_each: int = 4,
) -> tuple[Gathered, ...]:
    """At most `most` sentences, `of_each` of a review, best first; `found` has the best passages first."""
    candidates = sorted(_candidates(found, judge), key=lambda one: -one.weight)
    chosen: list[Gathered] = []
    kept: list[frozenset[str]] = []
    of_review: dict[int, int] = {}
    for one in candidates:
        passage = found[one.passage]
        if of_review.get(passage.review, 0) == of_each or _said(one.text, kept):
            continue
        chosen.append(one)
        kept.append(_telling(one.text))
        of_review[passage.review] = of_review.get(passage.review, 0) + 1
        if len(chosen) == most:
            break
    return tuple(chosen)


def _candidates(
    found: Sequence[FoundPassage], judge: Callable[[Sequence[RunningSentence]], Sequence[Judged]]
) -> list[Gathered]:
    listed = []
    for number, passage in enumerate(found):
        if passage.speaker == Speaker.GUIDANCE:
            continue  # what guidance said is not what a review found
        running = [
            RunningSentence(
                order, passage.text[start:end], 0, start, end, 0, 0, passage.kind, passage.speaker
            )
            for order, (start, end) in enumerate(sentences(passage.text))
        ]
        nearness = 1.0 / (1.0 + number / 20.0)
        for one in judge(running):
            weight = weight_of(passage, one, nearness)
            if weight > 0:
                sentence = one.sentence
                role = role_of(passage.kind, one.value)
                listed.append(
                    Gathered(
                        number,
                        sentence.start,
                        sentence.end,
                        bare(sentence.text),
                        role,
                        one.value,
                        weight,
                    )
                )
    return listed


def _said(words: str, kept: Sequence[frozenset[str]]) -> bool:
    mine = _telling(words)
    return any(len(mine & other) > _SAME * min(len(mine), len(other)) for other in kept)


def _telling(words: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", words.lower()) if len(word) >= _TELLING)
