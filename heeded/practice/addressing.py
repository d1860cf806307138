"""Whom a point is addressed to, of the organisations known: a proposal by machine, from what is printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heeded.engine.agencies import agencies_in, agency_of
from heeded.engine.vocabulary import Agency
from heeded.people.models import Organisation

_ALL = re.compile(
    r"\b(?:all|each|every|both)\b(?: \w+){0,3} (?:partners?|agency|agencies|organisations?|services?)\b"
    r"|\bpartner (?:agencies|organisations)\b|\bpartners\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:should|must|shall|will|need(?:s|ed)? to|(?:is|are) (?:asked|to))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is asked, as far as a machine can tell: organisations by key; `is_all` that all partners are named."""

    organisations: frozenset[int]
    is_all: bool = False
    unmatched: tuple[str, ...] = ()  # printed, and no organisation known here


def addressed_to(printed: Sequence[str], text: str, among: Iterable[Organisation]) -> Addressed:
    """Whom of these organisations the printed addressees mean, or else the subject of the first sentence. Each of
    them where all partners are named: the first of `among` is the board itself."""
    held = list(among)
    named = [one for one in printed if one.strip()] or [_subject(text)]
    if any(_ALL.search(one) for one in named):
        return Addressed(frozenset(one.pk for one in held[1:] or held), is_all=True)
    found = {one: _meant(one, held) for one in named}
    unmatched = tuple(one for one, meant in found.items() if not meant and printed)
    return Addressed(frozenset().union(*found.values()), unmatched=unmatched)


def _subject(text: str) -> str:
    """The words before the first verb that asks for something; none where no verb tells who is asked."""
    asked = _ASKED.search(text)
    return text[: asked.start()] if asked else ""


def _meant(words: str, among: Sequence[Organisation]) -> frozenset[int]:
    """By name where it is named, else by what kind of agency it is."""
    said = _bare(words)
    by_name = {one.pk for one in among if _bare(one.name) in said or (said and said in _bare(one.name))}
    if by_name:
        return frozenset(by_name)
    kinds = {mention.agency for mention in agencies_in(words)}
    return frozenset(one.pk for one in among if kinds & _kinds_of(one))


def _kinds_of(organisation: Organisation) -> set[Agency | None]:
    if organisation.kind == "board":
        return {Agency.BOARD}
    return {agency_of(organisation.name)} - {None}


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold())).removeprefix("the ")
