"""Is this text, list or identifier of a framework fit to be kept and shown?"""

import re
from collections.abc import Iterator

from heeded.engine.frameworks._limits import LIMITS, quoted

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NO_FILE_CARRIES = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def wrong_identifier(identifier: str, whose: str) -> Iterator[str]:
    """What is wrong with an identifier of `whose`."""
    if not _IDENTIFIER.match(identifier) or len(identifier) > LIMITS.identifier:
        yield (
            f"The identifier of {whose} must be small letters, digits and single hyphens, at most"
            f" {LIMITS.identifier} of them, not {quoted(identifier)}."
        )


def wrong_line(
    field: str, text: str, whose: str, *, most: int = LIMITS.text, needed: bool = False
) -> Iterator[str]:
    """What is wrong with a text that must stand on one line."""
    if needed and not text:
        yield f"The {field} of {whose} is empty."
    if "\n" in text or "\t" in text:
        yield f"The {field} of {whose} must be one line."
    yield from wrong_text(field, text, whose, most=most)


def wrong_text(field: str, text: str, whose: str, *, most: int = LIMITS.text) -> Iterator[str]:
    """What is wrong with a text that may have several lines."""
    if len(text) > most:
        yield f"The {field} of {whose} is {len(text):,} characters long; at most {most:,} are taken."
    if _NO_FILE_CARRIES.search(text):
        yield f"The {field} of {whose} holds a character that no file can carry."
    if text != text.strip():
        yield f"The {field} of {whose} begins or ends with blank space."


def wrong_list(field: str, items: tuple[str, ...], whose: str) -> Iterator[str]:
    """What is wrong with a list of one-line texts."""
    for item in items:
        yield from wrong_line(f"“{field}”", item, whose, needed=True)
    if sum(map(len, items)) + len(items) > LIMITS.text:
        yield f"The “{field}” of {whose} are longer than {LIMITS.text:,} characters together."
