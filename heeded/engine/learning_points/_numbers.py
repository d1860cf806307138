"""Numbers as reports print them: 7, 7.1, 2a, 6a(iv), (b), R3, "three"."""

import re

_PARTS = r"(?:\((?:[ivx]{1,5}|[a-z])\)){0,2}"
_FIGURES = rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-z]?{_PARTS}"
_LETTERS = r"\((?:[ivx]{1,5}|[a-zA-Z]|\d{1,2})\)|(?:[ivx]{1,5}|[IVX]{2,5}|[a-zA-Z])(?=[.)](?:\s|$))"
_LETTERED = r"[A-Z]\.?\d{1,3}(?:\.\d{1,3})+|[A-Z]\.\d{1,3}"
_CODES = r"[A-Z]{2,6} ?\d{1,2}(?=[.:)]?\s+[A-Z])"
_BULLET = r"[•●▪■◦‣∙·○➢➤✓\uf0b7\uf0a7\uf0d8–—o*-]\s+"
_SPELT = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ENCLOSED = re.compile(r"\([^()]+\)|[^()]+\)")

# How a block begins: a bullet, then its own number.
OPENING = re.compile(
    rf"\s*(?:{_BULLET})?(?:(?P<number>{_FIGURES}|{_LETTERED}|{_LETTERS}|{_CODES})(?:[.):]+\s*|\s+|$))?"
)
# What may follow the word "Recommendation": a figure, a capital, a Roman figure, a word, a register's "R/2022/118".
LABEL_NUMBER = "|".join(
    (
        r"(?:R/)?\d{4}/\d{1,4}",
        _FIGURES,
        r"(?-i:[IVX]{1,6}(?![A-Za-z])|[A-Z]\d{1,2}(?!\w)|[A-Z](?![A-Za-z]))",
        rf"(?:{'|'.join(_SPELT)})\b",
    )
)


def spelt(number: str) -> str:
    """A number as it is kept: "three" is 3, "7." is 7, "(2)" is 2, "R 3" is R3."""
    bare = number.strip().rstrip(".:")
    if _ENCLOSED.fullmatch(bare):
        bare = bare.strip("()")
    lower = bare.lower()
    return str(_SPELT.index(lower) + 1) if lower in _SPELT else bare.replace(" ", "")
