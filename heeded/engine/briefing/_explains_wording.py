"""Cues in a sentence's own wording: phrases, subjects, numbers, what asks why."""

import re
from collections.abc import Iterator, Sequence

from heeded.engine.briefing._explains_phrases import Phrases

_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\d.,]*|[,;:?!“(–—]")
NUMBER = re.compile(
    r"^(?:\W{0,2}(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}\.\d{1,3}\.?\s+)", re.I
)
_ASKS_WHY = re.compile(
    r"\b(?:why|how did|how could|how come|how was it|what stood|what kept|what made|what held|what got)\b",
    re.I,
)
_ANNOUNCES = re.compile(
    r"\breasons?\b|\bwhy\b|\bcauses?\b|\b(?:two|three|four|five|several|many|other) (?:things|pressures|factors)\b"
    r"|\bexplain|\bmade sense\b|\bhelps? (?:us )?to understand\b",
    re.I,
)
_ORDINAL = re.compile(
    r"(?:and )?(?:first|second|third|fourth|fifth|sixth|last|final|next)(?:ly)?\b|another\b"
    r"|a (?:first|second|third|fourth|further)\b",
    re.I,
)


class Own:
    """What one sentence shows by itself."""

    __slots__ = ("about", "announces", "asks", "cues", "ends", "ordinal", "words")

    def __init__(self, text: str, phrases: Phrases, subjects: dict[str, str]) -> None:
        bare = NUMBER.sub("", text, count=1)
        tokens = tokens_of(bare)
        self.cues = sorted(set(_cues_in(tokens, phrases)))
        self.words = [word for word in tokens if word[0].isalpha() or word == "#"]
        self.about = next((subjects[token] for token in tokens[:8] if token in subjects), "other")
        self.asks = ""
        if text.rstrip("”’\"') ").endswith("?"):
            self.asks = "why" if _ASKS_WHY.search(text) else "question"
        self.announces = "because" not in self.cues and _ANNOUNCES.search(text) is not None
        self.ordinal = _ORDINAL.match(bare) is not None
        self.ends = text[-1:]


def tokens_of(text: str) -> list[str]:
    """Words and marks in small letters, figures as #."""
    found = _TOKEN.findall(text.lower().replace("’", "'"))
    return ["#" if token[0].isdigit() else token for token in found]


def _cues_in(tokens: Sequence[str], phrases: Phrases) -> Iterator[str]:
    for start, token in enumerate(tokens):
        for words, name in phrases.get(token, ()):
            if len(words) == 1 or tuple(tokens[start : start + len(words)]) == words:
                yield name
