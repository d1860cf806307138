"""The encoding of bytes that may be text: stated by a mark, else guessed from what they hold."""

import codecs

from heeded.engine.reading._errors import FileRefused

_SAMPLE = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(data: bytes) -> str:
    """The name of the encoding that `data` is most likely in. Raises FileRefused for what is not text."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if wide := _wide_without_mark(data):
        return wide
    if b"\0" in data:
        raise not_text()
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
        raise not_text()
    if _reads_as_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise not_text()
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


def not_text() -> FileRefused:
    """The refusal of bytes that make sense in no encoding."""
    return FileRefused(
        "This file is not text that can be read.",
        "Open it in the program that made it and save it as PDF or DOCX.",
    )
