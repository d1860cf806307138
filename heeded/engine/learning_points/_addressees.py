"""Whom a learning point is addressed to: as printed, and as values of `vocabulary.Agency`.

What stands beside it counts first (a column, "(Police)", "For: Health", a heading); else the subjects of what it asks:
"The Board and the police should …, and schools should …".
"""

import re
from collections.abc import Iterable, Sequence

from heeded.engine.agencies import agencies_in

_PARTED = re.compile(r"\s*(?:[;/\n]|,(?! (?:young people|children))|\s&\s)\s*")
_FOR = re.compile(r"^(?:for|to)\s+", re.IGNORECASE)
_IS_A_CHAPTER = re.compile(
    r"\w+ing\b|(?:the )?(?:role|work|voice|response|views?|how|what|why)\b", re.IGNORECASE
)
_AROUND_AGENCY = re.compile(
    r"^(?:single[- ]agency )?recommendations? (?:for|to)(?: the)? |\brecommendations?$", re.IGNORECASE
)
HEADING_WORDS = 10


def split_addressees(printed: Iterable[str]) -> tuple[str, ...]:
    """Addressees as printed, one by one: "Police; Children’s Social Care" are two."""
    pieces = (piece for line in printed for piece in _PARTED.split(_FOR.sub("", line.strip(" ()[]"))))
    return tuple(dict.fromkeys(name for piece in pieces if (name := piece.strip(" .:()[]"))))


def agencies_of(printed: Sequence[str]) -> tuple[str, ...]:
    """The values of `vocabulary.Agency` behind printed addressees, each once."""
    return tuple(dict.fromkeys(mention.agency.value for one in printed for mention in agencies_in(one)))


def heading_addressee(words: str) -> str:
    """The agency whose name a whole heading is ("Recommendations for the police" gives "the police"), or nothing."""
    bare = without_recommendations(words)
    named = agencies_in(bare) if len(bare.split()) <= HEADING_WORDS else ()
    if not named or named[-1].end < len(bare) - 1:
        return ""
    return "" if named[0].start and _IS_A_CHAPTER.match(bare) else bare


def without_recommendations(words: str) -> str:
    """A heading without the words around its agency: "Recommendations for the police" gives "police"."""
    return _AROUND_AGENCY.sub("", words).strip(" :.")
