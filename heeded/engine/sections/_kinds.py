"""What a section does, told from the words of its heading (`kinds.toml`) or from what stands in it."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import attrgetter

from heeded.engine.records import Block

_NUMBERING = re.compile(
    r"^(?:(?:chapter|part|section|theme|stage)\s+(?:\d+|[ivx]+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|[\d.]+[a-z]?\b|[ivxl]+\.|[a-z][.)]|\([a-z\d]+\))[\s.:)–-]*"
)
_BLANKS = re.compile(r"[\s\u00a0]+")
_WORDS = re.compile(r"'\w+\*?|[\w-]+\*?|\*")
_NO_MERE_APPENDIX = re.compile(r"recommend|action plan|terms of reference")
_weight = attrgetter("weight")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATED = re.compile(
    rf"(?:(?:on|in|by|during|from|between|late|early|mid)\s+)?(?:the\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTHS})\b|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"(?:[\d.]+\s+)?(?:recommendation\s+\d|R\d{1,2}\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
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
def _phrases() -> dict[str, list[_Phrase]]:
    """The phrases of `kinds.toml` under the first three letters of their first word."""
    table = tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for order, (kind, phrases) in enumerate(table.items()):
        for phrase in phrases:
            whole = phrase.startswith("=")
            words = _bare(_WORDS.findall(phrase.lstrip("=").replace("’", "'")))
            weight = (len(phrase.rstrip(" *")) + 100 * whole, -order)
            found[words[0][:3].rstrip("*")].append(_Phrase(tuple(words), kind, whole, weight))
    return found


def _bare(words: list[str]) -> list[str]:
    """Without the article that opens a heading."""
    return words[1:] if words[:1] and words[0] in ("the", "a", "an") else words


def kind_of_title(title: str) -> str:
    """The kind that the words of a heading announce, or an empty text."""
    text = _BLANKS.sub(" ", title.replace("’", "'").replace("\u2010", "-")).strip().lower()
    if text.startswith(("appendix", "annex")) and not _NO_MERE_APPENDIX.search(text):
        return "appendix"
    words = _bare(_WORDS.findall(_NUMBERING.sub("", text)))
    phrases = _phrases()
    found = [
        phrase
        for place, word in enumerate(words)
        for key in {word[:3], ""}
        for phrase in phrases.get(key, ())
        if phrase.stands_at(place, words)
    ]
    return max(found, key=_weight).kind if found else ""


def kind_of_blocks(blocks: Sequence[Block]) -> str:
    """The kind that a section's own blocks show: dated paragraphs, or one recommendation after another."""
    texts = [_unnumbered(block) for block in blocks if block.kind in ("paragraph", "item", "row")]
    if len(texts) < 3:
        return ""
    if _share(texts, _RECOMMENDS) > 0.5:
        return "recommendations"
    return "chronology" if _share(texts, _DATED) > 0.5 else ""


def _unnumbered(block: Block) -> str:
    if not block.label or not block.text.startswith(block.label) or block.label[:1].isalpha():
        return block.text
    return block.text[len(block.label) :].lstrip(".):\t ")


def _share(texts: Iterable[str], pattern: re.Pattern[str]) -> float:
    hits = [pattern.match(text) is not None for text in texts]
    return sum(hits) / len(hits)
