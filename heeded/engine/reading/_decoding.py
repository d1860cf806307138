"""Bytes of text made characters: line ends as newlines, nothing kept that no reader sees."""

import contextlib
import re

from heeded.engine.reading._encoding import encoding_of, not_text
from heeded.engine.reading._errors import FileRefused

LARGEST = 64 * 1024 * 1024  # bytes of text: some 20,000 printed pages
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_WRONG = re.compile(r"\ufffd")


def decoded(data: bytes, encoding: str | None = None) -> str:
    """`data` as text with line ends as newlines and without control characters (form feeds stay).

    `encoding` is tried first. Raises FileRefused where no encoding makes sense of it or it is too long.
    """
    if len(data) > LARGEST:
        raise FileRefused(
            f"This text is longer than {LARGEST // 1024 // 1024} megabytes.",
            "Split it into one file a report.",
        )
    if encoding is not None:
        with contextlib.suppress(LookupError, ValueError):
            return cleaned(data.decode(encoding))
    return cleaned(_in_encoding(data, encoding_of(data)))


def cleaned(text: str) -> str:
    """`text` with newlines as line ends and without characters that no reader sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROLS.sub("", text.replace("\x85", "\n"))


def _in_encoding(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError) as problem:
        raise not_text() from problem
    if len(_WRONG.findall(text)) > max(8, 0.01 * len(text)):
        raise not_text()
    return text
