"""The rows of a plan's file by the recommendation that they name, and where those belong. Plain records."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from heeded.engine.plans import PlanRow
from heeded.engine.vocabulary import Choice

_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?|[a-z]", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile("['’]")
_SHORTEST = 3  # letters of a word that counts
ALIKE = 0.75  # share of words from which two wordings are taken for one recommendation


class MatchAs(Choice):
    """Where the rows of one recommendation go."""

    POINT = "point", "A recommendation of a review"
    ITEM = "item", "A point that is on the plan already"
    BY_HAND = "by-hand", "A point of its own, entered by hand"
    LEFT_OUT = "left-out", "Left out"


@dataclass(frozen=True, slots=True)
class Match:
    """Where the rows of one recommendation go: `identifier` is that of the learning point or of the item."""

    to: MatchAs
    identifier: str = ""

    def written(self) -> str:
        """As it stands in a form and in a row: "point:ID", "by-hand"."""
        return f"{self.to}:{self.identifier}" if self.identifier else str(self.to)


LEFT_OUT = Match(MatchAs.LEFT_OUT)
BY_HAND = Match(MatchAs.BY_HAND)


def match_of(written: str) -> Match:
    """What `Match.written` wrote; anything else is left out."""
    to, _colon, identifier = written.partition(":")
    if to not in {str(one) for one in MatchAs}:
        return LEFT_OUT
    kind = MatchAs(to)
    needs = kind in {MatchAs.POINT, MatchAs.ITEM}
    return Match(kind, identifier if needs else "") if bool(identifier) or not needs else LEFT_OUT


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The rows of a plan that name the same recommendation. `key` names it in forms; `places` count rows from 0."""

    key: str
    number: str
    recommendation: str
    places: tuple[int, ...]

    @property
    def names_one(self) -> bool:
        """Whether it names a recommendation at all, by number or words."""
        return bool(self.number or self.recommendation)


def group_key(row: PlanRow) -> str:
    """The key of the recommendation that a row names."""
    said = f"{plain_number(row.number)}|{plain_words(row.recommendation)}"
    return sha256(said.encode()).hexdigest()[:12]


def groups_in(rows: Sequence[PlanRow]) -> tuple[PlanGroup, ...]:
    """The rows by recommendation, in order of the first."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(group_key(row), []).append(place)
    return tuple(
        PlanGroup(key, rows[held[0]].number.strip(), rows[held[0]].recommendation.strip(), tuple(held))
        for key, held in places.items()
    )


def plain_number(number: str) -> str:
    """The number itself: "R1", "Rec. 1" and "1." are "1"."""
    found = [one for one in _NUMBER.findall(number) if any(letter.isdigit() for letter in one)]
    return found[0].casefold() if found else number.strip().casefold()


def plain_words(words: str) -> str:
    """Words without signs and capitals, single spaces between them: "Children’s" and "Childrens" are one word."""
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", words.casefold())))


def word_set(words: str) -> frozenset[str]:
    """The words that count when two wordings are compared."""
    return frozenset(one for one in plain_words(words).split() if len(one) >= _SHORTEST)


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two wordings have in common, of all in either; a wording cut short (as plans do) counts
    as its longer one where all its words are in it and it has at least six."""
    first, second = frozenset(one), frozenset(other)
    if not first or not second:
        return 0.0
    if len(first) >= 6 and first <= second:
        return 1.0
    return len(first & second) / len(first | second)
