"""The label at the head of a block: "Recommendation 7 (Police):", "Finding 3", "R3"; mere mentions are none."""

import re
from dataclasses import dataclass

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._asking import SHOULD
from heeded.engine.learning_points._kinds import RECOMMENDATION
from heeded.engine.learning_points._labels import (
    CODE,
    CODE_INSIDE,
    CODE_NEAR,
    CODES,
    LABEL_BEGINS,
    LABELS,
    WHO_LETTERS,
)
from heeded.engine.learning_points._notes import DEALT_WITH
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Entry
from heeded.engine.vocabulary import LearningPointKind

_MENTIONED = re.compile(
    r"(?:was|were|is|are|has|have|had|of|from|in|to|above|below|concerns?|relates?|refers?|and|or|also|made|makes|about|"
    r"on page|remains?|sets?|asked|called|would|will|should|\(?see|[–-]\s*\d|\d)\b|[,;&)\]/’']"
)
_CODE_LETTERS = frozenset(code[0] for code in CODES)
_ONE_OF_MANY = re.compile(r"\b(?:example|point)\b", re.IGNORECASE)
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|\s\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Label:
    """The name and number at the head of an entry, where the words after it begin, and whom it names."""

    kind: LearningPointKind
    number: str
    start: int
    marked: bool  # a colon, a dash or the end of the line parts it from what follows
    who: str = ""
    code: str = ""
    titled: bool = False  # the words on its line are the point itself: elsewhere such titles head narrative


def label_of(entry: Entry) -> Label | None:
    """The label at the head of an entry, or None: mere mentions ("Recommendation 4 was accepted") have none."""
    text = entry.block.text
    if not text[entry.start : entry.start + 1].isupper():
        return None
    coded = CODE.match(text, entry.start) if text[entry.start] in _CODE_LETTERS else None
    if coded is None and entry.start and text[0] in _CODE_LETTERS:
        coded = CODE.match(text)
    if coded is None and CODE_NEAR.search(text, 0, WHO_LETTERS):
        coded = CODE_INSIDE.match(text)
    parts = coded.groupdict() if coded else {}
    who = parts.get("who") or ""
    if coded and (not who or agency_of(who)):
        if not who and not parts.get("mark") and text[coded.end() : coded.end() + 1].islower():
            return None  # "R1 was six"
        letters, number = coded["letters"], spelt(coded["number"])
        return Label(CODES[letters], number, coded.end(), bool(parts.get("mark")), who, letters)
    if not LABEL_BEGINS.match(text, entry.start):
        return None
    for kind, words in LABELS:
        found = words.match(text, entry.start)
        if found and _is_label(kind, found, text):
            number = spelt(found["number"] or "")
            return Label(kind, number, found.end(), bool(found["mark"]), (found["who"] or "").strip(" ()"))
    return None


def _is_label(kind: LearningPointKind, found: re.Match[str], text: str) -> bool:
    rest = text[found.end() :]
    if not found["number"]:
        return _is_bare_label(kind, found, rest)
    if not found["mark"] and (_MENTIONED.match(rest) or not rest[:1].isupper() and rest[:1] not in "“‘\"'•"):
        return False
    if _DOTS.search(rest) and not SHOULD.search(rest):
        return False
    return kind is not RECOMMENDATION or not DEALT_WITH.search(rest) or bool(SHOULD.search(rest))


def _is_bare_label(kind: LearningPointKind, found: re.Match[str], rest: str) -> bool:
    """A label without a number: "Good practice: the school nurse …", or the word alone on its line."""
    if found["mark"] is None:
        return False
    if not rest:
        one = (kind is RECOMMENDATION and len(found[0].split()) <= 2) or bool(_ONE_OF_MANY.search(found[0]))
        return one and found["mark"].strip() != ":"
    return ":" in found["mark"] and len(rest.split()) >= 4
