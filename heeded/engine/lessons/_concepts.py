"""What a text speaks of and what it asks to be done, by the wordings of `concepts.toml`."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from heeded.engine.words import plain_words, stems_of

_GAP = 3  # a word of a wording stands among the next three words that say something
# Fewer than search leaves out: "before", "not", "over" and "who" turn what is asked for into something else.
_SILENT = frozenset(
    """
    a an the this these those that which of to and or in on at for with as from into is are be been being was were am
    it its they them their he him his she her we us our i you your any every each all both has have had having should
    will would must shall can could may do does did there than then so such very too also more most just only s
    """.split()
)
_ONE_OF_MANY = {"children": "child", "men": "man", "women": "woman"}

Wording = tuple[frozenset[str], ...]


class Concepts(NamedTuple):
    """Concepts found in a text, by their places in `names()`."""

    speaks_of: frozenset[int]
    asks: frozenset[int]


def telling_stems(text: str) -> list[str]:
    """The stems of the words that say something, in their order."""
    return stems_of([_ONE_OF_MANY.get(word, word) for word in plain_words(text) if word not in _SILENT])


def concepts_in(stems: Sequence[str]) -> Concepts:
    """The concepts that stand in a text, given its telling stems."""
    found = {concept for at in range(len(stems)) for concept in _beginning(stems, at)}
    begins_asking = len(names("speaks_of"))
    return Concepts(
        frozenset(concept for concept in found if concept < begins_asking),
        frozenset(concept for concept in found if concept >= begins_asking),
    )


class InCommon(NamedTuple):
    """Names of concepts, in plain words."""

    speaks_of: tuple[str, ...]
    asks: tuple[str, ...]


def in_common(texts: Sequence[str], *, most: int = 3) -> list[InCommon]:
    """Of each text what it and most of the others speak of and ask for: the few that most of them have."""
    found = [concepts_in(telling_stems(text)) for text in texts]
    counts = {
        part: Counter(chain.from_iterable(getattr(one, part) for one in found)) for part in InCommon._fields
    }
    return [
        InCommon(
            *(_shared(getattr(one, part), counts[part], len(texts), part, most) for part in InCommon._fields)
        )
        for one in found
    ]


def _shared(
    own: frozenset[int], counts: Mapping[int, int], number: int, part: str, most: int
) -> tuple[str, ...]:
    of_most = (one for one in own if (counts[one] - 1) * 2 > number - 1)
    chosen = sorted(of_most, key=lambda one: (-counts[one], one))[:most]
    return tuple(_in_words(names()[concept], part) for concept in chosen)


def _in_words(name: str, part: str) -> str:
    return name.removeprefix(f"{part} ").replace("_", " ")


@cache
def names(*parts: str) -> tuple[str, ...]:
    """The names of all concepts, those of what is spoken of first; or of one part."""
    table = _table()
    return tuple(f"{part} {name}" for part in parts or tuple(table) for name in table[part])


def _beginning(stems: Sequence[str], at: int) -> Iterator[int]:
    for concept, rest in _by_first_stem().get(stems[at], ()):
        if not rest or _follows(stems, at, rest):
            yield concept


def _follows(stems: Sequence[str], at: int, rest: Wording) -> bool:
    for wanted in rest:
        for place in range(at + 1, min(at + 1 + _GAP, len(stems))):
            if stems[place] in wanted:
                at = place
                break
        else:
            return False
    return True


@cache
def _by_first_stem() -> dict[str, tuple[tuple[int, Wording], ...]]:
    found: dict[str, list[tuple[int, Wording]]] = {}
    table = _table()
    for concept, wordings in enumerate(row for part in table.values() for row in part.values()):
        for wording in wordings:
            first, *rest = _stemmed(wording)
            for stem in sorted(first):
                found.setdefault(stem, []).append((concept, tuple(rest)))
    return {stem: tuple(rows) for stem, rows in found.items()}


def _stemmed(wording: str) -> Iterator[frozenset[str]]:
    for word in wording.split():
        either = [one for one in (telling_stems(choice) for choice in word.split("/")) if one]
        yield from (frozenset(stems) for stems in zip(*either, strict=False))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        Path(__file__).with_name("concepts.toml").read_text(encoding="utf-8")
    )
    return table
