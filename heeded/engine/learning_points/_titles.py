"""What headings announce: recommendations, lessons, questions, good practice, or what others recommended."""

import re

from heeded.engine.learning_points._title_words import (
    ENDS_REGION,
    MAY_ANNOUNCE,
    MIXED,
    NOT_OURS,
    ONE_OF_MANY,
    TITLES_BY_KIND,
)
from heeded.engine.vocabulary import LearningPointKind

TITLE_WORDS = 16
# A capital that a file's spacing parts from its word: "C ONCLUSIONS".
_SPLIT_CAPITAL = re.compile(r"\b([B-HJ-Z]) (?=[A-Z]{3,}|[a-z]{3,})")


def whole_words(title: str) -> str:
    """A heading without the blanks that a file's letter spacing leaves after a capital: "C ONCLUSIONS"."""
    return _SPLIT_CAPITAL.sub(r"\1", title)


def title_kind(title: str) -> LearningPointKind | None:
    """The kind of learning point that a heading announces, or None."""
    if not MAY_ANNOUNCE.search(title):  # most titles can be told at a glance
        return None
    if len(title.split()) > TITLE_WORDS or not_ours(title) or is_one(title):
        return None
    return next((kind for kind, words in TITLES_BY_KIND if words.search(title)), None)


def is_one(title: str) -> bool:
    """Whether a heading is itself the label of one learning point: "Recommendation 3: …"."""
    return bool(ONE_OF_MANY.match(title))


def not_ours(title: str) -> bool:
    """Whether a heading announces what others recommended, or what became of it."""
    return bool(NOT_OURS.search(title))


def ends_region(title: str) -> bool:
    """Whether a heading begins a part of the report that cannot belong to a list above it."""
    return bool(ENDS_REGION.match(title)) or not_ours(title)


def is_mixed(title: str) -> bool:
    """Whether a heading announces recommendations together with other text ("Conclusions and recommendations")."""
    return bool(MIXED.search(title))
