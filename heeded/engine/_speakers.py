"""Who speaks in a stretch of text: told from reporting verbs and whose they are, from quotation and from citation."""

from collections.abc import Iterable

from heeded.engine._speaker_words import (
    AGENCY,
    CITED,
    FAMILY,
    GUIDANCE,
    IMR,
    OWN_VOICE,
    PRACTITIONERS,
    TURNS,
    VERBS,
)
from heeded.engine.vocabulary import SectionKind, Speaker


def speaker_of(kind: str, sentences: Iterable[str]) -> str:
    """Whose words the sentences of one passage hold, given the kind of section they stand in.

    A speaker other than the reviewer needs half of the words; `unknown` where neither words nor section say.
    """
    weights: dict[str, int] = {}
    total = 0
    before = ""
    for sentence in sentences:
        length = len(sentence)
        total += length
        before = _of_sentence(sentence, before)
        if before:
            weights[before] = weights.get(before, 0) + length
    if weights:
        speaker, weight = max(weights.items(), key=_second)
        if 2 * weight >= total:
            return speaker
    if kind == SectionKind.FAMILY_VOICE:
        most = 4 * weights.get(Speaker.FAMILY.value, 0) >= total
        return Speaker.FAMILY.value if most else Speaker.REVIEWER.value
    if kind == SectionKind.RESPONSE:
        return Speaker.AGENCY.value
    return Speaker.REVIEWER.value if kind in OWN_VOICE else Speaker.UNKNOWN.value


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _of_sentence(sentence: str, before: str) -> str:
    """Who is quoted or reported in one sentence; a sentence all in quotation marks goes on with the speaker before."""
    tokens = sentence.lower().split(None, 40)
    if VERBS.isdisjoint(tokens):
        if sentence[0] in '“"':
            return before
    else:
        for index, token in enumerate(tokens):
            if token in VERBS:
                found = _subject(tokens, index)
                if found:
                    return found
    if "IMR" in sentence and IMR.search(sentence):
        return Speaker.AGENCY.value
    if ("19" in sentence or "20" in sentence) and CITED.search(sentence):
        return Speaker.GUIDANCE.value
    return ""


def _subject(tokens: list[str], verb: int) -> str:
    """Whose verb it is: the nearest of the known subjects in the six words before it."""
    for token in reversed(tokens[max(0, verb - 6) : verb]):
        if token in TURNS:
            return ""
        word = token.strip('.,;:()“”"‘’').removesuffix("'s").removesuffix("’s")
        if word in FAMILY:
            return Speaker.FAMILY.value
        if word in PRACTITIONERS:
            return Speaker.PRACTITIONER.value
        if word in AGENCY:
            return Speaker.AGENCY.value
        if word in GUIDANCE:
            return Speaker.GUIDANCE.value
        if word in ("review", "reviewer", "reviewers", "panel", "i", "we"):
            return ""
    return ""
