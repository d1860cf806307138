"""Words that OCR read, with their places; kept packed, as a page of them is large."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from heeded.engine.records import Page

_PACKED = struct.Struct("<IHhhhh")  # start, length, and the box in tenths of a point


class OcrWord(NamedTuple):
    """One word of a picture: its stretch of the page's text and its box in points, origin bottom left."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A read picture: the page, the box of every word, and tesseract's mean confidence in per cent."""

    page: Page
    words: tuple[OcrWord, ...]
    confidence: float


def pack_words(words: Sequence[OcrWord]) -> bytes:
    """The boxes as bytes to store: some 6 a word. `unpack_words` reads them again."""
    rows = (
        _PACKED.pack(
            word.start,
            word.end - word.start,
            *(
                max(-32768, min(32767, round(10 * edge)))
                for edge in (word.left, word.bottom, word.right, word.top)
            ),
        )
        for word in words
    )
    return zlib.compress(b"".join(rows), 6)


def unpack_words(data: bytes) -> tuple[OcrWord, ...]:
    """The boxes that `pack_words` stored."""
    return tuple(
        OcrWord(start, start + length, *(edge / 10 for edge in box))
        for start, length, *box in _PACKED.iter_unpack(zlib.decompress(data))
    )
