"""How long a text takes to read and how hard it is, in figures that anybody can work out again."""

import re
from dataclasses import dataclass
from functools import cache

from heeded.engine.flow import sentences

WORDS_A_MINUTE = 230  # read silently, as everywhere in this library
LONG_WORD = 7  # letters from which LIX calls a word long ("more than six")
SHORTEST = 4  # words below which a sentence is a heading or a label
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """Reading time and readability of a text.

    `lix` is the readability measure of Björnsson (1968): words in a sentence on average, plus long words (seven letters
    or more) in a hundred. The higher, the harder. 0 where there are no words.
    """

    words: int
    sentences: int
    minutes: int
    words_a_sentence: float
    long_words: float
    lix: int
    hardest_sentence: str


def reading_aids(text: str) -> ReadingAids:
    """Words, minutes (rounded up), sentence length, long words in a hundred, LIX and the hardest sentence of a text."""
    each = [(text[start:end].strip(), _WORD.findall(text, start, end)) for start, end in sentences(text)]
    each = [(sentence, words) for sentence, words in each if words]
    words = [word for _, own in each for word in own]
    if not words:
        return ReadingAids(0, 0, 0, 0.0, 0.0, 0, "")
    length, long = _parts(words, len(each))
    hardest = max(
        (one for one in each if len(one[1]) >= SHORTEST),
        key=lambda one: sum(_parts(one[1], 1)),
        default=each[0],
    )
    return ReadingAids(
        words=len(words),
        sentences=len(each),
        minutes=-(-len(words) // WORDS_A_MINUTE),
        words_a_sentence=round(length, 1),
        long_words=round(long, 1),
        lix=round(length + long),
        hardest_sentence=hardest[0],
    )


def _parts(words: list[str], sentences: int) -> tuple[float, float]:
    """The two parts of LIX: words in a sentence, long words in a hundred."""
    return len(words) / sentences, 100 * sum(_is_long(word) for word in words) / len(words)


@cache
def _is_long(word: str) -> bool:
    return sum(character.isalnum() for character in word) >= LONG_WORD
