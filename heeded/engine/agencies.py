"""Names of agencies as reports print them, and the value of `vocabulary.Agency` each is filed under.

The names stand in `agencies.toml` beside this file. `agencies_in` finds every name in a text; `agency_of` says
what one name is. Names are matched whole, the longest first: "adult mental health team" is not "health".
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.vocabulary import Agency

_WORD = re.compile(r"[A-Za-z0-9][\w&]*(?:[’'-][\w]+)*[’']?")
_SPELLING = str.maketrans({"’": "'", "‘": "'", "–": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an agency in a text: where it stands (characters from 0) and what it is filed under."""

    start: int
    end: int
    words: str
    agency: Agency


def agencies_in(text: str) -> tuple[Mention, ...]:
    """Every agency named in `text`, in order, none inside another."""
    return tuple(_mentions(text))


def agency_of(name: str) -> Agency | None:
    """What `name` as a whole is filed under: the last agency named in it ("Tarnbridge City Council Housing" is
    housing), None when none is named."""
    found = agencies_in(name)
    return found[-1].agency if found else None


def _mentions(text: str) -> Iterator[Mention]:
    plain = text.translate(_SPELLING)
    words = list(_WORD.finditer(plain))
    at = 0
    while at < len(words):
        mention, taken = _longest(text, plain, words, at)
        if mention is not None:
            yield mention
        at += taken


def _longest(text: str, plain: str, words: list[re.Match[str]], at: int) -> tuple[Mention | None, int]:
    """The longest name that begins with word `at`, and how many words to go on by."""
    begins = words[at]
    for length, name, agency, exact in _by_first_word().get(_bare(begins[0]), ()):
        if at + length > len(words):
            continue
        start, end = begins.start(), words[at + length - 1].end()
        printed = plain[start:end]
        if printed.endswith("'") and not name.endswith("'"):
            printed, end = printed[:-1], end - 1
        # "the police's" names the police
        if printed.endswith("'s") and not name.endswith("'s"):
            printed, end = printed[:-2], end - 2
        if (printed if exact else " ".join(printed.lower().split())) == name:
            return Mention(start, end, text[start:end], agency), length
    return None, 1


@cache
def _by_first_word() -> dict[str, tuple[tuple[int, str, Agency, bool], ...]]:
    """Names by their first word: how many words, the name, its agency, whether capitals count; longest first."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    found: dict[str, set[tuple[int, str, Agency, bool]]] = {}
    for table, exact in (("names", False), ("capitals", True)):
        for value, names in tables[table].items():
            agency = Agency[value.upper().replace("-", "_")]
            for name in names:
                words = _WORD.findall(name)
                found.setdefault(_bare(words[0]), set()).add((len(words), name, agency, exact))
    return {word: tuple(sorted(names, key=_longest_first)) for word, names in found.items()}


def _longest_first(name: tuple[int, str, Agency, bool]) -> tuple[int, int, str]:
    return -name[0], -len(name[1]), name[1]


def _bare(word: str) -> str:
    """A word as names are looked up by: small letters, no possessive."""
    return word.lower().rstrip("'").removesuffix("'s")
