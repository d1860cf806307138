"""What many reviews say of one thing: the best explaining and learning sentences of passages that were found.

Each review is heard, none drowns the others, and what several say in the same words is said once.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heeded.engine.briefing._choosing_standing import believes, leans, open_quotations, speaks_of_itself
from heeded.engine.briefing._records import Is, Judged, Role, RunningSentence
from heeded.engine.briefing._shortening import shortened
from heeded.engine.flow import sentences
from heeded.engine.vocabulary import SectionKind, Speaker

_WORTH = {
    SectionKind.FINDINGS: 1.0,
    SectionKind.LEARNING: 1.0,
    SectionKind.ANALYSIS: 0.9,
    SectionKind.CONCLUSION: 0.8,
    SectionKind.RECOMMENDATIONS: 0.7,
    SectionKind.GOOD_PRACTICE: 0.7,
    SectionKind.SUMMARY: 0.6,
    SectionKind.FAMILY_VOICE: 0.6,
}
_OTHERWISE = 0.2
_SAME = 0.6  # share of the shorter one's telling words, beyond which two sentences say the same
_TELLING = 4  # letters of a word that tells
_LIST_NUMBER = re.compile(r"^\d{1,3}\s+(?=[A-Z])")
_FEWEST_WORDS, _MOST_WORDS = 7, 70


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers a question. `review` numbers its review, `marks` are the words that were found."""

    text: str
    kind: str
    speaker: str
    review: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sentence chosen: characters `start` to `end` of passage `passage`, the part it belongs to, whether it
    explains. `text` is the sentence without its printed number and label."""

    passage: int
    start: int
    end: int
    text: str
    role: Role
    why: Is
    weight: float


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
            weight = _weight(passage, one, nearness)
            if weight > 0:
                sentence = one.sentence
                role = _role(passage.kind, one.value)
                listed.append(
                    Gathered(
                        number,
                        sentence.start,
                        sentence.end,
                        _bare(sentence.text),
                        role,
                        one.value,
                        weight,
                    )
                )
    return listed


def _weight(passage: FoundPassage, one: Judged, nearness: float) -> float:
    """How much a sentence is worth: 0 where it cannot stand alone or does not say the words that were asked for."""
    sentence = one.sentence
    if not _stands(_bare(sentence.text)):
        return 0.0
    marked = {
        passage.text[start:end].lower()
        for start, end in passage.marks
        if sentence.start <= start < sentence.end
    }
    if passage.marks and not marked:
        return 0.0
    worth = _WORTH.get(SectionKind(passage.kind), _OTHERWISE)
    return (worth + 1.2 * one.sureness + 0.5 * len(marked)) * nearness


def _bare(text: str) -> str:
    """A sentence without its printed label, and without a number that stands before it in a list."""
    return _LIST_NUMBER.sub("", shortened(text))


def _stands(text: str) -> bool:
    """Whether a reader who has seen nothing else can take the sentence as what a review says."""
    if "\n" in text:
        return False  # a row of a table, or a heading that runs into its sentence
    if not _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS or not text.endswith((".", "”", "’", ")")):
        return False
    return not (leans(text) or believes(text) or speaks_of_itself(text) or open_quotations(text))


def _role(kind: str, value: Is) -> Role:
    if kind == SectionKind.RECOMMENDATIONS:
        return Role.DO_NOW
    if kind == SectionKind.GOOD_PRACTICE:
        return Role.WENT_WELL
    return Role.WENT_WRONG if value is Is.EXPLAINS else Role.LEARNING


def _said(words: str, kept: Sequence[frozenset[str]]) -> bool:
    mine = _telling(words)
    return any(len(mine & other) > _SAME * min(len(mine), len(other)) for other in kept)


def _telling(words: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", words.lower()) if len(word) >= _TELLING)
