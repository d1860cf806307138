"""Whether two learning points are one: the words they share, how they begin, the figures in them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from heeded.engine.learning_points._merged import Merged
from heeded.engine.learning_points._report import Candidate

_WORD = re.compile(r"[a-z0-9]+")
KEY = 5  # words at the head or the end by which two printings are first compared
ALIKE = 0.8
NEARLY = 0.95
FEWEST_WORDS = 8


def words_of(text: str) -> list[str]:
    """A text as it is compared: small letters and figures, no signs."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def keys_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What a learning point is looked up by among those that are kept."""
    yield tuple(words[:KEY])
    yield ("…", *words[-KEY:])
    middle = len(words) // 2
    yield ("·", *words[middle : middle + KEY])


def looked_up(index: dict[tuple[str, ...], list[Merged]], words: Sequence[str]) -> Iterator[Merged]:
    """Those kept that share a key with this one."""
    for key in keys_of(words):
        yield from index.get(key, ())


def is_same(record: Merged, candidate: Candidate, words: Sequence[str]) -> bool:
    """Whether a candidate prints a record again. What bears another number, or none in a list where nothing else
    has one either, must be nearly word for word the same: the police and the trust may be asked alike."""
    if record.best.kind is not candidate.kind or _figures(record.words) != _figures(words):
        return False
    numbers = {record.best.number, candidate.number} - {""}
    if record.best.number == candidate.number != "" and _begins_with(record.words, words):
        return True
    return alike(record.words, words) >= (ALIKE if len(numbers) == 1 else NEARLY)


def _begins_with(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one text is the beginning of the other: a summary may print less, a block may hold more."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= FEWEST_WORDS and list(longer[: len(shorter)]) == list(shorter)


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two texts are, from 0 to 1: the share of the longer one's words that both have."""
    shared = sum((Counter(one) & Counter(other)).values())
    return shared / max(len(one), len(other), 1)
