"""Who is asked in a recommendation's own words: the subject of what should be done."""

import re
from collections.abc import Iterator

from heeded.engine.agencies import Mention, agencies_in
from heeded.engine.learning_points._agency_names import names_in

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
SUBJECT_WORDS = 45
LATER_WORDS = 14


def asked_in(text: str) -> tuple[str, ...]:
    """Who is asked, by the words of the learning point itself: the agencies of which it says that they should."""
    return tuple(dict.fromkeys(_asked(text)))


def _asked(text: str) -> Iterator[str]:
    lead = _RECOMMENDS.match(text)
    text = text[lead.end() :] if lead else text
    modals = list(_MODAL.finditer(text))
    if not modals or len(text[: modals[0].start()].split()) > SUBJECT_WORDS:
        yield from names_in(text[:200], _at_head(text[:200]))
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
            yield from names_in(clause, _at_head(clause))
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
    yield from names_in(subject, mentions)


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
