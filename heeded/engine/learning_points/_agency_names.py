"""Names of agencies as printed, with the capitals before them: "Fenwold Safeguarding Children Board"."""

import re
from collections.abc import Iterator, Sequence

from heeded.engine.agencies import Mention, agency_of

_LEADING = re.compile(r"^(?:and |the |all |to |for |lead: )+", re.IGNORECASE)
_NAMED = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:of\s+|and\s+)?)+$")
_NOT_A_NAME = frozenset("The All That Each It We This Both Every If When Where In And For".split())


def names_in(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """The full printed name of each mention."""
    ends = (0, *(mention.end for mention in mentions))
    return (_full_name(text[end:], mention, end) for end, mention in zip(ends, mentions, strict=False))


def _full_name(text: str, mention: Mention, begun: int) -> str:
    """A name with the capitals before it: "Fenwold Safeguarding Children Board". `text` starts at `begun`."""
    before = _NAMED.search(text[: mention.start - begun])
    words = before[0].split() if before else []
    while words and words[0] in _NOT_A_NAME:
        words.pop(0)
    whole = " ".join([*words, mention.words])
    bare = _LEADING.sub("", whole)
    return bare if agency_of(bare) else whole
