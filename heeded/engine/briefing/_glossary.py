"""Jargon explained on the spot, from a glossary that grows."""

import re
import tomllib
from functools import cache
from pathlib import Path

_SPELLING = str.maketrans({"’": "'", "-": " ", "‑": " ", "\n": " "})


def explained_words(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a word of the glossary stands in `text`, each the first time only: start, end, what it means.

    A word that the text explains itself, in brackets right after it, is left alone. Never part of another word.
    """
    pattern, meanings = _glossary()
    found: dict[str, tuple[int, int, str]] = {}
    for match in pattern.finditer(text):
        meaning = _meaning(match[0], meanings)
        if meaning and meaning not in found and not text.startswith(("(", " ("), match.end()):
            found[meaning] = (match.start(), match.end(), meaning)
    return tuple(found.values())


def _meaning(printed: str, meanings: dict[str, str]) -> str:
    """What a word as printed means: "Section-47 enquiries" and "CAMHS" lead to their entries."""
    plain = " ".join(printed.lower().translate(_SPELLING).split())
    tried = (
        printed,
        printed.removesuffix("s"),
        plain,
        plain.removesuffix("s"),
        plain.removesuffix("ies") + "y",
    )
    return next((meanings[word] for word in tried if word in meanings), "")


def entries() -> dict[str, str]:
    """Every word of the glossary as written, and what it means."""
    table = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    return {**table["words"], **table["capitals"]}


@cache
def _glossary() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    words, capitals = table["words"], table["capitals"]
    plain = "|".join(_spelt(word) for word in sorted(words, key=len, reverse=True))
    exact = "|".join(re.escape(word) for word in sorted(capitals, key=len, reverse=True))
    meanings = {
        " ".join(word.lower().translate(_SPELLING).split()): meaning for word, meaning in words.items()
    }
    # a hyphen or an apostrophe also makes one word of two: "non-IRO", "anti-grooming"
    pattern = re.compile(rf"(?<![\w’'-])(?:(?i:{plain})|(?:{exact})s?)(?![\w-])")
    return pattern, {**meanings, **capitals}


def _spelt(word: str) -> str:
    """The word with either kind of apostrophe, any blank or hyphen between its words, and its plural."""
    pieces = (re.escape(piece) for piece in re.split(r"[\s-]", word.replace("’", "'")))
    spelt = r"[\s‑-]".join(piece.replace("'", "['’]") for piece in pieces)
    return (
        spelt.removesuffix("y") + "(?:y|ies)" if spelt.endswith(("enquiry", "chronology")) else spelt + "s?"
    )
