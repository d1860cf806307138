"""Plain text: bytes in some encoding become lines. Form feeds part pages; other control characters go."""

import codecs
import contextlib
import re
from pathlib import Path

from heeded.engine.reading._errors import FileRefused
from heeded.engine.records import Line, Page, Reading

LARGEST = 64 * 1024 * 1024  # bytes of text: some 20,000 printed pages
_SAMPLE = 256 * 1024
_TYPE_SIZE = 11.0  # points: plain text has one size, and rules that compare sizes need a figure
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_WRONG = re.compile(r"\ufffd")


def read_plain(path: Path, *, encoding: str | None = None) -> Reading:
    """The text file at `path`, a line a Line. It has pages only where form feeds part them.

    Raises FileRefused where the bytes are no text in any encoding.
    """
    text = decoded(path.read_bytes()[: LARGEST + 1], encoding)
    pages = text.strip("\f").split("\f")
    made = tuple(_page(number, words) for number, words in enumerate(pages, start=1))
    if not any(page.text.strip() for page in made):
        raise FileRefused("This file holds no words.", "Check that it is the right file.")
    return Reading(made, paged=len(made) > 1, tool="plain")


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


def encoding_of(data: bytes) -> str:
    """The name of the encoding that `data` is most likely in. Raises FileRefused for what is not text."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if wide := _wide_without_mark(data):
        return wide
    if b"\0" in data:
        raise _not_text()
    if _is_utf8(data):
        return "utf-8"
    return _guessed(data[:_SAMPLE])


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        # a sample may end inside a letter
        return problem.reason == "unexpected end of data" and problem.start >= len(data) - 3
    return True


def _guessed(sample: bytes) -> str:
    """Windows Western where its letters make sense (British and Welsh files), else what statistics say."""
    if _mostly_controls(sample):
        raise _not_text()
    if _reads_as_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise _not_text()
    return best.encoding


def _reads_as_western(sample: bytes) -> bool:
    """Few bytes above ASCII, and those stand as accents and quotation marks do: beside plain letters."""
    high = sum(byte > 0x7F for byte in sample)
    if high > max(4, 0.05 * len(sample)):
        return False
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_controls(sample: bytes) -> bool:
    controls = sum(byte < 0x20 and byte not in b"\t\n\f\r\x1a\x1b\x0b" for byte in sample)
    return controls > 0.02 * len(sample)


def _in_encoding(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError) as problem:
        raise _not_text() from problem
    if len(_WRONG.findall(text)) > max(8, 0.01 * len(text)):
        raise _not_text()
    return text


def _page(number: int, text: str) -> Page:
    lines: list[Line] = []
    at = 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            lines.append(_line(words, at=at, row=row))
        at += len(words) + 1
    return Page(number, text, tuple(lines))


def _line(words: str, *, at: int, row: int) -> Line:
    indent = len(words) - len(words.lstrip())
    start, end = at + indent, at + len(words.rstrip())
    bottom = 842.0 - 72.0 - 14.0 * (row + 1)
    left = 72.0 + 5.5 * indent
    return Line(start, end, left, bottom, left + 5.5 * (end - start), bottom + _TYPE_SIZE, _TYPE_SIZE)


def _not_text() -> FileRefused:
    return FileRefused(
        "This file is not text that can be read.",
        "Open it in the program that made it and save it as PDF or DOCX.",
    )
