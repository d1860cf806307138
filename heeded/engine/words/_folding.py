"""Letters made comparable: accents, ligatures and width folded, small letters, words cut where no letter stands.

The index is fed with `fold`ed text, so that a question and a passage are cut by the same rules.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add, sub
from typing import NamedTuple

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u2010": "-", "−": "-"}
)
_APART = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
          "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i"}  # fmt: skip
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # stand inside a word and print nothing
# An 's at the end of a word belongs to no word: "child's voice" is the child voice, next to each other.
_WORD = re.compile(
    rf"([^\W_](?:[^\W_]|[{_UNSEEN}\u0300-\u036f](?=[^\W_]|[\u0300-\u036f]))*[\u0300-\u036f]*)(?:['’ʼ]s(?![^\W_]))?"
)
_POSSESSIVE = re.compile(
    r"'s(?<=[^\W_]'s)(?![^\W_])"
)  # begins with plain letters: so it is looked for quickly


_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}


class Token(NamedTuple):
    """A word where it stands: `text[start:end]`, folded to `word`."""

    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """The text with accents, ligatures, unseen characters and 's folded away. Its length may change."""
    plain = text if text.isascii() else _plain(text)
    return _POSSESSIVE.sub("", plain) if "'s" in plain else plain


def plain_words(text: str) -> list[str]:
    """The words of a text as the index has them: folded, in small letters. The quickest way to them."""
    return fold(text).lower().translate(_SEPARATORS).split()


def _plain(text: str) -> str:
    """In plain letters. The common marks of print first: mostly there is no other, and this is far quicker."""
    text = _without_print(text)
    return text if text.isascii() else "".join(map(_folded, text))


def _without_print(text: str) -> str:
    """Without the common marks of print, and as long as before."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("ʼ", "'")
    text = text.replace("–", "-").replace("—", "-").replace("−", "-")
    return text.replace("•", " ").replace("…", " ").replace("£", " ")


def tokens(text: str) -> list[Token]:
    """The words of a text in order, folded and in small letters, each with its place."""
    return [
        Token(found.start(), found.end(1), word)
        for found in _WORD.finditer(text)
        if (word := fold_word(found[1]))
    ]


def placed_words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text, folded and in small letters, where each begins and where it ends. Quicker than `tokens`:
    text that folds letter for letter is cut without looking at each word."""
    even = text if text.isascii() else _without_print(text)
    if not even.isascii():
        found = tokens(text)
        return [one.word for one in found], [one.start for one in found], [one.end for one in found]
    even = _POSSESSIVE.sub("  ", even) if "'s" in even else even
    parts = even.lower().translate(_SEPARATORS).split(" ")
    lengths = list(map(len, parts))
    ends = list(map(add, accumulate(lengths), count()))  # one blank stands before each but the first
    starts = map(sub, ends, lengths)
    return list(filter(None, parts)), list(compress(starts, parts)), list(compress(ends, parts))


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """One word, folded and in small letters; "" where nothing of it is left."""
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
