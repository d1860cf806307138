"""How much a sentence is worth to a gathering: by what it does and whether it stands by itself."""

import re

from heeded.engine.briefing._choosing_standing import leans
from heeded.engine.briefing._choosing_voices import believes, open_quotations, speaks_of_itself
from heeded.engine.briefing._gathered import FoundPassage
from heeded.engine.briefing._records import Is, Judged, Role
from heeded.engine.briefing._shortening import shortened
from heeded.engine.vocabulary import SectionKind

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
_LIST_NUMBER = re.compile(r"^\d{1,3}\s+(?=[A-Z])")
_FEWEST_WORDS, _MOST_WORDS = 7, 70


def weight_of(passage: FoundPassage, one: Judged, nearness: float) -> float:
    """How much a sentence is worth: 0 where it cannot stand alone or does not say the words that were asked for."""
    sentence = one.sentence
    if not _stands(bare(sentence.text)):
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


def bare(text: str) -> str:
    """A sentence without its printed label, and without a number that stands before it in a list."""
    return _LIST_NUMBER.sub("", shortened(text))


def _stands(text: str) -> bool:
    """Whether a reader who has seen nothing else can take the sentence as what a review says."""
    if "\n" in text:
        return False  # a row of a table, or a heading that runs into its sentence
    if not _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS or not text.endswith((".", "”", "’", ")")):
        return False
    return not (leans(text) or believes(text) or speaks_of_itself(text) or open_quotations(text))


def role_of(kind: str, value: Is) -> Role:
    """The part of a gathering that a sentence of this kind of section belongs to."""
    if kind == SectionKind.RECOMMENDATIONS:
        return Role.DO_NOW
    if kind == SectionKind.GOOD_PRACTICE:
        return Role.WENT_WELL
    return Role.WENT_WRONG if value is Is.EXPLAINS else Role.LEARNING
