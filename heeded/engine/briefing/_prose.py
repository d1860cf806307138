"""Whether a sentence is running text that says something: no scrap, heading or broken line."""

import re

from heeded.engine.briefing._unit import Unit

_SHORTEST, _LONGEST = 4, 75  # words
# What opens so is an item of a list ("To raise awareness.") unless a verb tells something of somebody.
_NO_SENTENCE = re.compile(r"(?:To|For|By|[A-Z][a-z]+ing|How|Why|What|Whether|The extent|Who)\b")
# A letter read as a figure by a scanner's eye: "brui0es", "1he"; but "1st", "G1" and "2a" are words.
_BROKEN_WORD = re.compile(r"[a-z]+\d+[a-z]+|\d+(?!st$|nd$|rd$|th$|pm$|am$|km$|kg$|mg$|ml$|cm$)[a-z]{2,}")
_TELLS = frozenset(
    "is are was were be been has have had do does did should must can could will would may might cannot".split()
)


def is_prose(unit: Unit) -> bool:
    """False for scraps: too short or too long, no end of a sentence, figures or broken letters instead of words."""
    words, text = unit.words, unit.text.rstrip("”’\"')")
    if (
        not (2 if text.endswith(":") else _SHORTEST) <= len(words) <= _LONGEST
        or not text
        or text[-1] not in ".?!:"
    ):
        return False
    if _NO_SENTENCE.match(text) and (_TELLS.isdisjoint(words) or (words[0] == "to" and "," not in text)):
        return False
    if any(map(_BROKEN_WORD.match, words)):
        return False
    real = sum([word.isalpha() or "'" in word or "-" in word for word in words])
    small = sum([len(word) <= 3 for word in words])
    lone = sum([len(word) == 1 and word not in "ai" for word in words])
    return real >= 0.75 * len(words) and small >= 1 and lone <= 0.15 * len(words)
