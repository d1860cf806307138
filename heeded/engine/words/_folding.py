"""Letters made comparable: accents, ligatures and width folded, small letters, words cut where no letter stands.

The index is fed with `fold`ed text, so that a question and a passage are cut by the same rules.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u2010": "-"})
_APART = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
          "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i"}  # fmt: skip
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # stand inside a word and print nothing
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}\u0300-\u036f](?=[^\W_]|[\u0300-\u036f]))*[\u0300-\u036f]*")


class Token(NamedTuple):
    """A word where it stands: `text[start:end]`, folded to `word`."""

    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """The text with accents, ligatures and unseen characters folded away. Its length may change."""
    if text.isascii():
        return text
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = text.replace("–", "-").replace("—", "-").replace("•", " ").replace("…", " ").replace("£", " ")
    if text.isascii():
        return text
    return "".join(map(_folded, text))


def tokens(text: str) -> list[Token]:
    """The words of a text in order, folded and in small letters, each with its place."""
    return [
        Token(found.start(), found.end(), word)
        for found in _WORD.finditer(text)
        if (word := _fold_word(found[0]))
    ]


@lru_cache(maxsize=50_000)
def _fold_word(word: str) -> str:
    return (word if word.isascii() else "".join(map(_folded, word)).replace(" ", "")).lower()


@lru_cache(maxsize=5_000)
def _folded(character: str) -> str:
    if character.isascii():
        return character
    if character in _UNSEEN:
        return ""
    plain = _APART.get(character) or character.translate(_PLAIN)
    parts = unicodedata.normalize("NFKD", plain)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    # The index cuts words where a character is neither letter nor digit; so do we, whatever its tables say.
    return "".join(part if part.isascii() or part.isalnum() else " " for part in kept)
