"""What a section does, told from the words of its heading (`kinds.toml`) or from what stands in it."""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from heeded.engine.records import Block
from heeded.engine.sections._title_phrases import WORDS, bare, known_phrases

_NUMBERING = re.compile(
    r"^(?:(?:chapter|part|section|theme|stage)\s+(?:\d+|[ivx]+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|[\d.]+[a-z]?\b|[ivxl]+\.|[a-z][.)]|\([a-z\d]+\))[\s.:)–-]*"
)
_BLANKS = re.compile(r"[\s\u00a0]+")
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


def kind_of_title(title: str) -> str:
    """The kind that the words of a heading announce, or an empty text."""
    text = _BLANKS.sub(" ", title.replace("’", "'").replace("\u2010", "-")).strip().lower()
    if text.startswith(("appendix", "annex")) and not _NO_MERE_APPENDIX.search(text):
        return "appendix"
    words = bare(WORDS.findall(_NUMBERING.sub("", text)))
    phrases = known_phrases()
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
