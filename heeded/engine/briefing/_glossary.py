"""Jargon explained on the spot, from a glossary that grows."""

import re
import tomllib
from functools import cache
from pathlib import Path


def explained_words(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a word of the glossary stands in `text`, each the first time only: start, end, what it means.

    A word that the text explains itself, in brackets right after it, is left alone.
    """
    pattern, meanings = _glossary()
    found: dict[str, tuple[int, int, str]] = {}
    for match in pattern.finditer(text):
        word = _headword(match[0], meanings)
        if word and word not in found and not text[match.end() :].lstrip().startswith("("):
            found[word] = (match.start(), match.end(), meanings[word])
    return tuple(found.values())


def _headword(printed: str, meanings: dict[str, str]) -> str:
    """The entry behind a word as printed: "Section-47 enquiries" and "CAMHS" lead to theirs."""
    plain = re.sub(r"[\s-]+", " ", printed.lower().replace("’", "'"))
    for word in (printed, printed.removesuffix("s"), plain, plain.removesuffix("s")):
        if word in meanings:
            return word
    hyphened = {key.replace("-", " "): key for key in meanings}
    return hyphened.get(plain, hyphened.get(plain.removesuffix("s"), ""))


@cache
def _glossary() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text())
    words, capitals = table["words"], table["capitals"]
    plain = "|".join(_spelt(word) for word in sorted(words, key=len, reverse=True))
    exact = "|".join(re.escape(word) for word in sorted(capitals, key=len, reverse=True))
    return re.compile(rf"\b(?:(?i:{plain})|(?:{exact}))\b"), {**words, **capitals}


def _spelt(word: str) -> str:
    """The word with either kind of apostrophe, and its plural."""
    return re.escape(word).replace("'", "['’]").replace("\\ ", r"[\s-]").replace("\\-", r"[\s-]") + "s?"
