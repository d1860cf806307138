"""Text without the characters that no page shows and that no Word file or PDF can hold."""

import re

# A line or a page that ends inside a cell comes out of a word processor as one of these.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def plain_text(text: str) -> str:
    """The text as it can be kept and written into any file: newlines and tabs stay, breaks of another kind are a
    blank, other control characters and code points that are no characters are gone."""
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))
