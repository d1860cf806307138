"""Whom recommendations ask: as found with each, else by its sentence, else those whom nearly all the others ask."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from heeded.engine.agencies import agencies_in
from heeded.engine.records import LearningPointFound
from heeded.engine.vocabulary import Agency

Addressed = tuple[tuple[str, ...], tuple[str, ...]]  # as printed; the same as values of vocabulary.Agency
NEARLY_ALL = 0.8
ENOUGH = 4  # recommendations of a report, below which nobody is nearly always asked
_NAME = r"(?:[A-Z][\w’'&-]*)(?:\s+(?:(?:and|of|for|the)\s+)*[A-Z][\w’'&-]*)+|[A-Z]{3,}"
# "The Advanced Something Agency (ASA) should"; "We urge the Business Bank to"; "jointly by UKSA and"
_BODY = re.compile(
    rf"(?:^|[.;]\s+)(?:The\s+)?({_NAME})(?: \([A-Z]+\))? (?:should|must)\b"
    rf"|\b[Ww]e (?:\w+ )?(?:urge|ask|invite|encourage|call on) (?:the\s+)?({_NAME}) to\b"
    rf"|\b(?:jointly )?by ({_NAME})(?= and\b)"
)
_A_THING = re.compile(r"\b(?:Plan|Strategy|Act|Report|Programme|Bill|Review|Policy|Fund|Code)$")
_CHILDREN = re.compile(r"\b(?:CAMHS|child(?:ren)?’?s?|young p(?:erson|eople)|under 18|adolescents?)\b")
_ADULTS = re.compile(r"\b(?:adult|mothers?|fathers?|parents? (?:who|with)|perinatal|women)\b")


def whom(points: Sequence[LearningPointFound]) -> tuple[Addressed, ...]:
    """Addressees as printed and as agencies of each recommendation of one report, in their order."""
    found = [_found(point) for point in points]
    usual = _usual([agencies for _, agencies in found])
    return tuple((printed, agencies or _by_all(printed, usual)) for printed, agencies in found)


def _by_all(printed: tuple[str, ...], usual: tuple[str, ...]) -> tuple[str, ...]:
    return () if printed else usual


def _found(point: LearningPointFound) -> Addressed:
    agencies = tuple(_for_children(point, value) for value in point.agencies)
    if agencies or point.addressees:
        return point.addressees, tuple(dict.fromkeys(agencies))
    bodies = tuple(dict.fromkeys(_bodies(point.text)))
    filed = tuple(dict.fromkeys(one.agency.value for body in bodies for one in agencies_in(body)))
    if bodies:
        also = tuple(
            one.agency.value for one in agencies_in(point.text) if one.agency == Agency.NATIONAL_GOVERNMENT
        )
        return bodies, filed or (also[:1] if " by " in point.text and len(bodies[0].split()) == 1 else ())
    return (), tuple(dict.fromkeys(one.agency.value for one in agencies_in(point.text)[:1]))


def _bodies(text: str) -> Iterator[str]:
    for found in _BODY.finditer(text):
        name = next(group for group in found.groups() if group)
        if not _A_THING.search(name):
            yield name


def _for_children(point: LearningPointFound, value: str) -> str:
    """A mental health trust that is asked about children is asked for its service for children."""
    if value != Agency.ADULT_MENTAL_HEALTH or any("adult" in one.lower() for one in point.addressees):
        return value
    speaks_of_children = _CHILDREN.search(point.text) and not _ADULTS.search(point.text)
    return Agency.CAMHS.value if speaks_of_children else value


def _usual(agencies: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Whom nearly all recommendations of a report that ask somebody ask."""
    asked = [one for one in agencies if one]
    if len(asked) < ENOUGH:
        return ()
    value, times = Counter(value for one in asked for value in one).most_common(1)[0]
    return (value,) if times >= NEARLY_ALL * len(asked) else ()
