"""Who is to do it: an agency, a role in it, or both in one cell."""

import re
from typing import NamedTuple

from heeded.engine.agencies import agencies_in

_ROLE = re.compile(
    r"\b(?:heads?|managers?|directors?|leads?|leaders?|nurses?|doctors?|officers?|chair|chairs|chairperson|superintendent|supt|"
    r"inspector|insp|sergeant|detective|det|dci|constable|commissioner|coordinators?|co-ordinators?|administrators?|"
    r"midwife|matron|consultant|paediatrician|practitioner|head ?teacher|teacher|principal|workers?|"
    r"supervisors?|visitors?|midwives|"
    r"hos|dsl|iro|amhp|dcs|"
    r"chief|executive|commander|secretary|adviser|advisor|trainer|author|named gp|designated gp|deputy|assistant|"
    r"strategic|champion|specialist|psychiatrist|psychologist|registrar|solicitor|president|minister)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:"
    r"council|trust|nhs|police|constabulary|service|services|board|partnership|committee|ccg|icb|pct|lscb|"
    r"scp|school|college|agency|agencies|department|directorate|cafcass|camhs|csc|hospital|university|"
    r"authority|group|education|welfare|housing|sub-?group|mash|yot|yos|yjs|nps|nspcc|scb|sab|hscp|cdop|"
    r"asc|edt|cpc|ics|gps|association|charity|sector|social work|social care"
    r")\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[A-Z][a-z]+(?:[ -][A-Z]\.?)? [A-Z][\w’'-]+")
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z][A-Za-z]?")
_STRONG = re.compile(r"\s+[–—-]\s+|\s*:\s+|\s*\n\s*|\s*\|\s*")
_BRACKETS = re.compile(r"(?P<one>[^()]+?)\s*\((?P<other>[^()]+)\)\s*")
_COMMA = re.compile(r"\s*,\s+|\s+/\s+|,\s*")
_SEVERAL = re.compile(r"\s*[;\n]\s*|\s+/\s+|\s+and\s+|\s*&\s*")
_EVERYBODY = re.compile(
    r"(?:all|each|every|both)(?: \w+){0,2} (?:agenc(?:y|ies)|partners?|organi[sz]ations?|services|schools|members)"
    r"|multi-?agency|single agency|lscb|lscp|scp|board|partnership",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(
    r"\b(?:plan|action|actions|recommendations?"
    r"|review|scr|theme|tracker|learning|finding|key)\b",
    re.IGNORECASE,
)
_SECTION_WORDS = 7
_WHOLE_PLACE = re.compile(
    r"\b(?:police|constabulary|council|trust|education|health|housing|schools?|probation|services?|department)$",
    re.IGNORECASE,
)
NAMES_A_PERSON = "it seems to name a person; an action has an agency and a role"


class Owner(NamedTuple):
    """An owner as printed; `why` says in plain words what is not clear."""

    agency: str = ""
    role: str = ""
    why: str = ""


def owner_of(text: str, *, split: bool = True, comma: bool = True) -> Owner:
    """Agency and role in the words of one cell. Without `split` the words are a role as they stand; without `comma`
    a comma parts nothing, as where the agency is already known."""
    words = text.strip()
    if not words or words.lower() in (
        "-",
        "–",
        "n/a",
        "tbc",
        "tba",
        "none",
        "to be confirmed",
        "to be agreed",
    ):
        return Owner(
            why="the plan says that it is still to be confirmed" if words.lower().startswith("t") else ""
        )
    if _more_than_one_role(words):
        return Owner("", words, "it names more than one owner")
    if not split:
        return Owner("", words, NAMES_A_PERSON if _names_a_person(words) else "")
    return _in_two(words, comma) or _alone(words)


def agency_named(text: str) -> str:
    """The agency that a row over the whole width, or a sheet, is named after; empty where it is none."""
    words = " ".join(text.split()).strip(" :")
    if not words or len(words.split()) > _SECTION_WORDS or words.endswith(".") or _NO_SECTION.search(words):
        return ""
    if _EVERYBODY.fullmatch(words):
        return words
    found = agencies_in(words)
    whole = found and (found[-1].end >= len(words.rstrip(")")) or found[0].start == 0)
    return words if whole or _WHOLE_PLACE.search(words) else ""


def _more_than_one_role(words: str) -> bool:
    parts = [part for part in _SEVERAL.split(words) if part.strip()]
    roles = [part for part in parts if _ROLE.search(part) and not _AGENCY.fullmatch(part)]
    if len(roles) < 2:
        return False
    strong = re.search(r"[;\n]|\s/\s", words)
    return bool(strong) or all(len(part.split()) > 1 and _ROLE.search(part) for part in parts)


def _in_two(words: str, comma: bool) -> Owner | None:
    brackets = _BRACKETS.fullmatch(words)
    parts = [brackets["one"], brackets["other"]] if brackets else _STRONG.split(words)
    if len(parts) == 2 and (owner := _which(parts[0], parts[1])) is not None:
        return owner
    for mark in _COMMA.finditer(words) if comma else ():
        if (owner := _which(words[: mark.start()], words[mark.end() :])) is not None:
            return owner
    return None


def _which(one: str, other: str) -> Owner | None:
    """Which of two parts is the agency; None where that cannot be told, as of "Jane Doe – Manager"."""
    one, other = one.strip(), other.strip()
    roles = bool(_ROLE.search(one)), bool(_ROLE.search(other))
    if roles[0] == roles[1]:
        return None
    role, agency = (one, other) if roles[0] else (other, one)
    if _known(agency):
        return Owner(agency, role)
    return None


def _alone(words: str) -> Owner:
    if _ROLE.search(words):
        return Owner("", words)
    if _names_a_person(words):
        return Owner("", words, NAMES_A_PERSON)
    if _SHORT_FORM.fullmatch(words) and not _known(words):
        return Owner("", words, "it is a short form that is not known")
    return Owner(words)


def _names_a_person(words: str) -> bool:
    if _ROLE.search(words):
        return False
    return any(_NAME.fullmatch(part) and not _known(part) for part in _COMMA.split(words))


def _known(words: str) -> bool:
    """Whether words name an agency that is known, or sound like one."""
    return bool(_AGENCY.search(words) or _EVERYBODY.fullmatch(words) or agencies_in(words))
