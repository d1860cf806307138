"""Does a question hold what points to a living person? Then the page asks before anything is searched.

A name together with a birth date, an NHS number (its check digit right) or a full postcode. A guard against
slips, not a proof: it misses names alone on purpose, because a review's own name is a fair question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heeded.engine.words._stop_words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to ask first: `kind` nhs-number | postcode | name-and-birth-date, and where in the text it stands."""

    kind: str
    start: int
    end: int
    text: str  # the question to the person, in plain words


_SAID = {
    "nhs-number": "That looks like an NHS number.",
    "postcode": "That looks like a postcode.",
    "name-and-birth-date": "That looks like a name with a date of birth.",
}
_NHS = re.compile(r"(?<![\d.,/-])\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?![\d/-])")
# Inward part: never C, I, K, M, O or V; the outward part as the Post Office gives them out.
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])) ?"
    r"\d[ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_BIRTH_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS},? (?:19|20)\d\d"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:[ \u00a0]+[A-ZÀ-Þ][\w’'-]+)+")
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|born|birth\w*)\b", re.IGNORECASE)
_NO_NAMES = frozenset(
    """child baby mother father mum dad family review case board report working together children act january
    february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday serious local national safeguarding practice panel council county city borough section
    """.split()
)


def asks_first(text: str) -> list[Reason]:
    """What in the question should make the page ask first, in the order of the text. [] where nothing does."""
    text = text[:10_000]
    found = [*_nhs_numbers(text), *_postcodes(text), *_names_with_birth_dates(text)]
    return sorted(found, key=lambda reason: (reason.start, reason.end))


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the right check digit (modulus 11), and not all the same."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def _nhs_numbers(text: str) -> Iterator[Reason]:
    for match in _NHS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match[0])):
            yield _reason("nhs-number", match.start(), match.end())


def _postcodes(text: str) -> Iterator[Reason]:
    for match in _POSTCODE.finditer(text):
        yield _reason("postcode", match.start(), match.end())


def _names_with_birth_dates(text: str) -> Iterator[Reason]:
    """A date beside a name; a date said to be of birth needs no capital letters beside it."""
    dates = list(_BIRTH_DATE.finditer(text))
    if not dates:
        return
    names = [match for match in _NAME.finditer(text) if _is_name(match[0])]
    for date in dates:
        near = [
            name for name in names if min(abs(name.end() - date.start()), abs(date.end() - name.start())) < 60
        ]
        if near:
            yield _reason(
                "name-and-birth-date", min(near[0].start(), date.start()), max(near[0].end(), date.end())
            )
        elif _BORN.search(text) and re.search(r"[^\W\d_]{3,}", _BORN.sub("", text[: date.start()])):
            yield _reason("name-and-birth-date", 0, date.end())


def _is_name(words: str) -> bool:
    """Two capitalised words, of which at least two are no everyday word of the field."""
    unusual = [
        word for word in words.split() if word.lower() not in _NO_NAMES and word.lower() not in STOP_WORDS
    ]
    return len(unusual) >= 2


def _reason(kind: str, start: int, end: int) -> Reason:
    return Reason(kind, start, end, _SAID[kind])
