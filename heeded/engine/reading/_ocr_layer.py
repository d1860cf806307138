"""Whether the invisible text that a scanner put under a picture says what the picture shows and no more."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINE_END_HYPHEN = re.compile(
    "[-\u2010\u00ac]\\s*\\n\\s*|[\x02\u00ad\ufffe]\\s*"
)  # the second kind is PDFium's
_SAME = 0.9  # share of the layer's letters that our own reading must show
_ALIKE = 70.0  # per cent: one word misread in two ways
_SLIPS = 0.03  # share of short words that may be found nowhere: specks read as letters


def layer_agrees(layer_text: str, ocr_text: str) -> bool:
    """Whether every word of the layer that could tell anything stands in what we read from the picture.

    A name under a black box is in the layer and not in the picture, so one long or capitalised word or number
    without its like in the picture is enough to refuse the layer. Refusing costs nothing: ours is used.
    """
    layer, seen = Counter(_words(layer_text)), Counter(_words(ocr_text))
    if not layer:
        return False
    missing = _unmatched(layer - seen, seen - layer)
    if any(_tells(word) for word in missing):
        return False
    letters = sum(len(word) * count for word, count in layer.items())
    lost = sum(len(word) for word in missing)
    return lost <= (1 - _SAME) * letters and len(missing) <= _SLIPS * layer.total()


def _words(text: str) -> list[str]:
    return _WORD.findall(_LINE_END_HYPHEN.sub("", unicodedata.normalize("NFKC", text)))


def _unmatched(layer: Counter[str], seen: Counter[str]) -> list[str]:
    """Words of the layer for which no like word of the picture is left, each taken once."""
    from rapidfuzz import fuzz, process

    left = list(seen.elements())
    missing: list[str] = []
    for word in sorted(layer.elements(), key=len, reverse=True):
        found = process.extractOne(word, left, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if found is None:
            missing.append(word)
        else:
            left.pop(found[2])
    return missing


def _tells(word: str) -> bool:
    return len(word) > 3 or word[0].isupper() or any(letter.isdigit() for letter in word)
