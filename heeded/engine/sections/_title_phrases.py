"""The words of headings as `kinds.toml` lists them, made comparable."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

WORDS = re.compile(r"'\w+\*?|[\w-]+\*?|\*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that announce a kind; a word that ends in * stands for all that begin so."""

    words: tuple[str, ...]
    kind: str
    whole: bool
    weight: tuple[int, int]  # the longest phrase counts, then the one further up in the file

    def stands_at(self, place: int, words: Sequence[str]) -> bool:
        if self.whole and (place or len(words) != len(self.words)):
            return False
        here = words[place : place + len(self.words)]
        return len(here) == len(self.words) and all(map(_fits, self.words, here))


def _fits(wanted: str, word: str) -> bool:
    return wanted == word or (wanted[-1] == "*" and word.startswith(wanted[:-1]))


@cache
def known_phrases() -> dict[str, list[Phrase]]:
    """The phrases of `kinds.toml` under the first three letters of their first word."""
    table = tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    found: dict[str, list[Phrase]] = defaultdict(list)
    for order, (kind, phrases) in enumerate(table.items()):
        for phrase in phrases:
            whole = phrase.startswith("=")
            words = bare(WORDS.findall(phrase.lstrip("=").replace("’", "'")))
            weight = (len(phrase.rstrip(" *")) + 100 * whole, -order)
            found[words[0][:3].rstrip("*")].append(Phrase(tuple(words), kind, whole, weight))
    return found


def bare(words: list[str]) -> list[str]:
    """Without the article that opens a heading."""
    return words[1:] if words[:1] and words[0] in ("the", "a", "an") else words
