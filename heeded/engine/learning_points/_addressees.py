"""Whom a learning point is addressed to: as printed, and as values of `vocabulary.Agency`.

What stands beside it counts first (a column, "(Police)", "For: Health", a heading); else the subjects of what it asks:
"The Board and the police should …, and schools should …".
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from heeded.engine.agencies import Mention, agencies_in, agency_of

_PARTED = re.compile(r"\s*(?:[;/\n]|,(?! (?:young people|children))|\s&\s)\s*")
_FOR = re.compile(r"^(?:for|to)\s+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and |the |all |to |for |lead: )+", re.IGNORECASE)
_NAMED = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:of\s+|and\s+)?)+$")
_NOT_A_NAME = frozenset("The All That Each It We This Both Every If When Where In And For".split())
# "should have asked" blames; "should have supervision" asks.
_MODAL = re.compile(
    r"\b(?:should|must|shall|will need to|needs? to|ought to|(?:is|are) to)\b(?! have (?:been|\w+(?:ed|ght|wn|ne))\b)",
    re.IGNORECASE,
)
# "It is therefore recommended that the trust …"
_RECOMMENDS = re.compile(r"[^.:;]{0,90}?\brecommend(?:s|ed|ation:)?(?!\w)[^.:;]{0,40}?\bthat[:,]?\s+")
_CLAUSE = re.compile(r"[.:;?!]\s+|\n|,\s+and\s+|,\s+while\s+")
_INTRODUCES = re.compile(
    r"(?:When|Where|If|Before|After|At|In|For|Following|To|Within|Until|By|As|Once|Given|Having|Working|During|Since)\b"
)
# What may stand before the agency that opens a sentence, and between it and the next.
_OPENS = re.compile(
    r"(?:(?:(?i:that|the|all|each|every|both|no|any|also|local|together|its|their|in addition)"
    r"|[A-Z][\w’&-]*|of|and)[\s,]+)*"
)
_JOINS = re.compile(
    r"[\s,;/&]*(?:(?:and|or|with|the|all|both|each|its|their|local|together|as well as)[\s,]+)*"
)
_RELATES = re.compile(r"\s(?:that|which|who|whose|from|for|in|whom)\s")
_IS_A_CHAPTER = re.compile(
    r"\w+ing\b|(?:the )?(?:role|work|voice|response|views?|how|what|why)\b", re.IGNORECASE
)
_AROUND_AGENCY = re.compile(
    r"^(?:single[- ]agency )?recommendations? (?:for|to)(?: the)? |\brecommendations?$", re.IGNORECASE
)
SUBJECT_WORDS = 45
LATER_WORDS = 14
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


def asked_in(text: str) -> tuple[str, ...]:
    """Who is asked, by the words of the learning point itself: the agencies of which it says that they should."""
    return tuple(dict.fromkeys(_asked(text)))


def _asked(text: str) -> Iterator[str]:
    lead = _RECOMMENDS.match(text)
    text = text[lead.end() :] if lead else text
    modals = list(_MODAL.finditer(text))
    if not modals or len(text[: modals[0].start()].split()) > SUBJECT_WORDS:
        yield from _names(text[:200], _at_head(text[:200]))
        return
    done = 0
    for modal in modals:
        begins = max((end.end() for end in _CLAUSE.finditer(text, done, modal.start())), default=-1)
        if not done:
            yield from _first_subject(
                text[max(begins, 0) if _is_sentence(text, begins) else 0 : modal.start()]
            )
        elif begins >= 0 and len(text[begins : modal.start()].split()) <= LATER_WORDS:
            clause = text[begins : modal.start()]
            yield from _names(clause, _at_head(clause))
        done = modal.end()


def _is_sentence(text: str, begins: int) -> bool:
    """Whether a whole sentence begins there, and not only a clause that goes on."""
    return begins > 0 and not text[:begins].rstrip().endswith(("and", "while"))


def _first_subject(subject: str) -> Iterator[str]:
    """The agencies in what stands before the first "should": in its main clause, up to a relative one."""
    mentions = agencies_in(subject)
    if _INTRODUCES.match(subject):
        commas = [at.end() for at in re.finditer(r",\s+", subject)]
        heads = [at for at in commas if any(_opens(subject, at, one) for one in mentions)]
        mentions = tuple(one for one in mentions if not heads or one.start >= heads[0])
    relative = _RELATES.search(subject, mentions[0].end) if mentions else None
    if relative is not None:
        mentions = tuple(one for one in mentions if one.start < relative.start())
    yield from _names(subject, mentions)


def _opens(subject: str, at: int, one: Mention) -> bool:
    """Whether an agency is what stands first after position `at`."""
    return one.start >= at and _OPENS.fullmatch(subject, at, one.start) is not None


def _at_head(clause: str) -> tuple[Mention, ...]:
    """The agencies with which a clause begins: "GP practices and health visiting …"."""
    found: list[Mention] = []
    for one in agencies_in(clause):
        gap = _JOINS if found else _OPENS
        begins = found[-1].end if found else 0
        if gap.fullmatch(clause, begins, one.start) is None or (found and one.start == begins):
            break
        found.append(one)
    return tuple(found)


def _names(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
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
