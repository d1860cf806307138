"""Whom a learning point is addressed to: as printed, and as values of `vocabulary.Agency`.

What stands beside it counts first (a column, "(Police)", "For: Health", a heading); else the subject of the first
sentence that asks: "The Board and the police should …".
"""

import re
from collections.abc import Iterable, Sequence

from heeded.engine.agencies import Mention, agencies_in
from heeded.engine.learning_points._asking import SHOULD

_PARTED = re.compile(r"\s*(?:[;/\n]|,(?! (?:young people|children))|\s&\s)\s*")
_FOR = re.compile(r"^(?:for|to)\s+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and |the |all |to |for |lead: )+", re.IGNORECASE)
_SUBJECT_ENDS = re.compile(
    r"\b(?:ensures?|reviews?|considers?|seeks?|develops?|makes?|reminds?|revises?|provides?|asks?|tells?)\b"
)
_NAMED = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:of\s+|and\s+)?)+$")
_NOT_A_NAME = frozenset("The All That Each It We This Both Every If When Where In And For".split())
SUBJECT_WORDS = 45


def split_addressees(printed: Iterable[str]) -> tuple[str, ...]:
    """Addressees as printed, one by one: "Police; Children’s Social Care" are two."""
    pieces = (piece for line in printed for piece in _PARTED.split(_FOR.sub("", line.strip(" ()[]"))))
    return tuple(dict.fromkeys(name for piece in pieces if (name := piece.strip(" .:()[]"))))


def agencies_of(printed: Sequence[str]) -> tuple[str, ...]:
    """The values of `vocabulary.Agency` behind printed addressees, each once."""
    return tuple(dict.fromkeys(mention.agency.value for one in printed for mention in agencies_in(one)))


def asked_in(text: str) -> tuple[str, ...]:
    """Who is asked, by the words of the learning point itself: agencies named before its first "should"."""
    asked = SHOULD.search(text)
    end = asked.start() if asked else len(text)
    if asked is None or len(text[:end].split()) > SUBJECT_WORDS:
        verb = _SUBJECT_ENDS.search(text)
        end = verb.start() if verb else 0
    begin = max(text.rfind(". ", 0, end) + 1, text.rfind("\n", 0, end) + 1)
    subject = text[begin:end]
    mentions = agencies_in(subject)
    ends = (0, *(mention.end for mention in mentions))
    names = (_full_name(subject[end:], mention, end) for end, mention in zip(ends, mentions, strict=False))
    return tuple(dict.fromkeys(names))


def _full_name(text: str, mention: Mention, begun: int) -> str:
    """A name with the capitals before it: "Fenwold Safeguarding Children Board". `text` starts at `begun`."""
    before = _NAMED.search(text[: mention.start - begun])
    words = before[0].split() if before else []
    while words and words[0] in _NOT_A_NAME:
        words.pop(0)
    return _LEADING.sub("", " ".join([*words, mention.words]))
