"""Which sentence earned a suggestion, and which words spoke for it: read off the score itself, nothing is guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.flow import sentences
from heeded.engine.themes._side import Floats
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.words import Token
from heeded.engine.words._stop_words import STOP_WORDS

_MOST_WORDS = 3
_WORTH_NAMING = 0.1  # of what all words together spoke for a theme


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A text with what its words (word, theme) and the meaning of its stretches (stretch, theme) say for each theme.

    `stretches` are the sentences that the stretches stand in; `whole` is what the meaning of the whole text says.
    """

    text: str
    words: Sequence[Token]
    by_word: Floats
    stretches: Sequence[tuple[int, int]]
    by_stretch: Floats
    whole: Floats

    def total(self) -> Floats:
        """The score of each theme, but for where it begins."""
        score: Floats = self.by_word.sum(axis=0) + self.whole
        return score


def earned(heard: Heard, theme: int, name: str, score: float) -> Suggestion:
    """The suggestion with its sentence and words."""
    start, end = _sentence(heard, theme)
    from_words = max(float(heard.by_word[:, theme].sum()), 0.0)
    from_meaning = max(float(heard.whole[theme]), 0.0)
    return Suggestion(
        theme=name,
        score=score,
        start=start,
        end=end,
        quote=heard.text[start:end],
        words=_words(heard, theme),
        by_meaning=from_meaning / max(from_words + from_meaning, 1e-9),
    )


def _sentence(heard: Heard, theme: int) -> tuple[int, int]:
    """The sentence whose words and meaning add most; the first of equals. A stretch that takes in a short sentence
    beside a longer one belongs to that in its middle."""
    found = sentences(heard.text) or [(0, len(heard.text))]
    begins = [start for start, _ in found]
    added = np.zeros(len(found))
    for places, worth in (
        ([token.start for token in heard.words], heard.by_word),
        ([(start + end) // 2 for start, end in heard.stretches], heard.by_stretch),
    ):
        which = np.maximum(np.searchsorted(begins, places, side="right") - 1, 0).astype(np.int64)
        np.add.at(added, which, worth[:, theme])
    return found[int(added.argmax())]


def _words(heard: Heard, theme: int) -> tuple[str, ...]:
    """The few words that spoke most for it, as they stand in the text; small words are passed over."""
    spoken: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for token, worth in zip(heard.words, heard.by_word[:, theme].tolist(), strict=True):
        if token.word not in STOP_WORDS:
            spoken[token.word] += worth
            printed.setdefault(token.word, heard.text[token.start : token.end].lower())
    least = _WORTH_NAMING * sum(worth for worth in spoken.values() if worth > 0)
    return tuple(printed[word] for word, worth in spoken.most_common(_MOST_WORDS) if worth > max(least, 0.0))
