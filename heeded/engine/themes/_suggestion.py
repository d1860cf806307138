"""What is suggested of a text, with what earned it."""

from collections.abc import Iterable
from dataclasses import dataclass

_MOSTLY = 0.5  # of what spoke for a theme; from there on meaning is named first


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A machine's guess that a text has a theme; nothing is decided by it.

    `score` runs from 0 to 1; what was learned from labels gives a chance, a theme's own words no more than a likeness.
    `start` and `end` are the characters of the sentence that earned it most, `quote` its words. `words` spoke for it
    most, the first before all. `by_meaning` is the share of what spoke for it that is meaning and not words.
    """

    theme: str
    score: float
    start: int
    end: int
    quote: str
    words: tuple[str, ...]
    by_meaning: float

    @property
    def reason(self) -> str:
        """Why, in plain words."""
        words = f"these words counted most: {listed(self.words)}" if self.words else ""
        meaning = "the meaning is close to this theme" if self.by_meaning > 0 else ""
        parts = [meaning, words] if self.by_meaning >= _MOSTLY else [words, meaning]
        said = "; ".join(part for part in parts if part)
        return f"{said[:1].upper()}{said[1:]}."


def listed(words: Iterable[str]) -> str:
    """Words as they are quoted in a reason."""
    return ", ".join(f"“{word}”" for word in words)
