"""Names of places in running text."""

import re
from dataclasses import dataclass
from functools import cache

from heeded.engine.places._places import Place, by_name, names_of, plain
from heeded.engine.places._places import all_places as places

_WORD = re.compile(r"[A-Z][A-Za-zÀ-ÿ]*(?:[’'-][A-Za-zÀ-ÿ]+)*|&|\b(?:and|of|upon|on|the|in|with|y)\b|[^\w\s]")
_BEFORE = re.compile(r"(?:\b(?:in|of|from|at|near|to|across|around|outside|within|for|the|and)|^|[,:(–])\s*$")
_AFTER = re.compile(
    r"\s+(?:(?:City|County|Borough|District|Metropolitan|Unitary|London|Local|Area|Regional|Royal)\s+)*"
    r"(?:Council|Safeguarding|Child(?:ren)?|LSCB|SCB|SCP|ACPC|Community|Authority|Adults?|Social|Health)\b"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof|Judge|Justice|Inspector|Sergeant|Constable"
    r"|Councillor|Cllr|Detective|Nurse|Sister)\.?\s+(?:[A-Z][\w’'-]*\.?\s+)?$"
)
_GIVEN_NAME = re.compile(r"(?:^|[^.:;!?\s]\s+|[.:;!?]\s+)([A-Z][a-z]+)\s+$")
_NO_PERSON = frozenset(
    "the in at of from near to across by for and with west east north south greater city county borough royal inner "
    "outer central mid nhs january february march april may june july august september october november december "
    "university".split()
)
_STREET = re.compile(
    r"\s+(?:Road|Street|Avenue|Lane|Close|House|Hospital|Ward|Unit|University|School|Court|Park|Infirmary|Hotel|Prison"
    r"|Royal|Railway|Crescent|Drive|Terrace|Way|Academy|College|Centre|Report|Inquiry|Review|United|Town)\b"
)
# Also words, surnames or parts of other names: they need company that makes them a place.
_DOUBTFUL = frozenset(
    "reading down barking eden craven bury poole hart wells bath derry york kent lancaster rugby angus fife test "
    "wyre swale crawley hastings lewes preston bolton lincoln warwick stafford stroud slough arun dover broadland "
    "cotswold highland moray boston chester mole melton newark sale fenland bedford burnley corby ashford ashfield "
    "dudley bradford norfolk suffolk wigan blaby oadby rochford rushcliffe sutton barnet merton bexley brent camden "
    "hackney newham harrow enfield gosport havant winchester worthing selby carlisle barrow copeland harborough "
    "gateshead durham hull stockton halton knowsley sefton salford oldham rochdale trafford tameside stirling ards "
    "moyle antrim larne newport torfaen perth richmond kingston".split()
)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A name of a place in a text, characters `start` to `end`."""

    start: int
    end: int
    place: Place


def find(text: str) -> list[PlaceFound]:
    """The places named in `text`, in order, the longest name winning; never a surname, street or school."""
    words = list(_WORD.finditer(text))
    found: list[PlaceFound] = []
    at = 0
    while at < len(words):
        one, taken = _longest(text, words, at)
        if one is not None and _is_place(text, one):
            found.append(one)
        at += taken
    return found


def _longest(text: str, words: list[re.Match[str]], at: int) -> tuple[PlaceFound | None, int]:
    start = words[at].start()
    if not text[start].isupper():
        return None, 1
    for length in _lengths().get(plain(words[at][0]).split(" ")[0], ()):
        if at + length > len(words):
            continue
        end = words[at + length - 1].end()
        if text[end - 2 : end] in {"'s", "’s"}:
            end -= 2
        place = by_name(text[start:end]) if end - start < 60 else None
        if place is not None:
            return PlaceFound(start, end, place), length
    return None, 1


def _is_place(text: str, one: PlaceFound) -> bool:
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 50]
    if _AFTER.match(after):
        return True
    if _STREET.match(after) or _TITLE.search(before) or _follows_given_name(before):
        return False
    if plain(text[one.start : one.end]) not in _DOUBTFUL:
        return True
    return bool(_BEFORE.search(before)) and (bool(before.strip()) or not after.strip())


def _follows_given_name(before: str) -> bool:
    """Is the word before one with a capital that could be somebody's given name?"""
    match = _GIVEN_NAME.search(before)
    return match is not None and match[1].lower() not in _NO_PERSON and not by_name(match[1])


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How many words the names that begin with a word have, counted as `_WORD` counts; longest first."""
    found: dict[str, set[int]] = {}
    for place in places():
        for name in names_of(place):
            words = _WORD.findall(name)
            if words:
                found.setdefault(plain(words[0]).split(" ")[0], set()).add(len(words))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}
