"""Whether two texts are one report: how many of their words' sketches are the same."""

import hashlib
import re
from collections.abc import Sequence
from itertools import islice

from heeded.engine.records import Block

_SKETCH = 128  # hashes kept: tells shares of a half apart from shares of a tenth safely
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_OTHER_SIGNS = re.compile(r"[^\w\x00-\x7f]")
_WORDS = 10  # shorter paragraphs stand in many reports


def fingerprint(blocks: Sequence[Block]) -> list[int]:
    """The smallest hashes of the paragraphs: two such lists tell how much two reports share."""
    long_ones = (block.text.lower() for block in blocks if block.text.count(" ") >= _WORDS)
    hashes = [hashlib.blake2b(text, digest_size=6).digest() for text in {_letters(one) for one in long_ones}]
    return [int.from_bytes(found, "big") for found in islice(sorted(hashes), _SKETCH)]


def _letters(text: str) -> bytes:
    """The letters and figures of a text. (Taking signs out of bytes costs a tenth of asking each letter.)"""
    plain = text if text.isascii() else _OTHER_SIGNS.sub("", text)
    return plain.encode().translate(None, _ASCII_SIGNS)


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of paragraphs that two reports have in common, estimated from their fingerprints."""
    if len(one) < 8 or len(other) < 8:
        return 0.0
    smallest = sorted({*one, *other})[: min(_SKETCH, len(one), len(other))]
    both = {*one} & {*other}
    return sum(1 for value in smallest if value in both) / len(smallest)
