"""A model for tests: knows a handful of things that can be said in several ways, and nothing else.

Each thing is a direction; a text points where the things in it point. Words that it does not know point somewhere of
their own, a little, so that no two texts are alike by chance. Fast, and the same on every machine.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from heeded.engine.meaning import DIMENSIONS, IDENTIFIER, PassageVectors, QuestionVectors, sentence_windows
from heeded.engine.words import plain_words

THINGS = (
    {"pond", "pool", "puddle", "mere", "lido"},  # no table of synonyms has these
    {"lorry", "truck", "wagon", "van"},
    {"mother", "mum", "mummy", "mam", "parent"},
    {"neglect", "neglected", "uncared", "dirty", "hungry"},
    {"school", "pupil", "lessons", "classroom", "teacher"},
    {"police", "constable", "officers", "arrested"},
    {"midwife", "antenatal", "pregnancy", "birth"},
    {"home", "house", "flat", "lodging"},
)
_OF_A_WORD = 0.12


class MadeModel:
    """Stands where `heeded.engine.meaning.Model` stands."""

    def __init__(self, identifier: str = IDENTIFIER) -> None:
        self.identifier = identifier
        self.texts = 0  # that went through it

    def embed(self, texts: Sequence[str], *, threads: int = 1) -> np.ndarray:
        self.texts += len(texts)
        return np.array([_vector(text) for text in texts], np.float32).reshape(-1, DIMENSIONS)

    def embed_question(self, text: str) -> QuestionVectors:
        made = self.embed([text])
        return QuestionVectors(made[0], made, np.ones(1, np.float32))

    def embed_passage(self, text: str) -> PassageVectors:
        windows = sentence_windows(text)
        parts = self.embed([text[start:end] for start, end in windows])
        return PassageVectors(self.embed([text])[0], windows, parts)

    def embed_passages(self, texts: Sequence[str], *, threads: int = 1) -> list[PassageVectors]:
        return [self.embed_passage(text) for text in texts]


def _vector(text: str) -> np.ndarray:
    found = np.zeros(DIMENSIONS)
    for word in plain_words(text):
        known = [number for number, words in enumerate(THINGS) if word in words]
        for number in known:
            found[number * 20 : number * 20 + 20] += 1 / np.sqrt(20)
        if not known:
            found += _OF_A_WORD * _own(word)
    return found / max(float(np.linalg.norm(found)), 1e-9)


def _own(word: str) -> np.ndarray:
    """A direction of the word's own, among those that no thing has."""
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    own = np.zeros(DIMENSIONS)
    own[len(THINGS) * 20 :] = np.random.default_rng(seed).normal(size=DIMENSIONS - len(THINGS) * 20)
    return own / np.linalg.norm(own)
