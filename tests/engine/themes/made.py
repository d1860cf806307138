"""Invented sentences of invented reviews, with the themes that they were written for. No real child or family."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from heeded.engine.meaning import PassageVectors, QuestionVectors, sentence_windows

Floats = npt.NDArray[np.float32]

INFORMATION, CHALLENGE, VOICE, RARE = "information", "challenge", "voice", "rare"
NAMES = (INFORMATION, CHALLENGE, VOICE, RARE)
_WHO = (
    "the health visitor",
    "the school",
    "the police",
    "the family doctor",
    "the housing officer",
    "the midwife",
)
_ABOUT = {
    INFORMATION: (
        "{} did not share what was known with the other agencies.",
        "Information held by {} was never passed to the conference.",
        "No message from {} reached the social worker, and records stayed apart.",
    ),
    CHALLENGE: (
        "{} accepted the father's account and asked nothing further.",
        "Nobody at the meeting challenged the optimistic view of {}.",
        "{} disagreed with the decision but did not escalate it.",
    ),
    VOICE: (
        "Child K was never seen alone by {}.",
        "What daily life was like for the child was not recorded by {}.",
        "{} spoke to the parents, and the child's wishes and feelings stayed unheard.",
    ),
    "": (
        "{} attended on two days in the spring.",
        "The review heard from {} in Hollinsford.",
        "A copy of the report was sent to {}.",
    ),
}


def written() -> tuple[list[str], list[set[str]]]:
    """Seventy-two sentences with their themes; every sixth pair stands in one text with two themes."""
    texts, labels = [], []
    for (theme, sentences), who in product(_ABOUT.items(), _WHO):
        for sentence in sentences:
            text = sentence.format(who)
            texts.append(text[:1].upper() + text[1:])
            labels.append({theme} - {""})
    order = [place * 29 % len(texts) for place in range(len(texts))]
    return [texts[place] for place in order], [labels[place] for place in order]


def doubled() -> tuple[list[str], list[set[str]]]:
    """The same, and after them as many texts of two sentences each, with the themes of both."""
    texts, labels = written()
    pairs = list(zip(texts, texts[1:] + texts[:1], strict=True))
    both = [one | other for one, other in zip(labels, labels[1:] + labels[:1], strict=True)]
    return [*texts, *(f"{one} {other}" for one, other in pairs)], [*labels, *both]


class MadeMeaning:
    """A sentence model that knows four matters by a word of each: it stands in for the real one."""

    identifier = "made"
    _KNOWN = (
        "share inform message record",
        "challeng accept escalat optimis",
        "child wishes alone daily",
        "report",
    )

    def embed(self, texts: Sequence[str]) -> Floats:
        rows = [
            [sum(part in text.lower() for part in known.split()) + 0.1 for known in self._KNOWN]
            for text in texts
        ]
        vectors = np.array(rows, np.float32).reshape(len(texts), 4)
        made: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return made

    def embed_question(self, text: str) -> QuestionVectors:
        vector = self.embed([text])
        return QuestionVectors(vector[0], vector, np.ones(1, np.float32))

    def embed_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        passages = []
        for text in texts:
            windows = sentence_windows(text)
            parts = self.embed([text[start:end] for start, end in windows])
            passages.append(PassageVectors(self.embed([text])[0], windows, parts))
        return passages
