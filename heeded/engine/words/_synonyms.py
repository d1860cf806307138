"""Words that say the same in this field, from a readable file that a board can extend."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from heeded.engine.words._folding import tokens
from heeded.engine.words._stemming import stem

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Finds what else a run of words may be called. Looked up by stems, answered with words."""

    by_stems: dict[Words, tuple[Words, ...]] = field(default_factory=dict)
    longest: int = 1

    def of(self, words: Sequence[str]) -> tuple[Words, ...]:
        """The other names of exactly these words, () where they have none."""
        return self.by_stems.get(tuple(map(stem, words)), ())

    def knows(self, words: Sequence[str]) -> bool:
        return tuple(map(stem, words)) in self.by_stems

    def joined(self, others: "Synonyms") -> "Synonyms":
        """These and the others together."""
        found = dict(self.by_stems)
        for stems, names in others.by_stems.items():
            found[stems] = tuple(dict.fromkeys((*found.get(stems, ()), *names)))
        return Synonyms(found, max(self.longest, others.longest))


def read_synonyms(text: str) -> Synonyms:
    """Synonyms from TOML: under any heading `groups` (all say the same) and `one_way` (from → to).

    Raises:
        ValueError: the file is not as described.
    """
    pairs: dict[Words, dict[Words, None]] = {}
    for heading in tomllib.loads(text).values():
        for group in heading.get("groups", []):
            _add_group(pairs, group)
        for rule in heading.get("one_way", []):
            _add(pairs, rule["from"], rule["to"])
    return _made(pairs)


def read_own_lines(text: str) -> Synonyms:
    """A board's own: one group a line, its names parted by commas. A line that holds fewer than two is ignored."""
    pairs: dict[Words, dict[Words, None]] = {}
    for line in text.splitlines()[:2000]:
        _add_group(pairs, [name for name in line.split("#")[0].split(",") if name.strip()])
    return _made(pairs)


def _add_group(pairs: dict[Words, dict[Words, None]], group: Sequence[str]) -> None:
    for name in group:
        _add(pairs, name, [other for other in group if other != name])


def _add(pairs: dict[Words, dict[Words, None]], name: str, others: Iterable[str]) -> None:
    words = _words(name)
    if words:
        found = pairs.setdefault(tuple(map(stem, words)), {})
        found.update({other: None for other in map(_words, others) if other and other != words})


def _made(pairs: dict[Words, dict[Words, None]]) -> Synonyms:
    kept = {stems: _distinct(stems, names) for stems, names in pairs.items()}
    return Synonyms({k: v for k, v in kept.items() if v}, max(map(len, kept), default=1))


def _distinct(stems: Words, names: Iterable[Words]) -> tuple[Words, ...]:
    """Names whose stems differ from the word's own and from one another."""
    seen = {stems}
    found = []
    for name in names:
        key = tuple(map(stem, name))
        if key not in seen:
            seen.add(key)
            found.append(name)
    return tuple(found)


def _words(name: str) -> Words:
    return tuple(token.word for token in tokens(name))
